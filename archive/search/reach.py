"""What a reader may find: the answers of the index without what is closed to this reader or was withdrawn a moment ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import ngettext
from haystack.query import SearchQuerySet

from archive.models import Article, IndexTask, Newspaper
from archive.search.query.tree import Node

if TYPE_CHECKING:
    from archive.models.articles import Reader


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


def size(found: SearchQuerySet) -> int:
    """How many articles were found. One is looked at: Haystack would otherwise read them all to count them."""
    found[:1]
    return len(found)


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
