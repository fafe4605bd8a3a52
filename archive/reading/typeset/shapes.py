"""The shapes of an article that is being set: frozen, typed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from archive.models import Doubt, Figure, Gap, Mention
from archive.reading.typeset.evidence import SourceLine

# More source lines than this are named by the lowest and the highest alone.
LINES_NAMED = 4

# Where the words that a reader looked for stand, as (start, end), asked by field and text.
Finder = Callable[[str, str], Iterable[tuple[int, int]]]
# The source lines behind a passage, asked by field, start and end.
LineFinder = Callable[[str, int, int], tuple[SourceLine, ...]]


def finds_nothing(field: str, text: str) -> Iterable[tuple[int, int]]:
    """The finder of a reader who looked for no words."""
    return ()


def stands_on_nothing(name: str, start: int, end: int) -> tuple[SourceLine, ...]:
    """The lines of a text without sources."""
    return ()


@dataclass(frozen=True)
class Findings:
    """What is known about an article's characters; ``here`` is the place found at which the reader is, from 1."""

    gaps: Sequence[Gap] = ()
    doubts: Sequence[Doubt] = ()
    mentions: Sequence[Mention] = ()
    figures: Sequence[Figure] = ()
    found: Finder = field(default=finds_nothing)
    here: int | None = None
    lines: LineFinder = field(default=stands_on_nothing)


@dataclass(frozen=True)
class Note:
    """What a reader should know about one place: text is lost there, or a join is doubtful."""

    number: int
    at: int
    gap: Gap | None = None
    doubt: Doubt | None = None

    @property
    def percent(self) -> int:
        """How likely a doubtful join is right, in per cent."""
        return round(self.doubt.p * 100) if self.doubt else 0

    @property
    def rival_lines(self) -> str:
        """The source lines that might follow instead. Their text is not said: it may belong to a hidden story."""
        rivals = self.doubt.rivals if self.doubt else []
        return ", ".join(str(rival["line"]) for rival in rivals)


@dataclass(frozen=True)
class Block:
    """A paragraph, a crosshead or the headline stack: what it says, and what stands in its margin.

    ``hits`` is the number of places in it that a reader looked for.
    """

    anchor: str
    html: SafeString
    is_heading: bool = False
    notes: tuple[Note, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    hits: int = 0

    @property
    def line_numbers(self) -> str:
        """The numbers of its source lines, in reading order; of many, the lowest and the highest."""
        numbers = list(dict.fromkeys(line.number for line in self.lines))
        if len(numbers) <= LINES_NAMED:
            return ", ".join(map(str, numbers))
        return f"{min(numbers)}–{max(numbers)}"


@dataclass(frozen=True)
class Sheet:
    """A whole article, set."""

    stack: dict[str, Block]
    box: tuple[Block, ...]
    body: tuple[Block, ...]
    caption: tuple[Block, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for part in (self.stack.values(), self.box, self.body, self.caption):
            yield from part

    @property
    def head(self) -> Block:
        """What stands in the margin of the headline stack as a whole."""
        return Block(
            "head",
            SafeString(),
            notes=tuple(note for block in self.stack.values() for note in block.notes),
            lines=tuple(line for block in self.stack.values() for line in block.lines),
        )

    @property
    def hit_count(self) -> int:
        """How many places a reader looked for."""
        return sum(block.hits for block in self.blocks())

    @property
    def gap_count(self) -> int:
        """How many times text is lost."""
        return sum(note.gap is not None for block in self.blocks() for note in block.notes)

    @property
    def doubt_count(self) -> int:
        """How many joins are doubtful."""
        return sum(note.doubt is not None for block in self.blocks() for note in block.notes)


@dataclass(frozen=True)
class Passage:
    """A stretch of one field that is set as a block of its own."""

    field: str
    start: int
    text: str
    anchor: str
    is_heading: bool = False

    @property
    def end(self) -> int:
        """Where it ends in its field."""
        return self.start + len(self.text)

    def has_point(self, finding: Gap | Doubt) -> bool:
        """Does the finding stand in this passage or at one of its ends?"""
        return finding.field == self.field and self.start <= finding.at <= self.end

    def has_span(self, finding: Mention | Figure) -> bool:
        """Do all the finding's characters stand in this passage?"""
        return finding.field == self.field and self.start <= finding.start < finding.end <= self.end

    def words_of(self, finding: Mention | Figure) -> str:
        """The finding's characters."""
        return self.text[finding.start - self.start : finding.end - self.start]
