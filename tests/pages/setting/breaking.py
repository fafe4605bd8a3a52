"""Break text into lines as a Chinese compositor does: marks squeezed or carried, numbers kept whole."""

from __future__ import annotations

# Marks that may not begin a line, and marks that may not end one (the kinsoku rule of Chinese composition).
NO_START = frozenset("，。、；：！？）》」』】〉”’…—％·.,;:!?)%")
NO_END = frozenset("（《「『【〈“‘(")
# Marks cast on half their body: in a full line each gives up to this many em.
SQUEEZABLE = frozenset("，。、；：！？（）《》「」『』【】“”‘’")
SQUEEZE_EM = 0.5
HALF_EM = 0.5


def width_of(text: str) -> float:
    """Natural width in em: half for ASCII, one for everything else."""
    return sum(HALF_EM if char.isascii() else 1.0 for char in text)


def least_width_of(text: str) -> float:
    """Width in em with every mark squeezed."""
    return width_of(text) - SQUEEZE_EM * sum(char in SQUEEZABLE for char in text)


def break_lines(text: str, measure: float, indent: float = 0.0, squeeze: bool = True) -> tuple[str, ...]:
    """The printed lines of a paragraph, each at most ``measure`` em when squeezed; the first is ``indent`` shorter."""
    lines: list[str] = []
    rest, room = text, measure - indent
    while rest:
        count = _fitting(rest, room, squeeze)
        lines.append(rest[:count].strip())
        rest, room = rest[count:].lstrip(), measure
    return tuple(line for line in lines if line)


def break_evenly(text: str, measure: float) -> tuple[str, ...]:
    """Lines of about equal width, for headlines that do not fit their column."""
    count = -(-int(width_of(text) * 2) // int(measure * 2))
    if count <= 1:
        return (text,)
    return break_lines(text, min(measure, width_of(text) / count + 1))


def _fitting(text: str, room: float, squeeze: bool) -> int:
    count = _natural_count(text, room)
    if count == len(text):
        return count
    squeezed = _carried_marks(text, count)
    if squeeze and squeezed > count and least_width_of(text[:squeezed]) <= room:
        return squeezed
    return max(1, _pushed_back(text, count))


def _natural_count(text: str, room: float) -> int:
    used = 0.0
    for count, char in enumerate(text):
        used += width_of(char)
        if used > room:
            return max(1, count)
    return len(text)


def _carried_marks(text: str, count: int) -> int:
    while count < len(text) and text[count] in NO_START:
        count += 1
    return count


def _pushed_back(text: str, count: int) -> int:
    while count > 1 and _breaks_badly(text, count):
        count -= 1
    return count


def _breaks_badly(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in NO_START or before in NO_END:
        return True
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
