"""The language of the press, as far as three characters tell: does one line read on into another?

What is known are counts of characters that stand in a row in the workshop's own stories (``learnt/language.json``, made by
``python -m tests.importing.reconstruct.learn.language``). A dictionary knows words; this knows what stands between them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Marks that some papers and extractors print in half width are counted as one.
HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")

# What was never counted after a character is the likelier the more different characters were counted after it (Witten and
# Bell, 1991): each counts for so much of what is expected, after one character and after two. With a fixed number instead,
# the end of a word that anything may follow spoke as firmly as its middle; the true continuations of unseen pages
# were found 1.6 times as likely with these.
PRIOR_AFTER_ONE, PRIOR_AFTER_TWO = 1.0, 2.0

# Characters that a Chinese newspaper may print, for the chance of one never counted.
CHARACTERS = 3000

# Evidence beyond this, in log-odds either way, is cut off: counts so small say no more.
MOST = 6.0

# Bits that hold any character: three of them make one number.
CHARACTER_BITS = 21


@dataclass(frozen=True)
class Counts:
    """How often strings of one length were counted: their numbers, ascending, and the count of each."""

    strings: Ints
    counts: Ints

    def of(self, strings: Ints) -> Floats:
        """The count of each string, 0 for those never counted; any shape."""
        if not len(self.strings):
            return np.zeros(strings.shape)
        place = np.minimum(np.searchsorted(self.strings, strings), len(self.strings) - 1)
        return np.where(self.strings[place] == strings, self.counts[place], 0).astype(float)

    def following(self) -> Counts:
        """How many different characters were counted after each string of one character less."""
        return _different(self.strings >> CHARACTER_BITS)

    def preceding(self, size: int) -> Counts:
        """How many different characters were counted before each string of one character less; ``size`` is this one's."""
        return _different(self.strings & ((1 << CHARACTER_BITS * (size - 1)) - 1))

    def without(self, taken: Counts) -> Counts:
        """Less what another counted; never below nothing."""
        left = np.maximum(self.counts - taken.of(self.strings), 0).astype(np.int64)
        return Counts(self.strings[left > 0], left[left > 0])


@dataclass(frozen=True)
class Language:
    """How often one, two and three characters in a row were counted."""

    ones: Counts
    twos: Counts
    threes: Counts

    def without(self, texts: Iterable[str]) -> Language:
        """The counts as if these texts had never been read."""
        taken = Language.of(rolled(counts) for counts in counts_of(texts))
        return Language(
            self.ones.without(taken.ones), self.twos.without(taken.twos), self.threes.without(taken.threes)
        )

    @classmethod
    def of(cls, record: Iterable[Mapping[str, str]]) -> Language:
        """The language of a record: what :func:`rolled` makes of the counts of one, two and three characters."""
        return cls(*(_unrolled(rolled, size) for size, rolled in enumerate(record, start=1)))

    def across(self, tails: Sequence[str], heads: Sequence[str]) -> Floats:
        """How much likelier each head is after each tail than anywhere: log-ratios, tails by heads.

        ``tails`` and ``heads`` are lines, or their last and first two characters; none is empty.
        """
        endings, ending_at = _numbered([text[-2:].translate(HALF_WIDTH) for text in tails])
        beginnings, beginning_at = _numbered([text[:2].translate(HALF_WIDTH) for text in heads])
        lasts, last_at = _numbered([ending[-1] for ending in endings])
        firsts, first_at = _numbered([beginning[0] for beginning in beginnings])
        last, first = _codes(lasts), _codes(firsts)
        together = self.twos.of(_then(last[:, None], first[None, :]))
        usual, before = self._chances(first)[None, :], self._chances(last)[:, None]
        after, ahead = (
            self._different_after_one.of(last)[:, None],
            self._different_before_one.of(first)[None, :],
        )
        after_one = _shrunk(together, usual, self.ones.of(last)[:, None], PRIOR_AFTER_ONE * after)
        before_one = _shrunk(together, before, self.ones.of(first)[None, :], PRIOR_AFTER_ONE * ahead)
        after_two = self._after_two(endings, first, after_one[last_at])
        before_two = self._before_two(last, beginnings, before_one[:, first_at])
        found = np.log(after_two / usual)[:, first_at] + np.log(before_two / before_one[:, first_at])[last_at]
        return np.asarray(np.clip(found, -MOST, MOST)[np.ix_(ending_at, beginning_at)])

    def _chances(self, characters: Ints) -> Floats:
        """How likely each character is anywhere."""
        total = float(self.ones.counts.sum()) + CHARACTERS
        return np.asarray((self.ones.of(characters) + 0.5) / total)

    def _after_two(self, endings: Sequence[str], first: Ints, after_one: Floats) -> Floats:
        """The chance of each first character after each ending; after one character, what that says."""
        pairs = _codes(endings)
        counted = self.threes.of(_then(pairs[:, None], first[None, :]))
        prior = PRIOR_AFTER_TWO * self._different_after_two.of(pairs)[:, None]
        return _shrunk(counted, after_one, self.twos.of(pairs)[:, None], prior)

    def _before_two(self, last: Ints, beginnings: Sequence[str], before_one: Floats) -> Floats:
        """The chance of each last character before each beginning."""
        pairs, length = _codes(beginnings), np.array([len(text) for text in beginnings], dtype=np.int64)
        counted = self.threes.of((last[:, None] << (CHARACTER_BITS * length)[None, :]) | pairs[None, :])
        counted[:, length < 2] = 0.0
        prior = PRIOR_AFTER_TWO * self._different_before_two.of(pairs)[None, :]
        return _shrunk(counted, before_one, self.twos.of(pairs)[None, :], prior)

    @cached_property
    def _different_after_one(self) -> Counts:
        return self.twos.following()

    @cached_property
    def _different_before_one(self) -> Counts:
        return self.twos.preceding(size=2)

    @cached_property
    def _different_after_two(self) -> Counts:
        return self.threes.following()

    @cached_property
    def _different_before_two(self) -> Counts:
        return self.threes.preceding(size=3)


@cache
def of_the_press() -> Language:
    """What the workshop's stories taught, read once a process."""
    return Language.of(
        json.loads((files(__package__) / "learnt" / "language.json").read_text(encoding="utf-8"))
    )


def counts_of(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often one, two and three characters stand in a row in texts."""
    counted: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    for text in texts:
        folded = text.translate(HALF_WIDTH)
        for size, counter in enumerate(counted, start=1):
            counter.update(folded[at : at + size] for at in range(len(folded) - size + 1))
    return counted


def rolled(counts: Mapping[str, int]) -> dict[str, str]:
    """Counts as they are kept: by count, all strings that were counted so often, one after another."""
    together: dict[str, list[str]] = {}
    for string, count in sorted(counts.items(), key=lambda one: (one[1], one[0])):
        together.setdefault(str(count), []).append(string)
    return {count: "".join(strings) for count, strings in together.items()}


def _unrolled(rolled: Mapping[str, str], size: int) -> Counts:
    codes = [_characters(strings).reshape(-1, size) for strings in rolled.values()]
    counts = [np.full(len(code), int(count)) for count, code in zip(rolled, codes, strict=True)]
    if not codes:
        return Counts(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    bits = CHARACTER_BITS * np.arange(size - 1, -1, -1)
    strings = (np.concatenate(codes) << bits).sum(axis=1)
    order = np.argsort(strings)
    return Counts(strings[order], np.concatenate(counts)[order])


def _characters(text: str) -> Ints:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.int64)


def _codes(texts: Sequence[str]) -> Ints:
    """Each short text as one number."""
    return np.array([_code(text) for text in texts], dtype=np.int64)


def _code(text: str) -> int:
    code = 0
    for character in text:
        code = code << CHARACTER_BITS | ord(character)
    return code


def _then(before: Ints, after: Ints) -> Ints:
    """The numbers of texts with one character after them."""
    return np.asarray(before << CHARACTER_BITS | after)


def _shrunk(counted: Floats, expected: Floats, seen: Floats, prior: Floats) -> Floats:
    """A chance from counts, pulled to what was expected by so many sightings and one more."""
    return np.asarray((counted + (prior + 1) * expected) / (seen + prior + 1))


def _different(strings: Ints) -> Counts:
    """How many times each string stands in a row of strings."""
    return Counts(*np.unique(strings, return_counts=True))


def _numbered(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The different texts, and the number of each among them."""
    number: dict[str, int] = {}
    found = [number.setdefault(one, len(number)) for one in texts]
    return list(number), np.array(found, dtype=np.int64)
