"""The query as a tree: what a reader asked, until an engine compiles it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

# The parts of an article whose words can be searched, as the index names them.
ZONES = ("headline", "body", "caption", "box", "byline")


class Condition:
    """What every node is: nothing about it ever changes, so that a copy is the same. Haystack copies a query at every step."""

    def __deepcopy__(self, memo: object) -> Self:
        return self


@dataclass(frozen=True)
class Run(Condition):
    """A bare run of characters: matches what holds each of its words as a string, anywhere or in one zone."""

    text: str
    zone: str = ""


@dataclass(frozen=True)
class AnyWord(Condition):
    """At least one of these words; the more of them, the better. What is asked when nothing has them all."""

    words: tuple[str, ...]
    zone: str = ""


@dataclass(frozen=True)
class Phrase(Condition):
    """A string that must stand exactly so, white space aside, within one paragraph."""

    text: str
    zone: str = ""


@dataclass(frozen=True)
class Prefix(Condition):
    """The beginning of a word; of a Chinese string, which can begin anywhere, the string itself."""

    text: str
    zone: str = ""


@dataclass(frozen=True)
class Value(Condition):
    """A property of the article, as the index names it, equals one of these values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Property(Condition):
    """A property by the name a reader gave it; becomes a :class:`Value` where the records know the name.

    ``kind`` is organization, initiative, region, newspaper or kind.
    """

    kind: str
    name: str


@dataclass(frozen=True)
class Range(Condition):
    """A date or number of the article lies between these, both included; None leaves that side open."""

    field: str
    start: dt.date | int | None
    end: dt.date | int | None


@dataclass(frozen=True)
class And(Condition):
    """All of these."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class Or(Condition):
    """At least one of these; the more of them, the better."""

    children: tuple[Node, ...]


@dataclass(frozen=True)
class Not(Condition):
    """Everything but this."""

    child: Node


@dataclass(frozen=True)
class Typed(Condition):
    """Several conditions, and the text they were typed as: what holds it whole comes before all else."""

    child: Node
    text: str


@dataclass(frozen=True)
class Everything(Condition):
    """Every article."""


@dataclass(frozen=True)
class Nothing(Condition):
    """No article."""


Text = Run | AnyWord | Phrase | Prefix
Node = Text | Value | Property | Range | And | Or | Not | Typed | Everything | Nothing


def all_leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree, those under a NOT too."""
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from all_leaves(child)
        case Not(child) | Typed(child):
            yield from all_leaves(child)
        case _:
            yield node


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree, those under a NOT left out: what an article was found by."""
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from leaves(child)
        case Typed(child):
            yield from leaves(child)
        case Not():
            return
        case _:
            yield node


def rewritten(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same tree with every leaf changed; the tree given stays as it was."""
    match node:
        case And(children) | Or(children):
            return replace(node, children=tuple(rewritten(child, change) for child in children))
        case Not(child) | Typed(child):
            return replace(node, child=rewritten(child, change))
        case _:
            return change(node)
