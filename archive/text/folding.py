"""Folding: characters that a reader takes for the same become the same, one code point at a time.

Width (NFKC), case and script (OpenCC's table of single characters: 勞 becomes 劳). Never by phrase: a phrase table turns
乾 into 干 in one company and leaves it in another, so that a piece of a text would no longer be found in it.
White space and characters that cannot be seen fold to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from typing import NamedTuple

import opencc

# Where Chinese characters that have a simplified form stand.
CHINESE_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))

# Control and format characters and lone surrogates: nothing of them is seen.
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})

# White space beside a Chinese character or mark is a trace of layout, not a border between words.
LAYOUT_SPACE = re.compile(r"(?<=[\u2e80-\uffef])\s+|\s+(?=[\u2e80-\uffef])")


class Folded(NamedTuple):
    """A folded text, and for each of its characters the place of the original character it came from."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that folded to ``text[start:end]``, which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


class _Table(dict[int, str]):
    """Code point to folded string, worked out at first need. ``uneven`` are those met that fold to none or several."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        if len(folded) != 1:
            self.uneven.add(chr(code))
        return folded


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Traditional characters and their simplified forms; about 5,000, read once a process in 30 ms."""
    characters = [chr(code) for code in chain.from_iterable(range(*block) for block in CHINESE_BLOCKS)]
    # A line end between any two keeps the converter's phrases out.
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new}


def _fold_character(character: str) -> str:
    """What one character folds to: usually one character, sometimes several (㎡, ß) or none."""
    compatible = unicodedata.normalize("NFKC", character).casefold().translate(_simplified())
    return "".join(c for c in compatible if not c.isspace() and unicodedata.category(c) not in INVISIBLE)


_table = _Table()


def fold(text: str) -> str:
    """The text as it is compared: folded, without white space."""
    return text.translate(_table)


def fold_with_offsets(text: str) -> Folded:
    """The text as it is compared, with the way back to the original characters."""
    even = fold(text)
    if _table.uneven.isdisjoint(text):
        return Folded(even, range(len(text)))
    pieces = [_table[ord(character)] for character in text]
    offsets = (index for index, piece in enumerate(pieces) for _ in piece)
    return Folded("".join(pieces), tuple(offsets))


def fold_words(text: str) -> str:
    """The text folded for cutting into words: one space stays where white space parts two Latin words."""
    return " ".join(filter(None, map(fold, LAYOUT_SPACE.sub("", text).split())))


def identity() -> str:
    """Which tables fold: an index made with others is no longer true."""
    return f"unicode {unicodedata.unidata_version}, opencc {version('opencc')}"
