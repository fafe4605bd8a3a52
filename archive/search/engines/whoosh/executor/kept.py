"""The answers to what was asked last: a page asks the same several times over, for its hits, their number and their facets."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from archive.search.engines.whoosh.executor.found import Found

# Answers kept by each thread: those of one page. One takes 16 bytes a document found.
MOST = 4


class Kept:
    """Answers by what was asked; the one that was asked for longest ago goes first."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Found] = {}

    def get(self, asked: Hashable, answer: Callable[[], Found]) -> Found:
        """What was answered before, or else what is answered now."""
        found = self._answers.pop(asked, None) or answer()
        self._answers[asked] = found
        if len(self._answers) > MOST:
            del self._answers[next(iter(self._answers))]
        return found

    def forget(self) -> None:
        """Keep none of them."""
        self._answers.clear()
