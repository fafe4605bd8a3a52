"""What a reader may find: the answers of the index without what is closed to this reader or was withdrawn a moment ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet
from django.utils.translation import ngettext
from haystack.query import SearchQuerySet

from archive.models import Article, IndexTask, Newspaper
from archive.search.query.tree import Node

if TYPE_CHECKING:
    from archive.models.articles import Reader


@dataclass(frozen=True)
class Reach:
    """What one reader may find just now.

    Left out are ``closed`` newspapers and ``stale`` articles: those that the index may still have although this reader may
    not, or no longer, find them. So many articles are ``waiting`` for the index to look at them.
    """

    closed: tuple[str, ...] = ()
    stale: tuple[int, ...] = ()
    waiting: int = 0

    @classmethod
    def of(cls, reader: Reader) -> Self:
        """As it is now: articles that changed since they were indexed are asked of the database."""
        waiting = waiting_articles().count()
        return cls(closed_newspapers(reader), stale_articles(reader) if waiting else (), waiting)

    def matching(self, tree: Node) -> SearchQuerySet:
        """What the index has for a tree, without what this reader may not find."""
        found = SearchQuerySet().filter(content=tree)
        if self.closed:
            found = found.exclude(newspaper__in=self.closed)
        if self.stale:
            found = found.exclude(pk__in=self.stale)
        return found

    def count(self, tree: Node) -> int:
        """How many articles a tree finds."""
        return size(self.matching(tree))

    def pending_notice(self) -> tuple[str, ...]:
        """That the index has still to learn of changes, if it has."""
        if not self.waiting:
            return ()
        said = ngettext(
            "%(count)d changed article is still to be indexed.",
            "%(count)d changed articles are still to be indexed.",
            self.waiting,
        )
        return (said % {"count": self.waiting},)


def closed_newspapers(reader: Reader) -> tuple[str, ...]:
    """The newspapers whose articles this reader may not find."""
    if reader is not None and reader.is_authenticated:
        return ()
    return tuple(Newspaper.objects.filter(access=Newspaper.Access.SIGNED_IN).values_list("slug", flat=True))


def waiting_articles() -> QuerySet[IndexTask, int]:
    """The ids of articles that the index has still to look at, each once."""
    return IndexTask.objects.order_by("article_id").values_list("article_id", flat=True).distinct()


def stale_articles(reader: Reader) -> tuple[int, ...]:
    """Those waiting articles that this reader may not find."""
    waiting = waiting_articles()
    return tuple(waiting.exclude(article_id__in=Article.objects.published(reader).filter(pk__in=waiting)))


def size(found: SearchQuerySet) -> int:
    """How many articles were found. One is looked at: Haystack would otherwise read them all to count them."""
    found[:1]
    return len(found)
