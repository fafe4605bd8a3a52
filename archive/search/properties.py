"""Names a reader gave to properties, looked up in the records when the query runs: no name is ever in the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive.models import Article, Initiative, Newspaper, Organization, Region
from archive.search.lexicon import lexicon
from archive.search.query import Query
from archive.search.query.tree import Node, Property, Run, Value, rewritten
from archive.text.folding import fold
from archive.text.sounds import readings_of

LATIN = re.compile("[a-z]+")


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
    """A record whose name, English name or one of these other fields is this, or another name of the same."""
    names = {name, fold(name), *lexicon().get(fold(name), ())}
    called = Q(name__in=names) | Q(name_en__iexact=name)
    for field in others:
        called |= Q((f"{field}__in", names))
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
    """Articles that name a region of this name, or one inside it: the index has both by their codes."""
    codes = Region.objects.filter(_called(name, "short_name", "code")).values_list("code", flat=True)
    found = tuple(codes) or tuple(_read_as(fold(name)))
    return Value("region", found) if found else None


def _read_as(letters: str) -> Iterator[str]:
    """The regions whose short names are read so: few have an English name, and Yunnan is 云南 to any reader."""
    if LATIN.fullmatch(letters):
        for code, short_name in Region.objects.values_list("code", "short_name"):
            if "".join(readings_of(short_name)) == letters:
                yield code


def _about(kind: str, subjects: QuerySet[Any]) -> Value | None:
    """Articles in which one of these records is mentioned; None where there is no such record."""
    keys = tuple(map(str, subjects.order_by("pk").distinct().values_list("pk", flat=True)))
    return Value(kind, keys) if keys else None
