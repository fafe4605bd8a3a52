"""The exact view of many texts at once: the twin of ``analysis.exact_terms``."""

from __future__ import annotations

import numpy as np

from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.arrays.inverting import Occurrences, postings_of
from archive.search.engines.whoosh.arrays.postings import Kind, Postings
from archive.search.engines.whoosh.arrays.terms import HEAD, LONG, Terms, distinct
from archive.text.folding import fold

# Behind each text and behind each paragraph; folding leaves neither in a text.
TEXT_END, PARAGRAPH_END = "\0", "\n"
# Code points from which on UTF-8 takes two, three and four bytes.
LONGER_FROM = (0x80, 0x800, 0x10000)


def invert_characters(texts: list[str], documents: Array) -> tuple[Postings, Array]:
    """The postings of these texts, and how many terms each has."""
    joined = "".join(_folded(text) + TEXT_END for text in texts)
    characters = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    ends = np.flatnonzero(characters == ord(TEXT_END))
    begins = np.concatenate([[0], ends[:-1] + 1])
    owners = np.repeat(np.arange(len(texts)), ends + 1 - begins)
    alphabet, ranks = _ranked(characters)
    codes, at = _terms(ranks, begins, owners, len(alphabet) + 1)
    owners_of_terms = owners[at]
    first = np.ones(len(codes), bool)
    first[1:] = codes[1:] != codes[:-1]
    found = Occurrences(np.cumsum(first) - 1, documents[owners_of_terms], at - begins[owners_of_terms])
    terms = _named(codes[first], alphabet)
    return postings_of(Kind.PLACED, terms, found), np.bincount(owners_of_terms, minlength=len(texts))


def _folded(text: str) -> str:
    """The text folded, its paragraphs still apart."""
    return PARAGRAPH_END.join(map(fold, text.split(PARAGRAPH_END)))


def _ranked(characters: Array) -> tuple[Array, Array]:
    """The different characters in order, and the rank of each character of the text, from 1; 0 is a border."""
    alphabet = distinct(characters)
    alphabet = alphabet[(alphabet != ord(TEXT_END)) & (alphabet != ord(PARAGRAPH_END))]
    table = np.zeros(int(alphabet.max(initial=0)) + ord(PARAGRAPH_END) + 1, np.int64)
    table[alphabet] = np.arange(1, len(alphabet) + 1)
    return alphabet, table[characters]


def _terms(ranks: Array, begins: Array, owners: Array, width: int) -> tuple[Array, Array]:
    """The code of every term in order, and the index of the character at which each stands.

    A pair's code is its two ranks; a single character stands once a text, as if at its beginning, and has no second.
    """
    left, right = ranks[:-1], ranks[1:]
    pairs_at = np.flatnonzero((left > 0) & (right > 0))
    singles = distinct(ranks[ranks > 0] * len(begins) + owners[ranks > 0])
    codes = np.concatenate([left[pairs_at] * width + right[pairs_at], singles // len(begins) * width])
    at = np.concatenate([pairs_at, begins[singles % len(begins)]])
    shift = len(ranks).bit_length()
    if (width * width).bit_length() + shift < 64:
        packed = np.sort(codes << shift | at)
        return packed >> shift, packed & ((1 << shift) - 1)
    order = np.lexsort((at, codes))
    return codes[order], at[order]


def _named(codes: Array, alphabet: Array) -> Terms:
    """The terms with these codes, which ascend."""
    values, sizes = _encoded(alphabet)
    width = len(alphabet) + 1
    left, right = codes // width, codes % width
    size = sizes[left] + sizes[right]
    both = values[left] << (8 * sizes[right]).astype(np.uint64) | values[right]
    aligned = both << (8 * (8 - size)).astype(np.uint64)
    keys = aligned & ~np.uint64(0xFF) | np.minimum(size, LONG).astype(np.uint64)
    tails = (aligned & np.uint64(0xFF)).astype(np.uint8)[size > HEAD]
    return Terms(keys, np.arange(1, len(tails) + 1, dtype=np.uint32), tails)


def _encoded(alphabet: Array) -> tuple[Array, Array]:
    """Each character in UTF-8 as a number, and its bytes; before them the empty character."""
    sizes = np.searchsorted(LONGER_FROM, alphabet, side="right") + 1
    encoded = [int.from_bytes(chr(code).encode(), "big") for code in alphabet.tolist()]
    return np.array([0, *encoded], np.uint64), np.concatenate([[0], sizes])
