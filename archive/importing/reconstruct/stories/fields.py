"""From the units of one story to its fields, every character with the stretch of the file it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.importing.reconstruct.shapes import Field, Gap, Kind, Story, Stretch
from archive.importing.reconstruct.stories.parts import Parts, Played, parts_of
from archive.importing.reconstruct.stories.units import Unit
from archive.importing.reconstruct.vocabulary import (
    CLOSERS,
    DATELINE,
    SENTENCE_END,
    WRITERS_FIRST,
    credit_at_end,
)
from archive.importing.reconstruct.widths import em


@dataclass(frozen=True)
class Text:
    """A field's paragraphs and where their characters come from."""

    paragraphs: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()


def story_of(played: Sequence[Played]) -> Story:
    """The story that units make, given in file order with the parts they may play."""
    parts = parts_of(played)
    heads = [(_set(units, name, " ")) for name, units in parts.stack]
    byline = _set(parts.bylines, Field.BYLINE, " ")
    body, caption, box = (
        _set(units, name)
        for units, name in ((parts.body, Field.BODY), (parts.caption, Field.CAPTION), (parts.box, Field.BOX))
    )
    dateline, writers = dateline_of(body.paragraphs)
    return Story(
        kind=_kind(parts),
        kicker=" ".join(heads[0].paragraphs),
        headline=" ".join(heads[1].paragraphs),
        deck=" ".join(heads[2].paragraphs),
        byline=" ".join(byline.paragraphs) or writers or _credited(caption, body),
        dateline=dateline,
        body=body.paragraphs,
        crossheads=tuple(at for at, unit in enumerate(parts.body) if unit in parts.crossheads),
        caption="\n".join(caption.paragraphs),
        box="\n".join(box.paragraphs),
        lines=tuple(stretch for text in (*heads, byline, body, caption, box) for stretch in text.stretches),
        gaps=(
            *_gaps(parts.body, parts.crossheads, body, Field.BODY),
            *_gaps(parts.caption, parts.crossheads, caption, Field.CAPTION),
        ),
    )


def _kind(parts: Parts) -> Kind:
    if not parts.body and parts.caption:
        return Kind.PHOTO
    if parts.crossheads or parts.box:
        return Kind.FEATURE
    return Kind.BRIEF if sum(len(unit.text) for unit in parts.body) < BRIEF_MAX_CHARS else Kind.NEWS


# News up to this length, in characters, is called news in brief.
BRIEF_MAX_CHARS = 200


def _set(units: Sequence[Unit], name: Field, separator: str = "\n") -> Text:
    """Put units below each other."""
    paragraphs: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for unit in units:
        at += len(separator) if paragraphs else 0
        text, found = _joined(unit, name, at)
        paragraphs.append(text)
        stretches += found
        at += len(text)
    return Text(tuple(paragraphs), tuple(stretches))


def _joined(unit: Unit, name: Field, at: int) -> tuple[str, list[Stretch]]:
    """A unit's lines end to end, with a space where two Latin words would run together."""
    text, stretches = "", []
    for line in unit.lines:
        if text and _is_latin(text[-1]) and _is_latin(line.text[0]):
            text += " "
        stretches.append(Stretch(name, at + len(text), line.row, line.start, line.end))
        text += line.text
    return text, stretches


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


# Where no pattern of the press knows a dateline: the writers in the first brackets, right at the start or behind a
# wire's few words.
_WRITERS_IN_LEAD = re.compile(
    r"(?P<wire>[^()（）。，,]{0,24}(?:讯|电|消息|报道))?[ \u3000]{0,2}"
    r"[(（](?P<writers>(?=[^()（）]{0,80}(?:记者|通讯员))[^()（）]{2,80})[)）]"
)


# A dateline and its brackets may be torn into so many pieces.
LEAD_PARAGRAPHS = 2


def dateline_of(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The dateline that a body begins with, and the writers it names."""
    if lead := _WRITERS_IN_LEAD.match("".join(paragraphs[:LEAD_PARAGRAPHS])):
        return (lead["wire"] or "").strip(), lead["writers"].strip()
    text = paragraphs[0] if paragraphs else ""
    match = DATELINE.match(text) or WRITERS_FIRST.match(text)
    if not match:
        return "", ""
    found = match.group()
    cut = next((at for at, mark in enumerate(found) if mark in "(（ \u3000"), len(found))
    return found[:cut].strip(), found[cut:].strip("()（） \u3000:：")


def _credited(caption: Text, body: Text) -> str:
    """Who took the picture, as the caption ends; as the body ends, where there is no caption."""
    return credit_of(caption.paragraphs) or credit_of(body.paragraphs[-1:])


def credit_of(paragraphs: Sequence[str]) -> str:
    """The picture credit that a text ends with, even if it is broken over printed lines."""
    return credit_at_end("".join(paragraphs)).strip("()（） ")


def _gaps(units: Sequence[Unit], crossheads: frozenset[Unit], text: Text, name: Field) -> list[Gap]:
    """Paragraphs that stop without a mark that may end one."""
    gaps, at = [], 0
    for unit, paragraph in zip(units, text.paragraphs, strict=True):
        at += len(paragraph)
        if unit not in crossheads and _breaks_off(unit) and not _may_end(paragraph):
            gaps.append(Gap(name, at, paragraph[-AFTER_CHARS:]))
        at += 1
    return gaps


# What the last line before a lost one may lack to fill its column, in em: extraction loses short last lines, so the
# line before them is full.
FULL_LINE_SLACK_EM = 3.0


def _breaks_off(unit: Unit) -> bool:
    """Does a paragraph of several lines end with a full one?"""
    widths = [em(line.text) for line in unit.lines]
    return len(widths) > 1 and widths[-1] >= max(widths) - FULL_LINE_SLACK_EM


# Characters quoted before a gap: enough to find the place again.
AFTER_CHARS = 12


def _may_end(paragraph: str) -> bool:
    """Does the paragraph end as one may: with a closing mark, a colon before a list, or a picture credit?"""
    last = paragraph.rstrip(CLOSERS + " ")[-1:]
    return (
        last in tuple(SENTENCE_END + "：:；;—.")
        or paragraph[-1:] in tuple(")）】]")
        or bool(credit_at_end(paragraph))
    )
