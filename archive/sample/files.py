"""The sample as files: clean texts, the newspapers as a fixture, and the records of an imaginary editor."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.sample.telling.stories import Story
from archive.sample.world import NEWSPAPERS, Newspaper

RIGHTS = "虚构的样例，可以自由使用。"
RIGHTS_EN = "A fictitious sample, free to use."


@dataclass(frozen=True)
class CleanFile:
    """A story as a clean file. ``line`` and ``start`` say where the first character of the story stands in it."""

    name: str
    text: str
    line: int
    start: int
    story: Story

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes, by which records name it."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def clean_file(story: Story) -> CleanFile:
    """The story with its header, as ``import_texts`` reads it: keys, an empty line, a paragraph a line."""
    slot = story.slot
    header = [f"{key}: {value}" for key, value in _header(story) if value]
    first = next(line for line in header if line.startswith(("kicker: ", "headline: ")))
    return CleanFile(
        name=f"{slot.newspaper.slug}/{slot.date.year}/{slot.date}-p{slot.page}-{slot.number:04}.txt",
        text="\n".join([*header, "", *story.body, ""]),
        line=header.index(first) + 1,
        start=len(first.split(" ", 1)[0]) + 1,
        story=story,
    )


def _header(story: Story) -> Iterator[tuple[str, str]]:
    yield "newspaper", story.slot.newspaper.name
    yield "date", story.slot.date.isoformat()
    yield "page", str(story.slot.page)
    yield "kind", story.slot.kind
    yield "kicker", story.kicker
    yield "headline", story.headline
    yield "deck", story.deck
    yield "byline", story.byline


def newspapers() -> str:
    """The invented newspapers, for ``loaddata``."""
    fixture = [{"model": "archive.newspaper", "fields": _newspaper(paper)} for paper in NEWSPAPERS]
    return json.dumps(fixture, ensure_ascii=False, indent=1) + "\n"


def _newspaper(paper: Newspaper) -> dict[str, str]:
    return {
        "name": paper.name,
        "slug": paper.slug,
        "name_en": paper.name_en,
        "access": "open",
        "rights_statement": RIGHTS,
        "rights_statement_en": RIGHTS_EN,
    }


def write(folder: Path, name: str, text: str) -> None:
    """Put a file into the folder, in a folder of its own where its name has one."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
