"""Widens a query by the other names of what it names, and says which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from archive.search.analysis import is_word
from archive.search.lexicon import Lexicon
from archive.search.query.tree import And, Node, Not, Or, Phrase, Run, Typed
from archive.text.folding import fold
from archive.text.words import cut

# Names of one query that are widened: each other name costs passes over the index, and no question names more.
MOST_NAMES = 8


@dataclass(frozen=True)
class Widened:
    """A query and the other names it also looks for, by the name that was typed."""

    tree: Node
    also: Mapping[str, tuple[str, ...]]


@dataclass
class _Widening:
    """One query being widened."""

    lexicon: Lexicon
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def node(self, node: Node) -> Node:
        """The same, wider. Nothing under a NOT is: more would be left out than the reader asked."""
        match node:
            case Run():
                return self.run(node)
            case And(children):
                return self.whole(node) or replace(node, children=tuple(map(self.node, children)))
            case Or(children):
                return replace(node, children=tuple(map(self.node, children)))
            case Typed(child):
                return replace(node, child=self.node(child))
            case Not():
                return node
        return node

    def run(self, run: Run) -> Node:
        """A run, or its parts with each name replaced by any name of the same."""
        parts = list(self.parts(run.text))
        if not any(others for _part, others in parts):
            return run
        conditions = tuple(
            _either(Run(part, run.zone), others) for part, others in parts if is_word(fold(part))
        )
        return conditions[0] if len(conditions) == 1 else Or((run, And(conditions)))

    def whole(self, node: And) -> Node | None:
        """Several bare words that are one name together, such as an English one."""
        runs = [child for child in node.children if isinstance(child, Run) and not child.zone]
        if len(runs) < len(node.children):
            return None
        text = " ".join(run.text for run in runs)
        others = self.others(text)
        return Or((node, *map(Phrase, _least(others)))) if others else None

    def parts(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The text in pieces: names with their other names, and what stands between them with none."""
        folded = fold(text)
        borders = [0, *(border for span in _names_in(folded, self.lexicon) for border in span), len(folded)]
        for number, (start, end) in enumerate(pairwise(borders)):
            if start < end:
                piece = folded[start:end]
                yield piece, self.others(piece) if number % 2 else ()

    def others(self, name: str) -> tuple[str, ...]:
        """The other names of a name, as long as not too many were widened."""
        found = self.lexicon.get(fold(name), ())
        if found and name not in self.also and len(self.also) == MOST_NAMES:
            return ()
        if found:
            self.also[name] = found
        return found


def widened(tree: Node, lexicon: Lexicon) -> Widened:
    """The query, widened by the other names of what its bare runs name.

    It finds all that the query finds. Phrases, prefixes and exclusions stay as they are.
    """
    widening = _Widening(lexicon)
    return Widened(widening.node(tree), widening.also)


def _either(run: Run, others: tuple[str, ...]) -> Node:
    """The run or one of the other names, in the same zone."""
    return Or((run, *(Phrase(other, run.zone) for other in _least(others)))) if others else run


def _least(others: tuple[str, ...]) -> list[str]:
    """Those of the names without which something would not be found: none that holds another of them."""
    kept: list[str] = []
    for other in sorted(others, key=lambda other: (len(fold(other)), other)):
        if not any(fold(shorter) in fold(other) for shorter in kept):
            kept.append(other)
    return kept


def _names_in(folded: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where names stand in a folded run, the longest first, none over another, none against the words around it."""
    if folded in lexicon:
        return [(0, len(folded))]
    taken: list[tuple[int, int]] = []
    for name in sorted((name for name in lexicon if name in folded), key=lambda name: (-len(name), name)):
        start = folded.find(name)
        while start >= 0:
            span = (start, start + len(name))
            if all(span[1] <= begin or end <= span[0] for begin, end in taken) and _reads_well(folded, *span):
                taken.append(span)
            start = folded.find(name, start + 1)
    return sorted(taken)


def _reads_well(folded: str, start: int, end: int) -> bool:
    """Is the run no more words with this name as one than without? 全总 is no name in 安全总监."""
    with_name = len(cut(folded[:start])) + 1 + len(cut(folded[end:]))
    return with_name <= len(cut(folded))
