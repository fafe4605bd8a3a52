"""Are doubts in the right places? Every junction of a reconstruction against gold, silent or queued; gaps likewise.

A junction is where a field's text passes from one stretch of the file to the next. A character's *spot* is its line in
the file (from 1) and its offset there (from 0).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from archive.importing.reconstruct.shapes import Field, Reconstruction, Story

Spot = tuple[int, int]

# Edges of the reliability bins; a junction without a doubt falls into the last.
BIN_EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 1.0)
# A silent junction claims at least the confidence bar of the importer.
SILENT_P = 1.0
GOLD_FIELDS = ("headline", "byline_lines", "body", "caption", "box")


@dataclass(frozen=True)
class Junction:
    """One junction of the output: was it right, was it queued (with what probability), does the file give it?"""

    right: bool
    queued: bool
    p: float
    given: bool


@dataclass(frozen=True)
class GapTally:
    """Gaps that gold knows (lost lines), how many were marked, and how many marks there were and were right."""

    wanted: int = 0
    found: int = 0
    marked: int = 0
    right: int = 0

    def __add__(self, other: GapTally) -> GapTally:
        return GapTally(
            self.wanted + other.wanted,
            self.found + other.found,
            self.marked + other.marked,
            self.right + other.right,
        )

    def rates(self) -> dict[str, float | None]:
        """Recall over lost lines, precision over all marks; a mark at a lost punctuation mark is right too."""
        return {
            "gap_recall": _share(self.found, self.wanted),
            "gap_precision": _share(self.right, self.marked),
        }


def junctions_of(result: Reconstruction, gold: dict[str, Any], lines: list[str]) -> list[Junction]:
    """Every junction of the output; ``lines`` are the file's."""
    following = dict(pair for story in gold["stories"] for pair in _true_pairs(story, lines))
    return [
        junction
        for story in result.stories
        for field in Field
        for junction in _of_field(story, field, following, lines)
    ]


def confidence_rates(junctions: list[Junction]) -> dict[str, float | None]:
    """Share of silent junctions that are right, share queued, share of the wrong ones that are queued."""
    silent = [junction for junction in junctions if not junction.queued]
    wrong = [junction for junction in junctions if not junction.right]
    return {
        "silent_right": _share(sum(junction.right for junction in silent), len(silent)),
        "queued": _share(len(junctions) - len(silent), len(junctions)),
        "wrong_queued": _share(sum(junction.queued for junction in wrong), len(wrong)),
    }


def reliability(junctions: list[Junction]) -> list[tuple[float, float, int, float | None]]:
    """For each bin of claimed probability: from, to, how many junctions, how many of them right."""
    bins: list[list[Junction]] = [[] for _ in BIN_EDGES[1:]]
    for junction in junctions:
        bins[min(bisect_right(BIN_EDGES, junction.p), len(bins)) - 1].append(junction)
    return [
        (low, high, len(members), _share(sum(member.right for member in members), len(members)))
        for (low, high), members in zip(pairwise(BIN_EDGES), bins, strict=True)
    ]


def gaps_of(result: Reconstruction, gold: dict[str, Any], lines: list[str]) -> GapTally:
    """How the marked gaps compare with the true ones."""
    true = {_gap_spot(gap, lines): _is_lost_line(gap) for story in gold["stories"] for gap in story["gaps"]}
    marked = {_spot_before(story, gap.field, gap.at) for story in result.stories for gap in story.gaps}
    wanted = {spot for spot, is_line in true.items() if is_line}
    return GapTally(len(wanted), len(wanted & marked), len(marked), len(marked & true.keys()))


def set_aside(result: Reconstruction, lines: list[str]) -> tuple[int, int]:
    """How many runs of the file are unassigned or stand at a doubt, and how many runs there are."""
    aside = {(piece.line, piece.start + at) for piece in result.unassigned for at in range(len(piece.text))}
    for story in result.stories:
        for doubt in story.doubts:
            spots = _spots(story, doubt.field)
            aside |= {spot for at, spot in spots if abs(at - doubt.at) <= 1}
    runs = [run for number, line in enumerate(lines, 1) for run in _runs(number, line)]
    return sum(any(spot in aside for spot in run) for run in runs), len(runs)


def _runs(number: int, line: str) -> Iterator[list[Spot]]:
    at = 0
    for word in line.split():
        at = line.index(word, at)
        yield [(number, at + offset) for offset in range(len(word))]
        at += len(word)


def _true_pairs(story: dict[str, Any], lines: list[str]) -> Iterator[tuple[Spot, Spot]]:
    for field in GOLD_FIELDS:
        spots = [
            (line, at)
            for line, start, end in story["spans"][field]
            for at in range(start, end)
            if not lines[line - 1][at].isspace()
        ]
        yield from pairwise(spots)


def _of_field(
    story: Story, field: Field, following: dict[Spot, Spot], lines: list[str]
) -> Iterator[Junction]:
    doubts = sorted((doubt.at, doubt.p) for doubt in story.doubts if doubt.field is field)
    for (at, before), (next_at, after) in pairwise(_spots(story, field)):
        if after == (before[0], before[1] + 1):
            continue
        p = next((p for doubt_at, p in doubts if at < doubt_at <= next_at), None)
        yield Junction(
            right=following.get(before) == after,
            queued=p is not None,
            p=SILENT_P if p is None else p,
            given=_is_given(before, after, lines),
        )


def _spots(story: Story, field: Field) -> list[tuple[int, Spot]]:
    """Where each printed character of a field comes from, by its place in the field."""
    text = story.text_of(field)
    return sorted(
        (stretch.at + offset, (stretch.line, stretch.start + offset))
        for stretch in story.lines
        if stretch.field is field
        for offset in range(stretch.end - stretch.start)
        if not text[stretch.at + offset].isspace()
    )


def _is_given(before: Spot, after: Spot, lines: list[str]) -> bool:
    """Do the two stand side by side in one line of the file?"""
    same_line = before[0] == after[0] and before[1] < after[1]
    return same_line and not lines[before[0] - 1][before[1] + 1 : after[1]].strip()


def _gap_spot(gap: dict[str, Any], lines: list[str]) -> Spot:
    line = lines[gap["line"] - 1]
    end = gap["at"] if "at" in gap else line.find(gap["after"]) + len(gap["after"])
    while end > 1 and line[end - 1].isspace():
        end -= 1
    return gap["line"], end - 1


def _is_lost_line(gap: dict[str, Any]) -> bool:
    if "kind" in gap:
        return gap["kind"] != "mark"
    return gap["note"].startswith("sentence stops")


def _spot_before(story: Story, field: Field, at: int) -> Spot | None:
    spots = [spot for place, spot in _spots(story, field) if place < at]
    return spots[-1] if spots else None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
