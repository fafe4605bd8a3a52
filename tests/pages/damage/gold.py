"""Gold: the true stories of a damaged page, each field as what remains of it in the file, with spans and gaps."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from tests.pages.damage.levels import DamagedPage
from tests.pages.damage.sheet import Place
from tests.pages.setting.printing import BODY_FIELDS, HEAD_FIELDS, Field, PrintedLine, PrintedStory

# Characters quoted before a gap, enough to find the place.
AFTER_CHARS = 12

Span = tuple[int, int, int]


def gold_of(damaged: DamagedPage, page_id: str, level: str) -> dict[str, Any]:
    """The gold record of a page, ready for JSON."""
    file_lines = damaged.written.text.split("\n")
    return {
        "page_id": page_id,
        "level": level,
        "layout": damaged.page.layout,
        "source": f"{page_id}.txt",
        "stories": [_gold_story(story, damaged, file_lines) for story in damaged.page.stories],
        "furniture": [_furniture(line, damaged) for line in damaged.page.furniture],
    }


def _gold_story(story: PrintedStory, damaged: DamagedPage, file_lines: list[str]) -> dict[str, Any]:
    kept = [line for line in story.lines if line.key not in damaged.lost]
    spans = {
        "headline": _spans(_of(kept, *HEAD_FIELDS), damaged),
        "byline_lines": _spans(_of(kept, Field.BYLINE), damaged),
        "body": _spans(_of(kept, *BODY_FIELDS), damaged),
        "caption": _spans(_of(kept, Field.CAPTION), damaged),
        "box": _spans(_of(kept, Field.BOX), damaged),
    }
    texts = {field: [_text(span, file_lines) for span in found] for field, found in spans.items()}
    return {
        "id": f"{story.lines[0].story + 1:02d}-{story.name}",
        "kind": story.kind,
        "headline": texts["headline"],
        "headline_parts": _head_parts(kept, damaged),
        "byline": story.byline,
        "byline_lines": texts["byline_lines"],
        "body": texts["body"],
        "caption": texts["caption"],
        "box": texts["box"],
        "subheads": _subheads(kept),
        "gaps": _gaps(story, damaged),
        "notes": [],
        "paragraphs": _paragraph_counts(kept, damaged),
        "spans": spans,
    }


def _of(lines: Iterable[PrintedLine], *fields: Field) -> list[PrintedLine]:
    return [line for line in lines if line.field in fields]


def _spans(lines: Iterable[PrintedLine], damaged: DamagedPage) -> list[Span]:
    """Stretches of the file in reading order; lines of a paragraph side by side in one file line make one stretch."""
    spans: list[Span] = []
    for _, together in groupby(lines, key=lambda line: (line.field, line.paragraph)):
        spans += _paragraph_spans(together, damaged)
    return spans


def _paragraph_spans(lines: Iterable[PrintedLine], damaged: DamagedPage) -> list[Span]:
    spans: list[Span] = []
    for line in lines:
        place = damaged.written.places[line.key]
        if spans and _continues(spans[-1], place, damaged):
            spans[-1] = (place.line, spans[-1][1], place.end)
        else:
            spans.append((place.line, place.start, place.end))
    return spans


def _continues(span: Span, place: Place, damaged: DamagedPage) -> bool:
    if span[0] != place.line or not 0 <= place.start - span[2] <= 1:
        return False
    between = damaged.written.text.split("\n")[place.line - 1][span[2] : place.start]
    return not between.strip()


def _text(span: Span, file_lines: list[str]) -> str:
    line, start, end = span
    return file_lines[line - 1][start:end]


def _head_parts(kept: list[PrintedLine], damaged: DamagedPage) -> list[str]:
    """The part played by each headline string, in the same order as the strings."""
    first_places = {span[:2] for span in _spans(_of(kept, *HEAD_FIELDS), damaged)}
    return [
        line.field.value
        for line in _of(kept, *HEAD_FIELDS)
        if (damaged.written.places[line.key].line, damaged.written.places[line.key].start) in first_places
    ]


def _subheads(kept: list[PrintedLine]) -> list[str]:
    crossheads = groupby(_of(kept, Field.CROSSHEAD), key=lambda line: line.paragraph)
    return ["".join(line.text for line in lines) for _, lines in crossheads]


def _paragraph_counts(kept: list[PrintedLine], damaged: DamagedPage) -> list[int]:
    """How many strings of body or caption each paragraph holds."""
    text = _of(kept, *BODY_FIELDS) or _of(kept, Field.CAPTION)
    groups = groupby(text, key=lambda line: line.paragraph)
    return [len(_spans(lines, damaged)) for _, lines in groups]


def _furniture(line: PrintedLine, damaged: DamagedPage) -> dict[str, Any]:
    place = damaged.written.places[line.key]
    return {"text": line.text, "span": (place.line, place.start, place.end)}


def _gaps(story: PrintedStory, damaged: DamagedPage) -> list[dict[str, Any]]:
    gaps: list[dict[str, Any]] = []
    before: PrintedLine | None = None
    missing: list[PrintedLine] = []
    for line in (*story.lines, None):
        if line is not None and line.key in damaged.lost:
            missing.append(line)
            continue
        if missing and before is not None:
            gaps.append(_line_gap(before, missing, damaged))
        if line is not None:
            gaps += [_mark_gap(before, line, offset, damaged) for offset in line.lost_marks]
        before, missing = line, []
    return gaps


def _line_gap(before: PrintedLine, missing: list[PrintedLine], damaged: DamagedPage) -> dict[str, Any]:
    place = damaged.written.places[before.key]
    kind = "tail" if missing[-1].ends else "line"
    lost = sum(len(line.text) for line in missing)
    return {
        "line": place.line,
        "after": before.text[-AFTER_CHARS:],
        "kind": kind,
        "at": place.end,
        "note": f"{len(missing)} printed line(s), {lost} characters, are missing in the source",
    }


def _mark_gap(
    before: PrintedLine | None, line: PrintedLine, offset: int, damaged: DamagedPage
) -> dict[str, Any]:
    """A lost mark, told by the words before it: those of the line before where the mark began its line."""
    if offset == 0 and before is not None:
        line, offset = before, len(before.text)
    place = damaged.written.places[line.key]
    return {
        "line": place.line,
        "after": line.text[max(0, offset - AFTER_CHARS) : offset],
        "kind": "mark",
        "at": place.start + offset,
        "note": "a mark is missing in the source",
    }
