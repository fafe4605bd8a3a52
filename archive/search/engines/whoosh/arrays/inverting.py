"""From occurrences of terms in documents to postings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.arrays.postings import (
    FIRST,
    GREATEST_COUNT,
    PLACE,
    PLACE_BITS,
    Exceptions,
    Kind,
    Postings,
)
from archive.search.engines.whoosh.arrays.terms import Terms

# Documents whose numbers fit in two bytes.
NARROW = 1 << 16


class Occurrences(NamedTuple):
    """Where terms stand, sorted by term, document and place; each entry is one occurrence."""

    terms: Array
    documents: Array
    places: Array


class Posting(NamedTuple):
    """A term in a document, as Whoosh's fields name it: how much it weighs, and its places where these are kept."""

    term: bytes
    document: int
    weight: float
    places: Sequence[int]


def postings_of(kind: Kind, terms: Terms, found: Occurrences) -> Postings:
    """The postings of these occurrences. Every term has at least one."""
    size = len(found.terms)
    term_begins = np.ones(size, bool)
    term_begins[1:] = found.terms[1:] != found.terms[:-1]
    begins = term_begins.copy()
    begins[1:] |= found.documents[1:] != found.documents[:-1]
    at = np.flatnonzero(begins)
    counts = np.diff(at, append=size)
    narrow, weights = narrow_counts(counts) if kind is Kind.COUNTED else (_NO_COUNTS, Exceptions.none("f4"))
    place_starts, places, far = _NO_PLACES
    if kind is Kind.PLACED:
        place_starts, places, far = _places(len(terms), found, begins)
    return Postings(
        kind=kind,
        terms=terms,
        starts=np.append(np.flatnonzero(term_begins[at]), len(at)),
        documents=document_numbers(found.documents[at]),
        counts=narrow,
        weights=weights,
        place_starts=place_starts,
        places=places,
        far_places=far,
    )


def postings_listed(kind: Kind, listed: Iterable[Posting]) -> Postings:
    """The postings of a list in any order. Of one term, documents come in their order; so do its places in one."""
    by_term: dict[bytes, list[Posting]] = {}
    for posting in listed:
        by_term.setdefault(posting.term, []).append(posting)
    terms = sorted(by_term)
    ordered = [posting for term in terms for posting in by_term[term]]
    # A term that has no places in a placed field stands there once all the same.
    repeats = [max(1, len(posting.places)) if kind is Kind.PLACED else 1 for posting in ordered]
    numbers = np.repeat(np.arange(len(terms)), [len(by_term[term]) for term in terms])
    documents = np.fromiter((posting.document for posting in ordered), np.int64, len(ordered))
    places = [place for posting in ordered for place in posting.places or (0,)]
    found = Occurrences(
        np.repeat(numbers, repeats),
        np.repeat(documents, repeats),
        np.array(places if kind is Kind.PLACED else np.zeros(len(ordered)), np.int64),
    )
    weights = np.fromiter((posting.weight for posting in ordered), np.float32, len(ordered))
    return _weighted(postings_of(kind, Terms.of(terms), found), weights, np.array(repeats, np.int64))


def _weighted(postings: Postings, weights: Array, counts: Array) -> Postings:
    """The same postings with these weights; those that are not the count are exceptions."""
    if postings.kind is Kind.COUNTED:
        stored = np.clip(weights, 0, GREATEST_COUNT).astype(np.uint8)
        postings = replace(postings, counts=stored)
        counts = stored
    at = np.flatnonzero(weights != counts)
    return replace(postings, weights=Exceptions(at, weights[at]))


def narrow_counts(counts: Array) -> tuple[Array, Exceptions]:
    """Counts as bytes, and those that are too great for one."""
    at = np.flatnonzero(counts > GREATEST_COUNT)
    return np.minimum(counts, GREATEST_COUNT).astype(np.uint8), Exceptions(at, counts[at].astype(np.float32))


def document_numbers(documents: Array) -> Array:
    """Numbers of documents in as few bytes as hold them."""
    return documents.astype(np.uint16 if documents.max(initial=0) < NARROW else np.uint32)


def _places(terms: int, found: Occurrences, begins: Array) -> tuple[Array, Array, Exceptions]:
    """Places as they are stored, without those of terms that stand only at place 0."""
    elsewhere = np.zeros(terms, bool)
    elsewhere[found.terms[(found.places != 0) | ~begins]] = True
    kept = elsewhere[found.terms]
    counts = np.bincount(found.terms[kept], minlength=terms)
    starts = np.concatenate([[0], np.cumsum(counts)])
    places = found.places[kept]
    at = np.flatnonzero(places > PLACE)
    far = Exceptions(at, (places[at] >> PLACE_BITS).astype(np.uint16))
    stored = (places & PLACE).astype(np.uint16) | np.where(begins[kept], FIRST, 0).astype(np.uint16)
    return starts, stored, far


_NO_COUNTS = np.empty(0, np.uint8)
_NO_PLACES = (np.empty(0, np.int64), np.empty(0, np.uint16), Exceptions.none("u2"))
