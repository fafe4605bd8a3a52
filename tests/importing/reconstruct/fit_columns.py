"""Fit the weights that part columns: ``python -m tests.importing.reconstruct.fit_columns --count 40``.

Prints ``columns/weights.py``. The truth is read off the paper: below a line stands the next line at the same left edge.
The weights are those that make the true way through the file likeliest among all ways (a conditional random field:
sums over all ways by the same recursion that ``alignment`` takes the best of). Held-out pages are never read here.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.optimize import minimize

from archive.importing.reconstruct.columns import weights
from archive.importing.reconstruct.columns.below import BELOW_NAMES, WINDOW, below_evidence, impossible
from archive.importing.reconstruct.columns.cells import Cell, cells_of
from archive.importing.reconstruct.columns.edges import END_NAMES, START_NAMES, end_evidence, start_evidence
from archive.importing.reconstruct.columns.lone import LONE_NAMES, lone_evidence, lone_odds
from archive.importing.reconstruct.columns.traits import Traits, traits_of
from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.shapes import RawPage
from tests.pages.damage import displace
from tests.pages.damage.levels import LEVELS, DamagedPage, damage
from tests.pages.damage.sheet import Place
from tests.pages.setting.layout import lay_out
from tests.pages.setting.printing import Field, PrintedLine
from tests.pages.setting.stories import read_stories

SEED = 11
# Lines of one column stand this far apart at most, in em; leading is 1.6.
NEXT_LINE_EM = 1.7
# Pull of every weight towards zero, per line.
SHRINKAGE = 3e-5
MOST_ROUNDS = 90
NEVER = -1e6
ALONE = (Field.KICKER, Field.HEADLINE, Field.DECK, Field.BYLINE, Field.FURNITURE)
# Pages in no rows, for each twelve in rows; those whose columns are interleaved on purpose are left out.
ORDINARY = {"light": 2, "seed-like": 2, "heavy": 2}
QUEUE = np.arange(WINDOW + 1)


# Pull of every weight towards zero, per example.
PULL = 1e-4


def logistic(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights that make the log-odds of ``right`` from the columns of ``rows``."""

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        odds = rows @ weight
        slope = (1 / (1 + np.exp(-odds)) - right) / len(right)
        value = np.mean(np.logaddexp(0, odds) - right * odds) + PULL * weight @ weight
        return float(value), rows.T @ slope + 2 * PULL * weight

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)


@dataclass(frozen=True)
class Example:
    """A page's evidence and the truth: for each cell the one below it, -1 for none, and whether it stands alone."""

    below: np.ndarray
    end: np.ndarray
    start: np.ndarray
    barred: np.ndarray
    truth: np.ndarray


def page_of(level: str, seed: int, number: int) -> DamagedPage:
    """A tuning page with its places on the paper, without columns interleaved on purpose."""
    rng = random.Random(f"tuning/{level}/{seed}/{number}")
    page = lay_out("tuning", read_stories("tuning", rng), rng)
    whole = LEVELS[level]
    doses = tuple(dose for dose in whole.doses if dose.operation is not displace.interleave)
    LEVELS[level] = replace(whole, doses=doses)
    try:
        return damage(page, level, rng)
    finally:
        LEVELS[level] = whole


def cells_on(page: DamagedPage) -> tuple[list[Cell], list[PrintedLine | None]]:
    """The file's cells, and the printed line that each holds."""
    cells = cells_of(printed_lines(RawPage("page", tuple(page.written.text.split("\n")))))
    held: list[PrintedLine | None] = [None] * len(cells)
    for line in (*page.page.lines(), *page.page.furniture):
        for at in places_of(cells, page.written.places.get(line.key)):
            held[at] = line
    return cells, held


def places_of(cells: Sequence[Cell], place: Place | None) -> list[int]:
    """The cells that hold any of a stretch of the file."""
    if place is None:
        return []
    return [
        at
        for at, cell in enumerate(cells)
        if cell.row == place.line and cell.offset < place.end and cell.lines[-1].end > place.start
    ]


def truth_of(level: str, held: Sequence[PrintedLine | None]) -> np.ndarray:
    """For each cell the one below it, -1 where its column ends; pages that are in no rows are one column."""
    size = len(held)
    if level != "rows":
        return np.append(np.arange(1, size), -1)
    links = longest_rising(links_on_paper(held))
    crossed = np.zeros(size, dtype=int)
    for above, below in links.items():
        crossed[above:below] += 1
    reached = set(links.values())
    for at in range(size - 1):
        if at not in links and at + 1 not in reached and not crossed[at]:
            links[at] = at + 1
    return np.array([links.get(at, -1) for at in range(size)])


def links_on_paper(held: Sequence[PrintedLine | None]) -> dict[int, int]:
    """Each cell of a column to the next cell at its left edge, in the file's order of columns."""
    columns: dict[tuple[int, float], list[tuple[float, int]]] = {}
    for at, line in enumerate(held):
        if line is not None and line.field not in ALONE:
            columns.setdefault((line.story, round(line.edge, 2)), []).append((line.y, at))
    found = {}
    for column in columns.values():
        for (top, above), (next_top, below) in pairwise(sorted(column)):
            if next_top - top < NEXT_LINE_EM and 0 < below - above <= WINDOW:
                found[above] = below
    return found


def longest_rising(links: dict[int, int]) -> dict[int, int]:
    """Most of the links such that later lines go on in later lines."""
    pairs = sorted(links.items())
    lowest: list[int] = []
    last_of: list[int] = []
    before = [-1] * len(pairs)
    for place, (_, below) in enumerate(pairs):
        length = bisect_left(lowest, below)
        lowest[length:] = [below, *lowest[length + 1 :]]
        last_of[length:] = [place, *last_of[length + 1 :]]
        before[place] = last_of[length - 1] if length else -1
    kept, place = {}, last_of[-1] if last_of else -1
    while place >= 0:
        kept[pairs[place][0]] = pairs[place][1]
        place = before[place]
    return kept


def fit_lone(pages: Sequence[tuple[Traits, Sequence[PrintedLine | None]]]) -> Mapping[str, float]:
    """What tells a line of a heading."""
    rows = np.concatenate([lone_evidence(traits) for traits, _ in pages])
    right = [line is None or line.field in ALONE for _, held in pages for line in held]
    return dict(zip(LONE_NAMES, logistic(rows, np.array(right, dtype=float)), strict=True))


def example_of(traits: Traits, truth: np.ndarray) -> Example:
    """The evidence of a page, with impossible links taken out of the truth."""
    lone = lone_odds(traits)
    barred = impossible(traits)
    place = np.arange(len(truth))
    step = np.clip(truth - place - 1, 0, WINDOW - 1)
    return Example(
        below_evidence(traits, lone).astype(np.float32),
        end_evidence(traits, lone),
        start_evidence(traits, lone),
        barred,
        np.where((truth >= 0) & barred[place, step], -1, truth),
    )


@dataclass(frozen=True)
class Steps:
    """How much each step is taken, on the true way or over all ways, by page and cell."""

    below: np.ndarray
    end: np.ndarray
    end_again: np.ndarray
    start: np.ndarray
    start_again: np.ndarray

    def counts(self, examples: Sequence[Example]) -> np.ndarray:
        """The evidence summed over the steps taken."""
        below, end, start = np.zeros(len(BELOW_NAMES)), np.zeros(len(END_NAMES)), np.zeros(len(START_NAMES))
        for at, one in enumerate(examples):
            size = len(one.truth)
            below += np.einsum("is,isf->f", self.below[at, :size], one.below)
            end += (self.end[at, :size] + self.end_again[at, :size]) @ one.end
            start += (self.start[at, :size] + self.start_again[at, :size]) @ one.start
        end[END_NAMES.index("again")] += self.end_again.sum()
        start[START_NAMES.index("again")] += self.start_again.sum()
        return np.concatenate([below, end, start])


def true_steps(examples: Sequence[Example], longest: int) -> Steps:
    """The steps of the true way."""
    shape = (len(examples), longest)
    taken = Steps(np.zeros((*shape, WINDOW)), *(np.zeros(shape) for _ in range(4)))
    for page, one in enumerate(examples):
        above_of = {int(below): above for above, below in enumerate(one.truth) if below >= 0}
        front, begun = 0, False
        for at in range(len(one.truth) + 1):
            above = above_of.get(at, len(one.truth) if at == len(one.truth) else None)
            if above is None:
                (taken.start_again if begun else taken.start)[page, at] = 1
                begun = True
                continue
            for ended in range(front, above):
                (taken.end if ended == front else taken.end_again)[page, ended] = 1
            if at < len(one.truth):
                taken.below[page, above, at - above - 1] = 1
            front, begun = above + 1, False
    return taken


def expected_steps(examples: Sequence[Example], weight: np.ndarray, longest: int) -> tuple[float, Steps]:
    """The log-sum over all ways, and how much each step is taken by them."""
    below, end, start, again = weighed(examples, weight, longest)
    sizes = np.array([len(one.truth) for one in examples])
    going, ending = by_queue(below, end)
    ways = forward(going, ending, start, again)
    rest = backward(going, ending, start, again, sizes)
    return taken_by_all(ways, rest, (going, ending, start), again, sizes)


def weighed(
    examples: Sequence[Example], weight: np.ndarray, longest: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, tuple[float, float]]:
    """The scores of all pages, padded to one length."""
    first, second = len(BELOW_NAMES), len(BELOW_NAMES) + len(END_NAMES)
    below = np.full((len(examples), longest, WINDOW), NEVER)
    end, start = np.zeros((len(examples), longest)), np.zeros((len(examples), longest))
    for at, one in enumerate(examples):
        size = len(one.truth)
        below[at, :size] = np.where(one.barred, NEVER, one.below @ weight[:first])
        end[at, :size] = one.end @ weight[first:second]
        start[at, :size] = one.start @ weight[second:]
    again = (weight[first + END_NAMES.index("again")], weight[second + START_NAMES.index("again")])
    return below, end, start, again


def by_queue(below: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scores of going on with, and ending, the line that waits longest, by page, line read and length of queue."""
    longest = end.shape[1]
    at = np.arange(longest + 1)[:, None]
    first = at - QUEUE[None, :]
    real = (first >= 0) & (QUEUE >= 1)[None, :]
    line = np.clip(first, 0, longest - 1)
    step = np.maximum(QUEUE - 1, 0)[None, :]
    return np.where(real & (at < longest), below[:, line, step], NEVER), np.where(real, end[:, line], NEVER)


Tables = tuple[np.ndarray, np.ndarray, np.ndarray]


def forward(going: np.ndarray, ending: np.ndarray, start: np.ndarray, again: tuple[float, float]) -> Tables:
    """Log-sums of the ways to each state, by last step: below, start, end."""
    pages, lines, _ = going.shape
    below = np.full((lines, pages, WINDOW + 1), NEVER)
    begun, ended = below.copy(), below.copy()
    below[0, :, 0] = 0.0
    for at in range(lines):
        fresh = np.logaddexp(below[at], begun[at])
        one = np.full((pages, WINDOW + 1), NEVER)
        one[:, :-1] = fresh[:, 1:] + ending[:, at, 1:]
        cost = np.where(ending[:, at] > NEVER / 2, ending[:, at], 0) + again[0]
        spent = np.append(np.cumsum(cost[:, :0:-1], axis=1)[:, ::-1], np.zeros((pages, 1)), axis=1)
        ended[at] = np.logaddexp.accumulate((one - spent)[:, ::-1], axis=1)[:, ::-1] + spent
        if at < lines - 1:
            below[at + 1] = np.logaddexp(fresh, ended[at]) + going[:, at]
            new = np.logaddexp(below[at], begun[at] + again[1])
            begun[at + 1, :, 1:] = new[:, :-1] + start[:, at, None]
    return below, begun, ended


def backward(
    going: np.ndarray, ending: np.ndarray, start: np.ndarray, again: tuple[float, float], sizes: np.ndarray
) -> Tables:
    """Log-sums of the ways on from each state."""
    pages, lines, _ = going.shape
    below = np.full((lines, pages, WINDOW + 1), NEVER)
    begun, ended = below.copy(), below.copy()
    for at in range(lines - 1, -1, -1):
        on, new = np.full((pages, WINDOW + 1), NEVER), np.full((pages, WINDOW + 1), NEVER)
        if at < lines - 1:
            there = (at < sizes)[:, None]
            on = np.where(there, going[:, at] + below[at + 1], NEVER)
            new[:, :-1] = np.where(there, begun[at + 1, :, 1:] + start[:, at, None], NEVER)
        last = on.copy()
        last[:, 0] = np.logaddexp(last[:, 0], np.where(sizes == at, 0.0, NEVER))
        cost = np.where(ending[:, at] > NEVER / 2, ending[:, at], 0) + again[0]
        cost[:, 0] = 0
        spent = np.cumsum(cost, axis=1)
        ended[at] = np.logaddexp.accumulate(last - spent, axis=1) + spent
        one = np.full((pages, WINDOW + 1), NEVER)
        one[:, 1:] = ended[at, :, :-1] + ending[:, at, 1:]
        either = np.logaddexp(on, one)
        below[at], begun[at] = np.logaddexp(either, new), np.logaddexp(either, new + again[1])
    return below, begun, ended


def taken_by_all(
    ways: Tables, rest: Tables, scores: Tables, again: tuple[float, float], sizes: np.ndarray
) -> tuple[float, Steps]:
    """How much each step is taken over all ways."""
    going, ending, start = scores
    pages, lines, _ = going.shape
    total = rest[0][0, :, 0]
    fresh = np.logaddexp(ways[0], ways[1])
    on, off, begin = going.transpose(1, 0, 2), ending.transpose(1, 0, 2)[:, :, 1:], start.T[:, :, None]

    def share(log: np.ndarray, until: int) -> np.ndarray:
        alive = np.arange(len(log))[:, None] < sizes[None, :] + until
        return np.exp(np.clip(log - total[None, :, None], -700, 1)) * alive[:, :, None]

    down = share(np.logaddexp(fresh, ways[2])[:-1] + on[:-1] + rest[0][1:], 0)
    end = share(fresh[:, :, 1:] + off + rest[2][:, :, :-1], 1)
    end_again = share(ways[2][:, :, 1:] + off + again[0] + rest[2][:, :, :-1], 1)
    first = share(ways[0][:-1, :, :-1] + begin + rest[1][1:, :, 1:], 0).sum(axis=2).T
    more = share(ways[1][:-1, :, :-1] + again[1] + begin + rest[1][1:, :, 1:], 0).sum(axis=2).T
    taken = Steps(
        np.zeros((pages, lines - 1, WINDOW)),
        np.zeros((pages, lines - 1)),
        np.zeros((pages, lines - 1)),
        first,
        more,
    )
    for waiting in range(1, WINDOW + 1):
        here = np.arange(waiting, lines)
        taken.below[:, here[:-1] - waiting, waiting - 1] += down[here[:-1], :, waiting].T
        taken.end[:, here - waiting] += end[here, :, waiting - 1].T
        taken.end_again[:, here - waiting] += end_again[here, :, waiting - 1].T
    return float(total.sum()), taken


def fit_ways(examples: Sequence[Example]) -> np.ndarray:
    """The weights that make the true ways likeliest."""
    longest = max(len(one.truth) for one in examples)
    lines = sum(len(one.truth) for one in examples)
    true = true_steps(examples, longest).counts(examples)

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        total, steps = expected_steps(examples, weight, longest)
        value = (total - true @ weight) / lines + SHRINKAGE * weight @ weight
        return float(value), (steps.counts(examples) - true) / lines + 2 * SHRINKAGE * weight

    options = {"maxiter": MOST_ROUNDS}
    begun = np.zeros(len(true))
    return np.asarray(minimize(loss, begun, jac=True, method="L-BFGS-B", options=options).x)


def written(name: str, comment: str, table: Mapping[str, float]) -> str:
    """One table of the module."""
    rows = "\n".join(f'    "{key}": {value:.2f},' for key, value in table.items())
    return f"# {comment}\n{name}: Mapping[str, float] = {{\n{rows}\n}}\n"


def main() -> None:
    """Parse, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=36, help="pages in rows")
    count = parser.parse_args().count
    wanted = [("rows", count), *((level, count * share // 12) for level, share in ORDINARY.items())]
    pages = [(level, *cells_on(page_of(level, SEED, n))) for level, many in wanted for n in range(many)]
    read = [(level, traits_of(cells), held) for level, cells, held in pages]
    lone = fit_lone([(traits, held) for level, traits, held in read if level == "rows"])
    weights.LONE = lone  # type: ignore[misc]
    weight = fit_ways([example_of(traits, truth_of(level, held)) for level, traits, held in read])
    first, second = len(BELOW_NAMES), len(BELOW_NAMES) + len(END_NAMES)
    print(
        '"""What each named piece of evidence weighs, in natural log-odds; fitted on the tuning pages."""\n'
    )
    print("from __future__ import annotations\n\nfrom collections.abc import Mapping\n")
    print(written("LONE", "That a cell stands in no column.", lone))
    print(
        written(
            "BELOW",
            "That one cell stands below another.",
            dict(zip(BELOW_NAMES, weight[:first], strict=True)),
        )
    )
    print(
        written(
            "END",
            'That a column ends with a cell; "again": right behind another end.',
            dict(zip(END_NAMES, weight[first:second], strict=True)),
        )
    )
    print(
        written(
            "START",
            'That a column starts with a cell; "again": right behind another start.',
            dict(zip(START_NAMES, weight[second:], strict=True)),
        ),
        end="",
    )


if __name__ == "__main__":
    main()
