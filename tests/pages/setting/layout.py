"""Lay stories out on a page: a grid of columns, bands across it, frames for stories within the bands."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from math import ceil

from tests.pages.setting.furniture import set_furniture
from tests.pages.setting.printing import PrintedPage, PrintedStory
from tests.pages.setting.stories import SampleStory
from tests.pages.setting.typeset import LEADING_EM, Frame, set_story

# Air between two bands, and between two stories in one frame, in em.
BAND_GAP_EM = 2.4
# Running characters that suit a frame of so many columns (least, most).
STORY_CHARS = {1: (100, 520), 2: (150, 1100), 3: (450, 1700), 4: (600, 2400)}
WIDEST_STORY_CHARS = (700, 2600)
# Stories on a page; the real page has nine.
STORIES_ON_PAGE = (7, 12)
# A frame of one column may hold two short stories, one below the other.
STACK_SHARE = 0.45
# A frame of several columns may give the head of its last one to a short story.
GUEST_SHARE = 0.2
# Pages whose stories all keep to the same lines across the sheet.
SHARED_LINES_SHARE = 0.5


@dataclass(frozen=True)
class Grid:
    """So many columns of so many em, and the ways a band may be divided among stories."""

    columns: int
    measure: int
    bands: tuple[tuple[int, ...], ...]

    @property
    def name(self) -> str:
        """Columns and measure, as gold names the layout."""
        return f"{self.columns}x{self.measure}"


# No grid and no division of a band stands in both parts.
GRIDS = {
    "tuning": (
        Grid(3, 24, ((3,), (1, 2))),
        Grid(3, 18, ((3,), (1, 2))),
        Grid(4, 20, ((4,), (1, 3), (2, 2))),
        Grid(4, 16, ((4,), (2, 2), (1, 3))),
        Grid(5, 20, ((2, 3), (1, 4), (1, 2, 2))),
        Grid(5, 14, ((2, 3), (5,), (1, 3, 1))),
        Grid(6, 12, ((2, 4), (3, 3), (1, 2, 3))),
    ),
    "heldout": (
        Grid(3, 22, ((2, 1), (1, 1, 1))),
        Grid(3, 20, ((2, 1), (1, 1, 1))),
        Grid(4, 22, ((3, 1), (2, 1, 1), (1, 2, 1))),
        Grid(4, 18, ((3, 1), (1, 1, 2), (2, 1, 1))),
        Grid(5, 18, ((3, 2), (2, 1, 2), (4, 1))),
        Grid(5, 16, ((3, 2), (2, 2, 1), (4, 1))),
        Grid(6, 14, ((4, 2), (2, 2, 2), (3, 2, 1))),
        Grid(6, 10, ((4, 2), (2, 2, 2), (6,))),
    ),
}


def lay_out(part: str, stories: tuple[SampleStory, ...], rng: random.Random) -> PrintedPage:
    """A printed page of some of the stories, on a grid of the part."""
    grid = rng.choice(GRIDS[part])
    waiting = tuple(rng.sample(stories, len(stories)))
    wanted = rng.randint(*STORIES_ON_PAGE)
    snaps = rng.random() < SHARED_LINES_SHARE
    page = PrintedPage(layout=grid.name, stories=())
    top, number = 0.0, 0
    while len(page.stories) < wanted and waiting:
        start = Frame(x=0.0, top=top, columns=grid.columns, measure=grid.measure, snaps=snaps)
        stories_set, bottom, waiting = _set_band(
            rng.choice(grid.bands), start, len(page.stories), waiting, rng
        )
        page = replace(page, stories=page.stories + tuple(replace(s, band=number) for s in stories_set))
        top, number = bottom + BAND_GAP_EM, number + 1
    return replace(page, furniture=set_furniture(page, rng))


Waiting = tuple[SampleStory, ...]
Printed = tuple[PrintedStory, ...]


def _set_band(
    spans: tuple[int, ...], start: Frame, first: int, waiting: Waiting, rng: random.Random
) -> tuple[Printed, float, Waiting]:
    """Stories side by side across the page, where the lowest ends, and the stories still waiting."""
    printed: Printed = ()
    bottom, column = start.top, 0
    for span in spans:
        frame = replace(start, x=start.column_x(column), columns=span)
        stacked, frame_bottom, waiting = _set_frame(frame, first + len(printed), waiting, rng)
        printed += stacked
        bottom = max(bottom, frame_bottom)
        column += span
    return printed, bottom, waiting


def _set_frame(
    frame: Frame, first: int, waiting: Waiting, rng: random.Random
) -> tuple[Printed, float, Waiting]:
    """One story, or a stack of short ones, set in the frame; where it ends; the stories still waiting."""
    if frame.columns > 1 and len(waiting) > 1 and rng.random() < GUEST_SHARE:
        return _set_with_guest(frame, first, waiting, rng)
    stack = 2 if frame.columns == 1 and rng.random() < STACK_SHARE else 1
    chosen, waiting = _choose(waiting, frame.columns, stack)
    printed: Printed = ()
    top = frame.top
    for index, story in enumerate(chosen, first):
        done = set_story(index, story, replace(frame, top=top), rng)
        printed += (done.story,)
        top = done.bottom + BAND_GAP_EM / 2
    return printed, top, waiting


def _set_with_guest(
    frame: Frame, first: int, waiting: Waiting, rng: random.Random
) -> tuple[Printed, float, Waiting]:
    """A story whose last column begins with another, short one; text runs on below it."""
    (host_text,), waiting = _choose(waiting, frame.columns, 1)
    (guest_text,), waiting = _choose(waiting, 1, 1)
    beside = replace(frame, x=frame.column_x(frame.columns - 1), top=0.0, columns=1)
    guest = set_story(first + 1, guest_text, beside, rng)
    reserved = ceil(guest.bottom / LEADING_EM) + 1
    host = set_story(first, host_text, replace(frame, reserved_rows=reserved), rng)
    bottom = max(host.bottom, host.text_top + guest.bottom)
    return (host.story, _lowered(guest.story, host.text_top)), bottom, waiting


def _lowered(story: PrintedStory, by: float) -> PrintedStory:
    return replace(story, lines=tuple(replace(line, y=line.y + by) for line in story.lines))


def _choose(waiting: Waiting, columns: int, count: int) -> tuple[Waiting, Waiting]:
    """The first stories of a fitting length, or the first of any, and the rest."""
    least, most = STORY_CHARS.get(columns, WIDEST_STORY_CHARS)
    fitting = [story for story in waiting if least <= story.chars() <= most]
    chosen = tuple(fitting[:count]) or waiting[:1]
    return chosen, tuple(story for story in waiting if story not in chosen)
