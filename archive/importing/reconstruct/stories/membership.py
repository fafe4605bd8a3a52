"""Reading down the file, each block joins the story it suits best or opens a new one.

As coreference is solved by ranking antecedents: every story so far, and a new one, is weighed for the block, and the
best takes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.stories.blocks import (
    AROUND_TRAITS,
    BLOCK_TRAITS,
    FIRST_BODY_LINE,
    FIRST_LINE,
    LAST_BODY_LINE,
    LAST_LINE,
    SUMMED_TRAITS,
    Blocks,
)
from archive.importing.reconstruct.stories.boundaries import BOUNDARIES
from archive.importing.reconstruct.stories.so_far import Stories
from archive.importing.reconstruct.stories.survey import LEAST_GAIN, UNWEIGHED, Survey
from archive.importing.reconstruct.stories.topic import COSINE_PULL, SIMILARITY_PULL
from archive.importing.reconstruct.stories.traits import PAGE_TRAITS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Traits of a block and a story that it may join, with what stands there for a new story.
DISTANCE_TRAITS = {
    "a new story": 1.0,
    "the story just before": 0.0,
    "stories touched since": -1.0,
    "units since": -1.0,
    "headlines since": -1.0,
}
LIKENESS_TRAITS = {
    "like the story": 0.0,
    "shares with the story": 0.0,
    "story shares with it": 0.0,
    "stories it is more like": -1.0,
    "more like it than the next": 0.0,
    "like the story's last block": 0.0,
}
SEAM_TRAITS = {
    "gain of a join to the story": LEAST_GAIN,
    "gain of a join to the story's body": LEAST_GAIN,
    "story's body is open": -1.0,
    "column differs from the story": -1.0,
    "story's last role": -1.0,
}
STORY_TRAITS = {
    **{f"story: {name}": 0.0 for name in SUMMED_TRAITS},
    "story: no body": 0.0,
    "story: headlines alone": 0.0,
    "dateline in both": 0.0,
    "headline after the story's body": 0.0,
}
PAIR_TRAITS = {**DISTANCE_TRAITS, **LIKENESS_TRAITS, **SEAM_TRAITS, **STORY_TRAITS}
# A new story is held against the best that there is.
GAIN_OVER_OTHERS = "gain more than for other stories"
# Traits of a block alone, or of all stories so far.
STEP_TRAITS = (
    "stories so far",
    "stories without text",
    "like the story just before",
    "like the likest story",
    *BLOCK_TRAITS,
    *AROUND_TRAITS,
    *(f"boundary: {name}" for name in BOUNDARIES),
    *PAGE_TRAITS,
)
MEMBERSHIP_TRAITS = (*PAIR_TRAITS, GAIN_OVER_OTHERS, *STEP_TRAITS)
NEW_STORY = np.array(list(PAIR_TRAITS.values()))


# The first block of a page opens a story, whatever it is, in log-odds.
SURE_LEAD = 12.0

# Readings of the page so far that are kept in mind: with three, a choice that turns out badly a few blocks on is undone.
READINGS = 3

# Stories that each reading weighs for the next block.
CHOICES = 3


@dataclass(frozen=True)
class Reading:
    """A page read as far as some block: its stories, how likely all choices were, and each one's lead.

    ``leads`` tells for each block by how much, in log-odds, its story suited it better than any other (below zero: worse).
    """

    stories: Stories
    score: float
    leads: tuple[float, ...]

    def read_on(self, odds: Floats) -> list[Reading]:
        """The readings with the next block in each of the stories that suit it best."""
        total = float(np.logaddexp.reduce(odds))
        return [
            Reading(
                self.stories.joined(int(story)),
                self.score + float(odds[story]) - total,
                (*self.leads, float(odds[story] - np.delete(odds, story).max(initial=-SURE_LEAD))),
            )
            for story in np.argsort(-odds, kind="stable")[:CHOICES]
        ]


def told_apart(survey: Survey, blocks: Blocks) -> Reading:
    """The likeliest reading of all blocks of a page."""
    readings = [Reading(Stories.none(blocks).joined(0), 0.0, (SURE_LEAD,))]
    for _ in range(1, len(blocks)):
        further = [
            one
            for reading, odds in zip(readings, _weighed(survey, readings), strict=True)
            for one in reading.read_on(odds)
        ]
        readings = sorted(further, key=lambda one: -one.score)[:READINGS]
    return readings[0]


def _weighed(survey: Survey, readings: Sequence[Reading]) -> list[Floats]:
    """For each reading the log-odds that the next block belongs to each of its stories, or opens one."""
    trees = forest("membership")
    tables = [membership_traits(survey, reading.stories) for reading in readings]
    odds = trees.odds(np.vstack(tables)[:, trees.columns_of(MEMBERSHIP_TRAITS)])[:, 0]
    return np.split(odds, np.cumsum([len(table) for table in tables])[:-1])


def membership_traits(survey: Survey, stories: Stories) -> Floats:
    """What speaks for each story to take the next block: each story so far, then a new one, by ``MEMBERSHIP_TRAITS``."""
    blocks, block = stories.blocks, stories.next
    likeness = _likeness(stories)
    gain, body_gain = _gains(survey, stories)
    pairs = np.column_stack(
        [
            _distances(stories),
            _likenesses(stories, likeness),
            gain,
            body_gain,
            _seams(stories),
            _stories(stories),
        ]
    )
    step = [stories.count, _without_text(stories), likeness[stories.of_block[-1]], likeness.max()]
    own = (blocks.traits[block], blocks.around[block], blocks.chances[block], survey.page)
    over = np.append(body_gain - _best_other(body_gain, alone=LEAST_GAIN), body_gain.max())
    shared = np.broadcast_to(np.concatenate([step, *own]), (stories.count + 1, len(STEP_TRAITS)))
    return np.column_stack([np.vstack([pairs, NEW_STORY]), over, shared])


def _best_other(values: Floats, alone: float) -> Floats:
    """For each value the best of the others; ``alone`` where there are none."""
    if len(values) < 2:
        return np.full(len(values), alone)
    second, best = np.partition(values, -2)[-2:]
    return np.asarray(np.where(values < best, best, second))


def _distances(stories: Stories) -> Floats:
    """How far up the file each story was left, by ``DISTANCE_TRAITS``."""
    blocks, block, last = stories.blocks, stories.next, stories.last()
    headlines = np.append(0.0, np.cumsum(blocks.trait("headlines")))
    return np.column_stack(
        [
            np.zeros(stories.count),
            last == block - 1,
            np.argsort(np.argsort(-last)),
            blocks.start[block] - blocks.last[last],
            headlines[block] - headlines[last + 1],
        ]
    )


def _likeness(stories: Stories) -> Floats:
    """How alike the next block and each story are, from 0 to 1."""
    return _cosine(stories, stories.shared, stories.square)


def _cosine(stories: Stories, shared: Floats, squares: Floats) -> Floats:
    """How alike the next block and other texts are, by which of its strings they hold and what theirs come to."""
    weight = stories.blocks.topic.weight[stories.strings]
    own = stories.blocks.square[stories.next] + COSINE_PULL
    return np.asarray(shared @ weight**2 / np.sqrt(own * (squares + COSINE_PULL)))


def _likenesses(stories: Stories, likeness: Floats) -> Floats:
    """What the next block and each story have in common, by ``LIKENESS_TRAITS``."""
    blocks, last = stories.blocks, stories.last()
    weight = blocks.topic.weight[stories.strings]
    shared = stories.shared @ weight
    held_last = blocks.topic.held[last[:, None], stories.strings[None, :]].astype(float)
    return np.column_stack(
        [
            likeness,
            shared / (float(weight.sum()) + SIMILARITY_PULL),
            shared / (stories.weight + SIMILARITY_PULL),
            (likeness[None, :] > likeness[:, None]).sum(axis=1),
            likeness - _best_other(likeness, alone=float(likeness[0])),
            _cosine(stories, held_last, blocks.square[last]),
        ]
    )


def _gains(survey: Survey, stories: Stories) -> tuple[Floats, Floats]:
    """What a join of the next block to each story's last line gains, and of its body to the story's."""
    lines, block = stories.blocks.lines, stories.next
    last, last_body = stories.last(), stories.last(_has_body(stories))
    tails = np.where(last_body >= 0, lines[last_body, LAST_BODY_LINE], UNWEIGHED)
    return (
        survey.gains(lines[last, LAST_LINE], lines[block, FIRST_LINE]),
        survey.gains(tails, lines[block, FIRST_BODY_LINE]),
    )


def _has_body(stories: Stories) -> NDArray[np.bool_]:
    """Which of the blocks so far hold lines of body that joins were weighed for."""
    return np.asarray(stories.blocks.lines[: stories.next, LAST_BODY_LINE] >= 0)


def _seams(stories: Stories) -> Floats:
    """How each story was left, by the last three of ``SEAM_TRAITS``."""
    blocks, last_body = stories.blocks, stories.last(_has_body(stories))
    width = blocks.width[stories.next]
    return np.column_stack(
        [
            np.where(last_body >= 0, blocks.body_is_open[last_body], -1.0),
            np.where((stories.width > 0) & (width > 0), np.abs(stories.width - width), -1.0),
            blocks.trait("last role")[stories.last()],
        ]
    )


def _stories(stories: Stories) -> Floats:
    """What each story holds, by ``STORY_TRAITS``."""
    block = stories.blocks.traits[stories.next]
    body, news, headlines, caption = (
        stories.sums[:, SUMMED_TRAITS.index(name)]
        for name in ("characters of body", "datelines", "headlines", "characters of caption")
    )
    return np.column_stack(
        [
            stories.sums,
            body == 0,
            (headlines > 0) & (body == 0) & (caption == 0),
            (news > 0) & bool(block[BLOCK_TRAITS.index("datelines")]),
            (body > 0) & bool(block[BLOCK_TRAITS.index("headlines")]),
        ]
    )


def _without_text(stories: Stories) -> int:
    """How many stories wait for text or a caption."""
    text = ("characters of body", "characters of caption")
    held = stories.sums[:, [SUMMED_TRAITS.index(name) for name in text]].sum(axis=1)
    return int((held == 0).sum())
