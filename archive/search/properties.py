"""Names a reader gave to properties, looked up in the records when the query runs: no name is ever in the index."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override
from haystack.constants import DJANGO_ID

from archive.models import Article, Initiative, Mention, Newspaper, Organization, Region
from archive.search.query import Query
from archive.search.query.tree import Node, Property, Run, Value, rewritten
from archive.text.folding import fold


def resolved(query: Query) -> Query:
    """The query with every named property looked up; what no record is called is searched for as text, and said."""
    notices = list(query.notices)

    def looked_up(leaf: Node) -> Node:
        if not isinstance(leaf, Property):
            return leaf
        found = value_of(leaf)
        if found is None:
            notices.append(
                _("No record is called “%(name)s”; the words were searched for in the text.")
                % {"name": leaf.name}
            )
        return found or Run(leaf.name)

    tree = rewritten(query.tree, looked_up)
    return Query(tree, tuple(dict.fromkeys(notices)))


def value_of(asked: Property) -> Value | None:
    """The values that the index knows for a name; None where nothing is called so."""
    match asked.kind:
        case "newspaper":
            return _newspaper(asked.name)
        case "kind":
            return _kind(asked.name)
        case "organization":
            return _about("organization", Organization.objects.filter(_called(asked.name, "aliases__name")))
        case "initiative":
            return _about("initiative", Initiative.objects.filter(_called(asked.name, "aliases__name")))
    return _region(asked.name)


def _called(name: str, *others: str) -> Q:
    """A record whose name, English name or one of these other fields is this."""
    called = Q(name=name) | Q(name_en__iexact=name)
    for field in others:
        called |= Q((field, name))
    return called


def _newspaper(name: str) -> Value | None:
    slugs = Newspaper.objects.filter(_called(name, "slug")).values_list("slug", flat=True)
    return Value("newspaper", tuple(slugs)) if slugs else None


def _kind(name: str) -> Value | None:
    for kind in Article.Kind:
        if fold(name) in map(fold, (kind.value, *_labels(kind))):
            return Value("kind", (kind.value,))
    return None


def _labels(kind: Article.Kind) -> Iterable[str]:
    """What readers of either language call this kind."""
    for language in ("zh-hans", "en"):
        with override(language):
            yield str(kind.label)


def _region(name: str) -> Value | None:
    regions = Region.objects.filter(_called(name, "short_name", "code"))
    if not regions:
        return None
    inside = Q()
    for region in regions:
        # A division's code begins with that of the division it lies in: two digits a level, noughts at the end.
        digits = region.code.rstrip("0")
        inside |= Q(code__startswith=digits + "0" * (len(digits) % 2))
    return _about("region", Region.objects.filter(inside))


def _about(kind: str, subjects: QuerySet[Model]) -> Value | None:
    """Articles in which one of these records is mentioned; None where there is no such record."""
    if not subjects.exists():
        return None
    articles = Mention.objects.accepted().filter(**{f"{kind}__in": subjects})
    keys = articles.values_list("article_id", flat=True).distinct()
    return Value(DJANGO_ID, tuple(map(str, keys)))
