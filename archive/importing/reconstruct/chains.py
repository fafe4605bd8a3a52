"""From joins to chains: lines in reading order from a paragraph's start to its end."""

from __future__ import annotations

from collections.abc import Sequence

from archive.importing.reconstruct.lines import Line


def chains_of(lines: Sequence[Line], following: Sequence[int]) -> list[list[Line]]:
    """Follow the joins from every start; a ring of joins is cut before its first line in the file."""
    preceded = {after for after in following if after >= 0}
    starts = [place for place in range(len(lines)) if place not in preceded]
    taken: set[int] = set()
    chains = []
    for place in [*starts, *range(len(lines))]:
        chain = []
        while place >= 0 and place not in taken:
            taken.add(place)
            chain.append(lines[place])
            place = int(following[place])  # noqa: PLW2901
        if chain:
            chains.append(chain)
    return chains
