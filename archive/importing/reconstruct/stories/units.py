"""Units: what a story is put together from. A paragraph, a line of a heading, a byline, a credit, a box's label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.roles import Role
from archive.importing.reconstruct.vocabulary import DATELINE, TABLE_ROW, WRITERS_FIRST


@dataclass(frozen=True, eq=False)
class Unit:
    """Lines in their order, with the part they play together. A unit equals itself only: no line is in two."""

    role: Role
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The unit's characters, lines put side by side."""
        return "".join(line.text for line in self.lines)

    @property
    def place(self) -> int:
        """Where in the file the unit stands: where its inner lines do, for the outer ones get displaced."""
        inner = self.lines[1:-1] or self.lines
        return min(line.index for line in inner)

    @property
    def is_row(self) -> bool:
        """Is it a row of a table, or a list of names?"""
        return len(self.lines) == 1 and bool(TABLE_ROW.fullmatch(self.text))

    @property
    def opens_news(self) -> bool:
        """Does it begin with a dateline?"""
        return self.role is Role.BODY and bool(DATELINE.match(self.text) or WRITERS_FIRST.match(self.text))


def units_of(
    lines: Sequence[Line],
    roles: Sequence[Role | None],
    chains: Sequence[Sequence[Line]],
    heading: Mapping[int, float],
) -> list[Unit]:
    """Paragraphs, headings and single lines by their place in the file; furniture stays out.

    ``roles`` are those that the lines' own words give; ``heading`` tells by a line's index how much it looks like one.
    """
    single = [
        Unit(role, (line,))
        for line, role in zip(lines, roles, strict=True)
        if role not in (None, Role.BODY, Role.FURNITURE)
    ]
    flowing = [Unit(_role_of(chain, heading), tuple(chain)) for chain in chains]
    return sorted([*single, *flowing], key=lambda unit: unit.place)


# A heading runs over no more printed lines than this.
HEADING_MAX_LINES = 4


def _role_of(chain: Sequence[Line], heading: Mapping[int, float]) -> Role:
    looks = sum(heading[line.index] for line in chain) / len(chain)
    return Role.HEADING if looks > 1 / 2 and len(chain) <= HEADING_MAX_LINES else Role.BODY
