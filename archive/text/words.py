"""Chinese words: the one import of jieba.

jieba's own cache is a marshal file in the shared temporary folder, which anybody on the machine can replace; this
tokenizer reads the dictionary itself instead and keeps no cache.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import NamedTuple

import jieba

jieba.setLogLevel(logging.WARNING)


class Word(NamedTuple):
    """A word and where it stands: ``text[start:end] == surface``, in characters."""

    surface: str
    start: int
    end: int


class _Tokenizer(jieba.Tokenizer):
    """jieba's tokenizer without its cache file."""

    initialized: bool

    def initialize(self, dictionary: str | None = None) -> None:
        """Read the dictionary once; later calls do nothing."""
        if not self.initialized:
            self.FREQ, self.total = self.gen_pfdict(self.get_dict_file())
            self.initialized = True


@lru_cache(maxsize=1)
def _tokenizer() -> _Tokenizer:
    """The one tokenizer, ready; loading takes about half a second, once a process."""
    tokenizer = _Tokenizer()
    tokenizer.initialize()
    return tokenizer


def load() -> None:
    """Read the dictionary now, half a second, so that no reader's first query waits for it."""
    _tokenizer()


def frequency(word: str) -> int:
    """How often the dictionary's corpus has this word; 0 where it has it not."""
    return int(_tokenizer().FREQ.get(word, 0))


def is_word(word: str) -> bool:
    """Does the dictionary hold this word?"""
    return frequency(word) > 0


def cut(text: str) -> list[str]:
    """The words of a text, in order; joined they give the text again."""
    return list(_tokenizer().cut(text))


def search_words(text: str) -> Iterator[Word]:
    """Words for an index: each word, and before a long one the shorter dictionary words inside it."""
    for surface, start, end in _tokenizer().tokenize(text, mode="search"):
        yield Word(surface, start, end)


@lru_cache(maxsize=1)
def identity() -> str:
    """Which tokenizer and dictionary cut the words: an index made with others is no longer true."""
    with jieba.get_module_res(jieba.DEFAULT_DICT_NAME) as dictionary:
        digest = hashlib.file_digest(dictionary, "sha256").hexdigest()
    return f"jieba {version('jieba')}, dictionary sha256:{digest}"
