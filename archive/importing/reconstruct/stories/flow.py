"""Paragraphs in the order in which their columns run, so that what stands below stands next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.importing.reconstruct.stories.units import Unit


def in_flow(paragraphs: Sequence[Unit], expected: Mapping[int, int]) -> list[list[Unit]]:
    """Strands of paragraphs, each running down its column; strands and paragraphs by their place in the file.

    ``expected`` gives, for a line's index, the index of the line that its column goes on with.
    """
    starting = {unit.lines[0].index: at for at, unit in enumerate(paragraphs)}
    below: dict[int, int] = {}
    taken: set[int] = set()
    for at, unit in enumerate(paragraphs):
        after = starting.get(expected.get(unit.lines[-1].index, -1), -1)
        if after > at and after not in taken:
            below[at] = after
            taken.add(after)
    return [_strand(paragraphs, at, below) for at in range(len(paragraphs)) if at not in taken]


def _strand(paragraphs: Sequence[Unit], at: int, below: Mapping[int, int]) -> list[Unit]:
    strand = [paragraphs[at]]
    while at in below:
        at = below[at]
        strand.append(paragraphs[at])
    return strand
