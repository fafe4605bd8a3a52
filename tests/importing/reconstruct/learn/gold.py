"""Pages with gold, laid over the printed lines as the engine cuts and orders them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from archive.importing.reconstruct.columns import unwoven
from archive.importing.reconstruct.lines import Line, printed_lines
from archive.importing.reconstruct.shapes import RawPage
from tests.importing.reconstruct.learn.language import not_having_read
from tests.pages.generate import generate_pages
from tests.pages.setting.stories import LEARNT_FROM

LEVELS = ("light", "seed-like", "heavy", "rows")
FIELDS = ("headline", "byline_lines", "body", "caption", "box")
NO_STORY = -1


@dataclass(frozen=True)
class Truth:
    """What gold says of a printed line: its story, the part it plays there, its paragraph, its place in the story."""

    story: int
    part: str
    paragraph: tuple[str, object]
    order: int


@dataclass(frozen=True)
class GoldPage:
    """A page's lines with the truth about each; None where gold names it nowhere."""

    name: str
    lines: list[Line]
    truth: list[Truth | None]
    gold: dict[str, Any]

    def following(self) -> dict[int, int]:
        """The lines that go on in another line of the same paragraph, by place."""
        stories: dict[int, list[tuple[int, int]]] = {}
        for at, truth in enumerate(self.truth):
            if truth is not None and truth.story != NO_STORY:
                stories.setdefault(truth.story, []).append((truth.order, at))
        return {
            one: other
            for placed in stories.values()
            for (_, one), (_, other) in pairwise(sorted(placed))
            if self._same_paragraph(one, other)
        }

    def _same_paragraph(self, one: int, other: int) -> bool:
        before, after = self.truth[one], self.truth[other]
        if before is None or after is None:
            return False
        crossheads = (before.part == "crosshead", after.part == "crosshead")
        return before.paragraph == after.paragraph and crossheads[0] == crossheads[1]


def pages(count: int, seed: int, folders: Iterable[Path] = ()) -> Iterator[GoldPage]:
    """So many pages of each level, then every NAME.txt with NAME.gold.json of the folders.

    While a page is looked at, the engine's language has not read its stories.
    """
    for name, text, gold in _made_and_given(count, seed, folders):
        with not_having_read(story["id"] for story in gold["stories"]):
            yield page_of(name, text, gold)


def files_in_rows(
    count: int, seed: int, folders: Iterable[Path] = ()
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """So many pages in rows, and those of the folders: names, texts, gold; as :func:`pages` gives them otherwise."""
    for name, text, gold in _made_and_given(count, seed, folders, ("rows",)):
        if "rows" in name:
            with not_having_read(story["id"] for story in gold["stories"]):
                yield name, text, gold


def _made_and_given(
    count: int, seed: int, folders: Iterable[Path], levels: Iterable[str] = LEVELS
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for level in levels:
        for made in generate_pages("tuning", level, count, seed, LEARNT_FROM):
            yield made.page_id, made.text, made.gold
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            name = path.name.removesuffix(".gold.json")
            text = (folder / f"{name}.txt").read_text(encoding="utf-8")
            yield name, text, json.loads(path.read_text(encoding="utf-8"))


def page_of(name: str, text: str, gold: dict[str, Any]) -> GoldPage:
    """Gold laid over the printed lines of a text."""
    lines = unwoven(printed_lines(RawPage(name, tuple(text.split("\n")))))
    by_row: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        by_row.setdefault(line.row, []).append(at)
    truth: list[Truth | None] = [None] * len(lines)
    for number, story in enumerate(gold["stories"]):
        for order, (at, part, paragraph) in enumerate(_placed(story, lines, by_row)):
            truth[at] = truth[at] or Truth(number, part, paragraph, order)
    for span in (piece["span"] for piece in gold.get("furniture", ()) if isinstance(piece, dict)):
        for at in _within(span, lines, by_row):
            truth[at] = truth[at] or Truth(NO_STORY, "furniture", ("furniture", 0), 0)
    return GoldPage(name, lines, truth, gold)


def _placed(
    story: dict[str, Any], lines: list[Line], by_row: dict[int, list[int]]
) -> Iterator[tuple[int, str, tuple[str, object]]]:
    """The places of a story's lines in reading order, each with its part and paragraph."""
    for field in FIELDS:
        spans = story["spans"][field]
        numbers = paragraphs_of(story, field, len(spans))
        parts = story.get("headline_parts") or []
        for at_string, span in enumerate(spans):
            for at in _within(span, lines, by_row):
                part = parts[at_string] if field == "headline" and len(parts) == len(spans) else field
                if field == "body" and _is_crosshead(lines[at].text, story):
                    part = "crosshead"
                yield at, part, (field, numbers[at_string])


def paragraphs_of(story: dict[str, Any], field: str, count: int) -> list[object]:
    """The number of the paragraph (or heading part) that each string of a field belongs to."""
    if field == "headline":
        parts = story.get("headline_parts") or []
        return list(parts) if len(parts) == count else list(range(count))
    main = "body" if story["spans"]["body"] else "caption"
    sizes = story.get("paragraphs") or []
    if field != main or sum(sizes) != count:
        return [0] * count
    return [number for number, size in enumerate(sizes) for _ in range(size)]


def _within(span: list[int], lines: list[Line], by_row: dict[int, list[int]]) -> list[int]:
    """The printed lines that stand in a stretch of the file."""
    row, start, end = span
    return [
        at
        for at in by_row.get(row, ())
        if start <= lines[at].start < end or lines[at].start <= start < lines[at].end
    ]


def _is_crosshead(text: str, story: dict[str, Any]) -> bool:
    return len(text) > 1 and text[-1] != "。" and any(text in head for head in story["subheads"])
