"""How the desk writes a body: a paragraph a line, ``## `` in front of a crosshead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

CROSSHEAD_MARK = "## "

# A paragraph that was really printed with the mark wears a backslash, and one printed with that wears two.
_LOOKS_MARKED = re.compile(r"\\*## ")


@dataclass(frozen=True)
class Body:
    """A body as an article keeps it: paragraphs, and the indexes of those that head others."""

    paragraphs: tuple[str, ...] = ()
    crossheads: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """A paragraph a line."""
        return "\n".join(self.paragraphs)


def write(paragraphs: Sequence[str], crossheads: Collection[int]) -> str:
    """The body as an editor sees it."""
    return "\n".join(
        CROSSHEAD_MARK + paragraph if index in crossheads else _escaped(paragraph)
        for index, paragraph in enumerate(paragraphs)
    )


def read(text: str) -> Body:
    """The body that an editor wrote; lines without a character are no paragraphs."""
    stripped = (line.strip() for line in with_plain_ends(text).split("\n"))
    lines = [line for line in stripped if line not in ("", CROSSHEAD_MARK.strip())]
    return Body(
        paragraphs=tuple(_bare(line) for line in lines),
        crossheads=tuple(index for index, line in enumerate(lines) if line.startswith(CROSSHEAD_MARK)),
    )


def tidy(text: str) -> str:
    """One field as an editor wrote it, without the line ends of a form and the space around it."""
    return with_plain_ends(text).strip()


def with_plain_ends(text: str) -> str:
    """The text with the line ends that are stored, not those that forms send."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _escaped(paragraph: str) -> str:
    return "\\" + paragraph if _LOOKS_MARKED.match(paragraph) else paragraph


def _bare(line: str) -> str:
    """The paragraph itself, without the mark of the desk."""
    if line.startswith(CROSSHEAD_MARK):
        return line.removeprefix(CROSSHEAD_MARK).strip()
    return line[1:] if line.startswith("\\") and _LOOKS_MARKED.match(line) else line
