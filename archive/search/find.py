"""Finds articles: from a reader's words to rows that this reader may see, marked where the words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from haystack.query import SearchQuerySet

from archive.models import Article, IndexTask, Newspaper
from archive.search.indexes import on_one_line
from archive.search.nearest import near
from archive.search.properties import resolved
from archive.search.query import Query, parse
from archive.search.query.parser import printable
from archive.search.query.tree import And, Node, Not, Or, Phrase, Prefix, Run, Typed
from archive.search.snippets import Span, marked, needles_in, snippet, spans_of, wanted_by

if TYPE_CHECKING:
    from archive.models.articles import Reader


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

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.count // self.per_page)


def find(
    query: str, *, reader: Reader = None, page: int = 1, per_page: int = 20, sort: Sort = Sort.RELEVANCE
) -> Results:
    """The articles that answer a query, among those this reader may find.

    Raises:
        IndexUnavailable: the index is missing, damaged or of another version.
    """
    asked = parse(query)
    understood = resolved(asked)
    first = max(0, page - 1) * per_page
    answered = best_reading(query, understood, reader)
    found = matching(answered.tree, reader).order_by(*ORDERS[sort])
    keys = [int(result.pk) for result in found[first : first + per_page]]
    rows = Article.objects.published(reader).with_place().in_bulk(keys)
    hits = tuple(hit(rows[key], answered.tree) for key in keys if key in rows)
    beside = near(asked.tree, answered.tree, len(found)) if page == 1 else None
    nearest = near_hits(beside, reader, per_page - len(hits))
    notices = (*answered.notices, *nearest_notice(len(found), nearest), *pending_notice())
    return Results(printable(query), len(found), hits, page, per_page, notices, nearest)


def near_hits(tree: Node | None, reader: Reader, most: int) -> tuple[Hit, ...]:
    """The articles that come nearest, at most this many."""
    if tree is None or most <= 0:
        return ()
    keys = [int(result.pk) for result in matching(tree, reader)[:most]]
    rows = Article.objects.published(reader).with_place().in_bulk(keys)
    return tuple(hit(rows[key], tree) for key in keys if key in rows)


def best_reading(query: str, understood: Query, reader: Reader) -> Query:
    """The first reading of a query that finds something; the first of all where none does."""
    possible = list(readings(query, understood))
    return next((each for each in possible if matching(each.tree, reader).count()), possible[0])


def readings(query: str, understood: Query) -> Iterator[Query]:
    """How a query can be read, one after another until something is found; a later reading tells what it is."""
    tree, notices = understood
    if isinstance(tree, And | Or) or (isinstance(tree, Run) and tree.text != query):
        tree = Typed(tree, printable(query))
    yield Query(tree, notices)
    if isinstance(tree, Typed | Not | Prefix) or getattr(tree, "zone", False):
        said = _("Nothing was found for the query as it was understood; these hold it as it was typed.")
        yield Query(Phrase(printable(query)), (*notices, said))


def nearest_notice(count: int, nearest: Sequence[Hit]) -> tuple[str, ...]:
    """That nothing answers and what is shown only comes near, if so."""
    return () if count or not nearest else (_("No article has all the words; these have some of them."),)


def pending_notice() -> tuple[str, ...]:
    """That the index has still to learn of changes, if it has."""
    count = waiting_articles().count()
    if not count:
        return ()
    said = ngettext(
        "%(count)d changed article is still to be indexed.",
        "%(count)d changed articles are still to be indexed.",
        count,
    )
    return (said % {"count": count},)


def matching(tree: Node, reader: Reader) -> SearchQuerySet:
    """What the index has for a tree, without what this reader may not find.

    Articles that changed since they were indexed are asked of the database, so that what was withheld a moment ago is
    neither shown nor counted.
    """
    found = SearchQuerySet().filter(content=tree)
    if closed := closed_newspapers(reader):
        found = found.exclude(newspaper__in=closed)
    if stale := stale_articles(reader):
        found = found.exclude(pk__in=stale)
    return found


def closed_newspapers(reader: Reader) -> list[str]:
    """The newspapers whose articles this reader may not find."""
    if reader is not None and reader.is_authenticated:
        return []
    return list(Newspaper.objects.filter(access=Newspaper.Access.SIGNED_IN).values_list("slug", flat=True))


def waiting_articles() -> QuerySet[IndexTask, int]:
    """The ids of articles that the index has still to look at, each once."""
    return IndexTask.objects.order_by("article_id").values_list("article_id", flat=True).distinct()


def stale_articles(reader: Reader) -> list[int]:
    """Articles that the index may still have although this reader may not, or no longer, find them."""
    waiting = waiting_articles()
    return list(waiting.exclude(article_id__in=Article.objects.published(reader).filter(pk__in=waiting)))


def hit(article: Article, tree: Node) -> Hit:
    """An article as a result of this tree."""
    headline = on_one_line(article.title)
    lines = "\n".join((article.body, article.box, article.caption)).split("\n")
    others = map(on_one_line, (article.kicker, article.deck, article.byline))
    texts = [text for text in (*lines, *others) if text]
    needles = needles_in(wanted_by(tree), [headline, *texts])
    return Hit(article, marked(headline, spans_of(headline, needles)), snippet(texts, needles))


def mark(text: str, query: str) -> SafeString:
    """The text escaped, with the query's words in <mark>."""
    wanted = wanted_by(parse(query).tree)
    return marked(text, spans_of(text, needles_in(wanted, [text])))


def marker(query: str, texts: Sequence[str]) -> Callable[[str], list[Span]]:
    """Tells where the query's words stand in each of these texts, which are read together.

    A run that stands whole in any of them is marked only where it is whole.
    """
    return partial(spans_of, needles=needles_in(wanted_by(parse(query).tree), texts))
