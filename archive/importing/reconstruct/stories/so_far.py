"""The stories of a page as far as it has been read, block by block: a value that each block makes a new one of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.stories.blocks import SUMMED_TRAITS, Blocks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Stories:
    """``of_block`` gives the story of each block read so far; stories are numbered in the order in which they open.

    The other arrays run along the stories: what their strings weigh together, what the squares of those weights come
    to, and the width of their column in em, 0 where nothing tells.
    """

    blocks: Blocks
    of_block: Ints
    weight: Floats
    square: Floats
    width: Floats

    @classmethod
    def none(cls, blocks: Blocks) -> Stories:
        """Nothing has been read."""
        return cls(blocks, np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0), np.zeros(0))

    @property
    def count(self) -> int:
        """How many stories have opened."""
        return len(self.weight)

    @property
    def next(self) -> int:
        """The block that is read next."""
        return len(self.of_block)

    @cached_property
    def members(self) -> NDArray[np.bool_]:
        """Which blocks belong to which story: stories by blocks read."""
        return np.asarray(self.of_block[None, :] == np.arange(self.count)[:, None])

    @cached_property
    def sums(self) -> Floats:
        """What the stories' blocks add up to: stories by ``SUMMED_TRAITS``."""
        return np.asarray(self.members @ self.blocks.traits[: self.next, : len(SUMMED_TRAITS)])

    def last(self, marked: NDArray[np.bool_] | bool = True) -> Ints:
        """The last (marked) block of each story; -1 where it has none."""
        return np.asarray(np.where(self.members & marked, np.arange(self.next), -1).max(axis=1, initial=-1))

    @cached_property
    def strings(self) -> Ints:
        """The strings that the next block holds."""
        return np.flatnonzero(self.blocks.topic.held[self.next])

    @cached_property
    def shared(self) -> Floats:
        """Which of the next block's strings each story holds, as 1 and 0: stories by ``strings``."""
        held = self.blocks.topic.held[: self.next, self.strings]
        return np.asarray(self.members.astype(np.float32) @ held > 0, dtype=float)

    def joined(self, story: int) -> Stories:
        """With the next block in a story; the number behind the last story's opens a new one."""
        weight = self.blocks.topic.weight[self.strings]
        fresh = 1.0 - self.shared[story] if story < self.count else np.ones(len(weight))
        of_block = np.append(self.of_block, story)
        return Stories(
            self.blocks,
            of_block,
            _with(self.weight, story, float(fresh @ weight)),
            _with(self.square, story, float(fresh @ weight**2)),
            _set(self.width, story, _width(self.blocks.width[: len(of_block)][of_block == story])),
        )


def _set(values: Floats, story: int, value: float) -> Floats:
    """The values with one changed, or one more behind them."""
    changed = np.append(values, value)[: max(len(values), story + 1)]
    changed[story] = value
    return changed


def _with(values: Floats, story: int, more: float) -> Floats:
    """The values with something added to one, or one more behind them."""
    return _set(values, story, more + (values[story] if story < len(values) else 0.0))


def _width(widths: Floats) -> float:
    told = widths[widths > 0]
    return median(told.tolist()) if len(told) else 0.0
