"""How the fields of a Haystack index lie in Whoosh."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from whoosh import analysis, fields

from archive.search.analysis import Term, exact_terms, word_terms

# Between the values of a field that has several; no value holds a line end.
SEPARATOR = "\n"


class TermAnalyzer(analysis.Composable):
    """Hands our terms to Whoosh, each with its own position."""

    is_morph = False

    def __init__(self, terms: Callable[[str], Iterator[Term]]) -> None:
        self.terms = terms

    def __call__(self, value: str, **wanted: Any) -> Iterator[analysis.Token]:
        token = analysis.Token(**{**wanted, "positions": True})
        token.boost = 1.0
        token.stopped = False
        for term in self.terms(value):
            token.text, token.pos = term
            yield token


def separate_values(value: str) -> Iterator[Term]:
    """The values of a field that has several."""
    return (Term(text, at) for at, text in enumerate(value.split(SEPARATOR)) if text)


def exact(zone: str) -> str:
    """The name of a zone's exact view."""
    return f"{zone}_exact"


def words(zone: str) -> str:
    """The name of a zone's words view."""
    return f"{zone}_words"


class Zone(NamedTuple):
    """A text field: under which name Haystack prepares it, and how much its words weigh."""

    prepared: str
    boost: float


@dataclass(frozen=True)
class Layout:
    """Which fields an index has: zones of text with their boosts, whole values, dates and numbers."""

    zones: Mapping[str, Zone]
    keywords: frozenset[str]
    dates: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, searchfields: Mapping[str, Any]) -> Layout:
        """The layout of Haystack's fields, by the names they are declared with."""
        by_type: dict[str, dict[str, Any]] = {}
        for field in searchfields.values():
            kind = "keyword" if field.is_multivalued else field.field_type
            by_type.setdefault(kind, {})[field.instance_name] = field
        strings = by_type.get("string", {})
        return cls(
            zones={name: Zone(field.index_fieldname, float(field.boost)) for name, field in strings.items()},
            keywords=frozenset(by_type.get("keyword", {})),
            dates=frozenset(by_type.get("date", {})),
            numbers=frozenset(by_type.get("integer", {})),
        )

    @property
    def columns(self) -> frozenset[str]:
        """The fields by which documents can be sorted and counted."""
        return self.keywords | self.dates | self.numbers

    @cached_property
    def schema(self) -> fields.Schema:
        """The same for Whoosh."""
        identifiers = {
            ID: fields.ID(stored=True, unique=True),
            DJANGO_CT: fields.ID(stored=True),
            DJANGO_ID: fields.ID(stored=True),
        }
        ranking = {words(zone): fields.TEXT(TermAnalyzer(word_terms), phrase=False) for zone in self.zones}
        strings = {exact(zone): fields.TEXT(TermAnalyzer(exact_terms)) for zone in self.zones}
        values = {
            name: fields.ID(stored=True, sortable=True, analyzer=TermAnalyzer(separate_values))
            for name in self.keywords
        }
        numbers = {
            name: fields.NUMERIC(int, bits=64, stored=True, sortable=True)
            for name in self.dates | self.numbers
        }
        return fields.Schema(**identifiers, **ranking, **strings, **values, **numbers)

    def texts(self, prepared: Mapping[str, Any]) -> dict[str, str]:
        """The text of each zone, of what Haystack prepared."""
        return {name: str(prepared.get(zone.prepared) or "") for name, zone in self.zones.items()}

    @cached_property
    def prepared_names(self) -> dict[str, str]:
        """Under which name Haystack prepares each zone."""
        return {name: zone.prepared for name, zone in self.zones.items()}

    def document(self, prepared: Mapping[str, Any]) -> dict[str, Any]:
        """What Haystack prepared, as Whoosh stores it."""
        document = {name: prepared[name] for name in (ID, DJANGO_CT, DJANGO_ID)}
        for name, text in self.texts(prepared).items():
            document |= {words(name): text, exact(name): text}
        for name in self.keywords & prepared.keys():
            document[name] = as_keyword(prepared[name])
        for name in (self.dates | self.numbers) & prepared.keys():
            document[name] = as_number(prepared[name])
        return {name: value for name, value in document.items() if value is not None}

    def value(self, name: str, stored: Any) -> Any:
        """A stored value as Python has it."""
        if name in self.dates:
            return dt.date.fromordinal(stored)
        return stored


def as_keyword(value: Any) -> str | None:
    """One value or several as one string; None where there is none."""
    if isinstance(value, list | tuple | set | frozenset):
        return SEPARATOR.join(map(str, value)) or None
    return None if value is None else str(value)


def as_number(value: dt.date | int | None) -> int | None:
    """A date as the number of its day, so that dates before 1970 sort too."""
    return value.toordinal() if isinstance(value, dt.date) else value
