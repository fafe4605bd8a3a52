"""What stands on a printed page: lines with a place on the paper and a part to play in their story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Story number of lines that belong to no story (folio, nameplate, editors' line).
NO_STORY = -1


class Field(StrEnum):
    """The part a printed line plays."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    BODY = "body"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    BOX = "box"
    FURNITURE = "furniture"


HEAD_FIELDS = (Field.KICKER, Field.HEADLINE, Field.DECK)
BODY_FIELDS = (Field.BODY, Field.CROSSHEAD)


@dataclass(frozen=True)
class PrintedLine:
    """One line on the paper; ``x``, ``y`` and ``size`` in em of the body type, ``y`` downwards from the top.

    ``edge`` is the left edge of the line's column (``x`` less any indent), ``column`` counts within the story's frame, ``order`` is the reading order within the story. ``lost_marks`` are the
    offsets in ``text`` before which a mark has been lost.
    """

    story: int
    field: Field
    paragraph: int
    order: int
    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 1.0
    edge: float = 0.0
    column: int = 0
    starts: bool = True
    ends: bool = True
    lost_marks: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        """What names this line on its page, whatever happens to its text."""
        return self.story, self.order


@dataclass(frozen=True)
class PrintedStory:
    """A story as set: its lines in reading order, the band it stands in, and the facts that gold repeats."""

    name: str
    kind: str
    byline: str
    lines: tuple[PrintedLine, ...]
    band: int = 0


@dataclass(frozen=True)
class PrintedPage:
    """A whole page: stories in the order they stand on the paper, and furniture."""

    layout: str
    stories: tuple[PrintedStory, ...]
    furniture: tuple[PrintedLine, ...] = ()

    def lines(self) -> tuple[PrintedLine, ...]:
        """Every line of every story, story by story, in reading order."""
        return tuple(line for story in self.stories for line in story.lines)
