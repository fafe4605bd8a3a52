"""Where a headline may be broken: between phrases, never inside a word."""

from __future__ import annotations

from itertools import pairwise

from archive.text import words

# Marks that may not begin a line, and those that may not end one.
CLOSERS = frozenset("，。、；：？！”’）》」』】〉…—,.;:?!)]}%％·~～")
OPENERS = frozenset("“‘（《「『【〈([{@#＠")
# Words that lean on the word before them; a line that begins with one reads like a stumble.
CLITICS = frozenset("的了着过们地得等之与和及年月日时个名家项次区市县省里上中下内外")
# A straight quotation mark opens and closes by turns.
STRAIGHT = '"'


def breaks(text: str) -> list[int]:
    """Offsets at which a line may end, in order; neither end of the text is one."""
    found, at, quoted = [], 0, False
    for left, right in pairwise(words.cut(text)):
        at += len(left)
        quoted ^= left.count(STRAIGHT) % 2 == 1
        if may_part(left, right, quoted=quoted):
            found.append(at)
    return found


def may_part(left: str, right: str, *, quoted: bool) -> bool:
    """May a line end between these words? ``quoted``: a straight quotation is open here."""
    if left.isspace() or right.isspace() or right in CLITICS:
        return False
    if left[-1] in OPENERS or right[0] in CLOSERS:
        return False
    if left[-1] == STRAIGHT and quoted:
        return False
    if right[0] == STRAIGHT and quoted:
        return False
    return not (is_latin(left[-1]) and is_latin(right[0]))


def is_latin(character: str) -> bool:
    """A letter, digit or sign of ASCII: those belong to one run, as in 1+6+N."""
    return character.isascii() and character != STRAIGHT and character not in ",;:?!"
