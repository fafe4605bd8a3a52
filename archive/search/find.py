"""Finds articles: from a reader's words to rows that this reader may see, marked where the words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.models import Article
from archive.search.facets import FacetCounts, counted
from archive.search.indexes import on_one_line
from archive.search.keywords import Passage, passages, passages_of
from archive.search.lexicon import lexicon
from archive.search.query import parse
from archive.search.query.parser import printable
from archive.search.query.tree import Node
from archive.search.question import Answer, Question, answer_to
from archive.search.reach import Reach
from archive.search.snippets import Span, Wanted, marked, needles_in, snippet, spans_of, wanted_by
from archive.search.widen import widened

if TYPE_CHECKING:
    from archive.models.articles import Reader


# From which fields a snippet is taken: the text, and what else was printed where the text has none of the words.
SHOWN_FIRST = ("body", "box", "caption")
SHOWN_ELSE = ("kicker", "deck", "byline")


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


ORDERS: Mapping[Sort, tuple[str, ...]] = {
    Sort.RELEVANCE: (),
    Sort.NEWEST: ("-date",),
    Sort.OLDEST: ("date",),
}


@dataclass(frozen=True)
class Hit:
    """An article found; headline and snippet are escaped, with the words found in <mark>."""

    article: Article
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """A page of what was found, how much there is in all, and what the reader should be told.

    ``nearest`` follows where few articles answer, or none: those that hold some of the query's words. They are never
    counted.
    """

    query: str
    count: int
    hits: tuple[Hit, ...]
    page: int
    per_page: int
    notices: tuple[str, ...]
    nearest: tuple[Hit, ...] = ()
    answer: Answer = field(default_factory=Answer)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.count // self.per_page)


def find(
    asked: str | Question,
    *,
    reader: Reader = None,
    page: int = 1,
    per_page: int = 20,
    sort: Sort = Sort.RELEVANCE,
) -> Results:
    """The articles that answer a question, among those this reader may find.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    question = Question(asked) if isinstance(asked, str) else asked
    reach = Reach.of(reader)
    answer = answer_to(question, reach)
    first = max(0, page - 1) * per_page
    found = reach.matching(answer.tree).order_by(*ORDERS[sort])
    keys = [int(result.pk) for result in found[first : first + per_page]]
    hits = hits_of(keys, answer.tree, reader)
    beside = answer.near(len(found)) if page == 1 and not question.is_narrowed else None
    nearest = near_hits(beside, answer, reader, per_page - len(hits))
    notices = (*answer.notices, *nearest_notice(len(found), nearest), *reach.pending_notice())
    return Results(printable(question.query), len(found), hits, page, per_page, notices, nearest, answer)


def facets_of(answer: Answer) -> tuple[FacetCounts, ...]:
    """By what an answer can be narrowed, and what each choice would leave."""
    return tuple(counted(answer.unnarrowed, answer.chosen, answer.reach.matching))


def near_hits(tree: Node | None, answer: Answer, reader: Reader, most: int) -> tuple[Hit, ...]:
    """The articles that come nearest, at most this many."""
    if tree is None or most <= 0:
        return ()
    return hits_of([int(result.pk) for result in answer.reach.matching(tree)[:most]], tree, reader)


def hits_of(keys: Sequence[int], tree: Node, reader: Reader) -> tuple[Hit, ...]:
    """The articles with these keys, in this order, as results of a tree; without those that this reader may not find."""
    rows = Article.objects.published(reader).with_place().order_by().in_bulk(keys)
    wanted = wanted_by(tree)
    return tuple(hit(rows[key], wanted) for key in keys if key in rows)


def nearest_notice(count: int, nearest: Sequence[Hit]) -> tuple[str, ...]:
    """That nothing answers and what is shown only comes near, if so."""
    return () if count or not nearest else (_("No article has all the words; these have some of them."),)


def hit(article: Article, wanted: Iterable[Wanted]) -> Hit:
    """An article as a result of what was asked for."""
    headline = Passage(article.title_field, 0, on_one_line(article.title))
    texts = [
        *(passage for name in SHOWN_FIRST for passage in passages(name, getattr(article, name))),
        *(Passage(name, 0, on_one_line(getattr(article, name))) for name in SHOWN_ELSE),
    ]
    shown = [passage for passage in texts if passage.text]
    needles = needles_in(wanted, [headline, *shown])
    return Hit(article, marked(headline.text, spans_of(headline, needles)), snippet(shown, needles))


def asked_for(query: str) -> list[Wanted]:
    """The strings that a query, or other names of what it names, ask to be marked."""
    return wanted_by(widened(parse(query).tree, lexicon()).tree)


def marker(wanted: Iterable[Wanted], article: Article) -> Callable[[str, str], list[Span]]:
    """Tells where they stand in a passage of the article, asked by its field and its text.

    A run that stands whole anywhere in the article is marked only where it is whole.
    """
    needles = needles_in(wanted, passages_of(article))
    return lambda field, text: spans_of(Passage(field, 0, text), needles)
