"""At each unit, does the story before it go on, does a new one open, or is an older one resumed?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.stories.surroundings import (
    Ranges,
    after,
    at,
    before,
    last_marked,
    lengths,
    next_marked,
)
from archive.importing.reconstruct.stories.survey import LEAST_GAIN, Survey
from archive.importing.reconstruct.stories.traits import PAGE_TRAITS, UNIT_TRAITS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# What may happen at a unit, in the order of its chances.
NEW, GOES_ON, RESUMED = range(3)
BOUNDARIES = ("new", "goes on", "resumed")

_HEADS = ("likely headline", "likely crosshead", "likely body")
# How far around a unit its neighbours are looked at, in units, and at which of their traits.
NEIGHBOURS: dict[int, Sequence[str]] = {
    -2: (
        *("lines", "characters", "opens with a dateline", "ends a sentence", "ends with a picture credit"),
        *("a signature", "width of its widest line", *_HEADS, "likely caption", "likely box"),
    ),
    -1: UNIT_TRAITS,
    1: UNIT_TRAITS,
    2: (
        *("lines", "characters", "opens with a dateline", "ends a sentence", "ends with a picture credit"),
        *("a signature", "width of its widest line", "opens with a box's label"),
        *("first line lacks of its column", *_HEADS, "likely byline", "likely caption", "likely box"),
    ),
    3: (
        *("opens with a dateline", "characters", *_HEADS, "likely byline"),
        "ends with a picture credit",
    ),
}
NEIGHBOUR_TRAITS = tuple(
    f"{name}, {abs(step)} {'before' if step < 0 else 'after'}"
    for step, names in NEIGHBOURS.items()
    for name in names
)
TOPIC_TRAITS = (
    "shares with a paragraph before",
    "shares with the text before",
    "shares with a paragraph after",
    "shares with the text after",
    "with a paragraph after, like the text before",
    "with the text after, like the text before",
    "text after like the text before",
    "with a paragraph after, shares with text further up",
    "shares with text further up",
)
GAIN_TRAITS = (
    "gain of a join to the unit before",
    "best gain of a join into it",
    "lines back to that join",
    "best gain of a join out of the unit before",
    "lines on to that join",
)
OPENING_TRAITS = (
    "characters since a headline or dateline",
    "units since a headline or dateline",
    "since a dateline",
    "characters to a headline or dateline",
    "units to a headline or dateline",
    "to a dateline",
)
PLACE_TRAITS = ("place in the page", "column differs from the unit before")
HEADING_TRAITS = (
    "headlines and bylines before",
    "headlines and bylines after",
    "a byline among those after",
    "a byline among those before",
    "a dateline behind those after",
    "characters under those after",
    "a headline ends the text under those after",
    "characters over those before",
    "shares with the text under those after",
    "shares with the text over those before",
    "text under like the text over",
    "text over those before is open",
)
BOUNDARY_TRAITS = (
    *UNIT_TRAITS,
    *NEIGHBOUR_TRAITS,
    *TOPIC_TRAITS,
    *GAIN_TRAITS,
    *OPENING_TRAITS,
    *PLACE_TRAITS,
    *HEADING_TRAITS,
    *PAGE_TRAITS,
)

# How much text around a unit is held against it, in characters: a paragraph, and the start of a story.
PARAGRAPH_CHARS, TEXT_CHARS = 150, 600
# How much text under or over a heading is.
HEADED_CHARS = 500
# "Further up" ends here, in units.
FAR_UNITS = 60
# A join against the order of the file that is longer than this, in lines, is as odd as any.
MOST_STEPS_AGAINST = 20


def boundary_chances(survey: Survey) -> Floats:
    """For each unit the chance of each of ``BOUNDARIES``: units by boundaries."""
    trees = forest("boundaries")
    return trees.chances(boundary_traits(survey)[:, trees.columns_of(BOUNDARY_TRAITS)])


def boundary_traits(survey: Survey) -> Floats:
    """What speaks for each boundary: units by ``BOUNDARY_TRAITS``."""
    size = len(survey.units)
    return np.column_stack(
        [
            survey.traits,
            *(_neighbours(survey, step, names) for step, names in NEIGHBOURS.items()),
            _topics(survey),
            _gains(survey),
            _openings(survey),
            _places(survey),
            _headings(survey),
            np.broadcast_to(survey.page, (size, len(PAGE_TRAITS))),
        ]
    )


def _neighbours(survey: Survey, step: int, names: Sequence[str]) -> Floats:
    """Some traits of the units so many steps on; -1 off the page."""
    columns = [UNIT_TRAITS.index(name) for name in names]
    places = np.arange(len(survey.units)) + step
    found = np.full((len(places), len(columns)), -1.0)
    on_page = np.flatnonzero((places >= 0) & (places < len(places)))
    found[on_page] = survey.traits[places[on_page]][:, columns]
    return found


def _topics(survey: Survey) -> Floats:
    """What each unit shares with the text around it."""
    here = np.arange(len(survey.units))
    paragraph_before, text_before = (before(survey, here, size) for size in (PARAGRAPH_CHARS, TEXT_CHARS))
    paragraph_after, text_after = (after(survey, here + 1, size) for size in (PARAGRAPH_CHARS, TEXT_CHARS))
    further_up = Ranges.of(np.minimum(np.maximum(0, here - FAR_UNITS), text_before.first), text_before.first)
    above, under, far = (held.held(survey) for held in (text_before, text_after, further_up))
    with_paragraph, with_text = (Ranges(here, it.last).held(survey) for it in (paragraph_after, text_after))
    own, topic = survey.topic.held, survey.topic
    return np.column_stack(
        [
            topic.similarity(own, paragraph_before.held(survey)),
            topic.similarity(own, above),
            topic.similarity(own, paragraph_after.held(survey)),
            topic.similarity(own, under),
            topic.cosine(with_paragraph, above),
            topic.cosine(with_text, above),
            topic.cosine(under, above),
            topic.similarity(with_paragraph, far),
            topic.similarity(own, far),
        ]
    )


def _gains(survey: Survey) -> Floats:
    """What joins into each unit, and out of the one before it, would gain."""
    tails = np.append(-1, survey.last[:-1])
    into, back = _best(survey.gain.T, survey.first)
    out, on = _best(survey.gain, tails)
    back, on = (np.maximum(steps, -MOST_STEPS_AGAINST) for steps in (-back, on))
    return np.column_stack([survey.gains(tails, survey.first), into, back, out, on])


def _best(gain: Floats, places: Ints) -> tuple[Floats, Ints]:
    """The best gain in some rows, and how many lines on it stands; the least, and 0, for a place that has no row."""
    if not gain.size:
        return np.full(len(places), LEAST_GAIN), np.zeros(len(places), dtype=np.int64)
    column = gain.argmax(axis=1)
    best = np.maximum(gain[np.arange(len(gain)), column], LEAST_GAIN)
    steps = column - np.arange(len(gain))
    return np.where(places >= 0, best[places], LEAST_GAIN), np.where(places >= 0, steps[places], 0)


def _openings(survey: Survey) -> Floats:
    """How far each unit is from what opens a story, up and down the file."""
    size = len(survey.units)
    here, news = np.arange(size), survey.trait("opens with a dateline")
    opening = (survey.trait("likely headline") >= 1 / 2) | (news > 0)
    back, on = last_marked(opening)[:-1], next_marked(opening)[1:]
    return np.column_stack(
        [
            Ranges.of(back + 1, here).sums(lengths(survey)),
            here - back,
            at(news, back, -1.0),
            Ranges.of(here + 1, on).sums(lengths(survey)),
            on - here,
            at(news, on, -1.0),
        ]
    )


def _places(survey: Survey) -> Floats:
    size, column = len(survey.units), survey.trait("column width")
    return np.column_stack([np.arange(size) / max(1, size), np.abs(np.diff(column, prepend=column[:1]))])


def _headings(survey: Survey) -> Floats:
    """The headlines and bylines right around each unit, and the text under and over them."""
    here = np.arange(len(survey.units))
    head, byline = survey.trait("likely headline") > 1 / 2, survey.trait("likely byline") > 1 / 2
    top, foot = last_marked(~(head | byline))[:-1], next_marked(~(head | byline))[1:]
    over, under = Ranges.of(top + 1, here), Ranges.of(here + 1, foot)
    text_under = after(survey, foot, HEADED_CHARS)
    text_under = Ranges(foot, np.minimum(text_under.last, next_marked(head)[foot]))
    text_over = before(survey, top + 1, HEADED_CHARS)
    text_over = Ranges(np.maximum(text_over.first, last_marked(head)[top + 1] + 1), top + 1)
    held_under, held_over = text_under.held(survey), text_over.held(survey)
    topic = survey.topic
    return np.column_stack(
        [
            over.size,
            under.size,
            under.any(byline),
            over.any(byline),
            at(survey.trait("opens with a dateline"), foot, -1.0),
            text_under.sums(lengths(survey)),
            at(head.astype(float), text_under.last, 0.0),
            text_over.sums(lengths(survey)),
            topic.similarity(topic.held, held_under),
            topic.similarity(topic.held, held_over),
            topic.cosine(held_under, held_over),
            at(1.0 - survey.trait("ends a sentence"), top, -1.0),
        ]
    )
