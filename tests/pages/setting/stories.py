"""Sample stories as their files tell them: ``key: value`` lines, a blank line, then the body, a paragraph a line."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from tests.pages.setting.names import with_names

STORIES_DIR = Path(__file__).parent.parent / "stories"
# The parts that may be learnt from: stories that committed tuning pages are made of, and those that only teach.
LEARNT_FROM = ("tuning", "training")
SAMPLE_MARK = "样例"

# Where a headline, kicker or deck may break into printed lines.
LINE_BREAK = " / "
# A table row or a line of names: printed as it stands, never filled up to the column.
ROW_PREFIX = "| "
CROSSHEAD_PREFIX = "## "

DATELINE_BYLINE = re.compile(r"^(?:本报讯\s*)?（[^（）]*(?:记者|通讯员)[^（）]*）")
AGENCY_BYLINE = re.compile(r"^(?:新华社|本报|据)[^（。]{0,24}(?:电|讯|报道)\s*(（[^（）]*）)")
CREDIT = re.compile(r"(?:(?:本报|新华社|特约|实习)*(?:记者|通讯员)\s*\S+?\s*)+(?:/?摄|/?摄影报道|文/图)$")


class BadStoryError(ValueError):
    """A story file that cannot be read; the message names the file and what it lacks."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body, or the crosshead or row that stands in its place."""

    text: str
    is_crosshead: bool = False
    is_row: bool = False


@dataclass(frozen=True)
class SampleStory:
    """One story before it is printed; ``kicker``, ``headline`` and ``deck`` list the lines they may break into."""

    name: str
    kind: str
    kicker: tuple[str, ...]
    headline: tuple[str, ...]
    deck: tuple[str, ...]
    byline: str
    byline_at_end: bool
    body: tuple[Paragraph, ...]
    box: tuple[str, ...]
    caption: tuple[str, ...]

    def chars(self) -> int:
        """How many characters of running text have to be set."""
        return sum(len(paragraph.text) for paragraph in self.body) + sum(map(len, self.box + self.caption))

    def printed_byline(self) -> str:
        """Who wrote it, as printed: apart, in the dateline, or in the picture credit; empty if nobody is named."""
        if self.byline:
            return self.byline
        return _dateline_byline(self.body) or _credit(self.caption)


def read_story(path: Path, rng: random.Random) -> SampleStory:
    """The story in a file, its people named by seed."""
    head, _, body = with_names(path.read_text(encoding="utf-8"), rng).partition("\n\n")
    fields = _header_fields(head, path)
    return SampleStory(
        name=path.stem,
        kind=fields["kind"],
        kicker=_lines_of(fields.get("kicker", "")),
        headline=_lines_of(fields["headline"]),
        deck=_lines_of(fields.get("deck", "")),
        byline=fields.get("byline", "") or fields.get("signed", ""),
        byline_at_end="signed" in fields,
        body=tuple(_paragraph(line) for line in body.splitlines() if line.strip()),
        box=_lines_of(fields.get("box", "")),
        caption=_lines_of(fields.get("caption", "")),
    )


def story_paths(part: str) -> tuple[Path, ...]:
    """The files of one part (``tuning``, ``training`` or ``heldout``), in a fixed order."""
    return tuple(sorted((STORIES_DIR / part).glob("*.txt")))


def read_stories(part: str, rng: random.Random) -> tuple[SampleStory, ...]:
    """All stories of one part, with people of their own for this seed."""
    return tuple(read_story(path, rng) for path in story_paths(part))


def _header_fields(head: str, path: Path) -> dict[str, str]:
    pairs = (line.partition(":") for line in head.splitlines())
    fields = {key.strip(): value.strip() for key, _, value in pairs}
    if fields.get("sample") != SAMPLE_MARK:
        raise BadStoryError(
            f"{path}: the header lacks `sample: {SAMPLE_MARK}`; add it, so that nobody takes it for news"
        )
    missing = {"kind", "headline"} - fields.keys()
    if missing:
        raise BadStoryError(f"{path}: the header lacks {sorted(missing)}")
    return fields


def _lines_of(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(LINE_BREAK)) if value else ()


def _paragraph(line: str) -> Paragraph:
    if line.startswith(CROSSHEAD_PREFIX):
        return Paragraph(line.removeprefix(CROSSHEAD_PREFIX), is_crosshead=True)
    if line.startswith(ROW_PREFIX):
        return Paragraph(line.removeprefix(ROW_PREFIX), is_row=True)
    return Paragraph(line)


def _dateline_byline(body: tuple[Paragraph, ...]) -> str:
    if not body:
        return ""
    local = DATELINE_BYLINE.match(body[0].text)
    if local:
        return local.group()
    agency = AGENCY_BYLINE.match(body[0].text)
    return agency.group(1) if agency else ""


def _credit(caption: tuple[str, ...]) -> str:
    found = CREDIT.search(caption[-1]) if caption else None
    return found.group() if found else ""
