"""Whole stories from a page whose columns were torn apart: pure, deterministic, no guess made silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive.importing.reconstruct.columns import unwoven
from archive.importing.reconstruct.confidence import judged, page_of
from archive.importing.reconstruct.joins.matching import match
from archive.importing.reconstruct.lines import Line, printed_lines
from archive.importing.reconstruct.roles import role_chances
from archive.importing.reconstruct.shapes import Piece, RawPage, Reconstruction
from archive.importing.reconstruct.stories.fields import story_of
from archive.importing.reconstruct.stories.parting import page_of_stories
from archive.importing.reconstruct.stories.units import FURNITURE, Unit, flowing, units_of

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
    """The stories and furniture among lines that are weighed against each other; of a heap, no stories."""
    chances = role_chances(lines)
    flow = flowing(chances)
    matching = match([lines[at] for at in flow], chances[flow])
    units = units_of(lines, chances, matching)
    page = page_of_stories([unit for unit in units if unit.role != FURNITURE], lines, matching)
    furniture = [unit for unit in units if unit.role == FURNITURE] + page.furniture()
    found = judged([story_of(played) for played in page.played()], lines, page_of(matching, page.grounds()))
    if found.is_heap:
        told = [one.unit for played in page.played() for one in played]
        return Reconstruction((), _pieces(furniture), _pieces(told))
    return Reconstruction(found.stories, _pieces(furniture))


def _pieces(units: Sequence[Unit]) -> tuple[Piece, ...]:
    """The lines of units as a reader of the file would point at them, in the file's order."""
    return tuple(sorted(line.piece() for unit in units for line in unit.lines))


def merged(parts: Iterable[Reconstruction]) -> Reconstruction:
    """What several sections of one page give together."""
    every = list(parts)
    return Reconstruction(
        tuple(story for part in every for story in part.stories),
        tuple(piece for part in every for piece in part.furniture),
        tuple(piece for part in every for piece in part.unassigned),
    )
