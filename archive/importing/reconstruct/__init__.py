"""Whole stories from a page whose columns were torn apart: pure, deterministic, no guess made silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.importing.reconstruct.chains import chains_of
from archive.importing.reconstruct.columns import unwoven
from archive.importing.reconstruct.confidence import page_of, with_doubts
from archive.importing.reconstruct.joins.matching import match
from archive.importing.reconstruct.lines import Line, printed_lines
from archive.importing.reconstruct.roles import Role, heading_chances, printed_roles
from archive.importing.reconstruct.shapes import RawPage, Reconstruction
from archive.importing.reconstruct.stories.fields import story_of
from archive.importing.reconstruct.stories.membership import groups_of
from archive.importing.reconstruct.stories.units import units_of

__all__ = ["RawPage", "Reconstruction", "reconstruct"]


# Most lines weighed against each other at once. Time grows with the square of it, memory too; a broadsheet page set
# in the narrowest columns holds fewer.
SECTION_MAX_LINES = 700

# A file of more lines than this is no page but several, or a heap; it is taken apart in shorter sections, for speed.
PAGE_MAX_LINES = 2100
HEAP_SECTION_LINES = 250


def reconstruct(page: RawPage) -> Reconstruction:
    """Take a page apart into stories, furniture and lines that belong to none."""
    lines = unwoven(printed_lines(page))
    size = SECTION_MAX_LINES if len(lines) <= PAGE_MAX_LINES else HEAP_SECTION_LINES
    sections = [lines[at : at + size] for at in range(0, len(lines), size)]
    return merged(reconstructed(section) for section in sections)


def reconstructed(lines: Sequence[Line]) -> Reconstruction:
    """The stories and furniture among lines that are weighed against each other."""
    roles = printed_roles(lines)
    heading = heading_chances(lines, roles)
    flowing = [at for at, role in enumerate(roles) if role is None]
    matching = match([lines[at] for at in flowing], heading[flowing])
    chains = chains_of(matching.ends.lines, matching.solution.following.tolist())
    looks = {line.index: float(chance) for line, chance in zip(lines, heading, strict=True)}
    groups = groups_of(units_of(lines, roles, chains, looks), matching.columns_below())
    furniture = (line.piece() for line, role in zip(lines, roles, strict=True) if role is Role.FURNITURE)
    page = page_of(matching)
    line_at = {(line.row, line.start): line for line in lines}
    return Reconstruction(
        tuple(with_doubts(story_of(group), line_at, page) for group in groups), tuple(furniture)
    )


def merged(parts: Iterable[Reconstruction]) -> Reconstruction:
    """What several sections of one page give together."""
    every = list(parts)
    return Reconstruction(
        tuple(story for part in every for story in part.stories),
        tuple(piece for part in every for piece in part.furniture),
        tuple(piece for part in every for piece in part.unassigned),
    )
