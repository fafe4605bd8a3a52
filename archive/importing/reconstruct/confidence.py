"""How sure each junction of a story is: what it would cost to forbid it, turned into a probability."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from archive.importing.reconstruct.joins.features import Floats, ends_sentence
from archive.importing.reconstruct.joins.matching import Matching
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.shapes import Doubt, Field, Rival, Story

# A junction less likely right than this is shown to an editor.
CONFIDENCE_BAR = 0.97

# Regret beyond this tells nothing more, in log-odds.
REGRET_CAP = 12.0

# Regret up to this is slight, in log-odds: here each point tells most.
SLIGHT_REGRET = 3.0

# Rivals shown with a doubt: more than this nobody compares.
RIVALS_SHOWN = 3

# What speaks for a junction being right, in log-odds; calibrated on the tuning pages, all levels of damage together.
CHANCE_WEIGHTS: Mapping[str, float] = {
    "bias": -5.22,
    "joined": 1.67,
    "slight regret of the join": 2.31,
    "regret of the join": 5.82,
    "regret of the end": -0.00,
    "regret of the start": 2.52,
    "next in the file": 2.11,
    "next in the file, joined": -2.69,
    "sentence ended": 0.44,
    "sentence ended, next in the file": 0.26,
    "glued": 0.01,
    "far": 0.73,
    "back": -1.79,
    "of headings": 0.43,
    "of other fields": 0.24,
    "page keeps its order": 2.83,
    "page runs in rows": 1.05,
}


@dataclass(frozen=True)
class Page:
    """What a page's joins were weighed by, asked line by line."""

    matching: Matching
    place: Mapping[int, int]
    forbidding: Floats
    starting: Floats
    keeps_order: float
    rows: float


def page_of(matching: Matching) -> Page:
    """Everything that confidence asks of a page's joins."""
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
        place={line.index: at for at, line in enumerate(lines)},
        forbidding=others.min(axis=1, initial=np.inf),
        starting=regret[:, :-1].min(axis=0, initial=np.inf),
        keeps_order=next_in_file / max(1, int((following >= 0).sum())),
        rows=matching.share_of_rows(),
    )


def with_doubts(story: Story, line_at: Mapping[tuple[int, int], Line], page: Page) -> Story:
    """The story with every junction below the bar marked."""
    doubts = [
        Doubt(name, at, round(chance, 3), _rivals(before, after, chance, page))
        for name, at, before, after in junctions(story, line_at)
        if (chance := chance_of(junction_traits(name, before, after, page))) < CONFIDENCE_BAR
    ]
    return Story(**{**vars(story), "doubts": tuple(doubts)})


def junctions(
    story: Story, line_at: Mapping[tuple[int, int], Line]
) -> Iterator[tuple[Field, int, Line, Line]]:
    """Where a field passes from one printed line to the next: field, place in it, the lines before and after."""
    for name in Field:
        stretches = sorted(
            (stretch for stretch in story.lines if stretch.field is name), key=lambda one: one.at
        )
        for before, after in pairwise(stretches):
            yield name, after.at, line_at[before.line, before.start], line_at[after.line, after.start]


def chance_of(traits: Mapping[str, float]) -> float:
    """The probability that a junction with these traits is right."""
    odds = sum(CHANCE_WEIGHTS[name] * value for name, value in traits.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def junction_traits(name: Field, before: Line, after: Line, page: Page) -> dict[str, float]:
    """What tells a right junction from a wrong one."""
    tail, head = page.place.get(before.index), page.place.get(after.index)
    joined = tail is not None and page.matching.solution.following[tail] == head
    step = after.index - before.index
    ended = ends_sentence(before.text)
    return {
        "bias": 1.0,
        "joined": joined,
        "slight regret of the join": min(page.forbidding[tail], SLIGHT_REGRET) / SLIGHT_REGRET
        if joined and tail is not None
        else 0.0,
        "regret of the join": _capped(page.forbidding[tail]) if joined and tail is not None else 0.0,
        "regret of the end": _capped(page.forbidding[tail]) if not joined and tail is not None else 0.0,
        "regret of the start": _capped(page.starting[head]) if not joined and head is not None else 0.0,
        "next in the file": step == 1,
        "next in the file, joined": step == 1 and joined,
        "sentence ended": not joined and ended,
        "sentence ended, next in the file": not joined and ended and step == 1,
        "glued": step == 1 and after.glued,
        "far": math.log1p(abs(step - 1)) / 3,
        "back": step < 0,
        "of headings": name in (Field.KICKER, Field.HEADLINE, Field.DECK),
        "of other fields": name in (Field.CAPTION, Field.BOX, Field.BYLINE),
        "page keeps its order": page.keeps_order,
        "page runs in rows": page.rows,
    }


def _capped(regret: float) -> float:
    return min(float(regret), REGRET_CAP) / REGRET_CAP


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
        Rival(lines[at].row, lines[at].start, lines[at].end, lines[at].text, round(float(shares[at]), 3))
        for at in best
        if weight[at] > 0
    )
