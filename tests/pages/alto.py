"""A printed page as ALTO XML, the way recognizers write it: boxes a little off, words or whole lines, any order of blocks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from archive.importing.alto import read_alto
from tests.pages.damage.gold import gold_of
from tests.pages.damage.levels import DamagedPage
from tests.pages.damage.sheet import Place, WrittenPage
from tests.pages.setting.breaking import width_of
from tests.pages.setting.layout import lay_out
from tests.pages.setting.printing import BODY_FIELDS, PrintedLine, PrintedPage
from tests.pages.setting.stories import read_stories

# Dots in an em of body type, points of body type, and white around the page in em.
EM_DOTS, EM_POINTS, MARGIN_EM = 40, 9.5, 6
NAMESPACES = ("", "http://www.loc.gov/standards/alto/ns-v2#", "http://www.loc.gov/standards/alto/ns-v4#")


class Manner(NamedTuple):
    """How a recognizer writes: what a block is, whether blocks are strewn, whether words stand apart, whether it tells
    sizes of type, how far its boxes are off (in em).
    """

    block: str
    strewn: bool
    words: bool
    styles: bool
    jitter: float
    namespace: str


def drawn(rng: random.Random) -> Manner:
    """A manner by chance."""
    return Manner(
        block=rng.choice(("page", "paragraph", "column")),
        strewn=rng.random() < 0.7,
        words=rng.random() < 0.5,
        styles=rng.random() < 0.5,
        jitter=rng.choice((0.0, 0.05, 0.1)),
        namespace=rng.choice(NAMESPACES),
    )


@dataclass(frozen=True)
class AltoSample:
    """A page as XML, the truth about it, and the numbers of its printed lines in the order of each story's text."""

    name: str
    xml: str
    gold: dict[str, Any]
    texts: tuple[tuple[int, ...], ...]


def alto_pages(part: str, count: int, seed: int) -> Iterator[AltoSample]:
    """So many pages of a part; the same three arguments always give the same pages."""
    return (_sample(part, f"alto-{seed}-{number:03d}") for number in range(count))


def _sample(part: str, name: str) -> AltoSample:
    rng = random.Random(f"{part}/{name}")
    page = lay_out(part, read_stories(part, rng), rng)
    manner = drawn(rng)
    blocks = _blocks(page, manner, rng)
    xml = written_xml(blocks, manner, rng)
    written = _printed(blocks, xml)
    texts = (
        tuple(written.places[line.key].line for line in story.lines if line.field in BODY_FIELDS)
        for story in page.stories
    )
    return AltoSample(name, xml, gold_of(DamagedPage(page, frozenset(), written), name, "alto"), tuple(texts))


Block = list[PrintedLine]


def _blocks(page: PrintedPage, manner: Manner, rng: random.Random) -> list[Block]:
    """The lines of the page as a recognizer groups them."""
    lines = [*page.lines(), *page.furniture]
    if manner.block == "page":
        return [sorted(lines, key=lambda line: (round(line.y + line.size), line.x))]

    def key(line: PrintedLine) -> tuple:
        paragraph = line.paragraph if manner.block == "paragraph" else 0
        return (line.story, line.field, paragraph, line.column, line.size)

    blocks = [list(group) for _, group in groupby(lines, key=key)]
    if manner.strewn:
        rng.shuffle(blocks)
    return blocks


def _printed(blocks: Iterable[Block], xml: str) -> WrittenPage:
    """The printed text, and where each line of the page stands in it."""
    lines = read_alto("page.xml", xml).printed
    places, number = {}, 0
    for block in blocks:
        for line in block:
            number += 1
            places[line.key] = Place(number, 0, len(lines[number - 1]))
        number += 1
    return WrittenPage("\n".join(lines), places)


def written_xml(blocks: Iterable[Block], manner: Manner, rng: random.Random) -> str:
    """The file."""
    namespace = f' xmlns="{manner.namespace}"' if manner.namespace else ""
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<alto{namespace}>",
            *(_styles(blocks) if manner.styles else ()),
            '<Layout><Page ID="P1" PHYSICAL_IMG_NR="1"><PrintSpace>',
            *(text for block in blocks for text in _block(block, manner, rng)),
            "</PrintSpace></Page></Layout>",
            "</alto>",
        ]
    )


def _styles(blocks: Iterable[Block]) -> Iterator[str]:
    yield "<Styles>"
    for size in sorted({line.size for block in blocks for line in block}):
        yield f'<TextStyle ID="{_style(size)}" FONTSIZE="{size * EM_POINTS:.1f}"/>'
    yield "</Styles>"


def _style(size: float) -> str:
    return f"S{size * 10:.0f}"


def _block(block: Block, manner: Manner, rng: random.Random) -> Iterator[str]:
    yield "<TextBlock>"
    for line in block:
        style = f' STYLEREFS="{_style(line.size)}"' if manner.styles else ""
        yield f"<TextLine{_box(line, line.x, line.text, manner, rng)}{style}>"
        yield from _strings(line, manner, rng)
        yield "</TextLine>"
    yield "</TextBlock>"


def _strings(line: PrintedLine, manner: Manner, rng: random.Random) -> Iterator[str]:
    words = list(_words(line.text, rng)) if manner.words else [line.text]
    x = line.x
    for number, word in enumerate(words):
        if number:
            yield "<SP/>"
        text = word.rstrip(" ")
        yield f"<String CONTENT={quoteattr(text)}{_box(line, x, text, manner, rng)}/>"
        x += width_of(word) * line.size


def _words(text: str, rng: random.Random) -> Iterator[str]:
    """The text cut at its spaces and now and then between two characters; a space goes with the word before it."""
    word = ""
    for char, after in zip(text, [*text[1:], ""], strict=True):
        word += char
        inside = char.isascii() and after.isascii()
        if after != " " and (char == " " or (not inside and rng.random() < 0.5)):
            yield word
            word = ""
    if word:
        yield word


def _box(line: PrintedLine, x: float, text: str, manner: Manner, rng: random.Random) -> str:
    """The place of a text that begins at ``x`` in a line, a little off."""
    off = [rng.uniform(-manner.jitter, manner.jitter) for _ in range(4)]
    left, top = (x + MARGIN_EM + off[0]) * EM_DOTS, (line.y + 3 * MARGIN_EM + off[1]) * EM_DOTS
    width, height = max(width_of(text) * line.size + off[2], 0.1) * EM_DOTS, (line.size + off[3]) * EM_DOTS
    return f' HPOS="{left:.0f}" VPOS="{top:.0f}" WIDTH="{width:.0f}" HEIGHT="{height:.0f}"'
