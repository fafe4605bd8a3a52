"""The concordance: every occurrence of a query's strings, each on a line of its own with what stands around it.

The index says which articles to read; the occurrences are found in the rows themselves, by a plain scan of the folded
text. A bare run is one string here. Nothing is cut off: a page is a stretch of all the lines, an export is all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from archive.search.analysis import query_words
from archive.search.keys import in_batches
from archive.search.lines import Line, Occurrence
from archive.search.occurrences import Asked, Order, in_order, keys_in_order, scanned
from archive.search.query import parse
from archive.search.query.parser import printable
from archive.search.query.tree import And, Run
from archive.search.question import Question

if TYPE_CHECKING:
    from archive.models.articles import Reader

PER_PAGE = 50
# Occurrences up to which the first of them are picked out in passing; beyond, sorting all of them is quicker.
PICKED_OUT = 5_000
# Articles up to which every place is counted and the lines are sorted by context: reading more takes over half a second.
MOST_COUNTED = 5_000
# Beyond, a page is so many articles with all their lines.
ARTICLES_ON_PAGE = 10
# Lines that an export holds before they are written: their articles are read together.
LINES_AT_ONCE = 1_000


@dataclass(frozen=True)
class Concordance:
    """A page of lines, how many lines and articles there are in all, and what the reader should be told.

    ``count`` is None where the articles are too many for their lines to be counted and sorted by context. ``apart`` counts
    the articles that hold the words of the query, but nowhere as it was typed. ``other_names`` of what it names are not
    among the lines: each is a concordance of its own.
    """

    query: str
    has_keywords: bool
    order: Order
    count: int | None = 0
    articles: int = 0
    apart: int = 0
    lines: tuple[Line, ...] = ()
    page: int = 1
    notices: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.articles // ARTICLES_ON_PAGE) if self.count is None else -(-self.count // PER_PAGE)

    @property
    def words_apart(self) -> str:
        """The query's bare runs cut into words, each of which would be a keyword; empty for any other query."""
        tree = parse(self.query).tree
        runs = tree.children if isinstance(tree, And) else (tree,)
        if not all(isinstance(run, Run) and not run.zone for run in runs):
            return ""
        return " ".join(word for run in runs if isinstance(run, Run) for word in query_words(run.text))


class Tally:
    """Lets occurrences pass, and counts them and their articles."""

    def __init__(self, passing: Iterable[Occurrence]) -> None:
        self.passing = passing
        self.count = self.articles = 0

    def __iter__(self) -> Iterator[Occurrence]:
        for occurrence in self.passing:
            self.count += 1
            self.articles += occurrence.number == 0
            yield occurrence


def concordance(
    asked_for: str | Question, *, reader: Reader = None, page: int = 1, order: Order = Order.RIGHT
) -> Concordance:
    """A page of the concordance of a question, over what this reader may find.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    question = Question(asked_for) if isinstance(asked_for, str) else asked_for
    asked = Asked.of(question, reader, order)
    shown = Concordance(
        printable(question.query), bool(asked.keywords), order, notices=asked.notices, page=page
    )
    if not asked.keywords:
        return shown
    articles = asked.articles()
    shown = replace(shown, articles=articles)
    page_of = counted if articles <= MOST_COUNTED else uncounted
    return replace(
        page_of(asked, shown),
        apart=asked.apart(articles),
        notices=(*asked.notices, *asked.reach.pending_notice()),
        other_names=asked.other_names,
    )


def counted(asked: Asked, shown: Concordance) -> Concordance:
    """The page, with every place counted."""
    first = (shown.page - 1) * PER_PAGE
    tally = Tally(scanned(keys_in_order(asked), asked))
    chosen = stretch(tally, asked.order, first, first + PER_PAGE)
    lines = tuple(asked.lines_of(chosen))
    return replace(shown, count=tally.count, articles=tally.articles, lines=lines)


def uncounted(asked: Asked, shown: Concordance) -> Concordance:
    """The page, by articles: nothing is read but what it shows."""
    asked = asked.by_article()
    first = (shown.page - 1) * ARTICLES_ON_PAGE
    keys = [int(one.pk) for one in in_order(asked)[first : first + ARTICLES_ON_PAGE]]
    lines = tuple(asked.lines_of(list(scanned(keys, asked))))
    return replace(shown, order=asked.order, count=None, lines=lines)


def all_lines(
    asked_for: str | Question, *, reader: Reader = None, order: Order = Order.RIGHT
) -> Iterator[Line]:
    """Every line of the concordance of a question, sorted by context where that is done on the page too.

    The index answers at once, the lines are read as they are asked for.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    question = Question(asked_for) if isinstance(asked_for, str) else asked_for
    asked = Asked.of(question, reader, order)
    if asked.articles() > MOST_COUNTED:
        asked = asked.by_article()
    found = scanned(keys_in_order(asked), asked)
    ordered = iter(sorted(found)) if asked.order.is_by_context else found
    return (line for some in in_batches(ordered, LINES_AT_ONCE) for line in asked.lines_of(some))


def stretch(tally: Tally, order: Order, first: int, last: int) -> list[Occurrence]:
    """The occurrences from ``first`` up to ``last`` in this order; the tally is complete afterwards."""
    if order.is_by_context:
        return nsmallest(last, tally)[first:] if last <= PICKED_OUT else sorted(tally)[first:last]
    passing = iter(tally)
    chosen = list(islice(passing, first, last))
    for _occurrence in passing:
        pass
    return chosen
