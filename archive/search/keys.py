"""Every article that answers, not only a page of them: ids alone, so that a hundred thousand take little room."""

from __future__ import annotations

from typing import Any

from haystack.query import SearchQuerySet


class Key:
    """A result of which only the id is kept."""

    __slots__ = ("pk",)

    def __init__(self, app_label: str, model_name: str, pk: str, score: float, **values: Any) -> None:
        self.pk = int(pk)


def keys_of(found: SearchQuerySet) -> list[int]:
    """The ids of all the articles found, in their order."""
    found = found.result_class(Key)
    return [result.pk for result in found[: len(found)]]
