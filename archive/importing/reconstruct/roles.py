"""The part each printed line plays, told from its words, its shape and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins.evidence import dangling, head_of, tail_of
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.vocabulary import (
    BARE_NAME,
    BOX_LABEL,
    CLOSERS,
    DATELINE,
    DAY_ALONE,
    FURNITURE,
    LETTER_WRITER,
    LIST_ROW,
    NEVER_FIRST,
    PAGE_NAME,
    PAGE_NAME_MAX_CHARS,
    SENTENCE_OPEN,
    SIGNATURE,
    STANDING_TITLE,
    TABLE_ROW,
    WRITERS_FIRST,
    credit_at_end,
)
from archive.importing.reconstruct.widths import SAME_WIDTH_EM, column_widths, em

Floats = NDArray[np.float64]


class Role(Enum):
    """What a printed line is."""

    BODY = auto()
    HEADING = auto()
    BYLINE = auto()
    CREDIT = auto()
    BOX_LABEL = auto()
    FURNITURE = auto()


# Longest and shortest heading line, in em. Longer lines are captions and digests set across columns.
HEADING_MAX_EM, HEADING_MIN_EM = 40.0, 2.0

# A box's label with no text behind it on the line, in characters.
LABEL_MAX_CHARS = 8

# How much each trait speaks for a heading, in log-odds; fitted on the tuning pages. A sum above zero makes one.
HEADING_WEIGHTS: Mapping[str, float] = {
    "bias": -1.45,
    "ends a sentence": -6.33,
    "ends inside a sentence": -1.49,
    "holds a full stop": -3.47,
    "holds a comma": -2.27,
    "glued to the line before": -0.57,
    "glued to the line after": -0.57,
    "beside another column": -1.01,
    "fills its column": -2.44,
    "set in by two em": -1.70,
    "narrower than a first line": 0.85,
    "wider than its neighbours": 1.60,
    "first of its block": 0.25,
    "last of its block": 0.04,
    "after an empty stretch": 0.00,
    "before a dateline or byline": 3.69,
    "line before is open": -0.15,
    "line before ends a sentence": -0.15,
    "line after is set in by two em": 0.49,
    "starts like no line": -3.31,
    "first part of a word missing": -0.99,
    "last part of a word missing": -1.82,
    "quotation left open": -0.37,
    "between 6 and 16 em": 1.03,
    "glued, and its file line holds a full stop": -2.95,
    "first of the page": 2.11,
    "a line of a list": -0.85,
    "ends with a colon": -3.17,
    "leads with a colon to a heading": 3.00,
    "a standing title": 1.83,
    "body below starts a paragraph": 0.34,
    "body above ends a sentence": 0.59,
    "full but closed by words on both sides": 0.16,
    "line before looks like a heading": 2.07,
    "line after looks like a heading": 3.66,
}
HEADING_TRAITS = tuple(HEADING_WEIGHTS)
# The last traits look at what the lines around look like; they are left out of the first look.
OF_NEIGHBOURS = 2


def heading_chances(lines: Sequence[Line], fixed: Sequence[Role | None]) -> Floats:
    """How likely each line is part of a heading, from 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(heading_odds(lines, fixed), -30, 30))))


def printed_roles(lines: Sequence[Line]) -> list[Role | None]:
    """The role that the words alone give to each line, if they do; a bare name must stand alone."""
    roles = _by_neighbours(lines, [_printed_role(line) for line in lines])
    return [
        Role.BYLINE if role is None and BARE_NAME.fullmatch(line.text) and _alone(lines, place) else role
        for place, (line, role) in enumerate(zip(lines, roles, strict=True))
    ]


def _by_neighbours(lines: Sequence[Line], roles: list[Role | None]) -> list[Role | None]:
    """The roles with names of pages found beside other furniture, and days that sign a letter taken out of it."""
    found = list(roles)
    for place, line in enumerate(lines):
        beside = [found[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
        short = len(line.text) <= PAGE_NAME_MAX_CHARS
        if found[place] is Role.FURNITURE and DAY_ALONE.fullmatch(line.text) and Role.FURNITURE not in beside:
            found[place] = None
        if found[place] is None and short and Role.FURNITURE in beside and PAGE_NAME.fullmatch(line.text):
            found[place] = Role.FURNITURE
    return found


def _alone(lines: Sequence[Line], place: int) -> bool:
    """Is the line a block of its own?"""
    blocks = [lines[at].block for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    return lines[place].block not in blocks


def _printed_role(line: Line) -> Role | None:
    text = line.text.strip()
    if BOX_LABEL.match(text) and len(text) <= LABEL_MAX_CHARS:
        return Role.BOX_LABEL
    if any(pattern.fullmatch(text) for pattern in FURNITURE):
        return Role.FURNITURE
    if (credit := credit_at_end(text)) and len(credit) >= len(text) - 2:
        return Role.CREDIT
    if SIGNATURE.fullmatch(text) or LETTER_WRITER.fullmatch(text):
        return Role.BYLINE
    return None


def heading_odds(lines: Sequence[Line], fixed: Sequence[Role | None]) -> Floats:
    """The log-odds that each line is part of a heading; minus infinity where words or width forbid it."""
    traits = heading_traits(lines, fixed)
    weights = np.array([HEADING_WEIGHTS[name] for name in HEADING_TRAITS])
    return _possible(lines, fixed, traits @ weights)


def heading_traits(lines: Sequence[Line], fixed: Sequence[Role | None]) -> Floats:
    """What speaks for and against a heading: a row a line, a column a trait."""
    widths = np.array([em(line.text) for line in lines])
    deficits = column_widths(lines, widths) - widths
    traits = np.zeros((len(lines), len(HEADING_TRAITS)))
    for place in range(len(lines)):
        traits[place, :-OF_NEIGHBOURS] = [
            *_shape(lines, place, deficits),
            *_around(lines, place, deficits, fixed),
        ]
    weights = np.array([HEADING_WEIGHTS[name] for name in HEADING_TRAITS])
    alike = 1 / (1 + np.exp(-np.clip(_possible(lines, fixed, traits @ weights), -9, 9)))
    traits[1:, -2] = alike[:-1]
    traits[:-1, -1] = alike[1:]
    return traits


def _possible(lines: Sequence[Line], fixed: Sequence[Role | None], odds: Floats) -> Floats:
    can = [
        role is None and HEADING_MIN_EM <= em(line.text) <= HEADING_MAX_EM
        for line, role in zip(lines, fixed, strict=True)
    ]
    return np.where(np.array(can, dtype=bool), odds, -np.inf)


def _last_mark(text: str) -> str:
    return text.rstrip(CLOSERS)[-1:] or text[-1]


def _shape(lines: Sequence[Line], place: int, deficits: Floats) -> tuple[float, ...]:
    """The traits of the line itself, in the order of their names."""
    line, text, deficit = lines[place], lines[place].text, deficits[place]
    after = lines[place + 1] if place + 1 < len(lines) else None
    return (
        1.0,
        _last_mark(text) in "。；;…",
        text[-1] in "，、,",
        "。" in text[:-1],
        any(mark in text for mark in "，,"),
        line.glued,
        after is not None and after.glued,
        line.beside or (after is not None and after.beside),
        abs(deficit) <= SAME_WIDTH_EM and not _wide(lines, place),
        SAME_WIDTH_EM < deficit <= 2 + SAME_WIDTH_EM,
        deficit > 2 + SAME_WIDTH_EM,
    )


def _wide(lines: Sequence[Line], place: int) -> bool:
    """Is the line plainly wider than most lines around it?"""
    near = sorted(em(other.text) for other in lines[max(0, place - 6) : place + 7])
    return em(lines[place].text) > near[len(near) * 3 // 4] + 2 * SAME_WIDTH_EM


def _in_prose(lines: Sequence[Line], place: int) -> bool:
    """Is it glued to lines that hold a full stop?"""
    for step in (-1, 1):
        at = place
        while 0 <= at + step < len(lines) and lines[max(at, at + step)].glued:
            at += step
            if "。" in lines[at].text:
                return True
    return False


def _around(
    lines: Sequence[Line], place: int, deficits: Floats, fixed: Sequence[Role | None]
) -> tuple[float, ...]:
    """The traits that the lines around give, in the order of their names."""
    line, text = lines[place], lines[place].text
    before = lines[place - 1] if place else None
    after = lines[place + 1] if place + 1 < len(lines) else None
    opens = after is not None and (
        fixed[place + 1] is Role.BYLINE or bool(DATELINE.match(after.text) or WRITERS_FIRST.match(after.text))
    )
    return (
        _wide(lines, place),
        before is None or before.block != line.block,
        after is None or after.block != line.block,
        before is not None and line.block - before.block > 1,
        opens,
        before is not None and before.text[-1] in SENTENCE_OPEN,
        before is not None and _last_mark(before.text) in "。！？!?",
        after is not None and SAME_WIDTH_EM < deficits[place + 1] <= 2 + SAME_WIDTH_EM,
        text[0] in NEVER_FIRST or bool(DATELINE.search(text)),
        dangling(head_of(text), at_end=False) / 5,
        dangling(tail_of(text), at_end=True) / 5,
        text.count('"') % 2 == 1 or text.count("“") != text.count("”"),
        6 <= em(text) <= 16,
        _in_prose(lines, place),
        before is None,
        bool(LIST_ROW.fullmatch(text) or TABLE_ROW.fullmatch(text)),
        text[-1] in ":：" and not _leads_to_heading(lines, place),
        text[-1] in ":：" and _leads_to_heading(lines, place),
        bool(STANDING_TITLE.fullmatch(text)),
        _starts_below(lines, place, deficits),
        _ends_above(lines, place, deficits),
        abs(deficits[place]) <= SAME_WIDTH_EM and not dangling(tail_of(text), at_end=True),
    )


def _leads_to_heading(lines: Sequence[Line], place: int) -> bool:
    """Does a line with a colon stand alone over another short line alone, as a kicker over its headline?"""
    return (
        _alone(lines, place)
        and place + 1 < len(lines)
        and _alone(lines, place + 1)
        and not lines[place].text[:-1].endswith("如下")
        and em(lines[place + 1].text) <= HEADING_MAX_EM
        and _last_mark(lines[place + 1].text) not in "。；;，,、"
    )


# How many lines of a heading may stand between a line and the body above or below it.
HEADING_MAX_LINES = 5


def _starts_below(lines: Sequence[Line], place: int, deficits: Floats) -> bool:
    """Is the next line that nearly fills its column the first of a paragraph?"""
    for at in range(place + 1, min(len(lines), place + 1 + HEADING_MAX_LINES)):
        if deficits[at] <= 2 + SAME_WIDTH_EM:
            return bool(deficits[at] > SAME_WIDTH_EM or DATELINE.match(lines[at].text))
    return False


def _ends_above(lines: Sequence[Line], place: int, deficits: Floats) -> bool:
    """Does the line above that is no part of a heading end a sentence?"""
    for at in range(place - 1, max(-1, place - 1 - HEADING_MAX_LINES), -1):
        if _last_mark(lines[at].text) in "。！？!?…":
            return True
        if deficits[at] <= 2 + SAME_WIDTH_EM:
            return False
    return place < HEADING_MAX_LINES
