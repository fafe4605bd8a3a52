"""Lines made true again in their new order: what stands before each, and where blocks begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.importing.reconstruct.columns.cells import Cell
from archive.importing.reconstruct.lines import Line


@dataclass(frozen=True)
class Run:
    """Cells that stay together: as the file has them, or as a piece of a column taken out of its rows."""

    cells: tuple[Cell, ...]
    as_filed: bool


def relined(runs: Sequence[Run]) -> list[Line]:
    """The lines of the runs in order; each run is a block of its own, or more where the file has more."""
    lines: list[Line] = []
    for run in runs:
        for number, (cell, before) in enumerate(zip(run.cells, (None, *run.cells), strict=False)):
            new_block = before is None or (run.as_filed and cell.block != before.block)
            block = lines[-1].block + new_block if lines else 0
            first = cell.lines[0]
            kept = run.as_filed and number > 0
            lines.append(
                replace(
                    first,
                    index=len(lines),
                    block=block,
                    spaces=first.spaces if kept else 0,
                    indent=first.indent if run.as_filed else 0,
                )
            )
            lines += [
                replace(line, index=len(lines) + at, block=block) for at, line in enumerate(cell.lines[1:])
            ]
    return lines
