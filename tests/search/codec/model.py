"""Which documents match a query, told from the documents alone, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from whoosh import query

from archive.text.folding import fold
from tests.search.codec.documents import SCHEMA

# The field of texts, whose terms stand at places.
TEXT = "text"


class Holding:
    """A document; says whether a query holds of it. ``reader`` only spreads fuzzy terms."""

    def __init__(self, document: Mapping[str, Any], reader: Any) -> None:
        self.values, self.reader = document, reader
        self.terms = {
            name: {entry[0] for entry in SCHEMA[name].index(value)} for name, value in document.items()
        }

    def holds(self, asked: query.Query) -> bool:
        """Does the document match?"""
        return getattr(self, f"holds_{type(asked).__name__.lower()}")(asked)

    def holds_term(self, asked):
        return SCHEMA[asked.fieldname].to_bytes(asked.text) in self.terms.get(asked.fieldname, ())

    def holds_prefix(self, asked):
        return any(text.startswith(asked.text) for text in self._texts(asked.fieldname))

    def holds_wildcard(self, asked):
        return any(fnmatchcase(text, asked.text) for text in self._texts(asked.fieldname))

    def holds_termrange(self, asked):
        return any(asked.start <= text <= asked.end for text in self._texts(asked.fieldname))

    def holds_fuzzyterm(self, asked):
        return not set(asked._btexts(self.reader)).isdisjoint(self._texts(asked.fieldname))

    def holds_numericrange(self, asked):
        value = self.values.get(asked.fieldname)
        if value is None:
            return False
        low = asked.start is None or asked.start < value or (asked.start == value and not asked.startexcl)
        high = asked.end is None or value < asked.end or (asked.end == value and not asked.endexcl)
        return low and high

    def holds_every(self, asked):
        return asked.fieldname is None or bool(self.terms.get(asked.fieldname))

    def holds_phrase(self, asked):
        words = self.values[TEXT].split(" ")
        ends = {at for at, word in enumerate(words) if word == asked.words[0]}
        for wanted in asked.words[1:]:
            reach = {end + step for end in ends for step in range(1, asked.slop + 1)}
            ends = {at for at in reach if at < len(words) and words[at] == wanted}
        return bool(ends)

    def holds_standing(self, asked):
        paragraphs = [fold(one) for one in self.values.get("exact", "").split("\n")]
        return bool(asked.needles) and all(
            any(needle in paragraph for paragraph in paragraphs) for needle in asked.needles
        )

    def holds_and(self, asked):
        return all(map(self.holds, asked))

    def holds_or(self, asked):
        return any(map(self.holds, asked))

    holds_disjunctionmax = holds_or

    def holds_not(self, asked):
        return not self.holds(asked.query)

    def holds_andnot(self, asked):
        return self.holds(asked.a) and not self.holds(asked.b)

    holds_except = holds_andnot

    def holds_andmaybe(self, asked):
        return self.holds(asked.a)

    def holds_constantscorequery(self, asked):
        return self.holds(asked.child)

    def _texts(self, name: str) -> list[str]:
        return [term.decode() for term in self.terms.get(name, ())]


def numbers_of(
    asked: query.Query, written: list[Mapping[str, Any]], gone: set[int], reader: Any
) -> list[int]:
    """The numbers of the documents that match and are not deleted."""
    return [
        number
        for number, document in enumerate(written)
        if number not in gone and Holding(document, reader).holds(asked)
    ]
