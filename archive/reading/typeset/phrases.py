"""Where a headline may be broken: between phrases, never inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from archive.text import words

# Marks that may not begin a line, and those that may not end one.
CLOSERS = frozenset("，。、；：？！”’）》」』】〉…—,.;:?!)]}%％·~～")
OPENERS = frozenset("“‘（《「『【〈([{@#＠")
# Words of one character that lean on the word before them; any other leans on the word behind it (向|产业链).
CLITICS = frozenset("的了着过们地得等之与和及年月日时个名家项次区市县省里上中下内外会员者性化站部组室院所厂")
# Signs that tie their neighbours together: 1+6+N, 文/图.
TIES = frozenset("+-/&@#~_=·")
# A quotation up to this long is a name and stays whole, in characters.
QUOTED_NAME_MAX = 8
# A straight quotation mark opens and closes by turns.
STRAIGHT = '"'
QUOTATION = re.compile(r'"[^"]*"|“[^”]*”|《[^》]*》')


def breaks(text: str) -> list[int]:
    """Offsets at which a line may end, in order; neither end of the text is one."""
    ends = accumulate(map(len, cut := words.cut(text)))
    parts = [at for at, (left, right) in zip(ends, pairwise(cut), strict=False) if may_part(left, right)]
    names = list(quoted_names(text))
    return [at for at in parts if not any(start < at < end for start, end in names)]


def may_part(left: str, right: str) -> bool:
    """May a line end between these two words?"""
    if left.isspace() or right.isspace() or right in CLITICS:
        return False
    if left[-1] in OPENERS | TIES or right[0] in CLOSERS | TIES:
        return False
    if len(left) == 1 and left not in CLITICS and left not in CLOSERS and left != STRAIGHT:
        return False
    return not (left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum())


def quoted_names(text: str) -> Iterator[tuple[int, int]]:
    """Where short quotations stand, marks included; and the inside of every straight mark's own edge."""
    for quotation in QUOTATION.finditer(text):
        start, end = quotation.span()
        if end - start - 2 <= QUOTED_NAME_MAX:
            yield start, end
        else:
            yield from ((start, start + 2), (end - 2, end))
