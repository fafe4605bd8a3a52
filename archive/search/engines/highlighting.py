"""Haystack's highlighting, made from the rows: the index keeps no text, and only the row has the printed characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from haystack import connections

from archive.search.query.tree import Node
from archive.search.snippets import needles_in, snippet, wanted_by

# From what Haystack prepared of a row to its texts, by the names they have there.
Texts = Callable[[Mapping[str, Any]], Mapping[str, str]]


def highlight(results: Iterable[Any], tree: Node, texts: Texts, using: str) -> None:
    """Give every result ``highlighted``: for each field that holds what was asked, a snippet, escaped and marked."""
    wanted = wanted_by(tree)
    by_model: dict[type, list[Any]] = {}
    for result in results:
        by_model.setdefault(result.model, []).append(result)
    for model, found in by_model.items():
        index = connections[using].get_unified_index().get_index(model)
        rows = index.read_queryset(using=using).in_bulk([result.pk for result in found])
        for result in found:
            row = rows.get(model._meta.pk.to_python(result.pk))  # type: ignore[attr-defined]  # any Django model
            result.highlighted = _snippets(texts(index.full_prepare(row)), wanted) if row else {}


def _snippets(texts: Mapping[str, str], wanted: list[Any]) -> dict[str, list[str]]:
    needles = needles_in(wanted, texts.values())
    shown = {name: str(snippet(text.split("\n"), needles)) for name, text in texts.items() if text}
    return {name: [html] for name, html in shown.items() if "<mark>" in html}
