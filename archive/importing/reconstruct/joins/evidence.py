"""What the words say about a join: does a word of the dictionary, or of this page, span it?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from archive.text.words import frequency

# Sum of all counts in jieba's dictionary: turns counts into probabilities.
DICTIONARY_TOTAL = 60_101_967

# Longest word looked for across a join, and how much of it may stand on one side, in characters.
# Longer words are rare and their parts are found anyway.
WORD_MAX_CHARS = 4
SIDE_MAX_CHARS = 3

# Count given to a character or word that the dictionary has not. Below 1: any known word beats it.
UNKNOWN_COUNT = 0.5

# Memory of words already weighed; a page asks for some ten thousand.
WORDS_REMEMBERED = 400_000

# Memory of line ends and starts already cut into words; a page has some hundreds.
SIDES_REMEMBERED = 20_000


@lru_cache(maxsize=WORDS_REMEMBERED)
def frequency_of(word: str) -> int:
    """The dictionary's count of a word, remembered."""
    return frequency(word)


@lru_cache(maxsize=WORDS_REMEMBERED)
def _log_probability(word: str) -> float:
    """How likely the dictionary finds this word in running text, as a logarithm; minus infinity if never."""
    count = frequency(word)
    if count:
        return math.log(count / DICTIONARY_TOTAL)
    return math.log(UNKNOWN_COUNT / DICTIONARY_TOTAL) if len(word) == 1 else -math.inf


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def tail_of(text: str) -> str:
    """The Han characters that end a line, as far as a word across its end could reach."""
    return _reach(reversed(text[-SIDE_MAX_CHARS:]))[::-1]


def head_of(text: str) -> str:
    """The Han characters that begin a line, as far as a word across its start could reach."""
    return _reach(text[:SIDE_MAX_CHARS])


def _reach(characters: Iterable[str]) -> str:
    reach = ""
    for character in characters:
        if not _is_han(character):
            break
        reach += character
    return reach


@lru_cache(maxsize=WORDS_REMEMBERED)
def _best_cut(text: str) -> float:
    """The likeliest way to cut a few characters into words, as a log-probability."""
    if not text:
        return 0.0
    return max(
        _log_probability(text[:size]) + _best_cut(text[size:])
        for size in range(1, min(len(text), WORD_MAX_CHARS) + 1)
    )


@lru_cache(maxsize=SIDES_REMEMBERED)
def _endings(tail: str) -> list[tuple[str, float]]:
    """Every ending of a tail, with by how much cutting it off there worsens the tail's best cut."""
    best = _best_cut(tail)
    return [(tail[-size:], _best_cut(tail[:-size]) - best) for size in range(1, len(tail) + 1)]


@lru_cache(maxsize=SIDES_REMEMBERED)
def _beginnings(head: str) -> list[tuple[str, float]]:
    best = _best_cut(head)
    return [(head[:size], _best_cut(head[size:]) - best) for size in range(1, len(head) + 1)]


@lru_cache(maxsize=WORDS_REMEMBERED)
def word_across(tail: str, head: str) -> float:
    """By how much the two sides are likelier as one text than apart (a log-ratio; 0 when no word spans them).

    ``tail`` and ``head`` are what :func:`tail_of` and :func:`head_of` give.
    """
    most = 0.0
    for ending, before in _endings(tail):
        for beginning, after in _beginnings(head):
            word = ending + beginning
            if len(word) <= WORD_MAX_CHARS and frequency_of(word):
                most = max(most, before + _log_probability(word) + after)
    return most


def dangling(side: str, *, at_end: bool) -> float:
    """How badly a line's end (or start) wants the rest of a word: the cost of its outermost character alone."""
    if not side:
        return 0.0
    edge = side[-1] if at_end else side[0]
    rest = side[:-1] if at_end else side[1:]
    alone = _log_probability(edge) + _best_cut(rest)
    best = _best_cut(side)
    return max(0.0, -_log_probability(edge) - COMMON_CHARACTER_COST) if best <= alone else 0.0


# Cost of a character that stands alone often (的, 在, 和): 1 in 400 words.
COMMON_CHARACTER_COST = 6.0

# Longest string of the page looked for across a join, in characters on both sides together.
ECHO_MAX_CHARS = 6


# Of a line longer than twice this, in characters, only both ends are listened to: it is no printed line.
LINE_MAX_CHARS = 200


@lru_cache(maxsize=1)
def echoes_of(texts: tuple[str, ...]) -> Echoes:
    """The echoes of a page, remembered while the same lines are weighed again."""
    return Echoes(texts)


class Echoes:
    """What this page prints elsewhere: strings of 2 to 6 characters and how often they stand inside lines."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts: Counter[str] = Counter()
        ends = (
            end for text in texts for end in (text[:LINE_MAX_CHARS], text[LINE_MAX_CHARS:][-LINE_MAX_CHARS:])
        )
        for stretch in ends:
            for size in range(2, ECHO_MAX_CHARS + 1):
                self._counts.update(stretch[at : at + size] for at in range(len(stretch) - size + 1))

    def holds(self, string: str) -> bool:
        """Does the string stand inside some line?"""
        return string in self._counts

    def across(self, tail: str, head: str) -> tuple[float, float]:
        """How much of the join is printed elsewhere: the longest string that spans it, and how often it stands.

        ``tail`` and ``head`` are the last and first characters of the two lines, marks included.
        """
        if not self._counts.get(tail[-1:] + head[:1]):
            return 0.0, 0.0
        longest, count = 0, 0
        for left in range(1, min(len(tail), ECHO_MAX_CHARS - 1) + 1):
            for right in range(1, min(len(head), ECHO_MAX_CHARS - left) + 1):
                size = left + right
                if size < longest:
                    continue
                found = self._counts.get(tail[-left:] + head[:right], 0)
                if found:
                    longest, count = size, found
        return float(longest), math.log1p(count)
