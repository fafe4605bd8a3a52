"""A reconstruction shown: as one JSON object a file, for programs, and as text to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from archive.importing.prepare import PreparedPage
from archive.importing.reconstruct.shapes import Field, Piece, Story

# Fields of a story that are shown as they are.
PLAIN = ("kicker", "headline", "deck", "byline", "caption", "box")


def as_object(name: str, encoding: str, pages: Iterable[PreparedPage]) -> dict[str, Any]:
    """All pages of a file as one object, ready for JSON. Lines count from 1, characters from 0."""
    found = [page.found for page in pages]
    return {
        "file": name,
        "encoding": encoding,
        "furniture": [_piece(one) for page in found for one in page.furniture],
        "unassigned": [_piece(one) for page in found for one in page.unassigned],
        "stories": [_story(one) for page in found for one in page.stories],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {"line": piece.line, "start": piece.start, "end": piece.end, "text": piece.text}


def _story(story: Story) -> dict[str, Any]:
    """A story with its body as paragraphs, crossheads in their places."""
    return {
        "kind": story.kind.value,
        **{name: getattr(story, name) for name in PLAIN[:4]},
        "body": list(story.body),
        "crossheads": list(story.crossheads),
        **{name: getattr(story, name) for name in PLAIN[4:]},
        "lines": [asdict(one) for one in story.lines],
        "doubts": [asdict(one) for one in story.doubts],
        "gaps": [asdict(one) for one in story.gaps],
    }


def as_text(name: str, encoding: str, pages: Sequence[PreparedPage]) -> str:
    """All pages of a file to read: stories parted by rules, gaps and doubts counted, then what belongs to none."""
    return "\n".join([f"═══ {name} ({encoding})", *(line for page in pages for line in _page(page))])


def _page(page: PreparedPage) -> Iterator[str]:
    for story in page.found.stories:
        yield from _read(story)
    for title, pieces in (
        ("未归入 unassigned", page.found.unassigned),
        ("页眉页脚 furniture", page.found.furniture),
    ):
        if pieces:
            yield f"─── {title}"
            yield from (f"{piece.line:>5}: {piece.text}" for piece in pieces)


def _read(story: Story) -> Iterator[str]:
    """One story as it would be read aloud."""
    yield f"─── {story.kind.value} · 存疑 doubts {len(story.doubts)} · 缺文 gaps {len(story.gaps)}"
    yield from filter(None, (story.kicker, story.headline, story.deck, story.byline))
    for index, paragraph in enumerate(story.body):
        yield f"【{paragraph}】" if index in story.crossheads else f"　　{paragraph}"
    for field in (Field.CAPTION, Field.BOX):
        if story.text_of(field):
            yield f"［{field.value}］{story.text_of(field)}"
