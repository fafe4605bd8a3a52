"""Chinese words: the one import of jieba, and of rjieba, which cuts as jieba does and twelve times as fast.

jieba is the reference. rjieba cuts wherever the two are known to agree; around the few marks where they do not, and where
rjieba is not installed, jieba itself cuts.

jieba's own cache is a marshal file in the shared temporary folder, which anybody on the machine can replace; this
tokenizer reads the dictionary itself instead and keeps no cache.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple

rjieba: Any
try:
    import rjieba
except ImportError:  # there is no build of it for this machine
    rjieba = None

# What jieba cuts as one stretch, and characters beyond the basic plane, on which the two differ.
STRETCH = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-\U00010000-\U0010ffff]+")
# Where the two may differ: x_y, a-b, v2.5, 𠮷1. They agree on plain decimals.
DIFFERENT = re.compile(r"[._\-\U00010000-\U0010ffff]")
DECIMALS = re.compile(r"(?<![a-zA-Z0-9+#&._%\-])[0-9]+\.[0-9]+%?(?![a-zA-Z0-9+#&._%\-])")


class Word(NamedTuple):
    """A word and where it stands: ``text[start:end] == surface``, in characters."""

    surface: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """jieba's tokenizer without its cache file, ready; loading takes about half a second, once a process."""
    import jieba  # noqa: PLC0415  # most queries are cut without it

    jieba.setLogLevel(logging.WARNING)
    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def load() -> None:
    """Read the dictionaries now, half a second, so that no reader's first query waits for them."""
    _tokenizer()
    cut("")


def frequency(word: str) -> int:
    """How often the dictionary's corpus has this word; 0 where it has it not."""
    return int(_tokenizer().FREQ.get(word, 0))


@lru_cache(maxsize=1)
def neighbours() -> frozenset[str]:
    """Every two characters that stand side by side inside a word of the dictionary: a quarter of a second, once."""
    words = (word for word, count in _tokenizer().FREQ.items() if count and len(word) > 1)
    return frozenset(word[at : at + 2] for word in words for at in range(len(word) - 1))


def _dictionary() -> Path:
    """jieba's dictionary, found without loading jieba."""
    found = find_spec("jieba")
    assert found is not None  # noqa: S101  # it is a requirement
    assert found.origin is not None  # noqa: S101
    return Path(found.origin).with_name("dict.txt")


@lru_cache(maxsize=1)
def _parts_of_speech() -> dict[str, str]:
    """Each word of the dictionary and its part of speech there; a second, once."""
    with _dictionary().open(encoding="utf-8") as rows:
        entries = (row.split() for row in rows)
        return {entry[0]: intern(entry[2]) for entry in entries if len(entry) > 2}


def part_of_speech(word: str) -> str:
    """What the dictionary takes a word for, in its own letters (n, v, ns, nr…), by itself; empty where it has it not."""
    return _parts_of_speech().get(word, "")


def is_word(word: str) -> bool:
    """Does the dictionary hold this word?"""
    return frequency(word) > 0


def cut(text: str) -> list[str]:
    """The words of a text, in order; joined they give the text again."""
    words: list[str] = []
    for piece in _pieces(text):
        words += piece.cutter.cut(piece.text)
    return words


def search_words(text: str) -> Iterator[Word]:
    """Words for an index: each word, and before a long one the shorter dictionary words inside it."""
    for piece in _pieces(text):
        for surface, start, end in piece.cutter.tokenize(piece.text, mode="search"):
            yield Word(surface, piece.start + start, piece.start + end)


def cut_for_search(text: str) -> list[str]:
    """The same words without their places."""
    words: list[str] = []
    for piece in _pieces(text):
        words += piece.cutter.cut_for_search(piece.text)
    return words


class _Piece(NamedTuple):
    """A piece of a text and who cuts it."""

    text: str
    start: int
    cutter: Any


def _pieces(text: str) -> Iterator[_Piece]:
    """The text in pieces, as long as can be; they part where either cutter would."""
    if rjieba is None or not DIFFERENT.search(text):
        yield _Piece(text, 0, rjieba or _tokenizer())
        return
    end = 0
    for stretch in STRETCH.finditer(text):
        if DIFFERENT.search(DECIMALS.sub("", stretch.group())):
            yield _Piece(text[end : stretch.start()], end, rjieba)
            yield _Piece(stretch.group(), stretch.start(), _tokenizer())
            end = stretch.end()
    yield _Piece(text[end:], end, rjieba)


@lru_cache(maxsize=1)
def identity() -> str:
    """Which tokenizer and dictionary cut the words: an index made with others is no longer true."""
    with _dictionary().open("rb") as dictionary:
        digest = hashlib.file_digest(dictionary, "sha256").hexdigest()
    cutters = " ".join(
        f"{name} {version(name)}" for name in ("jieba", "rjieba")[: 1 if rjieba is None else 2]
    )
    return f"{cutters}, dictionary sha256:{digest}"
