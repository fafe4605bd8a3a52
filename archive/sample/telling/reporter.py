"""Fills the parts of one story from the grammar and keeps every number with the sentence that says it."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

from archive.sample.plan import Slot
from archive.sample.telling.amounts import Amount
from archive.sample.telling.facts import draw_amounts, draw_facts, month_end_before
from archive.sample.telling.grammar import Pile, choose, facts_of, fill

# Parts that all programmes share.
_SHARED_PARTS = ("abouts", "places", "bridges", "closings")


@dataclass(frozen=True)
class Figure:
    """A number of a story with the sentence that says it. ``as_of`` is given where the sentence gives a time."""

    sentence: str
    amount: Amount
    what: str
    as_of: dt.date | None = None
    as_of_certainty: str = ""


class Reporter:
    """Tells one story's parts, no template twice until all have been used, and notes the figures."""

    def __init__(self, slot: Slot, shared: dict[str, Any], rng: random.Random) -> None:
        self.shared = shared
        self.rng = rng
        self.figures: list[Figure] = []
        self._slot = slot
        self._amounts = draw_amounts(slot, rng)
        surfaces = {key: amount.surface for key, amount in self._amounts.items()}
        self._facts = draw_facts(slot, shared, rng) | surfaces
        parts = slot.running.programme.parts | {part: shared[part] for part in _SHARED_PARTS}
        self._piles = {part: Pile(templates, rng) for part, templates in parts.items()}

    def tell(self, *parts: str) -> str:
        """One template of each of these parts, as one paragraph."""
        return "".join(self._say(self._piles[part].draw()) for part in parts)

    def maybe(self, part: str, share: float) -> str:
        """This part in so many of all stories, else nothing."""
        return self.tell(part) if self.rng.random() < share else ""

    def head(self, part: str) -> str:
        """A line above the body; its numbers are the same and are not noted again."""
        return self.fill(self._piles[part].draw())

    def fill(self, template: str) -> str:
        """A template that belongs to no pile."""
        return fill(choose(template, self.rng), self._facts)

    def _say(self, template: str) -> str:
        chosen = choose(template, self.rng)
        sentence = fill(chosen, self._facts)
        self.figures += [self._figure(sentence, key) for key in facts_of(chosen) if key in self._amounts]
        return sentence

    def _figure(self, sentence: str, key: str) -> Figure:
        measure = self._slot.running.programme.measures[key]
        return Figure(sentence, self._amounts[key], measure.what, *_as_of(sentence, self._slot.date))


def _as_of(sentence: str, date: dt.date) -> tuple[dt.date | None, str]:
    """The time that the sentence gives; 截至目前 is inferred from the date of the paper."""
    if "截至目前" in sentence:
        return date, "inferred"
    return (month_end_before(date), "printed") if "截至" in sentence else (None, "")
