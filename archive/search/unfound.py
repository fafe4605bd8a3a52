"""Help where nothing was found: which condition failed, what could be asked instead, and what is held of the time asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from archive.search.analysis import query_words
from archive.search.coverage import Frame, Held, frame_of, held_in
from archive.search.lexicon import lexicon
from archive.search.properties import resolved
from archive.search.query import Query, parse
from archive.search.query.tree import And, Node, Not, Phrase, Prefix, Run
from archive.search.query.written import written
from archive.search.reach import Reach
from archive.search.widen import widened
from archive.text.folding import fold

if TYPE_CHECKING:
    from archive.models.articles import Reader

# Conditions looked at one by one: each costs a question to the index, and a reader compares no more.
MOST_PARTS = 12
# Other queries offered: what fits under a reader's eye.
MOST_VARIANTS = 6
# The shortest piece of a string that says what it is about, in characters.
SHORTEST_PIECE = 2


class Reason(StrEnum):
    """Why another query is offered."""

    WITHOUT = "without"
    UNQUOTED = "unquoted"
    ANYWHERE = "anywhere"
    PIECE = "piece"


@dataclass(frozen=True)
class Part:
    """One condition of a query, and how many articles meet it alone."""

    query: str
    count: int


@dataclass(frozen=True)
class Variant:
    """A query that finds something, and how it differs from the one that found nothing; ``left_out`` may say by what."""

    query: str
    count: int
    reason: Reason
    left_out: str = ""


@dataclass(frozen=True)
class Help:
    """Why nothing was found. ``held`` is what is held within the newspapers and days asked for, if any were."""

    parts: tuple[Part, ...]
    variants: tuple[Variant, ...]
    held: Held | None

    @property
    def missing(self) -> tuple[Part, ...]:
        """The conditions that no article meets."""
        return tuple(part for part in self.parts if not part.count)

    @property
    def never_together(self) -> bool:
        """Does each condition find something, and only all of them together nothing?"""
        return len(self.parts) > 1 and not self.missing


def explain(query: str, *, reader: Reader = None) -> Help:
    """Why a query finds nothing that this reader may find.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    names, reach = lexicon(), Reach.of(reader)

    def count(tree: Node) -> int:
        return reach.count(widened(resolved(Query(tree)).tree, names).tree)

    tree = parse(query).tree
    conditions = conditions_of(tree)[:MOST_PARTS]
    counts = [count(condition) for condition in conditions]
    parts = [Part(written(one), found) for one, found in zip(conditions, counts, strict=True)]
    offered = offers(conditions, counts, count)
    frame = frame_of(resolved(Query(tree)).tree)
    return Help(
        parts=tuple(part for part in parts if part.query),
        variants=tuple(islice((one for one in offered if one.query and one.count), MOST_VARIANTS)),
        held=held_in(frame, reader) if frame != Frame() else None,
    )


def conditions_of(tree: Node) -> list[Node]:
    """The conditions that must all be met; of a bare run of characters, its words."""
    children = tree.children if isinstance(tree, And) else (tree,)
    return [part for child in children for part in _words(child)]


def offers(
    conditions: Sequence[Node], counts: Sequence[int], count: Callable[[Node], int]
) -> Iterator[Variant]:
    """What could be asked instead, the nearest first; some of it may find nothing either."""
    for one, found in zip(conditions, counts, strict=True):
        if not found:
            yield from softened(one, count)
    failing = [one for one, found in zip(conditions, counts, strict=True) if not found]
    if failing:
        yield from without(conditions, failing, count)
    elif len(conditions) > 1:
        for one in conditions:
            yield from without(conditions, [one], count)


def without(
    conditions: Sequence[Node], left_out: Sequence[Node], count: Callable[[Node], int]
) -> Iterator[Variant]:
    """The query without these conditions, if anything is left that asks for more than exclusions."""
    kept = tuple(one for one in conditions if one not in left_out)
    if any(not isinstance(one, Not) for one in kept):
        tree = And(kept) if len(kept) > 1 else kept[0]
        yield Variant(written(tree), count(tree), Reason.WITHOUT, " ".join(map(written, left_out)))


def softened(condition: Node, count: Callable[[Node], int]) -> Iterator[Variant]:
    """What asks for the same with less strictness: any place, words apart, a piece of the string."""
    if not isinstance(condition, Run | Phrase | Prefix):
        return
    if condition.zone:
        anywhere = replace(condition, zone="")
        yield Variant(written(anywhere), count(anywhere), Reason.ANYWHERE)
    if isinstance(condition, Phrase) and len(query_words(condition.text)) > 1:
        apart = Run(" ".join(condition.text.split()), condition.zone)
        yield Variant(written(apart), count(apart), Reason.UNQUOTED)
    for piece in pieces(condition.text, lambda text: bool(count(Phrase(text, condition.zone)))):
        string = Phrase(piece, condition.zone)
        yield Variant(written(string), count(string), Reason.PIECE)


def pieces(text: str, stands: Callable[[str], bool]) -> list[str]:
    """The longest beginning and the longest end of a string that stand somewhere, longest first."""
    folded = fold(text)
    head = longest(folded, lambda length: stands(folded[:length]))
    tail = longest(folded, lambda length: stands(folded[-length:]))
    found = {folded[:head], folded[len(folded) - tail :]}
    return sorted(
        (piece for piece in found if len(piece) >= SHORTEST_PIECE), key=lambda one: (-len(one), one)
    )


def longest(text: str, stands: Callable[[int], bool]) -> int:
    """The greatest length, below that of the text, at which it stands; where one stands, so do all that are shorter."""
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if stands(middle) else (low, middle - 1)
    return low


def _words(condition: Node) -> list[Node]:
    """A run's words as runs of their own; any other condition as it is."""
    if isinstance(condition, Run) and len(words := query_words(condition.text)) > 1:
        return [Run(word, condition.zone) for word in words]
    return [condition]
