"""Haystack's highlighting, made from the rows: the index keeps no text, and only the row has the printed characters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from django.utils.functional import SimpleLazyObject
from haystack import connections

from archive.search.keywords import Passage
from archive.search.query.tree import Node
from archive.search.snippets import Wanted, needles_in, snippet, wanted_by


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
        self._index, self._results = index, results
        self._zones, self._wanted = zones, wanted

    def snippets(self, result: Any) -> dict[str, list[str]]:
        """What is shown of a result, by field; nothing where there is no row."""
        row = getattr(result, "_object", None) or self._rows.get(str(result.pk))
        texts = {zone: self._passages(zone, row) for zone in self._zones} if row else {}
        needles = needles_in(self._wanted, (one for several in texts.values() for one in several))
        shown = {self._zones[zone]: str(snippet(several, needles)) for zone, several in texts.items()}
        return {name: [html] for name, html in shown.items() if "<mark>" in html}

    def _passages(self, zone: str, row: Any) -> list[Passage]:
        """The paragraphs of a zone, as the index takes them."""
        lines = prepared(self._index, zone, row).split("\n")
        return [Passage(zone, 0, line) for line in lines if line]

    @cached_property
    def _rows(self) -> Mapping[str, Any]:
        """The rows, by their keys as the index has them."""
        rows = self._index.read_queryset(using=None).in_bulk([result.pk for result in self._results])
        return {str(key): row for key, row in rows.items()}


def prepared(index: Any, name: str, row: Any) -> str:
    """What a Haystack index takes of a row for one of its fields, without preparing the others."""
    prepare = getattr(index, f"prepare_{name}", None) or index.fields[name].prepare
    return str(prepare(row) or "")
