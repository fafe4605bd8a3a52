"""The source beside the story: which printed characters of which lines stand behind a passage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.models import Stretch

# The lines of the source files, by the file's id.
Texts = Mapping[int, Sequence[str]]


@dataclass(frozen=True)
class SourceLine:
    """What one line of a source file gives to a passage. ``file`` counts an article's files from 1.

    Only ``text`` is to be shown: the rest of the line may belong to a story that is not.
    """

    file: int
    number: int
    start: int
    end: int
    line: str = field(repr=False)

    @property
    def text(self) -> str:
        """The passage's own characters."""
        return self.line[self.start : self.end]

    @property
    def has_before(self) -> bool:
        """Does something else stand before these characters in their line?"""
        return bool(self.line[: self.start].strip())

    @property
    def has_after(self) -> bool:
        """Does something else stand behind these characters in their line?"""
        return bool(self.line[self.end :].strip())

    def leads_to(self, other: SourceLine) -> bool:
        """Does the other go on in the same line, with nothing but blanks between?"""
        same_line = (self.file, self.number) == (other.file, other.number)
        return same_line and self.end <= other.start and not self.line[self.end : other.start].strip()


def lines_behind(stretches: Iterable[Stretch], texts: Texts, start: int, end: int) -> tuple[SourceLine, ...]:
    """The lines behind characters ``start`` to ``end`` of one field, in reading order."""
    found: list[SourceLine] = []
    for piece in pieces_behind(stretches, texts, start, end):
        if found and found[-1].leads_to(piece):
            found[-1] = replace(found[-1], end=piece.end)
        else:
            found.append(piece)
    return tuple(found)


def pieces_behind(stretches: Iterable[Stretch], texts: Texts, start: int, end: int) -> Iterable[SourceLine]:
    """One piece for each stretch that reaches into the passage, cut to it."""
    files = {source: number for number, source in enumerate(texts, start=1)}
    for stretch in stretches:
        first = max(start - stretch.at, 0) + stretch.start
        last = min(end - stretch.at + stretch.start, stretch.end)
        if first < last:
            line = texts[stretch.source_id][stretch.line - 1]
            yield SourceLine(files[stretch.source_id], stretch.line, first, last, line)
