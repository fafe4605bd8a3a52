"""Every article that answers, not only a page of them: ids alone, so that a hundred thousand take little room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from haystack.query import SearchQuerySet

# Rows asked of the database at a time: below the 999 values that the oldest SQLite in use takes in one question.
BATCH = 900

One = TypeVar("One")


class Key:
    """A result of which only the id is kept."""

    __slots__ = ("pk",)

    def __init__(self, app_label: str, model_name: str, pk: str, score: float, **values: Any) -> None:
        self.pk = int(pk)


def keys_of(found: SearchQuerySet) -> list[int]:
    """The ids of all the articles found, in their order."""
    found = found.result_class(Key)
    return [result.pk for result in found[: len(found)]]


def in_batches(items: Iterable[One], size: int) -> Iterator[list[One]]:
    """The items, so many at a time."""
    remaining = iter(items)
    while some := list(islice(remaining, size)):
        yield some
