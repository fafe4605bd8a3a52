"""Named traits of units one by one, a column a name: how each is set, how it starts and ends, what it may be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct import vocabulary as words
from archive.importing.reconstruct.joins.evidence import dangling, head_of, tail_of
from archive.importing.reconstruct.joins.features import ends_sentence, quotation_left_open
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.roles.kinds import ROLES
from archive.importing.reconstruct.stories.units import Unit
from archive.importing.reconstruct.widths import column_widths, em

Floats = NDArray[np.float64]

SIZE_TRAITS = (
    "lines",
    "characters",
    "width of its first line",
    "first line lacks of its column",
    "column width",
    "width of its last line",
    "last line lacks of its column",
    "width of its widest line",
)
START_TRAITS = (
    "opens like a paragraph",
    "begins with a mark that no line begins with",
    "starts with a clinging word",
    "begins with an opening mark",
    "first part of a word missing",
    "glued to the line before",
    "empty stretches before",
    "a row of a list",
    "a standing title",
    "a signature",
    "a letter's writer",
    "an institution alone",
    "a day alone",
)
END_TRAITS = (
    "ends a sentence",
    "ends with a comma",
    "ends with a colon",
    "last part of a word missing",
    "quotation left open",
)
TEXT_TRAITS = (
    "opens with a dateline",
    "opens with writers in brackets",
    "ends with a picture credit",
    "opens with a box's label",
    "turns the page",
)
ROLE_TRAITS = tuple(f"likely {role}" for role in ROLES)
UNIT_TRAITS = (*SIZE_TRAITS, *START_TRAITS, *END_TRAITS, *TEXT_TRAITS, *ROLE_TRAITS)

# Empty stretches of the file before its first line: as good as many.
BEFORE_THE_FIRST = 3


def unit_traits(units: Sequence[Unit], lines: Sequence[Line]) -> Floats:
    """Units by ``UNIT_TRAITS``; ``lines`` are all the lines of the page, each of which is in one unit."""
    if not units:
        return np.zeros((0, len(UNIT_TRAITS)))
    origin = lines[0].index
    first = np.array([unit.lines[0].index - origin for unit in units])
    last = np.array([unit.lines[-1].index - origin for unit in units])
    return np.column_stack(
        [
            _sizes(units, lines, first, last),
            np.array([_start(lines, at) for at in first], dtype=float),
            np.array([_end(lines[at].text) for at in last], dtype=float),
            np.array([_words(unit.text) for unit in units], dtype=float),
            np.array([unit.chances for unit in units]),
        ]
    )


def _sizes(
    units: Sequence[Unit], lines: Sequence[Line], first: NDArray[np.int64], last: NDArray[np.int64]
) -> Floats:
    width = np.array([em(line.text) for line in lines])
    column = column_widths(lines, width)
    lacks = column - width
    return np.column_stack(
        [
            [len(unit.lines) for unit in units],
            [len(unit.text) for unit in units],
            width[first],
            lacks[first],
            column[first],
            width[last],
            lacks[last],
            [max(em(line.text) for line in unit.lines) for unit in units],
        ]
    )


def _start(lines: Sequence[Line], at: int) -> tuple[float, ...]:
    """What a unit's first line tells, in the order of ``START_TRAITS``."""
    line, text = lines[at], lines[at].text
    return (
        text.startswith(words.PARAGRAPH_OPENERS),
        text[0] in words.NEVER_FIRST,
        text[0] in words.CLINGING,
        text[0] in words.OPENERS + '"',
        dangling(head_of(text), at_end=False),
        line.glued,
        line.block - lines[at - 1].block if at else BEFORE_THE_FIRST,
        bool(words.LIST_ROW.fullmatch(text) or words.TABLE_ROW.fullmatch(text)),
        bool(words.STANDING_TITLE.fullmatch(text)),
        bool(words.SIGNATURE.fullmatch(text)),
        bool(words.LETTER_WRITER.fullmatch(text)),
        bool(words.INSTITUTION.fullmatch(text)),
        bool(words.DAY_ALONE.fullmatch(text)),
    )


def _end(text: str) -> tuple[float, ...]:
    """What a unit's last line tells, in the order of ``END_TRAITS``."""
    return (
        ends_sentence(text),
        text[-1] in "，,、",
        text[-1] in "：:",
        dangling(tail_of(text), at_end=True),
        quotation_left_open(text),
    )


def _words(text: str) -> tuple[float, ...]:
    """What a unit's words tell, in the order of ``TEXT_TRAITS``."""
    writers = bool(words.WRITERS_FIRST.match(text))
    return (
        writers or bool(words.DATELINE.match(text)),
        writers,
        bool(words.credit_at_end(text)),
        bool(words.BOX_LABEL.match(text)),
        "版" in text and bool(words.JUMP.search(text)),
    )


PAGE_TRAITS = (
    "page: lines alone in their block",
    "page: lines glued",
    "page: lines that end a sentence",
    "page: width of its middle line",
)


def page_traits(lines: Sequence[Line]) -> Floats:
    """How the page's file is set, in the order of ``PAGE_TRAITS``: shares from 0 to 1, and a width in em."""
    if not lines:
        return np.zeros(len(PAGE_TRAITS))
    _, block, size = np.unique([line.block for line in lines], return_inverse=True, return_counts=True)
    return np.array(
        [
            np.mean(size[block] == 1),
            np.mean([line.glued for line in lines]),
            np.mean([ends_sentence(line.text) for line in lines]),
            np.median([em(line.text) for line in lines]),
        ]
    )
