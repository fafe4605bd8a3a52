"""What a text is about, as far as a page's own words tell: strings that few of its paragraphs share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")

# Of a unit longer than this, in characters, the rest tells nothing new.
TOLD_CHARS = 4000

Floats = NDArray[np.float64]

# A string in more than this share of the page's units says nothing about any of them.
COMMON_SHARE = 0.3


def strings_of(text: str) -> list[str]:
    """The two- and three-character strings of a text that hold no marks."""
    return [
        run[at : at + size]
        for run in _HAN.findall(text[:TOLD_CHARS])
        for size in (2, 3)
        for at in range(len(run) - size + 1)
    ]


Strings = NDArray[np.float32]

# Pulls of likeness towards nothing, in the weights of strings: what is shared by two short texts may be chance.
SIMILARITY_PULL = 8.0
COSINE_PULL = 20.0

# A string of three characters tells less than one of two, for it holds two of those.
TRIPLE_WEIGHT = 0.7

# Most strings looked at, for the sake of memory; a broadsheet page shares some two thousand.
TOPIC_MAX_STRINGS = 20_000


@dataclass(frozen=True)
class Topic:
    """What each unit of a page is about: which of the page's own strings it holds, and what each string weighs.

    ``held`` is units by strings, 1 where the unit holds the string, else 0.
    """

    held: Strings
    weight: Floats

    @cached_property
    def holders(self) -> Strings:
        """How many units before each place in the page, and before its end, hold each string."""
        total = np.zeros((len(self.held) + 1, self.held.shape[1]), dtype=np.float32)
        np.cumsum(self.held, axis=0, out=total[1:])
        return total

    def similarity(self, own: Strings, other: Strings) -> Floats:
        """How much of what the one texts hold stands in the others, row by row, from 0 to 1."""
        return np.asarray((own * other) @ self.weight / (own @ self.weight + SIMILARITY_PULL))

    def cosine(self, one: Strings, other: Strings) -> Floats:
        """How alike texts are, row by row, from 0 to 1."""
        square = self.weight**2
        sizes = (one @ square + COSINE_PULL) * (other @ square + COSINE_PULL)
        return np.asarray((one * other) @ square / np.sqrt(sizes))


def topic_of(texts: Sequence[str]) -> Topic:
    """The strings of two and three characters that several units of a page hold, but not many of them."""
    size = max(1, len(texts))
    holder, strings = _strings(texts)
    string, number = np.unique(strings, return_inverse=True)
    number, holder = np.divmod(np.unique(number * size + holder), size)
    holders = np.bincount(number, minlength=len(string))
    kept = _telling(holders, size)
    column = np.full(len(string), -1)
    column[kept] = np.arange(len(kept))
    told = column[number] >= 0
    held = np.zeros((len(texts), len(kept)), dtype=np.float32)
    held[holder[told], column[number[told]]] = 1.0
    rarity = np.log(size / holders[kept])
    return Topic(held, np.where(string[kept] < _TRIPLES, 1.0, TRIPLE_WEIGHT) * rarity)


def _telling(holders: NDArray[np.int64], texts: int) -> NDArray[np.int64]:
    """The strings that tell texts apart, by how many texts hold each."""
    telling = np.flatnonzero((holders > 1) & (holders <= max(2.0, COMMON_SHARE * texts)))
    widest = np.argsort(-holders[telling], kind="stable")[:TOPIC_MAX_STRINGS]
    return np.sort(telling[widest])


# Strings are numbered by their characters, sixteen bits each; those of three characters begin here.
_TRIPLES = 1 << 32


def _strings(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every string that holds no marks, with the text that it stands in; a mark ends each text."""
    cut = [text[:TOLD_CHARS] + "\n" for text in texts]
    code = np.frombuffer("".join(cut).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    holder = np.repeat(np.arange(len(cut)), [len(text) for text in cut])
    han = (code >= 0x4E00) & (code <= 0x9FFF)
    two = np.flatnonzero(han[:-1] & han[1:])
    three = two[han[two + 2]]
    strings = (code[two] << 16 | code[two + 1], code[three] << 32 | code[three + 1] << 16 | code[three + 2])
    return np.concatenate([holder[two], holder[three]]), np.concatenate(strings)
