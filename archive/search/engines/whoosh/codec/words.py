"""The words view of many texts at once: the twin of ``analysis.word_terms``, without the numbers of words."""

from __future__ import annotations

from itertools import chain

import numpy as np

from archive.search.analysis import is_word
from archive.search.engines.whoosh.arrays.files import Array
from archive.search.engines.whoosh.arrays.inverting import Occurrences, postings_of
from archive.search.engines.whoosh.arrays.postings import Kind, Postings
from archive.search.engines.whoosh.arrays.terms import Terms
from archive.text.folding import fold_words
from archive.text.words import cut_for_search

# The number of what is no word.
NO_WORD = -1


class _Vocabulary(dict[str, int]):
    """Words and their numbers, given as they are met."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) if is_word(word) else NO_WORD
        return number


def invert_words(texts: list[str], documents: Array) -> tuple[Postings, Array]:
    """The postings of these texts, and how many words each has."""
    vocabulary = _Vocabulary()
    cut = [[vocabulary[word] for word in cut_for_search(_folded(text))] for text in texts]
    owners = np.repeat(np.arange(len(texts)), list(map(len, cut)))
    numbers = np.fromiter(chain.from_iterable(cut), np.int64, len(owners))
    owners, numbers = owners[numbers != NO_WORD], numbers[numbers != NO_WORD]
    terms, ranks = _sorted(vocabulary)
    packed = np.sort(ranks[numbers] * len(texts) + owners)
    places = np.zeros(len(packed), np.int64)
    found = Occurrences(packed // len(texts), documents[packed % len(texts)], places)
    return postings_of(Kind.COUNTED, terms, found), np.bincount(owners, minlength=len(texts))


def _folded(text: str) -> str:
    """The text folded for cutting; no word reaches across the end of a paragraph."""
    return "\n".join(map(fold_words, text.split("\n")))


def _sorted(vocabulary: dict[str, int]) -> tuple[Terms, Array]:
    """The words in the order of their bytes, and the rank of each number."""
    words = sorted((word.encode(), number) for word, number in vocabulary.items() if number != NO_WORD)
    ranks = np.zeros(len(vocabulary), np.int64)
    ranks[[number for _word, number in words]] = np.arange(len(words))
    return Terms.of([word for word, _number in words]), ranks
