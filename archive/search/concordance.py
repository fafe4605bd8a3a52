"""The concordance: every occurrence of a query's strings, each on a line of its own with what stands around it.

The index says which articles to read; the occurrences are found in the rows themselves, by a plain scan of the folded
text. A bare run is one string here. Nothing is cut off: a page is a stretch of all the lines, an export is all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import chain, islice
from typing import TYPE_CHECKING

from archive.models import Article, Newspaper
from archive.search.analysis import query_words
from archive.search.facets import narrowed
from archive.search.keys import BATCH, in_batches, keys_of
from archive.search.keywords import ZONE_OF, Keywords, exactly, passages
from archive.search.lexicon import lexicon
from archive.search.lines import Line, Occurrence, lines_of
from archive.search.properties import resolved
from archive.search.query import parse
from archive.search.query.parser import printable
from archive.search.query.tree import And, Node, Run
from archive.search.question import Question
from archive.search.reach import matching, pending_notice, size
from archive.search.widen import widened

if TYPE_CHECKING:
    from archive.models.articles import Reader

# Folded characters by which lines are sorted: equal phrases are long parted by then, and each costs memory.
SORTED_BY = 12
# Behind every key that GB 18030 can give: lines whose context may not be shown come last.
LAST = b"\xff"
PER_PAGE = 50
# Occurrences up to which the first of them are picked out in passing; beyond, sorting all of them is quicker.
PICKED_OUT = 5_000
# Lines that an export holds before they are written: their articles are read together.
LINES_AT_ONCE = 1_000


class Order(StrEnum):
    """The order of the lines."""

    RIGHT = "right"
    LEFT = "left"
    NEWEST = "newest"
    OLDEST = "oldest"
    NEWSPAPER = "newspaper"

    @property
    def is_by_context(self) -> bool:
        """Are the lines sorted by what stands beside the keyword?"""
        return self in (Order.RIGHT, Order.LEFT)


# How the articles are read: lines with the same context stand in this order too.
ARTICLES_IN = {
    Order.RIGHT: ("date",),
    Order.LEFT: ("date",),
    Order.NEWEST: ("-date",),
    Order.OLDEST: ("date",),
    Order.NEWSPAPER: ("newspaper", "date"),
}


@dataclass(frozen=True)
class Concordance:
    """A page of lines, how many lines and articles there are in all, and what the reader should be told.

    ``apart`` counts the articles that hold the words of the query, but nowhere as it was typed. ``other_names`` of what
    it names are not among the lines: each is a concordance of its own.
    """

    query: str
    has_keywords: bool
    count: int = 0
    articles: int = 0
    apart: int = 0
    lines: tuple[Line, ...] = ()
    page: int = 1
    notices: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.count // PER_PAGE)

    @property
    def first(self) -> int:
        """The number of the page's first line."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def words_apart(self) -> str:
        """The query's bare runs cut into words, each of which would be a keyword; empty for any other query."""
        tree = parse(self.query).tree
        runs = tree.children if isinstance(tree, And) else (tree,)
        if not all(isinstance(run, Run) and not run.zone for run in runs):
            return ""
        return " ".join(word for run in runs if isinstance(run, Run) for word in query_words(run.text))


@dataclass(frozen=True)
class Asked:
    """A query as a concordance takes it: what it asks for loosely and exactly, and for whom.

    ``in_part`` are the newspapers of which the reader may see headlines and snippets only.
    """

    loosely: Node
    exactly: Node
    keywords: Keywords
    notices: tuple[str, ...]
    other_names: tuple[str, ...]
    reader: Reader
    in_part: frozenset[int]
    order: Order

    @classmethod
    def of(cls, question: Question, reader: Reader, order: Order) -> Asked:
        """A question as the search understands it, its names looked up in the records."""
        tree, notices = resolved(parse(question.query))
        inside = [resolved(parse(query)).tree for query in question.within]
        exact = exactly(tree)
        return cls(
            narrowed(And((tree, *inside)), question.chosen),
            narrowed(And((exact, *inside)), question.chosen),
            Keywords.of(exact),
            notices,
            tuple(chain.from_iterable(widened(tree, lexicon()).also.values())),
            reader,
            newspapers_shown_in_part(reader),
            order,
        )

    def lines_of(self, chosen: Sequence[Occurrence]) -> Iterator[Line]:
        """The lines of these occurrences."""
        return lines_of(chosen, self.keywords, self.reader, self.in_part)

    def apart(self, together: int) -> int:
        """How many articles hold the words beside those, so many, that hold them as they were typed."""
        if self.loosely == self.exactly:
            return 0
        return size(matching(self.loosely, self.reader)) - together


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
    if not asked.keywords:
        return Concordance(printable(question.query), has_keywords=False, notices=asked.notices)
    first = max(0, page - 1) * PER_PAGE
    keys = keys_in_order(asked)
    tally = Tally(scanned(keys, asked))
    chosen = stretch(tally, order, first, first + PER_PAGE)
    return Concordance(
        printable(question.query),
        has_keywords=True,
        count=tally.count,
        articles=tally.articles,
        apart=asked.apart(len(keys)),
        lines=tuple(asked.lines_of(chosen)),
        page=page,
        notices=(*asked.notices, *pending_notice()),
        other_names=asked.other_names,
    )


def all_lines(
    asked_for: str | Question, *, reader: Reader = None, order: Order = Order.RIGHT
) -> Iterator[Line]:
    """Every line of the concordance of a question. The index answers at once, the lines are read as they are asked for.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    question = Question(asked_for) if isinstance(asked_for, str) else asked_for
    asked = Asked.of(question, reader, order)
    found = scanned(keys_in_order(asked), asked)
    in_order = iter(sorted(found)) if order.is_by_context else found
    return (line for some in in_batches(in_order, LINES_AT_ONCE) for line in asked.lines_of(some))


def stretch(tally: Tally, order: Order, first: int, last: int) -> list[Occurrence]:
    """The occurrences from ``first`` up to ``last`` in this order; the tally is complete afterwards."""
    if order.is_by_context:
        return nsmallest(last, tally)[first:] if last <= PICKED_OUT else sorted(tally)[first:last]
    passing = iter(tally)
    chosen = list(islice(passing, first, last))
    for _occurrence in passing:
        pass
    return chosen


# -- scanning ----------------------------------------------------------------------------------------------------------


def keys_in_order(asked: Asked) -> list[int]:
    """The articles in which the strings stand, in the order in which they are to be read."""
    found = matching(asked.exactly, asked.reader).order_by(*ARTICLES_IN[asked.order])
    return keys_of(found) if asked.keywords else []


def scanned(keys: Iterable[int], asked: Asked) -> Iterator[Occurrence]:
    """Every occurrence in these articles, those left out that the reader may not find.

    Where only headline and snippet may be shown, all but the first occurrence of an article come last.
    """
    rank = 0
    for some in in_batches(keys, BATCH):
        rows = texts_of(some, asked.reader)
        for key in filter(rows.__contains__, some):
            newspaper, *texts = rows[key]
            for number, sort_key in enumerate(sort_keys(texts, asked)):
                is_hidden = number > 0 and newspaper in asked.in_part
                yield Occurrence(LAST if is_hidden else sort_key, rank, number, key)
            rank += 1


def texts_of(keys: Iterable[int], reader: Reader) -> dict[int, tuple[object, ...]]:
    """Newspaper and fields of those of these articles that the reader may find, by their ids."""
    rows = Article.objects.published(reader).filter(pk__in=keys).order_by()
    values = rows.values_list("pk", "page__issue__newspaper", *ZONE_OF)
    return {key: tuple(rest) for key, *rest in values}


def newspapers_shown_in_part(reader: Reader) -> frozenset[int]:
    """The newspapers of which this reader may see headlines and snippets only."""
    return frozenset(one.pk for one in Newspaper.objects.all() if not one.shows_text_to(reader))


def sort_keys(texts: Iterable[object], asked: Asked) -> Iterator[bytes]:
    """For every occurrence in an article's fields, in reading order, by what it is sorted."""
    for field, text in zip(ZONE_OF, texts, strict=True):
        for passage in passages(field, str(text)):
            folded, spans = asked.keywords.spans(passage)
            for start, end in spans:
                yield context_key(folded, start, end, asked.order)


def context_key(folded: str, start: int, end: int, order: Order) -> bytes:
    """The context a line is sorted by, nearest character first.

    GB 18030 puts the common characters in the order of their pinyin; half of a character has no code there.
    """
    if order is Order.RIGHT:
        context = folded[end : end + SORTED_BY]
    elif order is Order.LEFT:
        context = folded[max(0, start - SORTED_BY) : start][::-1]
    else:
        return b""
    return context.encode("gb18030", "replace")
