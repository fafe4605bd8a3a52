"""Finds articles: from a reader's words to rows that this reader may see, marked where the words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from haystack.query import SearchQuerySet

from archive.models import Article, IndexTask, Newspaper
from archive.search.facets import Chosen, FacetCounts, counted, narrowed
from archive.search.indexes import on_one_line
from archive.search.lexicon import lexicon
from archive.search.nearest import near
from archive.search.properties import resolved
from archive.search.query import Query, parse
from archive.search.query.parser import printable
from archive.search.query.tree import And, Node, Not, Nothing, Or, Phrase, Prefix, Run, Typed
from archive.search.snippets import Span, Wanted, marked, needles_in, snippet, spans_of, wanted_by
from archive.search.widen import Widened, widened

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
    """How a question was read, before anything is counted. ``also`` are other names, by the name that was typed."""

    unnarrowed: Node = field(default_factory=Nothing)
    chosen: Chosen = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    understood: Node = field(default_factory=Nothing)

    @property
    def tree(self) -> Node:
        """What is asked of the index."""
        return narrowed(self.unnarrowed, self.chosen)

    def near(self, count: int) -> Node | None:
        """What to ask for articles near an answer of so many."""
        return near(self.understood, self.unnarrowed, count)


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
    answer = answer_to(question, reader)
    first = max(0, page - 1) * per_page
    found = matching(answer.tree, reader).order_by(*ORDERS[sort])
    keys = [int(result.pk) for result in found[first : first + per_page]]
    hits = hits_of(keys, answer.tree, reader)
    beside = answer.near(len(found)) if page == 1 and not question.is_narrowed else None
    nearest = near_hits(beside, reader, per_page - len(hits))
    notices = (*answer.notices, *nearest_notice(len(found), nearest), *pending_notice())
    return Results(printable(question.query), len(found), hits, page, per_page, notices, nearest, answer)


def facets_of(answer: Answer, reader: Reader) -> tuple[FacetCounts, ...]:
    """By what an answer can be narrowed, and what each choice would leave."""
    return tuple(counted(answer.unnarrowed, answer.chosen, partial(matching, reader=reader)))


def answer_to(question: Question, reader: Reader) -> Answer:
    """How a question is read: the first reading of its query that finds something, else the first of all.

    What narrows the answer has no say in this: no word changes its meaning because a newspaper was chosen.
    """
    understood = resolved(parse(question.query))
    wide = widened(understood.tree, lexicon()) if question.other_names else Widened(understood.tree, {})
    inside = [resolved(parse(query)) for query in question.within]
    possible = list(readings(question.query, Query(wide.tree, understood.notices)))
    read = possible[0]
    if len(possible) > 1:
        read = next((one for one in possible if size(matching(one.tree, reader))), read)
    conditions = (read.tree, *(query.tree for query in inside))
    return Answer(
        unnarrowed=And(conditions) if inside else read.tree,
        chosen=question.chosen,
        notices=(*read.notices, *(notice for query in inside for notice in query.notices)),
        also=wide.also,
        understood=understood.tree,
    )


def size(found: SearchQuerySet) -> int:
    """How many articles were found. One is looked at: Haystack would otherwise read them all to count them."""
    found[:1]
    return len(found)


def near_hits(tree: Node | None, reader: Reader, most: int) -> tuple[Hit, ...]:
    """The articles that come nearest, at most this many."""
    if tree is None or most <= 0:
        return ()
    return hits_of([int(result.pk) for result in matching(tree, reader)[:most]], tree, reader)


def hits_of(keys: Sequence[int], tree: Node, reader: Reader) -> tuple[Hit, ...]:
    """The articles with these keys, in this order, as results of a tree; without those that this reader may not find."""
    rows = Article.objects.published(reader).with_place().in_bulk(keys)
    return tuple(hit(rows[key], tree) for key in keys if key in rows)


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
    return marked(text, marker(query, [text])(text))


def marker(query: str, texts: Sequence[str]) -> Callable[[str], list[Span]]:
    """Tells where the query's words, or other names of what it names, stand in each of these texts, read together.

    A run that stands whole in any of them is marked only where it is whole.
    """
    return marker_of(asked_for(query), texts)


def asked_for(query: str) -> list[Wanted]:
    """The strings that a query, or other names of what it names, ask to be marked."""
    return wanted_by(widened(parse(query).tree, lexicon()).tree)


def marker_of(wanted: Iterable[Wanted], texts: Sequence[str]) -> Callable[[str], list[Span]]:
    """The same for strings that are known already, so that many articles can be marked."""
    return partial(spans_of, needles=needles_in(wanted, texts))
