"""What the words of a line tell of its part, the line taken by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.roles.characters import counts_of
from archive.importing.reconstruct.vocabulary import (
    BARE_NAME,
    BOX_LABEL,
    CLINGING,
    CLOSERS,
    DATELINE,
    DAY_ALONE,
    FURNITURE,
    INSTITUTION,
    LETTER_WRITER,
    LINKING,
    LIST_ROW,
    NEVER_FIRST,
    OPENERS,
    PARAGRAPH_OPENERS,
    SENTENCE_END,
    SIGNATURE,
    STANDING_TITLE,
    TABLE_ROW,
    WRITERS_FIRST,
    credit_at_end,
)

Floats = NDArray[np.float64]

FIRST_NAMES = (
    "begins with a mark that no line begins with",
    "begins with an opening mark",
    "opens like a paragraph",
    "starts with a clinging word",
    "begins with a dash",
    "begins with a bracket",
    "begins with a numeral",
)
LAST_NAMES = (
    "ends a sentence",
    "ends with a comma",
    "ends with a colon",
    "ends with an opening mark",
    "ends with a linking word",
    "ends with a bracket",
    "asks or calls out at its end",
)
PATTERN_NAMES = (
    "dateline",
    "writers in brackets first",
    "a byline alone",
    "ends with a picture credit",
    "a picture credit alone",
    "a box's label",
    "printed like furniture",
    "a line of a list",
    "a row of a table",
    "who wrote a letter",
    "a bare name",
    "a standing title",
    "an institution",
    "a day alone",
)
COUNT_NAMES = (
    "characters",
    "commas",
    "share of digits",
    "holds a full stop",
    "holds a space",
    "holds a question mark",
    "quotation left open",
    "quotation closed",
)
NAMES = (*FIRST_NAMES, *LAST_NAMES, *PATTERN_NAMES, *COUNT_NAMES)

_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_OPENING = frozenset(OPENERS + '"')

# A credit is all of its line where at most this many characters stand before it: a mark, a bracket.
BEFORE_CREDIT_CHARS = 2


def word_traits(texts: Sequence[str]) -> Floats:
    """Texts by ``NAMES``; no text may be empty."""
    rows = [(*_of_first(text), *_of_last(text), *_of_patterns(text)) for text in texts]
    asked = np.array(rows, dtype=float).reshape(len(texts), len(NAMES) - len(COUNT_NAMES))
    return np.column_stack([asked, _of_counts(texts)])


def _of_first(text: str) -> tuple[bool, ...]:
    first = text[0]
    return (
        first in NEVER_FIRST,
        first in _OPENING,
        text.startswith(PARAGRAPH_OPENERS),
        first in CLINGING,
        first in "—-",
        first in "(（[【",
        first in _NUMERALS,
    )


def _of_last(text: str) -> tuple[bool, ...]:
    last = text[-1]
    return (
        (text.rstrip(CLOSERS)[-1:] or last) in SENTENCE_END,
        last in "，,、",
        last in "：:",
        last in OPENERS,
        last in LINKING,
        last in ")）",
        last in "!！?？",
    )


def _of_patterns(text: str) -> tuple[bool, ...]:
    credit = credit_at_end(text)
    return (
        DATELINE.match(text) is not None,
        WRITERS_FIRST.match(text) is not None,
        SIGNATURE.fullmatch(text) is not None,
        bool(credit),
        bool(credit) and len(credit) >= len(text) - BEFORE_CREDIT_CHARS,
        BOX_LABEL.match(text) is not None,
        any(pattern.fullmatch(text) for pattern in FURNITURE),
        LIST_ROW.fullmatch(text) is not None,
        TABLE_ROW.fullmatch(text) is not None,
        LETTER_WRITER.fullmatch(text) is not None,
        BARE_NAME.fullmatch(text) is not None,
        STANDING_TITLE.fullmatch(text) is not None,
        INSTITUTION.fullmatch(text) is not None,
        DAY_ALONE.fullmatch(text) is not None,
    )


def _of_counts(texts: Sequence[str]) -> Floats:
    counts = counts_of(texts)
    length = np.array([len(text) for text in texts], dtype=float)
    left_open = counts["opening"] - counts["closing"]
    odd = counts["straight quote"] % 2 == 1
    return np.column_stack(
        [
            length,
            counts["comma"],
            counts["digit"] / length,
            counts["full stop"] > 0,
            counts["space"] > 0,
            counts["question"] > 0,
            (left_open > 0) | odd,
            (left_open < 0) | odd,
        ]
    )
