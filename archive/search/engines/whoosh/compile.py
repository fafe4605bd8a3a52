"""From the query tree to Whoosh's queries.

What must match is asked of the exact view. How good a match is, the words view says by BM25F; a run or phrase that
stands whole in an article lifts it a tier above all that hold its words scattered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from whoosh import query

from archive.search.analysis import query_words, ranking_words
from archive.search.engines.whoosh.exclude import Except
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
    Typed,
    Value,
)
from archive.text.folding import fold

# The score of a run that stands whole; the query as it was typed scores as all its runs together. The words of the longest query weigh less than a tenth of it together.
TIER = 10_000.0
# The score of a word found, where not all need be, times its rarity: more and rarer words outrank better places.
WORD = 1_000.0
# Words that rank; the longest are kept, which are the rarest. Each costs a walk through its postings.
MOST_RANKING_WORDS = 24

LATIN = re.compile(r"[a-z0-9]+")


def compiled(tree: Node, layout: Layout) -> query.Query:
    """The Whoosh query for a tree over an index of this layout."""
    ranks = list(_ranks(tree, layout))
    return query.AndMaybe(_matches(tree, layout), query.Or(ranks)) if ranks else _matches(tree, layout)


# -- what matches ------------------------------------------------------------------------------------------------------


def _matches(node: Node, layout: Layout) -> query.Query:  # noqa: PLR0911  # one return a kind of node
    """Documents that match, all alike."""
    match node:
        case Run() | Phrase():
            return _standing(_needles(node), node.zone, layout)
        case AnyWord(wanted, zone):
            return query.Or([_standing([word], zone, layout) for word in wanted])
        case Prefix(text, zone):
            return _beginning(fold(text), zone, layout)
        case Value(field, values):
            return query.Or([query.Term(field, value) for value in values])
        case Range(field, start, end):
            return query.NumericRange(field, as_number(start), as_number(end))
        case And(children):
            return _all_of(children, layout)
        case Or(children):
            return query.Or([_matches(child, layout) for child in children])
        case Not():
            return _all_of([node], layout)
        case Typed(child):
            return _matches(child, layout)
        case Everything():
            return query.Every()
        case Nothing():
            return query.NullQuery
        case Property():
            raise TypeError(node)  # resolved to values before any engine sees the tree


def _needles(leaf: Run | Phrase) -> list[str]:
    """The folded strings that must stand."""
    return query_words(leaf.text) if isinstance(leaf, Run) else [fold(leaf.text)]


def _all_of(children: Iterable[Node], layout: Layout) -> query.Query:
    """Every one of the conditions: strings of a zone together, and those with NOT taken off the others."""
    needles: dict[str, list[str]] = {}
    wanted, excluded = [], []
    for child in children:
        match child:
            case Run() | Phrase():
                needles.setdefault(child.zone, []).extend(_needles(child))
            case Not(unwanted):
                excluded.append(_matches(unwanted, layout))
            case _:
                wanted.append(_matches(child, layout))
    wanted += [_standing(strings, zone, layout) for zone, strings in needles.items()]
    found = query.And(wanted) if wanted else query.Every()
    return Except(found, query.Or(excluded)) if excluded else found


def _zones(zone: str, layout: Layout) -> list[str]:
    """The zones to look into."""
    return [zone] if zone else list(layout.zones)


def _standing(needles: Iterable[str], zone: str, layout: Layout, score: float = 1.0) -> Standing:
    """Documents in which each of these folded strings stands."""
    return Standing(dict.fromkeys(needles), map(exact, _zones(zone, layout)), score)


def _beginning(prefix: str, zone: str, layout: Layout) -> query.Query:
    """Documents in which a word begins so; a Chinese string can begin anywhere."""
    if LATIN.fullmatch(prefix):
        return query.Or([query.Prefix(words(name), prefix) for name in _zones(zone, layout)])
    return _standing([prefix], zone, layout)


# -- how well ----------------------------------------------------------------------------------------------------------


def _ranks(tree: Node, layout: Layout) -> Iterator[query.Query]:
    """What lifts a document above others, in a tree of conditions."""
    asked = list(_texts(tree))
    for text, zone, score in asked:
        zones = _zones(zone, layout)
        rarity = tuple(map(words, zones)) if score == WORD else ()
        yield Standing([fold(text)], map(exact, zones), score, rarity)
    weighed = {(word, zone) for text, zone, _score in asked for word in ranking_words(text)}
    for word, zone in sorted(weighed, key=lambda entry: (-len(entry[0]), entry))[:MOST_RANKING_WORDS]:
        for name in _zones(zone, layout):
            yield query.Term(words(name), word, boost=layout.zones[name].boost)


def _texts(node: Node) -> Iterator[tuple[str, str, float]]:
    """The texts a tree asks for, their zones, and what each is worth where it stands whole."""
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _texts(child)
        case Typed(child, text):
            parts = list(_texts(child))
            yield from parts
            yield text, "", sum(worth for _text, _zone, worth in parts)
        case Run(text, zone) | Phrase(text, zone) | Prefix(text, zone):
            yield text, zone, TIER
        case AnyWord(wanted, zone):
            yield from ((word, zone, WORD) for word in wanted)
