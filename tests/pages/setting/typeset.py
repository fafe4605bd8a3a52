"""Set one story in its frame: heads over the columns, text flowing round boxes and pictures."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from itertools import count
from math import ceil

from tests.pages.setting.breaking import break_evenly, break_lines, width_of
from tests.pages.setting.printing import Field, PrintedLine, PrintedStory
from tests.pages.setting.stories import SampleStory

# Distances in em of the body type, as broadsheets set them.
GUTTER_EM = 2.0
LEADING_EM = 1.6
INDENT_EM = 2.0
# Type sizes in em of the body type: kicker, headline by columns spanned, deck.
KICKER_SIZE = 1.4
DECK_SIZE = 1.2
HEADLINE_SIZES = {1: 1.8, 2: 2.4, 3: 2.8}
WIDEST_HEADLINE_SIZE = 3.2
# A picture takes this many rows of body type.
PICTURE_ROWS = (7, 8, 10, 12)
# Narrower columns than this are not cut out of a frame.
LEAST_MEASURE_EM = 10
BOX_MARGIN_EM = 2

Slot = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """The strip of paper given to a story: ``x`` and ``top`` in em, so many columns of so many em.

    With ``snaps``, running text stands on lines that all stories of the page share. ``reserved_rows`` at the head of
    the last column are left to another story.
    """

    x: float
    top: float
    columns: int
    measure: int
    snaps: bool = False
    reserved_rows: int = 0

    @property
    def width(self) -> float:
        """From the left edge of the first column to the right edge of the last, in em."""
        return self.columns * self.measure + (self.columns - 1) * GUTTER_EM

    def column_x(self, column: int) -> float:
        """Left edge of a column."""
        return self.x + column * (self.measure + GUTTER_EM)


@dataclass(frozen=True)
class Draft:
    """A line whose place is not known yet."""

    text: str
    field: Field
    paragraph: int
    starts: bool = True
    ends: bool = True
    inset: float = 0.0


@dataclass(frozen=True)
class SetStory:
    """A printed story, the ``y`` where its columns begin, and the ``y`` where the next story may."""

    story: PrintedStory
    text_top: float
    bottom: float


def set_story(index: int, story: SampleStory, frame: Frame, rng: random.Random) -> SetStory:
    """The story's printed lines in the frame, numbered in reading order."""
    frame = _with_own_measure(frame, rng)
    heads, top = _set_heads(story, frame, centred=rng.random() < 0.5)
    top = ceil(top / LEADING_EM) * LEADING_EM if frame.snaps else top
    text = _set_text(story, replace(frame, top=top), rng)
    lines = tuple(
        replace(line, story=index, order=order) for order, line in zip(count(), heads + text, strict=False)
    )
    bottom = max((line.y + line.size * LEADING_EM for line in lines), default=frame.top)
    return SetStory(PrintedStory(story.name, story.kind, story.printed_byline(), lines), top, bottom)


def _with_own_measure(frame: Frame, rng: random.Random) -> Frame:
    """Some stories are set in fewer or more columns than the page has."""
    if frame.columns == 1 or frame.reserved_rows:
        return frame
    columns = frame.columns + rng.choice((0, 0, 0, -1, 1))
    measure = int((frame.width - (columns - 1) * GUTTER_EM) / columns)
    if columns == frame.columns or measure < LEAST_MEASURE_EM or measure > 3 * LEAST_MEASURE_EM:
        return frame
    return replace(frame, columns=columns, measure=measure)


def _set_heads(story: SampleStory, frame: Frame, centred: bool) -> tuple[list[PrintedLine], float]:
    lines: list[PrintedLine] = []
    y = frame.top
    for field, texts, size in _heads_of(story, frame):
        broken = _broken_head(texts, frame.width / size)
        for row, text in enumerate(broken):
            x = frame.x + max(0.0, (frame.width - width_of(text) * size) / 2) if centred else frame.x
            last = row == len(broken) - 1
            lines.append(PrintedLine(0, field, 0, 0, text, x, y, size, frame.x, starts=row == 0, ends=last))
            y += size * LEADING_EM
    return lines, y


def _heads_of(story: SampleStory, frame: Frame) -> list[tuple[Field, tuple[str, ...], float]]:
    headline_size = HEADLINE_SIZES.get(frame.columns, WIDEST_HEADLINE_SIZE)
    heads = [
        (Field.KICKER, story.kicker, KICKER_SIZE),
        (Field.HEADLINE, story.headline, headline_size),
        (Field.DECK, story.deck, DECK_SIZE),
    ]
    if story.byline and not story.byline_at_end:
        heads.append((Field.BYLINE, (story.byline,), 1.0))
    return [head for head in heads if head[1]]


def _broken_head(texts: tuple[str, ...], measure: float) -> tuple[str, ...]:
    """One line if it fits in one, else the breaks its writer allowed, broken further where the column is narrow."""
    whole = "".join(texts)
    if len(texts) == 1 or (width_of(whole) <= measure and not _stacks_well(texts)):
        return break_evenly(whole, measure)
    return tuple(line for text in texts for line in break_evenly(text, measure))


def _stacks_well(texts: tuple[str, ...]) -> bool:
    """Lines of nearly equal width are a stack by design."""
    widths = [width_of(text) for text in texts]
    return max(widths) - min(widths) <= 2


def _set_text(story: SampleStory, frame: Frame, rng: random.Random) -> list[PrintedLine]:
    body = _body_drafts(story, frame)
    if not body:
        return _set_caption_below_picture(story, frame, rng)
    insets = _insets(story, frame, rng)
    slots = _slots(len(body), frame.columns, insets)
    flowing = [_placed(draft, slot, frame) for draft, slot in zip(body, slots, strict=False)]
    standing = [_placed(draft, slot, frame) for inset in insets for draft, slot in inset.lines]
    return flowing + standing


def _body_drafts(story: SampleStory, frame: Frame) -> list[Draft]:
    drafts: list[Draft] = []
    for number, paragraph in enumerate(story.body):
        if paragraph.is_crosshead:
            drafts += _drafts(paragraph.text, Field.CROSSHEAD, number, frame.measure, 0.0)
        else:
            indent = 0.0 if paragraph.is_row else INDENT_EM
            drafts += _drafts(paragraph.text, Field.BODY, number, frame.measure, indent)
    if story.byline_at_end:
        drafts += _drafts(story.byline, Field.BYLINE, len(story.body), frame.measure, 0.0)
    return drafts


def _drafts(text: str, field: Field, paragraph: int, measure: float, indent: float) -> list[Draft]:
    broken = break_lines(text, measure, indent)
    last = len(broken) - 1
    return [
        Draft(line, field, paragraph, starts=row == 0, ends=row == last, inset=indent if row == 0 else 0.0)
        for row, line in enumerate(broken)
    ]


def _placed(draft: Draft, slot: Slot, frame: Frame) -> PrintedLine:
    column, row = slot
    return PrintedLine(
        story=0,
        field=draft.field,
        paragraph=draft.paragraph,
        order=0,
        text=draft.text,
        x=frame.column_x(column) + draft.inset,
        y=frame.top + row * LEADING_EM,
        edge=frame.column_x(column),
        column=column,
        starts=draft.starts,
        ends=draft.ends,
    )


@dataclass(frozen=True)
class Inset:
    """Something the text flows round: the slots it takes, and the lines that stand in some of them."""

    taken: frozenset[Slot]
    lines: tuple[tuple[Draft, Slot], ...]


def _insets(story: SampleStory, frame: Frame, rng: random.Random) -> list[Inset]:
    insets: list[Inset] = []
    if frame.reserved_rows:
        insets.append(_inset([], frame.columns - 1, 0, blank_rows=frame.reserved_rows))
    if story.box:
        column = rng.randrange(frame.columns - len(insets))
        insets.append(_box_inset(story, frame, column, first_row=rng.choice((0, 3, 6))))
    if story.caption:
        taken_column = {column for inset in insets for column, _ in inset.taken}
        free = [column for column in range(frame.columns) if column not in taken_column]
        column = rng.choice(free or [0])
        below = max((row + 1 for inset in insets for c, row in inset.taken if c == column), default=0)
        insets.append(_picture_inset(story, frame, column, below, rng.choice(PICTURE_ROWS)))
    return insets


def _box_inset(story: SampleStory, frame: Frame, column: int, first_row: int) -> Inset:
    drafts = [
        replace(draft, inset=BOX_MARGIN_EM / 2)
        for number, text in enumerate(story.box)
        for draft in _drafts(text, Field.BOX, number, frame.measure - BOX_MARGIN_EM, 0.0)
    ]
    return _inset(drafts, column, first_row, blank_rows=0)


def _picture_inset(story: SampleStory, frame: Frame, column: int, first_row: int, rows: int) -> Inset:
    drafts = [
        draft
        for number, text in enumerate(story.caption)
        for draft in _drafts(text, Field.CAPTION, number, frame.measure, 0.0)
    ]
    return _inset(drafts, column, first_row, blank_rows=rows)


def _inset(drafts: list[Draft], column: int, first_row: int, blank_rows: int) -> Inset:
    start = first_row + blank_rows
    lines = tuple((draft, (column, start + row)) for row, draft in enumerate(drafts))
    # One row of air below.
    taken = frozenset((column, row) for row in range(first_row, start + len(drafts) + 1))
    return Inset(taken, lines)


def _slots(wanted: int, columns: int, insets: list[Inset]) -> list[Slot]:
    """Places for that many lines, column by column, in columns as short as will hold them."""
    taken = frozenset(slot for inset in insets for slot in inset.taken)
    for height in count(-(-wanted // columns)):
        slots = [(c, r) for c in range(columns) for r in range(height) if (c, r) not in taken]
        if len(slots) >= wanted:
            return slots
    raise AssertionError("unreachable: some height always holds the lines")


def _set_caption_below_picture(story: SampleStory, frame: Frame, rng: random.Random) -> list[PrintedLine]:
    whole = replace(frame, columns=1, measure=int(frame.width))
    rows = rng.choice(PICTURE_ROWS)
    drafts = [
        draft
        for number, text in enumerate(story.caption)
        for draft in _drafts(text, Field.CAPTION, number, whole.measure, INDENT_EM)
    ]
    return [_placed(draft, (0, rows + row), whole) for row, draft in enumerate(drafts)]
