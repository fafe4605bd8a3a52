"""How sure each junction of a story is: what it would cost to forbid it, and what its story rests on, as a probability."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins.features import ends_sentence
from archive.importing.reconstruct.joins.matching import Matching
from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.shapes import Doubt, Field, Rival, Story

Floats = NDArray[np.float64]

# A junction less likely right than this is shown to an editor. At damage like the real page's, on tuning pages, 99 in 100
# of those above it are right, 13 in 100 are below, and 86 in 100 of the wrong ones are among these; at 0.97 silence is a
# half of a hundredth safer, and the editor has twice the work.
CONFIDENCE_BAR = 0.9

# A page whose junctions are less likely right than this, on the whole, is a heap of lines: its stories would be guesses.
# Tuning pages shuffled wholesale come to 0.60 at most, heavily damaged ones to 0.66 at least.
HEAP_BAR = 0.62

# A page of fewer lines is no heap: too little stands on it to say so.
HEAP_LEAST_LINES = 40

# Regret, and the odds of a join, tell nothing more beyond this, in log-odds.
REGRET_CAP, ODDS_CAP = 12.0, 12.0

# Rivals shown with a doubt: more than this nobody compares.
RIVALS_SHOWN = 3

JUNCTION_TRAITS = (
    "joined",
    "regret of the join",
    "odds of the join",
    "best other join of the line before",
    "best other join of the line after",
    "regret of the end",
    "regret of the start",
    "next in the file",
    "glued",
    "steps apart",
    "backwards",
    "blocks apart",
    "sentence ended",
    "line before lacks",
    "line after lacks",
    "in one unit",
    "unit goes on",
    "unit opens a story",
    "in one block",
    "lead of the story of the line before",
    "lead of the story of the line after",
    "part of the line before",
    "part of the line after",
    "in the body",
    "in the headings",
    "page keeps its order",
    "page runs in rows",
)

Junction = tuple[Field, int, Line, Line]


@dataclass(frozen=True)
class Ground:
    """What one line's place in its story rests on: its unit and block, by number, and how sure each choice was.

    ``goes_on`` and ``opens`` are the chances that the unit goes on with the one before it, and that it opens a story;
    ``lead`` is by how much, in log-odds, its story suits its block better than any other; ``part`` the chance of its part.
    """

    unit: int
    block: int
    goes_on: float
    opens: float
    lead: float
    part: float


@dataclass(frozen=True)
class Page:
    """What a page's junctions rest on; ``grounds`` by a line's index."""

    matching: Matching
    grounds: Mapping[int, Ground]
    place: Mapping[int, int]
    forbidding: Floats
    starting: Floats
    keeps_order: float
    rows: float


def page_of(matching: Matching, grounds: Mapping[int, Ground]) -> Page:
    """Everything that confidence asks of a page's joins and stories."""
    lines = matching.ends.lines
    following, regret = matching.solution.following, matching.solution.regret
    others = regret.copy()
    for at, after in enumerate(following):
        others[at, after if after >= 0 else -1] = np.inf
    next_in_file = sum(
        after >= 0 and lines[after].index == lines[at].index + 1 for at, after in enumerate(following)
    )
    return Page(
        matching=matching,
        grounds=grounds,
        place={line.index: at for at, line in enumerate(lines)},
        forbidding=others.min(axis=1, initial=np.inf),
        starting=regret[:, :-1].min(axis=0, initial=np.inf),
        keeps_order=next_in_file / max(1, int((following >= 0).sum())),
        rows=matching.share_of_rows(),
    )


@dataclass(frozen=True)
class Judged:
    """Stories with their doubtful junctions marked, and how likely a junction of the page is right on the whole."""

    stories: tuple[Story, ...]
    likely: float
    lines: int

    @property
    def is_heap(self) -> bool:
        """Is next to nothing known of the page's order?"""
        return self.lines >= HEAP_LEAST_LINES and self.likely < HEAP_BAR


def judged(stories: Sequence[Story], lines: Sequence[Line], page: Page) -> Judged:
    """Mark every junction below the bar."""
    line_at = {(line.row, line.start): line for line in lines}
    found = [list(junctions(story, line_at)) for story in stories]
    chances = junction_chances([one for own in found for one in own], page)
    left = iter(chances)
    marked = tuple(
        replace(story, doubts=tuple(_doubts(own, left, page)))
        for story, own in zip(stories, found, strict=True)
    )
    return Judged(marked, float(np.mean(chances)) if chances else 1.0, len(lines))


def _doubts(found: Sequence[Junction], chances: Iterator[float], page: Page) -> Iterator[Doubt]:
    for name, at, before, after in found:
        chance = next(chances)
        if chance < CONFIDENCE_BAR:
            yield Doubt(name, at, _shown(chance), _rivals(before, after, chance, page))


def _shown(chance: float) -> float:
    """A probability in thousandths, never more than it is: what was doubted does not round up to the bar."""
    return math.floor(chance * 1000) / 1000


def junctions(story: Story, line_at: Mapping[tuple[int, int], Line]) -> Iterator[Junction]:
    """Where a field passes from one printed line to the next: field, place in it, the lines before and after."""
    for name in Field:
        stretches = sorted(
            (stretch for stretch in story.lines if stretch.field is name), key=lambda one: one.at
        )
        for before, after in pairwise(stretches):
            yield name, after.at, line_at[before.line, before.start], line_at[after.line, after.start]


def junction_chances(found: Sequence[Junction], page: Page) -> list[float]:
    """The probability that each junction is right."""
    if not found:
        return []
    trees = forest("junctions")
    rows = np.array([junction_traits(name, before, after, page) for name, _, before, after in found])
    chances = trees.chances(rows[:, trees.columns_of(JUNCTION_TRAITS)])
    return [float(chance) for chance in chances[:, 0]]


def junction_traits(name: Field, before: Line, after: Line, page: Page) -> tuple[float, ...]:
    """What tells a right junction from a wrong one, in the order of ``JUNCTION_TRAITS``."""
    step = after.index - before.index
    return (
        *_of_join(before, after, page),
        step == 1,
        step == 1 and after.glued,
        math.log1p(abs(step - 1)),
        step < 0,
        float(np.clip(after.block - before.block, -3, 3)),
        ends_sentence(before.text),
        _lack(before, page),
        _lack(after, page),
        *_of_story(page.grounds[before.index], page.grounds[after.index]),
        name is Field.BODY,
        name in (Field.KICKER, Field.HEADLINE, Field.DECK),
        page.keeps_order,
        page.rows,
    )


def _of_join(before: Line, after: Line, page: Page) -> tuple[float, ...]:
    """What the assignment of joins says of the two lines; nothing where a line was never to be joined."""
    tail, head = page.place.get(before.index), page.place.get(after.index)
    if tail is None or head is None:
        return (0.0, 0.0, -ODDS_CAP, -ODDS_CAP, -ODDS_CAP, 0.0, 0.0)
    gain = page.matching.gain
    joined = page.matching.solution.following[tail] == head
    return (
        joined,
        _capped(page.forbidding[tail]) if joined else 0.0,
        float(np.clip(gain[tail, head], -ODDS_CAP, ODDS_CAP)),
        float(np.clip(_best_but(gain[tail], head), -ODDS_CAP, ODDS_CAP)),
        float(np.clip(_best_but(gain[:, head], tail), -ODDS_CAP, ODDS_CAP)),
        0.0 if joined else _capped(page.forbidding[tail]),
        0.0 if joined else _capped(page.starting[head]),
    )


def _best_but(values: Floats, place: int) -> float:
    others = np.delete(values, place)
    return float(others.max(initial=-ODDS_CAP))


def _lack(line: Line, page: Page) -> float:
    """How much narrower than its column a line is, in em; -1 where it was never to be joined."""
    place = page.place.get(line.index)
    return -1.0 if place is None else float(page.matching.ends.deficit[place])


def _of_story(before: Ground, after: Ground) -> tuple[float, ...]:
    """What parting the page into stories says of the two lines."""
    same = before.unit == after.unit
    return (
        same,
        1.0 if same else after.goes_on,
        0.0 if same else after.opens,
        before.block == after.block,
        before.lead,
        after.lead,
        before.part,
        after.part,
    )


def _capped(regret: float) -> float:
    return min(float(regret), REGRET_CAP)


def _rivals(before: Line, after: Line, chance: float, page: Page) -> tuple[Rival, ...]:
    """The other lines that could follow, likeliest first; what the junction lacks in probability is theirs."""
    tail = page.place.get(before.index)
    if tail is None:
        return ()
    lines: Sequence[Line] = page.matching.ends.lines
    regret = page.matching.solution.regret[tail, :-1]
    weight = np.exp(-np.where(np.isfinite(regret), regret, np.inf))
    weight[[at for at, line in enumerate(lines) if line.index == after.index]] = 0.0
    if not weight.sum():
        return ()
    best = np.argsort(-weight, kind="stable")[:RIVALS_SHOWN]
    shares = weight / weight.sum() * (1 - chance)
    return tuple(
        Rival(lines[at].row, lines[at].start, lines[at].end, lines[at].text, _shown(float(shares[at])))
        for at in best
        if weight[at] > 0
    )
