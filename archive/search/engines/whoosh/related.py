"""Documents like another, and words like one that stands nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from whoosh import query

from archive.search.analysis import query_words, word_terms
from archive.search.engines.whoosh.executor.executor import Executor
from archive.search.engines.whoosh.runs import Standing
from archive.search.engines.whoosh.schema import Layout, exact, words
from archive.search.query.tree import Node, Run, leaves
from archive.text.folding import fold

# Words that stand for a text when others like it are looked for: enough to name its subject, few enough to be quick.
KEY_WORDS = 20
# A single character says little of a subject.
SHORTEST_KEY_WORD = 2
# Characters in which a suggested word may differ: with two, most two-character words resemble one another.
FARTHEST = 1


def like(executor: Executor, layout: Layout, texts: Iterable[str]) -> query.Query:
    """Documents that share the words by which these texts differ from most others."""
    counts = Counter(term.text for text in texts for term in word_terms(text))
    weights = {
        word: count * _rarity(executor, layout, word)
        for word, count in counts.items()
        if len(word) >= SHORTEST_KEY_WORD
    }
    keys = sorted(weights, key=lambda word: (-weights[word], word))[:KEY_WORDS]
    return query.Or(
        [query.Term(words(zone), word, boost=weights[word]) for zone in layout.zones for word in keys]
    )


def _rarity(executor: Executor, layout: Layout, word: str) -> float:
    """How much a word tells: the fewer documents have it, the more; nothing where no other has it."""
    frequency = max(executor.searcher.doc_frequency(words(zone), word) for zone in layout.zones)
    return log(executor.searcher.doc_count() / frequency) if frequency > 1 else 0.0


def spelling_suggestion(executor: Executor, layout: Layout, tree: Node) -> str | None:
    """The bare runs of a query, each word that stands nowhere replaced by the nearest that does; None if none was."""
    asked = [leaf.text for leaf in leaves(tree) if isinstance(leaf, Run)]
    suggested = [_corrected(executor, layout, text) for text in asked]
    return " ".join(suggested) if suggested != [fold(text) for text in asked] else None


def _corrected(executor: Executor, layout: Layout, run: str) -> str:
    """The folded run with the nearest words that stand somewhere."""
    corrected = fold(run)
    for word in query_words(run):
        corrected = corrected.replace(word, _nearest(executor, layout, word))
    return corrected


def _nearest(executor: Executor, layout: Layout, word: str) -> str:
    """The word itself where it stands anywhere, else the most frequent one that differs by a character."""
    standing = Standing([word], map(exact, layout.zones))
    if len(executor.matched(standing)):
        return word
    for zone in layout.zones:
        for suggestion in executor.searcher.suggest(words(zone), word, limit=1, maxdist=FARTHEST):
            return str(suggestion)
    return word
