"""Openings that slipped into another story's lines, alone and without a headline, find the headed story that lacks one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.stories.survey import Survey
from archive.importing.reconstruct.stories.units import BYLINE, HEADLINE

Ints = NDArray[np.int64]

# An opening alone is no more than this, in units: a first line or two, torn from its paragraph.
STRAY_MAX_UNITS = 2

# How much of a stray opening, from 0 to 1, the headed story must share: less may be chance, and the opening stays alone.
STRAY_LIKENESS = 0.12


def with_strays_home(survey: Survey, story: Ints) -> Ints:
    """The number of each unit's story, stray openings joined to the headed stories that they open."""
    strays = [number for number in np.unique(story) if _is_stray(survey, story == number)]
    homes = [number for number in np.unique(story) if _lacks_opening(survey, story == number)]
    found = story.copy()
    for stray in strays:
        likeness = [_likeness(survey, story == stray, story == home) for home in homes]
        if likeness and max(likeness) > STRAY_LIKENESS:
            found[story == stray] = homes.pop(int(np.argmax(likeness)))
    return found


def _is_stray(survey: Survey, own: NDArray[np.bool_]) -> bool:
    """Is it a dateline with a line or two behind it, and nothing more?"""
    news = survey.trait("opens with a dateline")[own] > 0
    return len(news) <= STRAY_MAX_UNITS and bool(news[0]) and not _plays(survey, own, HEADLINE)


def _lacks_opening(survey: Survey, own: NDArray[np.bool_]) -> bool:
    """Has it a headline and text, but neither dateline nor byline?"""
    news = survey.trait("opens with a dateline")[own] > 0
    headed = _plays(survey, own, HEADLINE) and not _plays(survey, own, BYLINE)
    return headed and not news.any() and len(news) > STRAY_MAX_UNITS


def _plays(survey: Survey, own: NDArray[np.bool_], role: int) -> bool:
    return any(survey.units[int(at)].role == role for at in np.flatnonzero(own))


def _likeness(survey: Survey, stray: NDArray[np.bool_], home: NDArray[np.bool_]) -> float:
    """How much of what the opening holds the story holds too."""
    held = survey.topic.held
    both = [held[own].max(axis=0)[None, :] for own in (stray, home)]
    return float(survey.topic.similarity(both[0], both[1])[0])
