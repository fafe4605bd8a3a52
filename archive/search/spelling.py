"""Did you mean: what a reader may have wanted to type where nothing was found. Only what this reader can find is offered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from haystack.query import SearchQuerySet

from archive.search.analysis import query_words
from archive.search.lexicon import known_names
from archive.search.query import parse
from archive.search.query.tree import Run, leaves
from archive.search.question import Question, answer_to
from archive.search.reach import Reach
from archive.text.folding import fold
from archive.text.sounds import readings_of
from archive.text.words import is_word as is_known

if TYPE_CHECKING:
    from archive.models.articles import Reader

# The shortest name that is offered for one in which a character differs; below it nearly everything differs by one.
SHORTEST_ALIKE = 4
# Words that may all be misspelled in one query: for each, all that look like it are looked up.
MOST_WORDS = 6
# Suggestions that are tried before none is offered: each costs a question to the index.
MOST_TRIED = 5


def did_you_mean(query: str, reader: Reader = None) -> str | None:
    """A query that differs little from this one and finds something; None where there is none.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    tree = parse(query).tree
    runs = [leaf.text for leaf in leaves(tree) if isinstance(leaf, Run)]
    if not runs or not all(isinstance(leaf, Run) for leaf in leaves(tree)):
        return None
    if sum(len(query_words(run)) for run in runs) > MOST_WORDS:
        return None
    offered = (text for text in _offers(query, runs) if fold(text) != fold(query))
    reach = Reach.of(reader)
    return next((text for text in islice(offered, MOST_TRIED) if _finds(text, reach)), None)


def _offers(query: str, runs: list[str]) -> Iterator[str]:
    """What may have been meant, the likeliest first: a name that sounds or looks like it, then words that do."""
    names = list(known_names())
    if all(fold(run) in names or _is_well_spelled(run) for run in runs):
        return
    for alike in (_sounds_alike, _looks_alike):
        found = [alike(run, names) for run in runs]
        if any(found):
            yield " ".join(name or run for name, run in zip(found, runs, strict=True))
    if spelled := SearchQuerySet().spelling_suggestion(query):
        yield str(spelled)


def _is_well_spelled(run: str) -> bool:
    """Are all of its words in the dictionary? A word that nobody wrote here is not misspelled for that."""
    return all(is_known(word) for word in query_words(run))


def _sounds_alike(run: str, names: Iterable[str]) -> str | None:
    """A name that is read aloud the same, tones aside: 主席信乡 for 主席信箱."""
    sound = readings_of(fold(run))
    return next((name for name in names if name != fold(run) and readings_of(name) == sound), None)


def _looks_alike(run: str, names: Iterable[str]) -> str | None:
    """A name of the same length that differs in one character."""
    folded = fold(run)
    if len(folded) < SHORTEST_ALIKE:
        return None
    return next((name for name in names if len(name) == len(folded) and _differing(name, folded) == 1), None)


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _finds(query: str, reach: Reach) -> bool:
    return reach.count(answer_to(Question(query), reach).tree) > 0
