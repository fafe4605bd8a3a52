"""How Chinese is read aloud, in the letters that people type: zhuxi, or its initials zx, for 主席."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Readings kept in memory: every name of a large archive.
KEPT = 20_000
# Letters of one question; beyond it nobody types a name.
LONGEST_TYPED = 60

TONED_U = re.compile("[üǖǘǚǜ]")
# Marks that part syllables: xi'an.
BETWEEN = "'’"

# The syllable of each character; a stretch that is not Chinese is one piece, as it is.
Readings = tuple[str, ...]


def load() -> None:
    """Read the tables now, half a second, so that no reader's first letter waits for them."""
    readings_of("")


@lru_cache(maxsize=KEPT)
def readings_of(text: str) -> Readings:
    """How each character is read in this text, without tones; rare readings would make everything sound like anything."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # half a second that no command needs to spend

    return tuple(syllable.lower() for syllable in lazy_pinyin(text))


def sounds_like(typed: str, readings: Readings) -> int | None:
    """At which character a text begins to be read as typed; None where nowhere.

    Each syllable may be typed whole or shortened from the right: zhuxixinxiang, zhuxixx and zxxx all read 主席信箱.
    """
    letters = _letters(typed)[:LONGEST_TYPED]
    if not letters:
        return None
    return next((start for start in range(len(readings)) if _reads(letters, readings, start)), None)


def _letters(typed: str) -> str:
    """What was typed without tones, spaces and marks between syllables; ü as keyboards have it, v."""
    toneless = unicodedata.normalize("NFD", TONED_U.sub("v", unicodedata.normalize("NFC", typed.lower())))
    return "".join(
        c for c in toneless if not unicodedata.combining(c) and c not in BETWEEN and not c.isspace()
    )


def _reads(typed: str, readings: Readings, start: int) -> bool:
    """Can the letters be read from this syllable on? All ways are followed together, a syllable at a time."""
    open_at = {0}
    for syllable in readings[start:]:
        reached = {at + length for at in open_at for length in range(1, _shared(typed, at, syllable) + 1)}
        if len(typed) in reached:
            return True
        if not reached:
            return False
        open_at = reached
    return False


def _shared(typed: str, at: int, syllable: str) -> int:
    """How many letters from here on are those of the syllable."""
    length = 0
    while length < len(syllable) and typed[at + length : at + length + 1] == syllable[length]:
        length += 1
    return length
