"""The printed page as a PDF whose every character is known again after extraction.

Each character beyond ASCII is printed as a Chinese character that stands nowhere else on the page: extractors go by
place and width, not by meaning, and all Chinese characters are one em wide. What comes out tells which character of
which line it was.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from statistics import median

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.pages.setting.breaking import width_of
from tests.pages.setting.printing import BODY_FIELDS, PrintedLine, PrintedPage

# A CID font every viewer and extractor knows by name: no font file is needed.
FONT = "STSong-Light"
# Points in one em of body type; newspapers set 9 to 10.
EM_POINTS = 9.5
MARGIN_EM = 6.0
# Unified ideographs that all extractors give back as they were; checked one by one.
CIPHER_CHARS = tuple(map(chr, range(0x4E00, 0x9FA6)))

Key = tuple[int, int]


@dataclass(frozen=True)
class CipheredPdf:
    """A PDF, and for every ciphered character the line and offset that it stands for."""

    data: bytes
    meaning: dict[str, tuple[Key, int]]


def render(page: PrintedPage, rng: random.Random) -> CipheredPdf:
    """The page drawn story by story or column by column, as some production systems do and some others."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    lines = [*page.lines(), *page.furniture]
    if rng.random() < 0.5:
        lines.sort(key=lambda line: (line.edge, line.y))
    cipher = rng.sample(CIPHER_CHARS, sum(len(line.text) for line in lines))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_paper(lines), invariant=True)
    meaning: dict[str, tuple[Key, int]] = {}
    for line in lines:
        _draw(canvas, line, _ciphered(line, cipher, meaning), measure=_measure(line, page))
    canvas.save()
    return CipheredPdf(buffer.getvalue(), meaning)


def _ciphered(line: PrintedLine, cipher: list[str], meaning: dict[str, tuple[Key, int]]) -> str:
    printed: list[str] = []
    for offset, char in enumerate(line.text):
        if char.isascii() or char.isspace():
            printed.append(" " if char.isspace() else char)
        else:
            meaning[cipher[-1]] = (line.key, offset)
            printed.append(cipher.pop())
    return "".join(printed)


def _paper(lines: list[PrintedLine]) -> tuple[float, float]:
    right = max(line.x + width_of(line.text) * line.size for line in lines)
    height = max(line.y for line in lines) - min(line.y for line in lines)
    return (right + 2 * MARGIN_EM) * EM_POINTS, (height + 4 * MARGIN_EM) * EM_POINTS


def _measure(line: PrintedLine, page: PrintedPage) -> float | None:
    """The width to which a line of running text is driven out, in em; None for lines left as wide as they are."""
    if line.field not in BODY_FIELDS or line.ends or line.story < 0:
        return None
    story = page.stories[line.story]
    beside = [other for other in story.lines if other.column == line.column and other.field is line.field]
    beside = [other for other in beside if not other.ends]
    # Squeezed lines are wider by nature than the column, pushed-back ones narrower: the middle one is the column's.
    return median(width_of(other.text) + other.x for other in beside) - line.x


def _draw(canvas: Canvas, line: PrintedLine, text: str, measure: float | None) -> None:
    size = line.size * EM_POINTS
    natural = pdfmetrics.stringWidth(text, FONT, size)
    spread = (measure * EM_POINTS - natural) / (len(text) - 1) if measure and len(text) > 1 else 0.0
    # Driving out more than this looks wrong on paper, and no compositor does it.
    spread = max(-0.2 * size, min(spread, 0.25 * size))
    height = canvas._pagesize[1]
    canvas.setFont(FONT, size)
    canvas.drawString(
        (line.x + MARGIN_EM) * EM_POINTS,
        height - (line.y + line.size + 2 * MARGIN_EM) * EM_POINTS,
        text,
        charSpace=spread,
    )
