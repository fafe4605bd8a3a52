"""Names of records in texts, exactly: names go in, spans come out. Nothing here knows a database.

First version: a name counts where it stands character for character (width, script and the form of quotation marks
apart), the longest where several overlap. What could mean something else needs its context in the same article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from archive.text.folding import Folded, fold, fold_with_offsets
from archive.text.words import cut

# Double quotation marks, by folding the same mark; none of them is longer than one character, so offsets stand.
QUOTES = str.maketrans(dict.fromkeys("“”„‟″「」『』〝〞", '"'))

# Names up to this length, in characters, also turn up inside other words: 全总 in 安全总监. They must be words.
SHORT_NAME_CHARS = 3

# What makes a place of something else: 北京路 is in many towns, 云南白药 a medicine, 上海医药 a company.
NO_PLACE_BEFORE = re.compile(
    r"(?:[东西南北中]?路|街|大道|大街|巷|胡同|大桥|大学|学院|医药|白药|菜|话|方言|烤鸭|日报|晚报|时间|银行|股份|集团)"
)
LATIN = re.compile(r"[0-9a-z]")


class Subject(StrEnum):
    """What sort of record a name belongs to."""

    ORGANIZATION = "organization"
    INITIATIVE = "initiative"
    REGION = "region"


class Record(NamedTuple):
    """A record, by its sort and its key."""

    subject: Subject
    key: int


@dataclass(frozen=True)
class Name:
    """One way to name a record. Where there is a context, one of its words must stand in the article too."""

    surface: str
    record: Record
    context: tuple[str, ...] = ()
    is_place: bool = False


class Occurrence(NamedTuple):
    """A name of a record at ``field[start:end]``."""

    field: str
    start: int
    end: int
    surface: str
    record: Record


class _Candidate(NamedTuple):
    """A folded name at ``text[start:end]`` of a folded paragraph, and the records that it may mean."""

    start: int
    end: int
    names: tuple[Name, ...]


@lru_cache(maxsize=10_000)
def _comparable_word(word: str) -> str:
    """A word of a context as it is looked for."""
    return _comparable_text(word)


def comparable(text: str) -> Folded:
    """A text as names are compared in it, with the way back."""
    folded = fold_with_offsets(text)
    return folded._replace(text=folded.text.translate(QUOTES))


def _comparable_text(text: str) -> str:
    """A text as names are compared in it; the way back costs far more, and few paragraphs need it."""
    return fold(text).translate(QUOTES)


@dataclass(frozen=True)
class Lexicon:
    """Names, ready to be looked for."""

    _by_first: Mapping[str, tuple[tuple[str, tuple[Name, ...]], ...]] = field(repr=False)

    @classmethod
    def of(cls, names: Iterable[Name]) -> Lexicon:
        """A lexicon of these names; the same name of several records is kept for each of them."""
        by_surface: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            by_surface[comparable(name.surface).text].append(name)
        by_first: dict[str, list[tuple[str, tuple[Name, ...]]]] = defaultdict(list)
        for surface, same in by_surface.items():
            if surface:
                by_first[surface[0]].append((surface, tuple(same)))
        return cls({first: tuple(entries) for first, entries in by_first.items()})

    def recognize(self, texts: Mapping[str, str]) -> list[Occurrence]:
        """Every place in an article's fields that names a record beyond doubt, in reading order."""
        whole = cache(lambda: "\n".join(map(_comparable_text, texts.values())))
        return [
            occurrence
            for name, text in texts.items()
            for paragraph, at in _paragraphs(text)
            for occurrence in self._in_paragraph(name, paragraph, at, whole)
        ]

    def _in_paragraph(
        self, name: str, paragraph: str, at: int, whole: Callable[[], str]
    ) -> Iterator[Occurrence]:
        """The occurrences in one paragraph, which begins at character ``at`` of the field."""
        text = _comparable_text(paragraph)
        candidates = _longest(_standing_alone(text, self._candidates(text)))
        if not candidates:
            return
        folded = comparable(paragraph)
        for candidate in candidates:
            record = _meant(candidate.names, whole)
            if record:
                start, end = folded.original(candidate.start, candidate.end)
                yield Occurrence(name, at + start, at + end, paragraph[start:end], record)

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        for start, character in enumerate(text):
            for surface, names in self._by_first.get(character, ()):
                if text.startswith(surface, start):
                    yield _Candidate(start, start + len(surface), names)


def _paragraphs(text: str) -> Iterator[tuple[str, int]]:
    """The paragraphs of a text and where each begins; no name runs across their border."""
    at = 0
    for paragraph in text.split("\n"):
        yield paragraph, at
        at += len(paragraph) + 1


def _standing_alone(text: str, candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Without those that are parts of other words."""
    found = [candidate for candidate in candidates if not _is_inside_latin(text, candidate)]
    if not any(_is_short(candidate) for candidate in found):
        return found
    borders = {0, *accumulate(map(len, cut(text)))}
    return [
        candidate
        for candidate in found
        if not _is_short(candidate)
        or ({candidate.start, candidate.end} <= borders and not _is_no_place(text, candidate))
    ]


def _is_short(candidate: _Candidate) -> bool:
    return candidate.end - candidate.start <= SHORT_NAME_CHARS


def _is_no_place(text: str, candidate: _Candidate) -> bool:
    """Is this the name of a place used for something else?"""
    return any(name.is_place for name in candidate.names) and bool(NO_PLACE_BEFORE.match(text, candidate.end))


def _is_inside_latin(text: str, candidate: _Candidate) -> bool:
    """Does a Latin word or a number go on to the left or the right of it?"""
    return any(
        0 < border < len(text) and LATIN.match(text[border - 1]) and LATIN.match(text[border])
        for border in (candidate.start, candidate.end)
    )


def _longest(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Those that overlap none that is longer, or as long and earlier; in reading order."""
    taken: list[_Candidate] = []
    covered: set[int] = set()
    for candidate in sorted(candidates, key=lambda one: (one.start - one.end, one.start)):
        places = range(candidate.start, candidate.end)
        if covered.isdisjoint(places):
            taken.append(candidate)
            covered.update(places)
    return sorted(taken)


def _meant(names: Sequence[Name], whole: Callable[[], str]) -> Record | None:
    """The one record that these names can mean in this article; a name that needs no context goes first."""
    certain = {name.record for name in names if not name.context}
    if certain:
        return certain.pop() if len(certain) == 1 else None
    likely = {
        name.record for name in names if any(_comparable_word(word) in whole() for word in name.context)
    }
    return likely.pop() if len(likely) == 1 else None
