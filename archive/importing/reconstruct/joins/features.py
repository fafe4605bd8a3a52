"""Named evidence for and against joins, one column a name; what each weighs stands in ``weights``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins.columns import MAX_STEP
from archive.importing.reconstruct.joins.evidence import dangling, echoes_of, head_of, tail_of, word_across
from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.vocabulary import (
    CLINGING,
    CLOSERS,
    DATELINE,
    LINKING,
    NEVER_FIRST,
    OPENERS,
    PARAGRAPH_OPENERS,
    QUOTATION_ENDS,
    SENTENCE_END,
    SENTENCE_OPEN,
    WRITERS_FIRST,
)
from archive.importing.reconstruct.widths import SAME_WIDTH_EM, column_widths, em
from archive.text.words import neighbours

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Words' evidence is cut off here: beyond it a join is certain enough, and a rare word is no better than a common one.
WORD_EVIDENCE_CAP = 12.0

# Displacements up to this are "near", in printed lines: more columns than this stand on no page.
NEAR_LINES = 9


@dataclass(frozen=True)
class Ends:
    """Everything about the lines one by one that joins look at; arrays run along the lines."""

    lines: Sequence[Line]
    width: Floats
    column: Floats
    heading: Floats
    starts: Floats
    ends: Floats

    @property
    def opening(self) -> NDArray[np.bool_]:
        """Lines that open with a dateline: nothing goes on in them."""
        return self.starts[:, START_NAMES.index("dateline")] > 0

    @property
    def deficit(self) -> Floats:
        """How much narrower than its column each line is, in em."""
        return self.column - self.width


# How much narrower than its column a line is, in em, and what that is called. First lines of paragraphs are set in
# by two em; a line may lack one em more where the next character would not fit, and marks squeeze into full ones.
WIDTH_BANDS = (
    ("fills its column", 0.3),
    ("lacks half an em", 0.8),
    ("lacks an em", 1.3),
    ("set in by two em", 2.8),
    ("lacks up to five em", 5.5),
    ("much narrower", float("inf")),
)
_BAND_NAMES = tuple(name for name, _ in WIDTH_BANDS)

START_NAMES = (
    *_BAND_NAMES,
    "indented in the file",
    "opens like a paragraph",
    "dateline",
    "first part of a word missing",
    "glued to the line before",
    "line before ends a sentence",
    "line before is open",
    "first of its block",
    "begins with a mark that no line begins with",
    "starts with a clinging word",
    "looks like a heading",
)
END_NAMES = (
    *(f"ends a sentence, {name}" for name in _BAND_NAMES),
    *(f"open, {name}" for name in _BAND_NAMES),
    "ends inside a sentence",
    "last part of a word missing",
    "glued to the line after",
    "last of its block",
    "ends with an opening mark",
    "quotation left open",
    "ends with a linking word",
    "line after is set in by two em",
    "ends a sentence, as most lines do",
    "looks like a heading",
)
JOIN_NAMES = (
    "bias",
    "next, glued",
    "next, new file line",
    "next, new block",
    "next, beside",
    "a few lines on",
    "further on",
    "a few lines back",
    "further back",
    "distance",
    "a word spans it",
    "weight of the word",
    "length of an echo",
    "times echoed",
    "columns differ in width",
    "line before is not full",
    "quotations fit",
    "number goes on",
    "number breaks off",
    "Latin word goes on",
    "half a word before, nothing spans",
    "half a word after, nothing spans",
    "words in common",
    "same column offset, next row",
    "line before ends with a linking word",
    "line after starts with a clinging word",
    "step of its neighbours",
    "no step to learn",
    "further back, page of rows",
    "further on, page of rows",
    "leaves its file line early, for a near one",
    "a heading and a line of body",
    "two lines of a heading",
    "glued, after a dateline inside the file line",
    "two on, round a dateline inside the file line",
)


def ends_of(lines: Sequence[Line], heading: Floats) -> Ends:
    """Measure every line and weigh how it starts and ends; ``heading`` is how likely each is part of a heading."""
    width = np.array([em(line.text) for line in lines])
    column = column_widths(lines, width)
    starts = np.column_stack([_starts(lines, column - width), heading])
    return Ends(
        lines, width, column, heading, starts, np.column_stack([_ends(lines, column - width), heading])
    )


def _last(text: str) -> str:
    """The last mark or character, looking through closing quotes."""
    return text.rstrip(CLOSERS)[-1:] or text[-1:]


def ends_sentence(text: str) -> bool:
    """Does the line close a sentence?"""
    return _last(text) in tuple(SENTENCE_END)


def quotation_left_open(text: str) -> bool:
    """Does a quotation or bracket opened in the line stay open?"""
    pairs = sum(text.count(mark) for mark in OPENERS) - sum(text.count(mark) for mark in QUOTATION_ENDS)
    return pairs > 0 or text.count('"') % 2 == 1


def quotation_closed(text: str) -> bool:
    """Does the line close a quotation or bracket that it did not open?"""
    pairs = sum(text.count(mark) for mark in OPENERS) - sum(text.count(mark) for mark in QUOTATION_ENDS)
    return pairs < 0 or text.count('"') % 2 == 1


def _bands(deficit: float) -> list[bool]:
    """Which of the width bands a line falls into."""
    place = next(place for place, (_, widest) in enumerate(WIDTH_BANDS) if deficit <= widest)
    return [place == other for other in range(len(WIDTH_BANDS))]


def _set_in(deficit: float) -> bool:
    return _bands(deficit)[_BAND_NAMES.index("set in by two em")]


def _starts(lines: Sequence[Line], deficits: Floats) -> Floats:
    rows = []
    for place, (line, deficit) in enumerate(zip(lines, deficits, strict=True)):
        text = line.text
        before = lines[place - 1] if place else None
        head = head_of(text)
        rows.append(
            (
                *_bands(deficit),
                line.indent > 0 and not line.beside,
                text.startswith(PARAGRAPH_OPENERS),
                bool(DATELINE.match(text) or WRITERS_FIRST.match(text)),
                dangling(head, at_end=False) / 5,
                line.glued,
                before is not None and ends_sentence(before.text),
                before is not None and before.text[-1] in SENTENCE_OPEN,
                before is None or before.block != line.block,
                text[0] in NEVER_FIRST,
                text[0] in CLINGING,
            )
        )
    return np.array(rows, dtype=float).reshape(len(lines), len(START_NAMES) - 1)


def _ends(lines: Sequence[Line], deficits: Floats) -> Floats:
    closed = _closed_share(lines)
    rows = []
    for place, (line, deficit) in enumerate(zip(lines, deficits, strict=True)):
        text = line.text
        after = lines[place + 1] if place + 1 < len(lines) else None
        stop = ends_sentence(text)
        rows.append(
            (
                *(stop * band for band in _bands(deficit)),
                *((not stop) * band for band in _bands(deficit)),
                text[-1] in SENTENCE_OPEN,
                dangling(tail_of(text), at_end=True) / 5,
                after is not None and after.glued,
                after is None or after.block != line.block,
                text[-1] in OPENERS,
                quotation_left_open(text),
                text[-1] in LINKING,
                after is not None and _set_in(deficits[place + 1]),
                stop * closed,
            )
        )
    return np.array(rows, dtype=float).reshape(len(lines), len(END_NAMES) - 1)


# Share of a page's lines that end a sentence by chance, where paragraphs are set in columns.
CLOSED_BY_CHANCE = 0.35


def _closed_share(lines: Sequence[Line]) -> float:
    """How far most lines of the page end a sentence, from 0 to 1: then each is a paragraph of its own."""
    closed = sum(ends_sentence(line.text) for line in lines) / max(1, len(lines))
    return max(0.0, closed - CLOSED_BY_CHANCE) / (1 - CLOSED_BY_CHANCE)


def join_features(ends: Ends, tails: Ints, heads: Ints, steps: Floats) -> Floats:
    """The evidence for each candidate join ``tails[k] → heads[k]``; a row a candidate, a column a name.

    ``steps`` tells for each how well its distance agrees with the joins around it (see ``columns``).
    """
    lines = ends.lines
    step = heads - tails
    glued = np.array([line.glued for line in lines], dtype=bool)
    beside = np.array([line.beside for line in lines], dtype=bool)
    block = np.array([line.block for line in lines])
    row = np.array([line.row for line in lines])
    offset = np.array([line.start for line in lines])
    following = step == 1
    mixed = _mixed(lines)
    goes_on_in_row = np.append(glued[1:], False)[: len(lines)]
    same_block = block[tails] == block[heads]
    words, echoes, counts = _spans(lines, tails, heads)
    number_goes_on, number_breaks = _numbers(lines, tails, heads)
    silent = (words <= 0) & (echoes < 3)
    apart = np.minimum(np.abs(ends.column[tails] - ends.column[heads]), 6.0)
    columns = [
        np.ones(len(tails)),
        following & glued[heads],
        following & ~glued[heads] & ~beside[heads] & same_block,
        following & ~same_block,
        following & beside[heads],
        (step > 1) & (step <= NEAR_LINES),
        step > NEAR_LINES,
        (step < 0) & (step >= -NEAR_LINES),
        step < -NEAR_LINES,
        np.log1p(np.abs(step)),
        words > 0,
        np.minimum(words, WORD_EVIDENCE_CAP) / 4,
        np.maximum(echoes - 1, 0) / 2,
        np.where(echoes > 0, counts, 0.0),
        apart / 2,
        ends.deficit[tails] > SAME_WIDTH_EM,
        _quotations_fit(lines, tails, heads),
        number_goes_on,
        number_breaks,
        _latin(lines, tails, heads),
        silent * ends.ends[tails, END_NAMES.index("last part of a word missing")],
        silent * ends.starts[heads, START_NAMES.index("first part of a word missing")],
        _in_common(lines, tails, heads),
        (row[heads] - row[tails] == 1)
        & (np.abs(offset[heads] - offset[tails]) <= 2)
        & (beside[heads] | (step > 1)),
        _in(lines, LINKING, at_end=True)[tails],
        _in(lines, CLINGING, at_end=False)[heads],
        steps,
        (step < 1) | (step > MAX_STEP),
        np.zeros(len(tails)),
        np.zeros(len(tails)),
        goes_on_in_row[tails] & (row[heads] > row[tails]) & (step <= NEAR_LINES),
        np.abs(ends.heading[tails] - ends.heading[heads]),
        np.minimum(ends.heading[tails], ends.heading[heads]),
        following & glued[heads] & mixed[heads],
        (step == 2) & (row[tails] == row[heads]) & mixed[heads],
    ]
    return np.column_stack([np.asarray(column, dtype=float) for column in columns])


def _quotations_fit(lines: Sequence[Line], tails: Ints, heads: Ints) -> NDArray[np.bool_]:
    """Does the one line leave a quotation open that the other closes?"""
    left_open = np.array([quotation_left_open(line.text) for line in lines], dtype=bool)
    closed = np.array([quotation_closed(line.text) for line in lines], dtype=bool)
    fit: NDArray[np.bool_] = left_open[tails] & closed[heads]
    return fit


def _spans(lines: Sequence[Line], tails: Ints, heads: Ints) -> tuple[Floats, Floats, Floats]:
    echo = echoes_of(tuple(line.text for line in lines))
    touching = neighbours()
    last, first = [line.text[-1] for line in lines], [line.text[0] for line in lines]
    found = np.zeros((len(tails), 3))
    for at, (tail, head) in enumerate(zip(tails.tolist(), heads.tolist(), strict=True)):
        seam = last[tail] + first[head]
        if seam in touching:
            found[at, 0] = word_across(tail_of(lines[tail].text), head_of(lines[head].text))
        if echo.holds(seam):
            found[at, 1:] = echo.across(lines[tail].text[-5:], lines[head].text[:5])
    return found[:, 0], found[:, 1], found[:, 2]


# Characters that a number is printed with, and those that a number at a line's end may go on with.
_DIGITS = "0123456789０１２３４５６７８９.%％"
_UNITS = "年月日时分万亿千百余多个名人次项家元户条件场期天岁位份公吨米套部所座种级届号版类支台辆组点倍吋斤里块年第~-—~至%"


def _numbers(lines: Sequence[Line], tails: Ints, heads: Ints) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    counts = np.array([line.text[-1] in _DIGITS for line in lines], dtype=bool)
    goes_on = np.array([line.text[0] in _DIGITS + _UNITS for line in lines], dtype=bool)
    return counts[tails] & goes_on[heads], counts[tails] & ~goes_on[heads]


def _mixed(lines: Sequence[Line]) -> NDArray[np.bool_]:
    """Lines from the one before a dateline that stands inside a file line to that file line's end."""
    mixed = np.zeros(len(lines), dtype=bool)
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else None
        inside = before is not None and before.row == line.row
        mixed[place] = inside and (bool(DATELINE.match(line.text)) or bool(mixed[place - 1]))
    return mixed


def _in(lines: Sequence[Line], characters: str, *, at_end: bool) -> NDArray[np.bool_]:
    return np.array([line.text[-1 if at_end else 0] in characters for line in lines], dtype=bool)


def _latin(lines: Sequence[Line], tails: Ints, heads: Ints) -> NDArray[np.bool_]:
    ends = np.array([line.text[-1].isascii() and line.text[-1].isalpha() for line in lines], dtype=bool)
    starts = np.array([line.text[0].isascii() and line.text[0].isalpha() for line in lines], dtype=bool)
    return np.asarray(ends[tails] & starts[heads])


def _in_common(lines: Sequence[Line], tails: Ints, heads: Ints) -> Floats:
    """How many uncommon two-character strings the two lines share."""
    pairs = [{line.text[at : at + 2] for at in range(len(line.text) - 1)} for line in lines]
    seen: dict[str, int] = {}
    for strings in pairs:
        for string in strings:
            seen[string] = seen.get(string, 0) + 1
    rare = [
        {string for string in strings if 1 < seen[string] <= max(3, len(lines) // 12)} for strings in pairs
    ]
    return np.array(
        [min(len(rare[tail] & rare[head]), 4) for tail, head in zip(tails, heads, strict=True)], dtype=float
    )
