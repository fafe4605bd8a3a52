"""An article set for reading: its paragraphs with gaps, doubts, names and found words marked, its lines beside them.

Pure: an article and what is known about its characters go in, safe HTML comes out. What does not fit the text any
more is left out, never misplaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.models import Article, Doubt, Figure, Gap, Mention
from archive.reading.evidence import SourceLine
from archive.reading.markup import Layer, Point, Span, disjoint, mark_up, span
from archive.reading.phrases import breaks

# How far a doubtful join is underlined to either side, in characters: enough to see the two halves meet.
DOUBT_REACH = 6
# The longest first line of a side box that is still its title (阅读提示), in characters.
BOX_TITLE_MAX = 10
# What is shown of an article whose newspaper allows snippets only, in characters: about two lines of print.
SNIPPET_CHARS = 80
# What a body begins with before the story does: 本报讯 （记者…）.
DATELINE = re.compile(r"^本报\S{0,10}?讯\s*(?:[(（][^)）]{1,60}[)）])?\s*")
# More source lines than this are named by the lowest and the highest alone.
LINES_NAMED = 4
STACK = ("kicker", "headline", "deck", "byline")
BLOCKS = ("box", "body", "caption")

# Where the words that a reader looked for stand in a text, as (start, end).
Finder = Callable[[str], Iterable[tuple[int, int]]]
# The source lines behind a passage, asked by field, start and end.
LineFinder = Callable[[str, int, int], tuple[SourceLine, ...]]


def finds_nothing(text: str) -> Iterable[tuple[int, int]]:
    """The finder of a reader who looked for no words."""
    return ()


def stands_on_nothing(name: str, start: int, end: int) -> tuple[SourceLine, ...]:
    """The lines of a text without sources."""
    return ()


@dataclass(frozen=True)
class Findings:
    """What is known about an article's characters."""

    gaps: Sequence[Gap] = ()
    doubts: Sequence[Doubt] = ()
    mentions: Sequence[Mention] = ()
    figures: Sequence[Figure] = ()
    found: Finder = field(default=finds_nothing)
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
    """A paragraph, a crosshead or the headline stack: what it says, and what stands in its margin."""

    anchor: str
    html: SafeString
    is_heading: bool = False
    notes: tuple[Note, ...] = ()
    lines: tuple[SourceLine, ...] = ()

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


def typeset(article: Article, findings: Findings) -> Sheet:
    """The article as blocks of safe HTML, notes numbered in reading order."""
    numbers = count(1)
    linked = first_mentions(findings.mentions)

    def set_all(passages: Iterable[Passage]) -> Iterator[Block]:
        for passage in passages:
            yield set_block(passage, findings, numbers, linked)

    return Sheet(
        stack={name: next(set_all([whole(article, name)])) for name in STACK if getattr(article, name)},
        **{name: tuple(set_all(passages(article, name))) for name in BLOCKS},
    )


def whole(article: Article, name: str) -> Passage:
    """A line of the headline stack."""
    return Passage(name, 0, getattr(article, name), name)


def passages(article: Article, name: str) -> Iterator[Passage]:
    """The paragraphs of a field; blank ones are not set."""
    start = 0
    for index, text in enumerate(getattr(article, name).split("\n")):
        if text.strip():
            yield Passage(name, start, text, f"{name}-{index + 1}", heads(article, name, index, text))
        start += len(text) + 1


def heads(article: Article, name: str, index: int, text: str) -> bool:
    """Is this paragraph a crosshead, or the title of a side box?"""
    if name == "body":
        return index in article.crossheads
    return name == "box" and index == 0 and len(text) <= BOX_TITLE_MAX and "\n" in article.box


def first_mentions(mentions: Iterable[Mention]) -> set[int]:
    """The first mention of each subject, by id: that one is a link, so that a text is not a thicket of links."""
    order = {name: place for place, name in enumerate((*STACK, *BLOCKS))}
    firsts: dict[object, int] = {}
    for mention in sorted(mentions, key=lambda one: (order.get(one.field, len(order)), one.start)):
        firsts.setdefault(mention.subject, mention.pk)
    return set(firsts.values())


def set_block(passage: Passage, findings: Findings, numbers: Iterator[int], linked: set[int]) -> Block:
    """A passage with everything that is known about it."""
    notes = tuple(notes_on(passage, findings, numbers))
    return Block(
        anchor=passage.anchor,
        html=mark_up(passage.text, layers_on(passage, findings, linked), points_in(passage, notes)),
        is_heading=passage.is_heading,
        notes=notes,
        lines=findings.lines(passage.field, passage.start, passage.end),
    )


def notes_on(passage: Passage, findings: Findings, numbers: Iterator[int]) -> Iterator[Note]:
    """The gaps and doubts of a passage, in reading order."""
    gaps = [(gap.at, gap, None) for gap in findings.gaps if passage.has_point(gap)]
    doubts = [(doubt.at, None, doubt) for doubt in findings.doubts if passage.has_point(doubt)]
    for at, gap, doubt in sorted([*gaps, *doubts], key=lambda note: note[0]):
        yield Note(next(numbers), at - passage.start, gap, doubt)


def layers_on(passage: Passage, findings: Findings, linked: set[int]) -> list[Layer]:
    """Figures outside, then names, then the words a reader looked for, and inmost the doubtful joins."""
    figures = [figure for figure in findings.figures if passage.has_span(figure)]
    return [
        *([figure_span(figure, passage)] for figure in figures),
        disjoint(mention_span(mention, passage, linked) for mention in named_in(passage, findings.mentions)),
        found_spans(passage.text, findings.found),
        doubt_spans(passage, findings.doubts),
    ]


def named_in(passage: Passage, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions whose words still stand where they say."""
    for mention in mentions:
        if passage.has_span(mention) and passage.words_of(mention) == mention.surface:
            yield mention


def figure_span(figure: Figure, passage: Passage) -> Span:
    """The sentence that proves a figure, as a place to link to."""
    start, end = figure.start - passage.start, figure.end - passage.start
    return span(start, end, "span", class_="evidence", id=f"figure-{figure.pk}")


def mention_span(mention: Mention, passage: Passage, linked: set[int]) -> Span:
    """A name, as a place to link to; the first of each subject leads to its page."""
    start, end = mention.start - passage.start, mention.end - passage.start
    anchor = f"mention-{mention.pk}"
    if mention.subject is None or mention.pk not in linked:
        return span(start, end, "span", class_="evidence", id=anchor)
    return span(start, end, "a", class_="name", id=anchor, href=mention.subject.get_absolute_url())


def doubt_spans(passage: Passage, doubts: Iterable[Doubt]) -> list[Span]:
    """Some characters around each doubtful join; joins that stand close share one span."""
    runs: list[tuple[int, int]] = []
    for at in sorted(doubt.at - passage.start for doubt in doubts if passage.has_point(doubt)):
        start, end = max(at - DOUBT_REACH, 0), min(at + DOUBT_REACH, len(passage.text))
        if runs and start <= runs[-1][1]:
            start, _end = runs.pop()
        runs.append((start, end))
    return [span(start, end, "span", class_="doubt") for start, end in runs]


def found_spans(text: str, found: Finder) -> list[Span]:
    """The words a reader looked for."""
    return disjoint(span(start, end, "mark") for start, end in found(text))


def points_in(passage: Passage, notes: Iterable[Note]) -> Iterator[Point]:
    """Places where a headline may break, gaps and the numbers of notes."""
    if passage.field in STACK or passage.is_heading:
        yield from phrase_ends(passage.text)
    for note in notes:
        yield Point(gap_or_doubt_place(note, passage), reference(note))


def phrase_ends(text: str) -> Iterator[Point]:
    """Where a line may end."""
    return (Point(at, mark_safe("<wbr>")) for at in breaks(text))


def gap_or_doubt_place(note: Note, passage: Passage) -> int:
    """A gap stands where text is lost, the number of a doubt behind its underlined words."""
    return note.at if note.gap else min(note.at + DOUBT_REACH, len(passage.text))


def reference(note: Note) -> SafeString:
    """The mark in the text that leads to a note."""
    kind, label = ("gap", _("text lost")) if note.gap else ("doubtful", _("doubtful join"))
    return format_html(
        '<a class="note-mark {}" id="mark-{}" href="#note-{}">\u2060<span>{}</span><sup>{}</sup></a>',
        kind,
        note.number,
        note.number,
        label,
        note.number,
    )


def broken_at_phrases(text: str, found: Finder = finds_nothing) -> SafeString:
    """A headline for a list: it may break between phrases and nowhere else."""
    return mark_up(text, [found_spans(text, found)], phrase_ends(text))


def opening(article: Article, limit: int) -> str:
    """The first words of a story, up to ``limit`` characters: of its body without dateline, its caption or its box."""
    text = " ".join((DATELINE.sub("", article.body) or article.caption or article.box).split("\n"))
    return text if len(text) <= limit else text[:limit].rstrip() + "…"
