"""Fit the engine's weights on tuning pages made now: ``python -m tests.importing.reconstruct.fit WHAT --count 6``.

Prints the table for the module that holds it: ``headings`` (roles.py), ``heads`` (stories/openings.py), ``joins``
(joins/weights.py, ``ALL``), ``chances`` (confidence.py). Held-out pages are never read here.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import minimize

import archive.importing.reconstruct as engine
from archive.importing.reconstruct import confidence, roles
from archive.importing.reconstruct.chains import chains_of
from archive.importing.reconstruct.joins import features, matching, weights
from archive.importing.reconstruct.lines import Line, printed_lines
from archive.importing.reconstruct.shapes import RawPage
from archive.importing.reconstruct.stories import openings
from archive.importing.reconstruct.stories.topic import PageTopics
from archive.importing.reconstruct.stories.units import units_of
from tests.pages.generate import generate_pages

LEVELS = ("light", "seed-like", "heavy", "rows")
SEED = 11
# Pull of every weight towards zero, per example.
SHRINKAGE = 1e-4
# Rounds of fitting joins: after the first, a line's rivals count only as far as they are free.
JOIN_ROUNDS = 2
# Rounds of messages that tell how free each rival is.
MESSAGE_ROUNDS = 15

Table = Mapping[str, float]


@dataclass(frozen=True)
class Page:
    """A tuning page's printed lines and what gold says of each, by the line's place."""

    lines: list[Line]
    gold: dict[str, Any]
    field: dict[int, str]
    following: dict[int, int]


def pages(count: int) -> Iterator[Page]:
    """So many pages of each level."""
    for level in LEVELS:
        for made in generate_pages("tuning", level, count, SEED):
            yield page_of(made.text, made.gold)


def page_of(text: str, gold: dict[str, Any]) -> Page:
    """Gold's fields and joins laid over the printed lines."""
    lines = printed_lines(RawPage("page", tuple(text.split("\n"))))
    field: dict[int, str] = {}
    following: dict[int, int] = {}
    for story in gold["stories"]:
        for name, spans in story["spans"].items():
            paragraphs = paragraphs_of(story, name, len(spans))
            placed = [(at, paragraphs[k]) for k, span in enumerate(spans) for at in within(lines, span)]
            field |= {at: "crosshead" if is_crosshead(lines[at], story, name) else name for at, _ in placed}
            joined = ((one, other) for (one, a), (other, b) in pairwise(placed) if a == b)
            following |= {one: other for one, other in joined if field[one] == field[other]}
    return Page(lines, gold, field, following)


def paragraphs_of(story: dict[str, Any], name: str, count: int) -> Sequence[int]:
    """The number of the paragraph (or heading part) that each string of a field belongs to."""
    if name == "headline":
        parts: list[str] = story.get("headline_parts", [])
        return [parts.index(part) for part in parts] if len(parts) == count else range(count)
    main = "body" if story["spans"]["body"] else "caption"
    if name != main:
        return [0] * count
    return [number for number, size in enumerate(story["paragraphs"]) for _ in range(size)]


def within(lines: Sequence[Line], span: Sequence[int]) -> list[int]:
    """The printed lines that stand in a stretch of the file."""
    row, start, end = span
    return [at for at, line in enumerate(lines) if line.row == row and start <= line.start < end]


def is_crosshead(line: Line, story: dict[str, Any], name: str) -> bool:
    """Does gold call the line a heading inside the body?"""
    return name == "body" and len(line.text) > 1 and any(line.text in head for head in story["subheads"])


def logistic(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights that make the log-odds of ``right`` from the columns of ``rows``."""

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        odds = rows @ weight
        slope = (1 / (1 + np.exp(-odds)) - right) / len(right)
        value = np.mean(np.logaddexp(0, odds) - right * odds) + SHRINKAGE * weight @ weight
        return float(value), rows.T @ slope + 2 * SHRINKAGE * weight

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)


def fit_headings(count: int) -> Table:
    """What tells a line of a heading from a line of body."""
    rows, right = [], []
    for page in pages(count):
        fixed = roles.printed_roles(page.lines)
        traits = roles.heading_traits(page.lines, fixed)
        for at, role in enumerate(fixed):
            if role is None and page.field.get(at) not in (None, "byline_lines"):
                rows.append(traits[at])
                right.append(page.field[at] in ("headline", "crosshead"))
    return dict(
        zip(roles.HEADING_TRAITS, logistic(np.array(rows), np.array(right, dtype=float)), strict=True)
    )


def fit_heads(count: int) -> Table:
    """What tells the head of a story from that of a section."""
    rows, right = [], []
    for page in pages(count):
        units, below = units_and_columns(page.lines)
        topics = PageTopics([unit.text for unit in units])
        for heading in openings.headings_of(units, topics, below):
            places = [page.lines.index(line) for unit in heading.units for line in unit.lines]
            traits = openings.head_traits(heading.units, heading.over, units, topics)
            rows.append([float(traits[name]) for name in openings.HEAD_WEIGHTS])
            right.append(2 * sum(page.field.get(at) == "headline" for at in places) >= len(places))
    return dict(
        zip(openings.HEAD_WEIGHTS, logistic(np.array(rows), np.array(right, dtype=float)), strict=True)
    )


def units_and_columns(lines: list[Line]) -> tuple[list[Any], dict[int, int]]:
    """The engine's own units, as far as the joins go."""
    fixed = roles.printed_roles(lines)
    heading = roles.heading_chances(lines, fixed)
    flowing = [at for at, role in enumerate(fixed) if role is None]
    found = matching.match([lines[at] for at in flowing], heading[flowing])
    chains = chains_of(found.ends.lines, found.solution.following.tolist())
    looks = {line.index: float(chance) for line, chance in zip(lines, heading, strict=True)}
    return units_of(lines, fixed, chains, looks), found.columns_below()


def fit_chances(count: int) -> Table:
    """What tells a right junction of the output from a wrong one."""
    names = tuple(confidence.CHANCE_WEIGHTS)
    rows, right = [], []
    seen: list[tuple[Any, Any, Any]] = []
    marking, engine.with_doubts = engine.with_doubts, lambda *given: seen.append(given) or given[0]
    for page in pages(count):
        engine.reconstructed(page.lines)
        place = {(line.row, line.start): at for at, line in enumerate(page.lines)}
        for story, line_at, asked in seen:
            for name, _, before, after in confidence.junctions(story, line_at):
                traits = confidence.junction_traits(name, before, after, asked)
                rows.append([float(traits[one]) for one in names])
                right.append(follows(page, place[before.row, before.start], place[after.row, after.start]))
        seen.clear()
    engine.with_doubts = marking
    return dict(zip(names, logistic(np.array(rows), np.array(right, dtype=float)), strict=True))


def follows(page: Page, before: int, after: int) -> bool:
    """Does gold print the one right behind the other, in one field of one story?"""
    for story in page.gold["stories"]:
        for spans in story["spans"].values():
            order = [at for span in spans for at in within(page.lines, span)]
            if before in order:
                return order[order.index(before) + 1 : order.index(before) + 2] == [after]
    return False


@dataclass(frozen=True)
class Choices:
    """All candidate joins of many pages: lines numbered through, evidence, and which joins are true."""

    tails: np.ndarray
    heads: np.ndarray
    joins: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    true: np.ndarray


def choices_of(count: int) -> Choices:
    """The candidates of the tuning pages; joins that are no candidates are left out."""
    parts, first = [], 0
    for page in pages(count):
        fixed = roles.printed_roles(page.lines)
        heading = roles.heading_chances(page.lines, fixed)
        flowing = [at for at, role in enumerate(fixed) if role is None and at in page.field]
        ends = features.ends_of([page.lines[at] for at in flowing], heading[flowing])
        found = matching.evidence_of(ends)
        wanted = np.array([page.following.get(at, -1) for at in flowing])
        true = wanted[found.tails] == np.array(flowing)[found.heads]
        parts.append((found.tails + first, found.heads + first, found.features, ends.starts, ends.ends, true))
        first += len(flowing)
    return Choices(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def fit_joins(count: int) -> Table:
    """What makes a join likelier than an end and a start in its place."""
    given = choices_of(count)
    names = [*(f"join: {n}" for n in features.JOIN_NAMES), *(f"start: {n}" for n in features.START_NAMES)]
    names += [f"end: {n}" for n in features.END_NAMES]
    tables = (
        (weights.ALL.join, features.JOIN_NAMES),
        (weights.ALL.start, features.START_NAMES),
        (weights.ALL.end, features.END_NAMES),
    )
    weight = np.array([table.get(name, 0.0) for table, own in tables for name in own])
    free = (np.zeros(len(given.tails)), np.zeros(len(given.tails)))
    for _ in range(JOIN_ROUNDS):
        free = freedom(given, weight)
        options = {"maxiter": 60}
        weight = minimize(join_loss, weight, (given, free), "L-BFGS-B", jac=True, options=options).x
    return dict(zip(names, weight, strict=True))


def odds_of(given: Choices, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The score of each join, each start and each end."""
    joins, starts = given.joins.shape[1], given.starts.shape[1]
    return (
        given.joins @ weight[:joins],
        given.starts @ weight[joins : joins + starts],
        given.ends @ weight[joins + starts :],
    )


def freedom(given: Choices, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each candidate, the log-chance that its head, and its tail, is not taken by another (sum-product messages)."""
    join, start, end = odds_of(given, weight)
    gain = np.exp(np.clip(join - end[given.tails] - start[given.heads], -30, 30))
    head_free, size = np.ones(len(gain)), len(start)
    tail_free = head_free
    for _ in range(MESSAGE_ROUNDS):
        offered = gain * head_free
        tail_free = 1 / np.maximum((1 + np.bincount(given.tails, offered, size))[given.tails] - offered, 1e-9)
        asked = gain * tail_free
        head_free = 1 / np.maximum((1 + np.bincount(given.heads, asked, size))[given.heads] - asked, 1e-9)
    return np.log(np.clip(head_free, 1e-6, 1)), np.log(np.clip(tail_free, 1e-6, 1))


def join_loss(
    weight: np.ndarray, given: Choices, free: tuple[np.ndarray, np.ndarray]
) -> tuple[float, np.ndarray]:
    """Minus the log-likelihood that each line picks its true follower (or end), and its true forerunner (or start)."""
    join, start, end = odds_of(given, weight)
    size, slope = len(start), np.zeros_like(weight)
    first, second = given.joins.shape[1], given.joins.shape[1] + given.starts.shape[1]
    total = 0.0
    for own, other, by, of, open_to, own_at, other_at in (
        (end, start, given.tails, given.heads, free[0], slice(second, None), slice(first, second)),
        (start, end, given.heads, given.tails, free[1], slice(first, second), slice(second, None)),
    ):
        score = join - other[of] + open_to
        most = own.copy()
        np.maximum.at(most, by, score)
        mass = np.exp(own - most) + np.bincount(by, np.exp(score - most[by]), size)
        log_mass = np.log(mass) + most
        alone = np.bincount(by, given.true, size) == 0
        total += float(log_mass.sum() - own[alone].sum() - score[given.true].sum())
        pull, own_pull = np.exp(score - log_mass[by]) - given.true, np.exp(own - log_mass) - alone
        sides = {second: (given.ends, given.starts), first: (given.starts, given.ends)}[own_at.start]
        slope[:first] += pull @ given.joins
        slope[own_at] += own_pull @ sides[0]
        slope[other_at] -= np.bincount(of, pull, size) @ sides[1]
    return total / (2 * size) + SHRINKAGE / 10 * float(weight @ weight), slope / (
        2 * size
    ) + SHRINKAGE / 5 * weight


FITS = {"headings": fit_headings, "heads": fit_heads, "joins": fit_joins, "chances": fit_chances}


def main() -> None:
    """Parse, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=sorted(FITS))
    parser.add_argument("--count", type=int, default=6, help="pages of each level")
    asked = parser.parse_args()
    for name, weight in FITS[asked.what](asked.count).items():
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
