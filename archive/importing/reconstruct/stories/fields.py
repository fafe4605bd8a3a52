"""From the units of one story to its fields, every character with the stretch of the file it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.importing.reconstruct.roles import Role
from archive.importing.reconstruct.shapes import Field, Gap, Kind, Story, Stretch
from archive.importing.reconstruct.stories.membership import Group
from archive.importing.reconstruct.stories.parts import Parts, parts_of
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


def story_of(group: Group) -> Story:
    """The story that a group of units makes."""
    parts = parts_of(group)
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
        byline=" ".join(byline.paragraphs) or writers or credit_of(caption.paragraphs),
        dateline=dateline,
        body=body.paragraphs,
        crossheads=tuple(
            at for at, unit in enumerate(_own_paragraphs(parts.body)) if unit.role is Role.HEADING
        ),
        caption="\n".join(caption.paragraphs),
        box="\n".join(box.paragraphs),
        lines=tuple(stretch for text in (*heads, byline, body, caption, box) for stretch in text.stretches),
        gaps=(*_gaps(parts.body, body, Field.BODY), *_gaps(parts.caption, caption, Field.CAPTION)),
    )


def _kind(parts: Parts) -> Kind:
    if not parts.body and parts.caption:
        return Kind.PHOTO
    if any(unit.role is Role.HEADING for unit in parts.body) or parts.box:
        return Kind.FEATURE
    return Kind.BRIEF if sum(len(unit.text) for unit in parts.body) < BRIEF_MAX_CHARS else Kind.NEWS


# News up to this length, in characters, is called news in brief.
BRIEF_MAX_CHARS = 200


def _own_paragraphs(units: Sequence[Unit]) -> list[Unit]:
    return [unit for at, unit in enumerate(units) if not (at and unit.role is Role.CREDIT)]


def _set(units: Sequence[Unit], name: Field, separator: str = "\n") -> Text:
    """Put units below each other; a credit stays at the end of what stands before it."""
    paragraphs: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for unit in units:
        follows = bool(paragraphs) and unit.role is Role.CREDIT
        at += len(" " if follows else separator) if paragraphs else 0
        text, found = _joined(unit, name, at)
        stretches += found
        if follows:
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)
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


def dateline_of(paragraphs: Sequence[str]) -> tuple[str, str]:
    """The dateline that a body begins with, and the writers it names."""
    text = paragraphs[0] if paragraphs else ""
    match = DATELINE.match(text) or WRITERS_FIRST.match(text)
    if not match:
        return "", ""
    found = match.group()
    cut = next((at for at, mark in enumerate(found) if mark in "(（ \u3000"), len(found))
    return found[:cut].strip(), found[cut:].strip("()（） \u3000:：")


def credit_of(paragraphs: Sequence[str]) -> str:
    """Who took the picture, as the caption's last paragraph ends."""
    return credit_at_end(paragraphs[-1]).strip("()（） ") if paragraphs else ""


def _gaps(units: Sequence[Unit], text: Text, name: Field) -> list[Gap]:
    """Paragraphs that stop without a mark that may end one."""
    gaps, at = [], 0
    for unit, paragraph in zip(_own_paragraphs(units), text.paragraphs, strict=True):
        at += len(paragraph)
        if unit.role is Role.BODY and _breaks_off(unit) and not _may_end(paragraph):
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
