"""An article set for reading: its paragraphs with gaps, doubts, names and found words marked, its lines beside them.

Pure: an article and what is known about its characters go in, safe HTML comes out. What does not fit the text any
more is left out, never misplaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.models import Article, Doubt, Figure, Mention
from archive.reading.typeset.markup import Layer, Point, Span, disjoint, mark_up, span
from archive.reading.typeset.phrases import breaks
from archive.reading.typeset.shapes import Block, Finder, Findings, Note, Passage, Sheet

# How far a doubtful join is underlined to either side, in characters: enough to see the two halves meet.
DOUBT_REACH = 6
# The longest first line of a side box that is still its title (阅读提示), in characters.
BOX_TITLE_MAX = 10
STACK = ("kicker", "headline", "deck", "byline")
BLOCKS = ("box", "body", "caption")


def typeset(article: Article, findings: Findings) -> Sheet:
    """The article as blocks of safe HTML, notes and the places found numbered in reading order."""
    notes, hits = count(1), count(1)
    linked = first_mentions(findings.mentions)

    def set_all(passages: Iterable[Passage]) -> Iterator[Block]:
        for passage in passages:
            yield set_block(passage, findings, notes, hits, linked)

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


def set_block(
    passage: Passage, findings: Findings, numbers: Iterator[int], hits: Iterator[int], linked: set[int]
) -> Block:
    """A passage with everything that is known about it."""
    notes = tuple(notes_on(passage, findings, numbers))
    found = numbered(found_spans(passage.field, passage.text, findings.found), hits, findings.here)
    return Block(
        anchor=passage.anchor,
        html=mark_up(passage.text, layers_on(passage, findings, found, linked), points_in(passage, notes)),
        is_heading=passage.is_heading,
        notes=notes,
        lines=findings.lines(passage.field, passage.start, passage.end),
        hits=len(found),
    )


def notes_on(passage: Passage, findings: Findings, numbers: Iterator[int]) -> Iterator[Note]:
    """The gaps and doubts of a passage, in reading order."""
    gaps = [(gap.at, gap, None) for gap in findings.gaps if passage.has_point(gap)]
    doubts = [(doubt.at, None, doubt) for doubt in findings.doubts if passage.has_point(doubt)]
    for at, gap, doubt in sorted([*gaps, *doubts], key=lambda note: note[0]):
        yield Note(next(numbers), at - passage.start, gap, doubt)


def layers_on(passage: Passage, findings: Findings, found: list[Span], linked: set[int]) -> list[Layer]:
    """Figures outside, then names, then the words a reader looked for, and inmost the doubtful joins."""
    figures = [figure for figure in findings.figures if passage.has_span(figure)]
    return [
        *([sentence_span(figure, passage)] for figure in sorted(figures, key=sentence_length, reverse=True)),
        disjoint(number_span(figure, passage) for figure in figures),
        disjoint(mention_span(mention, passage, linked) for mention in named_in(passage, findings.mentions)),
        found,
        doubt_spans(passage, findings.doubts),
    ]


def named_in(passage: Passage, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions whose words still stand where they say."""
    for mention in mentions:
        if passage.has_span(mention) and passage.words_of(mention) == mention.surface:
            yield mention


def sentence_span(figure: Figure, passage: Passage) -> Span:
    """The sentence that proves a figure, as a place to link to; where it stands otherwise, the number alone."""
    start, end = figure.start - passage.start, figure.end - passage.start
    at = passage.text.rfind(figure.sentence, max(end - len(figure.sentence), 0), start + len(figure.sentence))
    if figure.sentence and at >= 0:
        start, end = at, at + len(figure.sentence)
    return span(start, end, "span", class_="evidence", id=f"figure-{figure.pk}")


def sentence_length(figure: Figure) -> int:
    """How long a figure's sentence is: a longer one stands around a shorter one."""
    return len(figure.sentence)


def number_span(figure: Figure, passage: Passage) -> Span:
    """The number itself, set off while its sentence is lit."""
    return span(figure.start - passage.start, figure.end - passage.start, "span", class_="number")


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


def found_spans(field: str, text: str, found: Finder) -> list[Span]:
    """The words a reader looked for."""
    return disjoint(span(start, end, "mark") for start, end in found(field, text))


def numbered(spans: Iterable[Span], numbers: Iterator[int], here: int | None) -> list[Span]:
    """The same places with an address each; the one where the reader is says so."""
    marks = []
    for one, number in zip(spans, numbers, strict=False):
        current = "true" if number == here else ""
        address = {"id": f"hit-{number}", "data_hit": f"{number}", "aria_current": current}
        marks.append(span(one.start, one.end, "mark", **address))
    return marks


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
