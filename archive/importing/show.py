"""A reconstruction shown: as one JSON object a file, for programs, and as text to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from archive.importing.facts import facts_of
from archive.importing.metadata import Said
from archive.importing.prepare import PreparedPage
from archive.importing.read import SourceText
from archive.importing.reconstruct.shapes import Field, Story

# Fields of a story that are shown as they are.
PLAIN = ("kicker", "headline", "deck", "byline", "caption", "box")


def as_object(
    name: str, source: SourceText, pages: Sequence[PreparedPage], *, with_facts: bool = False
) -> dict[str, Any]:
    """All pages of a file as one object, ready for JSON. Pages and lines count from 1, characters from 0.

    ``with_facts`` adds to each story what it names and counts.
    """
    shown = {
        "file": name,
        "encoding": source.encoding,
        "pages": [_page_object(number, page.said) for number, page in enumerate(pages, 1)],
        "furniture": [asdict(one) for page in pages for one in page.found.furniture],
        "unassigned": [asdict(one) for page in pages for one in page.found.unassigned],
        "stories": [
            _story(number, one) | (facts_of(one, page.said) if with_facts else {})
            for number, page in enumerate(pages, 1)
            for one in page.found.stories
        ],
    }
    return shown | ({"printed": _printed(source)} if source.layout else {})


def _page_object(number: int, said: Said) -> dict[str, Any]:
    """What a page says itself of where it was printed."""
    return {
        "page": number,
        "newspaper": str(said.newspaper or ""),
        "date": said.date.isoformat() if said.date else "",
        "number": said.pages[0] if said.pages else None,
        "name": said.page_name,
    }


def _printed(source: SourceText) -> list[dict[str, Any]]:
    """The lines that a file of XML prints, and where in the XML each begins."""
    return [
        {"line": line.number, "xml_line": line.xml_line, "text": line.text}
        for page in source.layout
        for line in page.lines
    ]


def _story(page: int, story: Story) -> dict[str, Any]:
    """A story with its body as paragraphs, crossheads in their places."""
    return {
        "page": page,
        "kind": story.kind.value,
        **{name: getattr(story, name) for name in PLAIN[:4]},
        "body": list(story.body),
        "crossheads": list(story.crossheads),
        **{name: getattr(story, name) for name in PLAIN[4:]},
        "lines": [asdict(one) for one in story.lines],
        "doubts": [asdict(one) for one in story.doubts],
        "gaps": [asdict(one) for one in story.gaps],
    }


def as_text(name: str, source: SourceText, pages: Sequence[PreparedPage]) -> str:
    """All pages of a file to read: stories parted by rules, gaps and doubts counted, then what belongs to none."""
    shown = (line for number, page in enumerate(pages, 1) for line in _page(number, page, len(pages)))
    return "\n".join([f"═══ {name} ({source.encoding})", *shown])


def _page(number: int, page: PreparedPage, pages: int) -> Iterator[str]:
    if pages > 1:
        yield f"══ 第 {number} 版，共 {pages} 版 page {number} of {pages}"
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
