"""The parts of a story: stack of headings, byline, body, caption, box. One byline a story, one stack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.importing.reconstruct.roles import Role
from archive.importing.reconstruct.shapes import Field
from archive.importing.reconstruct.stories.membership import Group
from archive.importing.reconstruct.stories.units import Unit
from archive.importing.reconstruct.vocabulary import BOX_LABEL, credit_at_end

# A story without a dateline that ends with a picture credit is a picture's caption, if it is no longer than this.
CAPTION_MAX_PARAGRAPHS = 4

# In a story with a body of its own, the words under a picture are no longer than this, in characters.
CAPTION_MAX_CHARS = 160

Stack = tuple[tuple[Field, tuple[Unit, ...]], ...]


@dataclass(frozen=True)
class Parts:
    """The units of a story by the field they are printed in, each in reading order."""

    stack: Stack
    bylines: tuple[Unit, ...]
    body: tuple[Unit, ...]
    caption: tuple[Unit, ...]
    box: tuple[Unit, ...]


def parts_of(group: Group) -> Parts:
    """Sort a group's units into the parts of a story."""
    units = [*group.heads, *group.units]
    bylines = tuple(unit for unit in units if unit.role is Role.BYLINE)
    box = _box(group.units)
    rest = [unit for unit in group.units if unit not in box and unit.role is not Role.BYLINE]
    caption = _caption(rest)
    body = sorted((unit for unit in rest if unit not in caption), key=lambda unit: not unit.opens_news)
    heads = [unit for unit in group.heads if unit.role is Role.HEADING]
    return Parts(stack_of(heads), bylines, tuple(body), tuple(caption), tuple(box))


def stack_of(headings: Sequence[Unit]) -> Stack:
    """Kicker, headline and deck: the last line is the headline, unless it opens with a dash as decks do."""
    if len(headings) > 1 and headings[-1].text.startswith(("——", "--", "—")):
        parts = headings[:-2], headings[-2:-1], headings[-1:]
    else:
        parts = headings[:-1], headings[-1:], headings[:0]
    return tuple(
        (name, tuple(part))
        for name, part in zip((Field.KICKER, Field.HEADLINE, Field.DECK), parts, strict=True)
    )


def _box(units: Sequence[Unit]) -> list[Unit]:
    """Each box's label with the text that stands behind it in the file."""
    box: list[Unit] = []
    for label in units:
        if label.role is Role.BOX_LABEL:
            last = label.lines[0].index
            behind = (
                u for u in units if u.role is Role.BODY and any(line.index == last + 1 for line in u.lines)
            )
            box.extend([label, *behind])
        elif label.role is Role.BODY and BOX_LABEL.match(label.text):
            box.append(label)
    return list(dict.fromkeys(box))


def _caption(rest: Sequence[Unit]) -> list[Unit]:
    """The words under a picture, told by the credit that ends them."""
    credited = [at for at, unit in enumerate(rest) if unit.role is Role.CREDIT or credit_at_end(unit.text)]
    if not credited:
        return []
    paragraphs = [unit for unit in rest if unit.role is Role.BODY]
    if len(paragraphs) <= CAPTION_MAX_PARAGRAPHS and not any(unit.opens_news for unit in paragraphs):
        return list(rest)
    caption = []
    for at in credited:
        under = rest[at - 1] if at and rest[at].role is Role.CREDIT else None
        caption += [
            unit for unit in (under, rest[at]) if unit is not None and len(unit.text) <= CAPTION_MAX_CHARS
        ]
    return list(dict.fromkeys(caption))
