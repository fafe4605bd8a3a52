# ruff: noqa: E402  # the module is the system's, built for its Python 3.11
"""Xapian, from the system's own packages: words cut by us, and pairs of characters with their places."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

SYSTEM = "/usr/lib/python3/dist-packages"
sys.path.append(SYSTEM)

import xapian

from archive.search.analysis import is_word
from archive.text.folding import fold, fold_words
from archive.text.words import cut_for_search
from tests.benchmarks.corpus import Text
from tests.benchmarks.shapes import DEEP, PER_PAGE, Asked, Shape

# Terms of words, of pairs, of identities and of newspapers.
WORD, PAIR, IDENTITY, NEWSPAPER = "W", "P", "Q", "N"
VALUES = {"newspaper": 0, "kind": 1, "day": 2}
# Between paragraphs, so that no pair follows one of another paragraph.
GAP = 2
EVERYTHING = 1_000_000


class Xapian:
    """One database."""

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "xapian")

    def build(self, texts: Iterable[Text]) -> None:
        """Write and commit all of them."""
        database = xapian.WritableDatabase(self._path, xapian.DB_CREATE_OR_OPEN)
        for text in texts:
            database.add_document(self._document(text))
        database.commit()
        database.close()
        self._database = xapian.Database(self._path)

    def ask(self, asked: Asked) -> int:
        """How many match; the page of them is fetched too, best first."""
        enquire = xapian.Enquire(self._database)
        enquire.set_query(_query(asked))
        spies = [xapian.ValueCountMatchSpy(VALUES[name]) for name in ("newspaper", "kind")]
        if asked.shape is Shape.FACETS:
            for spy in spies:
                enquire.add_matchspy(spy)
        offset = (DEEP - 1) * PER_PAGE if asked.shape is Shape.DEEP else 0
        found = enquire.get_mset(offset, PER_PAGE, EVERYTHING)
        for match in found:
            match.document.get_data()
        return int(found.get_matches_estimated())

    def change(self, text: Text) -> None:
        """Write one article over the old one, and see it."""
        database = xapian.WritableDatabase(self._path, xapian.DB_OPEN)
        database.replace_document(f"{IDENTITY}{text.number}", self._document(text))
        database.commit()
        database.close()
        self._database.reopen()

    def _document(self, text: Text) -> xapian.Document:
        document = xapian.Document()
        document.set_data(str(text.number))
        document.add_boolean_term(f"{IDENTITY}{text.number}")
        document.add_boolean_term(NEWSPAPER + text.newspaper)
        document.add_value(VALUES["newspaper"], text.newspaper)
        document.add_value(VALUES["kind"], text.kind)
        document.add_value(VALUES["day"], xapian.sortable_serialise(text.day.toordinal()))
        whole = text.whole()
        for word in filter(is_word, cut_for_search(fold_words(whole))):
            document.add_term(WORD + word)
        place = 1
        for paragraph in whole.split("\n"):
            for pair in pairwise(fold(paragraph)):
                document.add_posting(PAIR + "".join(pair), place, 0)
                place += 1
            place += GAP
        return document


def _query(asked: Asked) -> xapian.Query:
    query = xapian.Query(xapian.Query.OP_AND, [_clause(asked.shape, word) for word in asked.words])
    if asked.newspaper:
        query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query(NEWSPAPER + asked.newspaper))
    return query


def _clause(shape: Shape, word: str) -> xapian.Query:
    if shape is Shape.PREFIX:
        return xapian.Query(xapian.Query.OP_WILDCARD, WORD + word, 0, xapian.Query.WILDCARD_LIMIT_ERROR)
    if shape is Shape.PHRASE:
        pairs = [PAIR + "".join(pair) for pair in pairwise(fold(word))]
        return xapian.Query(xapian.Query.OP_PHRASE, pairs)
    return xapian.Query(WORD + word)
