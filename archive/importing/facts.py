"""What a story that is no row yet names and counts, ready for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from archive.importing.metadata import Said
from archive.importing.recognize import FigureFinding, Finding, Texts, recognized
from archive.importing.reconstruct.shapes import Field, Story


def facts_of(story: Story, said: Said) -> dict[str, Any]:
    """The organizations, regions, bylines, initiatives and figures of a story. Places are in characters of a field; the
    body's paragraphs are joined by one line end each.
    """
    found = recognized(texts_of(story, said))
    return {
        "organizations": _named(found.organizations),
        "regions": _named(found.regions),
        "bylines": _named(found.bylines),
        "initiatives": _named(found.initiatives),
        "figures": [_figure(one) for one in found.figures],
    }


def texts_of(story: Story, said: Said) -> Texts:
    """A story as recognition reads it, with what its page says of itself."""
    fields = {field.value: story.text_of(field) for field in Field if story.text_of(field)}
    return Texts(fields, str(said.newspaper or ""), said.date, said.certainty.value)


def _named(found: Sequence[Finding]) -> list[dict[str, Any]]:
    return [{"name": one.name, "field": one.field, "start": one.start, "end": one.end} for one in found]


def _figure(one: FigureFinding) -> dict[str, Any]:
    return {
        "value": _number(one.value),
        "max": None if one.maximum is None else _number(one.maximum),
        "unit": one.unit,
        "qualifier": one.qualifier,
        "what": one.what,
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "sentence": one.sentence,
        "field": one.field,
        "start": one.start,
        "end": one.end,
    }


def _number(value: Decimal) -> int | float:
    """As JSON writes it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
