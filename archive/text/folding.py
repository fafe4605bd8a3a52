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
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
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
    """Code point to folded string, worked out at first need."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    """OpenCC's tables from traditional to simplified, read once a process."""
    return opencc.OpenCC("t2s")


def _fold_character(character: str) -> str:
    """What one character folds to: usually one character, sometimes several (㎡, ß) or none."""
    compatible = unicodedata.normalize("NFKC", character).casefold()
    simplified = "".join(map(_simplified, compatible))
    return "".join(c for c in simplified if not c.isspace() and unicodedata.category(c) not in INVISIBLE)


def _simplified(character: str) -> str:
    """The simplified form; asked for alone, so that no phrase has a say in it."""
    code = ord(character)
    is_chinese = any(first <= code < end for first, end in CHINESE_BLOCKS)
    return str(_converter().convert(character)) if is_chinese else character


_table = _Table()

# Characters looked up in arrays: those of the basic plane. Others are rare, and go through the table one by one.
PLANE = 1 << 16
# From so many characters on, arrays are quicker: of 155, three times.
LONG = 48
# What is known of a character: it folds to one, to none, to several; or it was never met.
ONE, NONE, SEVERAL, UNKNOWN = range(4)

Codes = npt.NDArray[np.uint32]


class _Plane:
    """The same table as arrays, for all the characters of a text at once."""

    def __init__(self) -> None:
        self.kinds = np.full(PLANE, UNKNOWN, np.uint8)
        self.folded = np.arange(PLANE, dtype=np.uint32)

    def look_up(self, text: str) -> tuple[Codes, npt.NDArray[np.uint8]] | None:
        """What each character of a long text folds to, and what kind it is; None where one by one is the better way."""
        if len(text) < LONG:
            return None
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        try:
            kinds = self.kinds[codes]
        except IndexError:  # a character beyond the plane
            return None
        if kinds.max() == UNKNOWN:
            self._learn(codes[kinds == UNKNOWN].tolist())
            kinds = self.kinds[codes]
        return None if kinds.max() == SEVERAL else (self.folded[codes], kinds)

    def _learn(self, codes: Sequence[int]) -> None:
        for code in dict.fromkeys(codes):
            folded = _table[code]
            self.kinds[code] = {0: NONE, 1: ONE}.get(len(folded), SEVERAL)
            self.folded[code] = ord(folded) if len(folded) == 1 else code


_plane = _Plane()


def fold(text: str) -> str:
    """The text as it is compared: folded, without white space."""
    known = _plane.look_up(text)
    if known is None:
        return text.translate(_table)
    codes, kinds = known
    return _text_of(codes[kinds == ONE] if kinds.any() else codes)


def fold_with_offsets(text: str) -> Folded:
    """The text as it is compared, with the way back to the original characters."""
    known = _plane.look_up(text)
    if known is None:
        return _folded_one_by_one(text)
    codes, kinds = known
    if not kinds.any():
        return Folded(_text_of(codes), range(len(text)))
    kept = np.flatnonzero(kinds == ONE)
    return Folded(_text_of(codes[kept]), kept.tolist())


def _text_of(codes: Codes) -> str:
    return codes.tobytes().decode("utf-32-le")


def _folded_one_by_one(text: str) -> Folded:
    pieces = [_table[ord(character)] for character in text]
    offsets = [index for index, piece in enumerate(pieces) for _ in piece]
    return Folded("".join(pieces), offsets)


def fold_words(text: str) -> str:
    """The text folded for cutting into words: one space stays where white space parts two Latin words."""
    return " ".join(filter(None, map(fold, LAYOUT_SPACE.sub("", text).split())))


@lru_cache(maxsize=1)
def identity() -> str:
    """Which tables fold: an index made with others is no longer true."""
    return f"unicode {unicodedata.unidata_version}, opencc {version('opencc')}"
