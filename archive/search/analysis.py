"""Terms: how a text is cut for the index, and how a query is cut to meet it.

Two views of every text. *Exact*: single characters and pairs of characters of the folded text, so that any string that
stands in the text is found, across word borders too. *Words*: jieba's, for ranking. A line end parts two paragraphs; no
pair and no word reaches across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from archive.text.folding import fold, fold_words
from archive.text.words import Word, cut, search_words

# Positions left free behind a paragraph, so that pairs two characters apart never join two paragraphs.
PARAGRAPH_GAP = 1

# Chinese, Japanese and Korean characters and their marks: what is not parted by spaces.
CJK = r"\u2e80-\uffef\U00020000-\U0003ffff"
# Letters, digits and what holds them together are one word of a query: 1+6+n, c++, 2.5%, b2b.
LATIN_WORD = re.compile(rf"(?![{CJK}])\w(?:[^\s{CJK}()\[\]{{}}<>\"“”—…,;!?]*(?:(?![{CJK}])\w|[+#%]))?")
# Words that ask, point or join, and say nothing of what is asked for.
ASKING = """什么 怎么 怎样 怎么样 怎么办 如何 为什么 为何 哪里 哪儿 哪些 哪个 哪年 哪一年 几个 几时 何时 多少 多久 多长
    是谁 什么样 是不是 能不能 可不可以 有没有 要不要 会不会 是否 请问 可以 不能 应该 需要"""
POINTING = (
    "一个 这个 那个 这些 那些 他们 我们 你们 时候 包括 以及 或者 还是 已经 因为 所以 如果 但是 关于 对于"
)
EMPTY_WORDS = frozenset(f"{ASKING} {POINTING}".split())
HAS_CHARACTER = re.compile(r"[^\W_]")


class Term(NamedTuple):
    """What the index keeps: a string, and its number in the text."""

    text: str
    position: int


def is_word(text: str) -> bool:
    """Is there a letter, digit or Chinese character in it, or are these marks alone?"""
    return HAS_CHARACTER.search(text) is not None


def exact_terms(text: str) -> Iterator[Term]:
    """Every pair of neighbours with its place among the characters, and each character where it first stands."""
    seen: set[str] = set()
    position = 0
    for paragraph in text.split("\n"):
        folded = fold(paragraph)
        for index, character in enumerate(folded, position):
            if character not in seen:
                seen.add(character)
                yield Term(character, index)
        for index, pair in enumerate(pairwise(folded), position):
            yield Term("".join(pair), index)
        position += len(folded) + PARAGRAPH_GAP


def exact_parts(needle: str) -> list[Term]:
    """The terms that together spell a folded string, and how far each stands from its beginning.

    Every second pair is enough, and the last one.
    """
    if len(needle) == 1:
        return [Term(needle, 0)]
    last = len(needle) - 2
    return [Term(needle[at : at + 2], at) for at in (*range(0, last, 2), last)]


def word_terms(text: str) -> Iterator[Term]:
    """Words with consecutive numbers; the shorter words inside a long one share its number."""
    number = 0
    for paragraph in text.split("\n"):
        words = [word for word in search_words(fold_words(paragraph)) if is_word(word.surface)]
        for word, ends_here in zip(words, _ends_of_long_words(words), strict=True):
            yield Term(word.surface, number)
            number += ends_here


def _ends_of_long_words(words: list[Word]) -> list[bool]:
    """For each word: does nothing that follows begin before its end? (The cutter names inner words first.)"""
    ends: list[bool] = []
    next_start = float("inf")
    for word in reversed(words):
        ends.append(next_start >= word.end)
        next_start = min(next_start, word.start)
    return ends[::-1]


def query_words(run: str) -> list[str]:
    """The words of a bare run of characters, folded: each is a string that stands in the folded run."""
    folded = fold(run)
    words: list[str] = []
    end = 0
    for latin in LATIN_WORD.finditer(folded):
        words += [*cut(folded[end : latin.start()]), latin.group()]
        end = latin.end()
    words += cut(folded[end:])
    return list(dict.fromkeys(filter(is_word, words)))


def telling_words(run: str) -> list[str]:
    """The words of a run, and those inside them, that say what it is about.

    Left out are the words of asking and of grammar and single characters, as long as others are there.
    """
    folded = fold(run)
    words = dict.fromkeys((*query_words(run), *(word for word in ranking_words(run) if word in folded)))
    telling = [word for word in words if word not in EMPTY_WORDS and len(word) > 1]
    return telling or list(words)


def ranking_words(run: str) -> list[str]:
    """The terms of the words view that a run asks for, inner words included."""
    return list(dict.fromkeys(term.text for term in word_terms(run)))
