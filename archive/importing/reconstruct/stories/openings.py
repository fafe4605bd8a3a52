"""Where stories open: which paragraph each heading stands over, and whether it heads a story or a section of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.importing.reconstruct.roles import Role
from archive.importing.reconstruct.stories.topic import PageTopics
from archive.importing.reconstruct.stories.units import Unit
from archive.importing.reconstruct.vocabulary import (
    CLOSERS,
    DAY_ALONE,
    INSTITUTION,
    LIST_ROW,
    SENTENCE_END,
    TABLE_ROW,
    credit_at_end,
)
from archive.importing.reconstruct.widths import SAME_WIDTH_EM, em

# Widest line taken for a crosshead, in em: crosshead fit in one column.
CROSSHEAD_MAX_EM = 15.0

# How many paragraphs behind a heading may be the one it stands over: as many as columns stand side by side.
REACH_UNITS = 7

# What speaks for a paragraph behind a heading, in log-odds: a dateline, each paragraph passed over, likeness.
OPENS_NEWS, PASSED_OVER, ALIKE = 2.0, -1.0, 5.0

# What speaks for the head of a story rather than of a section, in log-odds; fitted on the tuning pages.
HEAD_WEIGHTS: Mapping[str, float] = {
    "bias": 0.00,
    "over a dateline": 2.42,
    "over a byline": 1.29,
    "several lines": 1.60,
    "wider than a crosshead": 1.15,
    "as narrow as a crosshead": -0.10,
    "a picture credit follows": 0.73,
    "after an empty stretch": -0.40,
    "column changes its width": 0.53,
    "first of the page": 0.85,
    "nothing follows": 0.28,
    "after a byline or credit": 1.75,
    "text before is like the text behind": -4.40,
    "some text before is like the text behind": -0.01,
    "is like the text before": -1.23,
    "is like the text behind": 1.71,
    "text before is long": -0.00,
    "text behind is short": 0.60,
    "text before is a caption": 0.13,
    "body above was left open": 0.15,
    "holds a standing title": 0.01,
    "one of several lone headings": -0.00,
    "a line of a list": -1.63,
}

# A text of so many characters is long, and one of so few is short.
LONG_TEXT_CHARS, SHORT_TEXT_CHARS = 600, 200

# Narrowest line taken for no crosshead, in em.
NARROW_HEADING_EM = 11.0


@dataclass(frozen=True)
class Heading:
    """Lines of a heading that stand together, the paragraph under them, and whether a story begins there."""

    units: tuple[Unit, ...]
    over: Unit | None
    opens: bool


def headings_of(units: Sequence[Unit], topics: PageTopics, expected: Mapping[int, int]) -> list[Heading]:
    """Every heading of the page with what it stands over; ``units`` by their place in the file."""
    found: list[Heading] = []
    for run in _runs(units):
        for part, over in _parted(run, units, topics, expected):
            found.append(Heading(part, over, head_odds(head_traits(part, over, units, topics)) > 0))
    return found


def _runs(units: Sequence[Unit]) -> list[list[int]]:
    """Headings and bylines with nothing but each other between them."""
    runs: list[list[int]] = []
    last = -2
    for at, unit in enumerate(units):
        if unit.role not in (Role.HEADING, Role.BYLINE):
            continue
        if at == last + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
        last = at
    return [found for run in runs if (found := _from_first_heading(run, units))]


def _from_first_heading(run: Sequence[int], units: Sequence[Unit]) -> list[int]:
    """What stands above the first true heading signs the story before: bylines, institutions, days."""
    texts = [units[at].text for at in run]
    first = 0
    while first < len(run):
        signed = bool(INSTITUTION.fullmatch(texts[first])) and bool(
            DAY_ALONE.fullmatch("".join(texts[first + 1 : first + 2]))
        )
        if not (units[run[first]].role is Role.BYLINE or signed or DAY_ALONE.fullmatch(texts[first])):
            break
        first += 1
    return list(run[first:])


def _parted(
    run: Sequence[int], units: Sequence[Unit], topics: PageTopics, expected: Mapping[int, int]
) -> list[tuple[tuple[Unit, ...], Unit | None]]:
    """A run of headings by the paragraphs that its lines stand over; a byline goes with the line above it."""
    behind = [at for at in range(run[-1] + 1, len(units)) if units[at].role is Role.BODY][:REACH_UNITS]
    if behind and not any(line.index in expected for line in units[behind[0]].lines):
        behind = behind[:1]
    behind = [at for at in behind if units[at].opens_news] or behind
    parts: dict[int, list[Unit]] = {}
    over = behind[0] if behind else -1
    for at in run:
        if units[at].role is Role.HEADING:
            over = max(behind, key=lambda one: _suits(at, one, behind, units, topics), default=-1)
        parts.setdefault(over, []).append(units[at])
    untitled = _untitled_before(run[0], units)
    if untitled is not None and over >= 0 and _titles(run[0], untitled, over, units, topics):
        parts[untitled] = [units[run[0]]]
        parts = {
            one: [unit for unit in part if one == untitled or unit is not units[run[0]]]
            for one, part in parts.items()
        }
    return [(tuple(part), units[over] if over >= 0 else None) for over, part in parts.items() if part]


# How many units back a story may begin whose headline the file gives after its body.
LATE_HEADLINE_UNITS = 14

# How much more alike than the text behind it, from 0 to 1, the story before must be to take a heading.
LATE_HEADLINE_MARGIN = 0.1

# How many paragraphs of a story a heading is held against.
STORY_START_UNITS = 4


def _untitled_before(first: int, units: Sequence[Unit]) -> int | None:
    """The opening of the story before a heading, if nothing heads that story."""
    for at in range(first - 1, max(0, first - LATE_HEADLINE_UNITS), -1):
        if units[at].role is Role.HEADING:
            return None
        if units[at].opens_news:
            return at if units[at - 1].role not in (Role.HEADING, Role.BYLINE) else None
    return None


def _titles(heading: int, before: int, behind: int, units: Sequence[Unit], topics: PageTopics) -> bool:
    """Is the heading plainly more like the story before it than like the one behind it?"""
    likenesses = [
        topics.likeness(
            [heading], [at for at in range(one, min(one + STORY_START_UNITS, len(units))) if at != heading]
        )
        for one in (before, behind)
    ]
    return likenesses[0] > likenesses[1] + LATE_HEADLINE_MARGIN


def _suits(
    heading: int, over: int, behind: Sequence[int], units: Sequence[Unit], topics: PageTopics
) -> float:
    passed = behind.index(over)
    return (
        OPENS_NEWS * units[over].opens_news
        + PASSED_OVER * passed
        + ALIKE
        * topics.likeness([heading], [at for at in range(over, over + STORY_START_UNITS) if at < len(units)])
    )


def head_odds(traits: Mapping[str, float]) -> float:
    """The log-odds that a heading heads a story."""
    return sum(HEAD_WEIGHTS[trait] * held for trait, held in traits.items())


def head_traits(
    part: Sequence[Unit], over: Unit | None, units: Sequence[Unit], topics: PageTopics
) -> dict[str, float]:
    """What tells the head of a story from that of a section, each from 0 to 1."""
    first, last = units.index(part[0]), units.index(part[-1])
    lines = [unit for unit in part if unit.role is Role.HEADING]
    heads = [at for at in range(first, last + 1) if units[at].role is Role.HEADING]
    before, behind = _text_around(units, first, -1), _text_around(units, last, 1)
    above = units[before[0]] if before else None
    widest = max((em(unit.text) for unit in lines), default=0.0)
    neighbour = units[first - 1].role if first else None
    return {
        "bias": 1.0,
        "over a dateline": over is not None and over.opens_news,
        "over a byline": len(lines) < len(part),
        "several lines": len(lines) > 1,
        "wider than a crosshead": widest > CROSSHEAD_MAX_EM,
        "as narrow as a crosshead": widest < NARROW_HEADING_EM,
        "a picture credit follows": _credit_follows(units[last + 1 :]),
        "after an empty stretch": first > 0 and part[0].lines[0].block - units[first - 1].lines[-1].block > 1,
        "column changes its width": above is not None and over is not None and _differ(above, over),
        "first of the page": above is None,
        "nothing follows": over is None,
        "after a byline or credit": neighbour in (Role.BYLINE, Role.CREDIT),
        "text before is like the text behind": topics.likeness(behind, before),
        "some text before is like the text behind": -2.0,
        "is like the text before": topics.likeness(heads, before),
        "is like the text behind": topics.likeness(heads, behind),
        "text before is long": sum(len(units[at].text) for at in before) > LONG_TEXT_CHARS,
        "text behind is short": sum(len(units[at].text) for at in behind) < SHORT_TEXT_CHARS,
        "text before is a caption": bool(before) and bool(credit_at_end(units[before[0]].text)),
        "body above was left open": above is not None and above.text[-1] not in SENTENCE_END + CLOSERS,
        "holds a standing title": 2.0,
        "one of several lone headings": -1.0,
        "a line of a list": any(
            LIST_ROW.fullmatch(unit.text) or TABLE_ROW.fullmatch(unit.text) for unit in lines
        ),
    }


def _likest_before(units: Sequence[Unit], first: int, behind: Sequence[int], topics: PageTopics) -> float:
    """How much the text behind a heading is like the likest of the stretches of text before it."""
    stretches: list[list[int]] = [[]]
    for at in range(first):
        if units[at].role is Role.HEADING or units[at].opens_news:
            stretches.append([])
        if units[at].role is Role.BODY:
            stretches[-1].append(at)
    return max((topics.likeness(behind, stretch) for stretch in stretches if stretch), default=0.0)


def _lone_neighbour(at: int, units: Sequence[Unit]) -> bool:
    """Is the next heading above or below also one line alone, with no dateline or byline between?"""
    for step in (-1, 1):
        for place in range(at + step, len(units) if step > 0 else -1, step):
            unit = units[place]
            if unit.opens_news or unit.role is Role.BYLINE:
                break
            if unit.role is Role.HEADING:
                around = [units[one].role for one in (place - 1, place + 1) if 0 <= one < len(units)]
                if (
                    Role.HEADING not in around
                    and Role.BYLINE not in around
                    and em(unit.text) <= CROSSHEAD_MAX_EM
                ):
                    return True
                break
    return False


def _text_around(units: Sequence[Unit], at: int, step: int) -> list[int]:
    """The paragraphs before (or behind) a heading, nearest first, up to the next one that surely parts stories."""
    found: list[int] = []
    at += step
    while 0 <= at < len(units):
        unit = units[at]
        if unit.role is Role.BODY:
            if step > 0 and unit.opens_news and found:
                break
            found.append(at)
            if step < 0 and unit.opens_news:
                break
        elif unit.role is Role.HEADING and found and step > 0:
            break
        at += step
    return found


def _credit_follows(behind: Sequence[Unit]) -> bool:
    for unit in behind[:4]:
        if unit.role is Role.CREDIT:
            return True
        if unit.role is Role.HEADING:
            return False
    return False


def _differ(one: Unit, other: Unit) -> bool:
    widths = [max(em(line.text) for line in unit.lines) for unit in (one, other)]
    return min(len(one.lines), len(other.lines)) > 1 and abs(widths[0] - widths[1]) > 2 * SAME_WIDTH_EM


# How much of a strayed opening, from 0 to 1, a headed text must share to be its story.
STRAYED_LIKENESS = 0.15


def strayed_openings(
    units: Sequence[Unit], headings: Sequence[Heading], topics: PageTopics
) -> dict[Unit, Unit]:
    """Openings that slipped into another story's file line, each with the headed paragraph whose story it opens."""
    place = {unit: at for at, unit in enumerate(units)}
    waiting = [
        heading.over
        for heading in headings
        if heading.opens
        and heading.over is not None
        and not heading.over.opens_news
        and len(heading.over.lines) > 1
    ]
    strayed: dict[Unit, Unit] = {}
    for unit in units:
        if not (unit.opens_news and unit.lines[0].glued and waiting):
            continue
        likeness = [
            topics.likeness(
                [place[unit]],
                [at for at in range(place[over], place[over] + STORY_START_UNITS) if at < len(units)],
            )
            for over in waiting
        ]
        if max(likeness) > STRAYED_LIKENESS:
            strayed[unit] = waiting[likeness.index(max(likeness))]
    return strayed
