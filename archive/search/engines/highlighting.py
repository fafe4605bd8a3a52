"""Haystack's highlighting, made from the rows: the index keeps no text, and only the row has the printed characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Any

from django.utils.functional import SimpleLazyObject
from haystack import connections

from archive.search.keywords import Passage
from archive.search.query.tree import Node
from archive.search.snippets import Wanted, best_of, excerpt, needles_in, wanted_by


def highlight(results: Iterable[Any], tree: Node, zones: Mapping[str, str], using: str) -> None:
    """Give every result ``highlighted``: for each field that holds what was asked, a snippet, escaped and marked.

    It is made when it is looked at, from the row that the result has by then; rows that no result has are read together.
    ``zones`` tells under which name Haystack prepares each zone.
    """
    wanted = wanted_by(tree)
    by_model: dict[type, list[Any]] = {}
    for result in results:
        by_model.setdefault(result.model, []).append(result)
    for model, found in by_model.items():
        page = _Page(connections[using].get_unified_index().get_index(model), found, zones, wanted)
        for result in found:
            result.highlighted = SimpleLazyObject(partial(page.snippets, result))


class _Page:
    """Results of one model."""

    def __init__(
        self, index: Any, results: Sequence[Any], zones: Mapping[str, str], wanted: Sequence[Wanted]
    ) -> None:
        self._index, self._results, self._wanted = index, results, wanted
        self._texts = {zone: (name, prepares(index, zone)) for zone, name in zones.items()}

    def snippets(self, result: Any) -> dict[str, list[str]]:
        """What is shown of a result, by field; nothing where there is no row."""
        row = getattr(result, "_object", None) or self._rows.get(str(result.pk))
        texts = {name: passages for name, passages in self._passages(row) if passages} if row else {}
        needles = needles_in(self._wanted, chain.from_iterable(texts.values()))
        best = {name: best_of(passages, needles) for name, passages in texts.items()} if needles else {}
        return {name: [str(excerpt(passage, needles))] for name, passage in best.items() if passage}

    def _passages(self, row: Any) -> Iterator[tuple[str, list[Passage]]]:
        """The paragraphs of each zone as the index takes them, by the name it has for Haystack."""
        for zone, (name, prepare) in self._texts.items():
            yield name, [Passage(zone, 0, line) for line in str(prepare(row) or "").split("\n") if line]

    @cached_property
    def _rows(self) -> Mapping[str, Any]:
        """The rows, by their keys as the index has them."""
        rows = self._index.read_queryset(using=None).in_bulk([result.pk for result in self._results])
        return {str(key): row for key, row in rows.items()}


def prepares(index: Any, name: str) -> Callable[[Any], Any]:
    """What makes the value of one field that a Haystack index takes of a row, without making the others."""
    return getattr(index, f"prepare_{name}", None) or index.fields[name].prepare  # type: ignore[no-any-return]
