"""Every occurrence of a question's strings, in the order in which a concordance has its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from haystack.query import SearchQuerySet

from archive.models import Article, Newspaper
from archive.search.facets import narrowed
from archive.search.keys import BATCH, in_batches, keys_of
from archive.search.keywords import ZONE_OF, Keywords, exactly, passages
from archive.search.lexicon import lexicon
from archive.search.lines import Line, Occurrence, lines_of
from archive.search.properties import resolved
from archive.search.query import parse
from archive.search.query.tree import And, Node
from archive.search.question import Question
from archive.search.reach import Reach
from archive.search.widen import widened

if TYPE_CHECKING:
    from archive.models.articles import Reader

# Folded characters by which lines are sorted: equal phrases are long parted by then, and each costs memory.
SORTED_BY = 12
# Behind every key that GB 18030 can give: lines whose context may not be shown come last.
LAST = b"\xff"


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
    reach: Reach
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
            Reach.of(reader),
            newspapers_shown_in_part(reader),
            order,
        )

    def lines_of(self, chosen: Sequence[Occurrence]) -> Iterator[Line]:
        """The lines of these occurrences."""
        return lines_of(chosen, self.keywords, self.reader, self.in_part)

    def by_article(self) -> Asked:
        """The same, read article by article: newest first where the lines were to be sorted by context."""
        return replace(self, order=Order.NEWEST) if self.order.is_by_context else self

    def articles(self) -> int:
        """In how many articles the strings stand."""
        return self.reach.count(self.exactly)

    def apart(self, together: int) -> int:
        """How many articles hold the words beside those, so many, that hold them as they were typed."""
        if self.loosely == self.exactly:
            return 0
        return self.reach.count(self.loosely) - together


def keys_in_order(asked: Asked) -> list[int]:
    """The articles in which the strings stand, in the order in which they are to be read."""
    return keys_of(in_order(asked)) if asked.keywords else []


def in_order(asked: Asked) -> SearchQuerySet:
    """The same articles, not read yet."""
    return asked.reach.matching(asked.exactly).order_by(*ARTICLES_IN[asked.order])


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
