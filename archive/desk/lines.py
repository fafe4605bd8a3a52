"""The source lines of an article, with its own characters told from those of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.models import Article, SourceFile, Stretch

# Lines shown around those of the article, in lines: enough to see where a neighbouring story begins.
LINES_AROUND = 1


@dataclass(frozen=True)
class Part:
    """Characters of a line that went into one field of the article, or into none of it."""

    text: str
    field: str = ""


@dataclass(frozen=True)
class NumberedLine:
    """One line of the file, number from 1."""

    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Passage:
    """Lines that follow each other in one file."""

    source: SourceFile
    lines: tuple[NumberedLine, ...]


def passages_of(article: Article) -> list[Passage]:
    """Where the article stands in its sources, in the order of the files; two queries."""
    stretches = list(article.stretches.order_by("source", "line", "start"))
    sources = SourceFile.objects.defer(None).in_bulk({stretch.source_id for stretch in stretches})
    return [
        passage
        for source_id, own in groupby(stretches, key=lambda stretch: stretch.source_id)
        for passage in _passages(sources[source_id], list(own))
    ]


def _passages(source: SourceFile, stretches: Sequence[Stretch]) -> Iterator[Passage]:
    """The lines with the article's characters and those around them, one passage for each unbroken run."""
    lines = source.lines()
    by_line = {line: list(own) for line, own in groupby(stretches, key=lambda stretch: stretch.line)}
    near = {line + step for line in by_line for step in range(-LINES_AROUND, LINES_AROUND + 1)}
    shown = sorted(near & set(range(1, len(lines) + 1)))
    for _, run in groupby(enumerate(shown), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        yield Passage(
            source,
            tuple(NumberedLine(n, tuple(_parts(lines[n - 1], by_line.get(n, [])))) for n in numbers),
        )


def _parts(line: str, stretches: Sequence[Stretch]) -> Iterator[Part]:
    """The line cut at the borders of its stretches; joined the parts give the line again."""
    at = 0
    for stretch in stretches:
        if at < stretch.start:
            yield Part(line[at : stretch.start])
        yield Part(line[max(at, stretch.start) : stretch.end], stretch.field)
        at = max(at, stretch.end)
    if at < len(line):
        yield Part(line[at:])
