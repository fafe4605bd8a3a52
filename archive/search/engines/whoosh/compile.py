"""From the query tree to Whoosh's queries.

What must match is asked of the exact view. How good a match is, the words view says by BM25F; a run or phrase that
stands whole in an article lifts it a tier above all that hold its words scattered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from whoosh import query

from archive.search.analysis import query_words, ranking_words
from archive.search.engines.whoosh.runs import Standing
from archive.search.engines.whoosh.schema import Layout, as_number, exact, words
from archive.search.query.tree import (
    And,
    AnyWord,
    Everything,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Property,
    Range,
    Run,
    Value,
)
from archive.text.folding import fold

# The score of a run that stands whole. BM25F over a query of the longest length stays below a tenth of it.
TIER = 10_000.0
# The score of a word found, where not all need be: more words outrank better words.
WORD = 1_000.0

LATIN = re.compile(r"[a-z0-9]+")


def compiled(node: Node, layout: Layout) -> query.Query:  # noqa: PLR0911  # one return a kind of node
    """The Whoosh query for a tree over an index of this layout."""
    match node:
        case Run(text, zone):
            return _ranked(_standing(query_words(text), zone, layout), text, zone, layout)
        case AnyWord(wanted, zone):
            return query.Or([_counted(word, zone, layout) for word in wanted])
        case Phrase(text, zone):
            return _ranked(_standing([fold(text)], zone, layout), text, zone, layout)
        case Prefix(text, zone):
            return _ranked(_beginning(fold(text), zone, layout), text, zone, layout)
        case Value(field, values):
            return _filter(query.Or([query.Term(field, value) for value in values]))
        case Range(field, start, end):
            return _filter(query.NumericRange(field, as_number(start), as_number(end)))
        case And(children):
            return _all_of(children, layout)
        case Or(children):
            return query.Or([compiled(child, layout) for child in children])
        case Not(child):
            return query.AndNot(query.Every(), compiled(child, layout))
        case Everything():
            return query.Every()
        case Nothing():
            return query.NullQuery
        case Property():
            raise TypeError(node)  # resolved to values before any engine sees the tree


def _all_of(children: Iterable[Node], layout: Layout) -> query.Query:
    """Every one of the conditions, those with NOT taken off the others."""
    wanted = [compiled(child, layout) for child in children if not isinstance(child, Not)]
    excluded = [compiled(child.child, layout) for child in children if isinstance(child, Not)]
    found = query.And(wanted) if wanted else query.Every()
    return query.AndNot(found, query.Or(excluded)) if excluded else found


def _filter(found: query.Query) -> query.Query:
    """The same documents without a say in the ranking."""
    return query.ConstantScoreQuery(found, 1.0)


def _zones(zone: str, layout: Layout) -> list[str]:
    """The zones to look into."""
    return [zone] if zone else list(layout.zones)


def _standing(needles: Iterable[str], zone: str, layout: Layout, score: float = 1.0) -> Standing:
    """Documents in which each of these folded strings stands."""
    return Standing(needles, map(exact, _zones(zone, layout)), score)


def _beginning(prefix: str, zone: str, layout: Layout) -> query.Query:
    """Documents in which a word begins so; a Chinese string can begin anywhere."""
    if LATIN.fullmatch(prefix):
        return _filter(query.Or([query.Prefix(words(name), prefix) for name in _zones(zone, layout)]))
    return _standing([prefix], zone, layout)


def _ranked(found: query.Query, text: str, zone: str, layout: Layout) -> query.Query:
    """The documents found: those that hold the text whole first, then by BM25F."""
    whole = _standing([fold(text)], zone, layout, TIER)
    if isinstance(found, Standing) and found.needles == whole.needles:
        return query.AndMaybe(whole, query.Or(_weights(text, zone, layout)))
    return query.AndMaybe(found, query.Or([whole, *_weights(text, zone, layout)]))


def _counted(word: str, zone: str, layout: Layout) -> query.Query:
    """Documents that hold one of several words, which counts before BM25F does."""
    return query.AndMaybe(_standing([word], zone, layout, WORD), query.Or(_weights(word, zone, layout)))


def _weights(text: str, zone: str, layout: Layout) -> list[query.Query]:
    """The words of a text, each weighed by BM25F and the boost of its zone."""
    return [
        query.Term(words(name), word, boost=layout.zones[name].boost)
        for name in _zones(zone, layout)
        for word in ranking_words(text)
    ]
