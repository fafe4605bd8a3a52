"""What a reader asks, and how it is read before anything is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archive.search.facets import Chosen, narrowed
from archive.search.lexicon import lexicon
from archive.search.nearest import near
from archive.search.properties import resolved
from archive.search.query import Query, parse
from archive.search.query.parser import printable
from archive.search.query.tree import (
    And,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Range,
    Run,
    Typed,
    Value,
    all_leaves,
    leaves,
)
from archive.search.reach import Reach
from archive.search.widen import Widened, widened
from archive.text.folding import fold


@dataclass(frozen=True)
class Question:
    """What a reader asks: a query, others to be met within its answer, and the values chosen of each facet.

    ``other_names`` are looked for too, unless the reader wants only what was typed.
    """

    query: str
    within: tuple[str, ...] = ()
    chosen: Chosen = field(default_factory=dict)
    other_names: bool = True

    @property
    def is_narrowed(self) -> bool:
        """Does anything beside the query limit what is found?"""
        return bool(self.within or any(self.chosen.values()))


@dataclass(frozen=True)
class Answer:
    """How a question was read, and for whom, before anything is counted.

    ``also`` are other names, by the name that was typed.
    """

    unnarrowed: Node = field(default_factory=Nothing)
    chosen: Chosen = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    understood: Node = field(default_factory=Nothing)
    reach: Reach = field(default_factory=Reach)

    @property
    def tree(self) -> Node:
        """What is asked of the index."""
        return narrowed(self.unnarrowed, self.chosen)

    def near(self, count: int) -> Node | None:
        """What to ask for articles near an answer of so many."""
        return near(self.understood, self.unnarrowed, count)


def answer_to(question: Question, reach: Reach) -> Answer:
    """How a question is read: the first reading of its query that finds something, else the first of all.

    What narrows the answer has no say in this: no word changes its meaning because a newspaper was chosen.
    """
    understood = resolved(parse(question.query))
    wide = widened(understood.tree, lexicon()) if question.other_names else Widened(understood.tree, {})
    inside = [resolved(parse(query)) for query in question.within]
    possible = list(readings(question.query, Query(wide.tree, understood.notices)))
    read = possible[0]
    if len(possible) > 1:
        read = next((one for one in possible if reach.count(one.tree)), read)
    if read is possible[0] and holds_syntax(understood.tree):
        read = read._replace(tree=Or((read.tree, Phrase(printable(question.query)))))
    conditions = (read.tree, *(query.tree for query in inside))
    return Answer(
        unnarrowed=And(conditions) if inside else read.tree,
        chosen=question.chosen,
        notices=(*read.notices, *(notice for query in inside for notice in query.notices)),
        also=wide.also,
        understood=understood.tree,
        reach=reach,
    )


def holds_syntax(tree: Node) -> bool:
    """Could a text that holds the query as it was typed fail to answer it? 标题：昆明 may stand in a body, and 气温 -5℃.

    Not where words are excluded: what holds them stays out, however they stand there.
    """
    shown, found = list(leaves(tree)), list(all_leaves(tree))
    excluded = [leaf for leaf in found if leaf not in shown]
    syntax = any(isinstance(leaf, Prefix | Value | Range) or getattr(leaf, "zone", "") for leaf in found)
    return (syntax or bool(excluded)) and all(map(_is_number, excluded))


def _is_number(leaf: Node) -> bool:
    """May the minus before it have been a sign?"""
    return isinstance(leaf, Run) and fold(leaf.text)[:1].isdigit()


def readings(query: str, understood: Query) -> Iterator[Query]:
    """How a query can be read, one after another until something is found; a later reading tells what it is."""
    tree, notices = understood
    if isinstance(tree, And | Or) or (isinstance(tree, Run) and tree.text != query):
        tree = Typed(tree, printable(query))
    yield Query(tree, notices)
    if isinstance(tree, Typed | Not | Prefix) or getattr(tree, "zone", False):
        said = _("Nothing was found for the query as it was understood; these hold it as it was typed.")
        yield Query(Phrase(printable(query)), (*notices, said))
