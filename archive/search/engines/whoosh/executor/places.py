"""Where terms stand beside one another: strings over the exact view, and phrases of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from archive.search.analysis import exact_parts
from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.arrays.postings import Postings
from archive.search.engines.whoosh.executor.found import NOTHING, common, distinct, marked

# A place in the segment is the document times this, and the place in the document.
ROOM = 32


def holding(postings: Postings, needle: str, count: int) -> Array:
    """The documents of a segment in whose exact view a folded string stands."""
    parts = exact_parts(needle)
    numbers = [postings.terms.find(part.text.encode()) for part in parts]
    if min(numbers) < 0:
        return NOTHING
    if len(parts) == 1:
        return postings.documents_of(numbers[0])
    distances = {number: part.position for number, part in zip(numbers, parts, strict=True)}
    if len(distances) < len(parts):
        return _in_order(postings, numbers, [part.position for part in parts], count)
    rarest_first = sorted(distances, key=postings.document_frequency)
    return _in_order(postings, rarest_first, [distances[number] for number in rarest_first], count)


def following(postings: Postings, numbers: Sequence[int], slop: int, count: int) -> Array:
    """The documents in which these terms stand one behind another, each at most ``slop`` places further."""
    among = _having_all(postings, numbers, count)
    ends = _places(postings, numbers[0], among)
    for number in numbers[1:]:
        behind = _places(postings, number, among)
        at = np.searchsorted(ends, behind) - 1
        near = at >= 0
        near[near] = behind[near] - ends[at[near]] <= slop
        ends = behind[near]
    return distinct(ends >> ROOM)


def _in_order(postings: Postings, numbers: Sequence[int], distances: Sequence[int], count: int) -> Array:
    """The documents in which the terms stand at these distances from one place."""
    among = _having_all(postings, numbers, count)
    begins: Array | None = None
    for number, distance in zip(numbers, distances, strict=True):
        here = _places(postings, number, among) - distance
        begins = here if begins is None else _in_both(begins, here)
        if not len(begins):
            return NOTHING
        among = marked(begins + distances[0] >> ROOM, count)
    return distinct(begins + distances[0] >> ROOM) if begins is not None else NOTHING


def _having_all(postings: Postings, numbers: Sequence[int], count: int) -> Array:
    """A truth value for each document: has it every term?"""
    return marked(common([postings.documents_of(number) for number in set(numbers)], count), count)


def _places(postings: Postings, number: int, among: Array) -> Array:
    """Every place of a term in these documents, ascending."""
    documents = postings.documents_of(number)
    places, owners = postings.places_of(number)
    kept = np.flatnonzero(among.take(documents).take(owners))
    return documents.take(owners.take(kept)).astype(np.int64) << ROOM | places.take(kept)


def _in_both(some: Array, others: Array) -> Array:
    """The numbers that are in both; both ascend."""
    fewer, more = (some, others) if len(some) < len(others) else (others, some)
    if not len(fewer):
        return fewer
    at = np.searchsorted(more, fewer)
    at[at == len(more)] = 0
    both: Array = fewer[more[at] == fewer]
    return both
