"""The part each unit plays, settled once its story is known: what stands where in it, and what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.stories.survey import Survey
from archive.importing.reconstruct.stories.traits import ROLE_TRAITS, UNIT_TRAITS
from archive.importing.reconstruct.stories.units import BODY, BYLINE, CAPTION, HEADLINE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Part(StrEnum):
    """What a unit is in its story."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    CROSSHEAD = "crosshead"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    BOX = "box"
    FURNITURE = "furniture"


PARTS = tuple(Part)

# How far off, in the story, units are looked at one by one, and what of them is looked at.
NEIGHBOURS = (-2, -1, 1, 2)
NEIGHBOUR_TRAITS = (
    *ROLE_TRAITS,
    "characters",
    "ends a sentence",
    "opens with a dateline",
    "ends with a picture credit",
    "opens with a box's label",
    "column width",
)
# Where there is no such unit.
NOBODY = -1.0

PLACE_TRAITS = (
    "units before it",
    "units behind it",
    "units",
    "body before it",
    "body behind it",
    "headings before it",
    "headings behind it",
    "headings right before it",
    "headings right behind it",
    "stands next to the unit before it",
    "stands next to the unit behind it",
    "units since the body began",
    "units since a box's label",
    "units since the dateline",
)
STORY_TRAITS = (
    "story: characters of body",
    "story: datelines",
    "story: picture credits",
    "story: labels of boxes",
    "story: headings",
    "story: bylines",
    "story: how far a caption",
    "story: column width",
    "wider than the story's column",
    "shares with the story",
    "shares with the unit behind it",
)
PLAYING_TRAITS = (
    *UNIT_TRAITS,
    *(f"{step:+d}: {name}" for step in NEIGHBOURS for name in NEIGHBOUR_TRAITS),
    *PLACE_TRAITS,
    *STORY_TRAITS,
)

# Far from anything that a distance is counted from, in units.
FAR = 99.0


def part_chances(survey: Survey, stories: Sequence[Ints]) -> Floats:
    """The probability of each part for each unit: units by ``PARTS``; ``stories`` list the places of their units."""
    trees = forest("parts")
    chances = np.zeros((len(survey.units), len(PARTS)))
    for places in stories:
        rows = playing_traits(survey, places)
        chances[places] = trees.chances(rows[:, trees.columns_of(PLAYING_TRAITS)])
    return chances[:, [trees.classes.index(part) for part in PARTS]] if len(chances) else chances


def playing_traits(survey: Survey, places: Ints) -> Floats:
    """The units of one story by ``PLAYING_TRAITS``, in file order."""
    own = survey.traits[places]
    return np.column_stack([own, _neighbours(own), _places(survey, places), _story(survey, places)])


def _neighbours(own: Floats) -> Floats:
    columns = [UNIT_TRAITS.index(name) for name in NEIGHBOUR_TRAITS]
    found = []
    for step in NEIGHBOURS:
        moved = np.full((len(own), len(columns)), NOBODY)
        kept = own[max(0, step) : len(own) + min(0, step), columns]
        moved[max(0, -step) : max(0, -step) + len(kept)] = kept
        found.append(moved)
    return np.column_stack(found)


def _places(survey: Survey, places: Ints) -> Floats:
    """Where each unit stands in its story, by ``PLACE_TRAITS``."""
    role = _roles(survey, places)
    body = np.where(role == BODY, survey.trait("characters")[places], 0.0)
    heads = (role == HEADLINE).astype(float)
    over = np.isin(role, (HEADLINE, BYLINE))
    order = np.arange(len(places), dtype=float)
    apart = np.diff(places) == 1
    return np.column_stack(
        [
            order,
            order[::-1],
            np.full(len(places), len(places)),
            np.cumsum(body) - body,
            body.sum() - np.cumsum(body),
            np.cumsum(heads) - heads,
            heads.sum() - np.cumsum(heads),
            _run_before(over),
            _run_before(over[::-1])[::-1],
            np.append(0.0, apart),
            np.append(apart, 0.0),
            order - _first(role == BODY, len(places)),
            _since(survey.trait("opens with a box's label")[places] > 0),
            order - _first(survey.trait("opens with a dateline")[places] > 0, FAR),
        ]
    )


def _story(survey: Survey, places: Ints) -> Floats:
    """What the story holds, and how each unit suits it, by ``STORY_TRAITS``."""
    role, size = _roles(survey, places), len(places)
    width = _width(survey, places, role)
    totals = (
        survey.trait("characters")[places][role == BODY].sum(),
        *(survey.trait(name)[places].sum() for name in NEIGHBOUR_TRAITS[-4:-1]),
        (role == HEADLINE).sum(),
        (role == BYLINE).sum(),
        survey.trait(ROLE_TRAITS[CAPTION])[places].sum(),
        width,
    )
    own_width = survey.trait("width of its widest line")[places]
    return np.column_stack(
        [
            np.broadcast_to(np.array(totals), (size, len(totals))),
            own_width - width if width else np.zeros(size),
            _shared(survey, places),
            _shared_behind(survey, places),
        ]
    )


def _roles(survey: Survey, places: Ints) -> Ints:
    return np.asarray(survey.traits[places][:, [UNIT_TRAITS.index(n) for n in ROLE_TRAITS]].argmax(axis=1))


def _width(survey: Survey, places: Ints, role: Ints) -> float:
    """The column that most of the story's body is set in, in em; 0 where nothing tells."""
    told = places[(role == BODY) & (survey.trait("lines")[places] > 2)]
    return float(np.median(survey.trait("column width")[told])) if len(told) else 0.0


def _shared(survey: Survey, places: Ints) -> Floats:
    """How much of each unit's words the rest of the story shares, from 0 to 1."""
    held = survey.topic.held[places]
    others = np.minimum(held.sum(axis=0)[None, :] - held, 1.0)
    return survey.topic.similarity(held, others)


def _shared_behind(survey: Survey, places: Ints) -> Floats:
    held = survey.topic.held[places]
    behind = np.vstack([held[1:], np.zeros((1, held.shape[1]), dtype=held.dtype)])
    return survey.topic.similarity(held, behind)


def _run_before(marked: NDArray[np.bool_]) -> Floats:
    """How many marked units stand right before each."""
    runs, run = [], 0
    for mark in marked:
        runs.append(float(run))
        run = run + 1 if mark else 0
    return np.array(runs)


def _first(marked: NDArray[np.bool_], default: float) -> float:
    return float(np.flatnonzero(marked)[0]) if marked.any() else default


def _since(marked: NDArray[np.bool_]) -> Floats:
    """How many units ago the last marked one stood."""
    last = np.maximum.accumulate(np.append(-1, np.where(marked, np.arange(len(marked)), -1)))[:-1]
    return np.where(last >= 0, np.arange(len(marked)) - last, FAR)
