"""The shapes that pass between the stages of a reconstruction: frozen, typed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Field(StrEnum):
    """The parts of a story that hold printed characters."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    BOX = "box"


class Kind(StrEnum):
    """What sort of story it is, as a newspaper's desk would call it."""

    NEWS = "news"
    BRIEF = "brief"
    FEATURE = "feature"
    PHOTO = "photo"
    LETTER = "letter"
    LIST = "list"
    NOTICE = "notice"
    OTHER = "other"


@dataclass(frozen=True)
class RawPage:
    """A decoded file before anything is known of it.

    ``lines`` are the file's lines without their ends; line *n* of the file (counted from 1) is ``lines[n - 1]``.
    Only ``\\n``, ``\\r\\n`` and ``\\r`` end a line: a form feed stays inside one.
    """

    name: str
    lines: tuple[str, ...]
    encoding: str = "utf-8"


@dataclass(frozen=True, order=True)
class Piece:
    """A stretch of one line of the file: line from 1, ``start`` and ``end`` in characters from 0, end excluded."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Stretch:
    """Where characters of a story come from.

    ``text_of(field)[at : at + end - start]`` equals ``lines[line - 1][start:end]``, character for character.
    """

    field: Field
    at: int
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Rival:
    """Another line that could have followed at a doubtful join, and how likely it is (0 to 1)."""

    line: int
    start: int
    end: int
    text: str
    p: float


@dataclass(frozen=True)
class Doubt:
    """A join below the confidence bar: the characters before and after ``at`` may not belong together.

    ``p`` is the probability (0 to 1) that the join is right; ``rivals`` are sorted, likeliest first.
    """

    field: Field
    at: int
    p: float
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True)
class Gap:
    """Text that the file itself has lost at ``at``, right behind the words ``after``. Nothing stands in for it."""

    field: Field
    at: int
    after: str


@dataclass(frozen=True)
class Story:
    """One story put back together, every character as printed.

    ``body`` holds paragraphs with crossheads in their places; ``crossheads`` are the indexes of those. ``at`` in
    ``lines``, ``doubts`` and ``gaps`` counts characters in :meth:`text_of`. A byline printed inside the dateline or
    the picture credit is a quotation of the body or caption; its characters are mapped there, once.
    """

    kind: Kind = Kind.NEWS
    kicker: str = ""
    headline: str = ""
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    body: tuple[str, ...] = ()
    crossheads: tuple[int, ...] = ()
    caption: str = ""
    box: str = ""
    lines: tuple[Stretch, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def text_of(self, name: Field) -> str:
        """A field as one string; the body's paragraphs are joined by one line end each."""
        return "\n".join(self.body) if name is Field.BODY else str(getattr(self, name.value))


@dataclass(frozen=True)
class Reconstruction:
    """A page taken apart into stories, furniture and what belongs to none. No printed character is lost or doubled."""

    stories: tuple[Story, ...] = ()
    furniture: tuple[Piece, ...] = ()
    unassigned: tuple[Piece, ...] = field(default=())

    def doubts(self) -> Iterator[Doubt]:
        """Every doubtful join of the page, in story order."""
        for story in self.stories:
            yield from story.doubts
