"""Articles that go with one another, each with the reason: the same initiative, the same organization, near text.

What people put on record weighs more than words that happen to be alike, and a subject that few articles name says more
than one that all of them do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from haystack.query import SearchQuerySet

from archive.errors import IndexUnavailable
from archive.models import Article, Initiative, Mention, Organization
from archive.search.reach import closed_newspapers
from archive.text.folding import fold

if TYPE_CHECKING:
    from archive.models.articles import Reader

Subject = Initiative | Organization

# Articles shown: what one looks through after reading.
MOST = 6
# A subject that more articles name than this relates nothing to anything, and its articles would take long to read.
NAMED_TOO_OFTEN = 500
# How much more the same programme says than the same organization, which may run dozens.
INITIATIVE_WEIGHT = 4.0
# Articles alike that are read and compared, and what a text that is all in the other is worth beside a subject that
# two articles name.
NEAREST_TEXTS = 20
TEXT_WEIGHT = 3.0
# Two texts are near that have in common this part of the shorter one's pairs of characters. Stories that merely share a
# page have up to .17, on the real page of 工人日报; reports of one programme have .3 and more.
NEAR = 0.2
REASONS_SHOWN = 3
FIELDS = ("initiative", "organization")


@dataclass(frozen=True)
class Related:
    """An article and why it goes with another: the subjects they share, rarest first, and how near the texts are.

    ``nearness`` is the part of the shorter text's pairs of characters that both have; None where the texts are not near.
    """

    article: Article
    initiatives: tuple[Initiative, ...]
    organizations: tuple[Organization, ...]
    nearness: float | None

    @property
    def percent(self) -> int:
        """How near, in per cent."""
        return round((self.nearness or 0) * 100)


def related(article: Article, subjects: Iterable[object], *, reader: Reader = None) -> list[Related]:
    """The articles that go best with this one and the subjects it names, among those that this reader may find.

    Without an index, those that share a subject.
    """
    shared = sharing(article, [one for one in subjects if isinstance(one, Subject)], reader)
    near = near_texts(article, reader)
    scores = {
        key: sum(map(weight_of, shared.get(key, ()))) + near.get(key, 0.0) * TEXT_WEIGHT
        for key in {*shared, *near}
    }
    best = sorted(scores, key=lambda key: (-scores[key], -key))[:MOST]
    rows = Article.objects.published(reader).with_place().in_bulk(best)
    return [as_related(rows[key], shared.get(key, ()), near.get(key)) for key in best if key in rows]


def sharing(
    article: Article, subjects: Iterable[Subject], reader: Reader
) -> Mapping[int, Sequence[tuple[Subject, int]]]:
    """Other articles, and which of these subjects each of them names, with the number of articles that do."""
    found: dict[int, list[tuple[Subject, int]]] = defaultdict(list)
    for subject, keys in naming(subjects, reader).items():
        for key in keys - {article.pk}:
            found[key].append((subject, len(keys)))
    return found


def naming(subjects: Iterable[Subject], reader: Reader) -> Mapping[Subject, set[int]]:
    """The articles that name each subject; left out are subjects that too many name."""
    by_key = {(isinstance(subject, Initiative), subject.pk): subject for subject in subjects}
    if not by_key:
        return {}
    named = Mention.objects.accepted().order_by()
    counts = named.filter(_any_of(by_key)).values_list(*FIELDS).annotate(Count("article", distinct=True))
    telling = [_key(*fields) for *fields, count in counts if count <= NAMED_TOO_OFTEN]
    published = Article.objects.published(reader)
    pairs = named.filter(_any_of(telling), article__in=published).values_list(*FIELDS, "article")
    keys: dict[Subject, set[int]] = defaultdict(set)
    for *fields, article in pairs:
        keys[by_key[_key(*fields)]].add(article)
    return keys


def _key(initiative: int | None, organization: int | None) -> tuple[bool, int]:
    """By what a subject is known: whether it is an initiative, and its id."""
    return (True, initiative) if initiative else (False, organization or 0)


def _any_of(keys: Iterable[tuple[bool, int]]) -> Q:
    """Mentions of any of these subjects."""
    keys = list(keys)
    return Q(initiative__in=[key for is_initiative, key in keys if is_initiative]) | Q(
        organization__in=[key for is_initiative, key in keys if not is_initiative]
    )


def near_texts(article: Article, reader: Reader) -> Mapping[int, float]:
    """How near those articles are whose words are most like this one's, if near at all; none without an index."""
    alike = SearchQuerySet().more_like_this(article)
    if closed := closed_newspapers(reader):
        alike = alike.exclude(newspaper__in=closed)
    try:
        keys = [int(one.pk) for one in alike[:NEAREST_TEXTS]]
    except IndexUnavailable:
        return {}
    own = pairs_of(article)
    rows = Article.objects.published(reader).in_bulk(keys)
    overlaps = {key: overlap(own, pairs_of(row)) for key, row in rows.items()}
    return {key: found for key, found in overlaps.items() if found >= NEAR}


def pairs_of(article: Article) -> frozenset[str]:
    """The pairs of neighbouring characters in the story's own text."""
    texts = (article.body, article.caption, article.box)
    return frozenset(map("".join, chain.from_iterable(pairwise(fold(text)) for text in texts)))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the shorter text's pairs the longer one has too."""
    return len(one & other) / max(1, min(len(one), len(other)))


def weight_of(shared: tuple[Subject, int]) -> float:
    """What a shared subject says, by how few articles name it: 1 for two of them, less for more."""
    subject, count = shared
    kind = INITIATIVE_WEIGHT if isinstance(subject, Initiative) else 1.0
    return kind * log(2) / log(max(count, 2))


def as_related(article: Article, shared: Iterable[tuple[Subject, int]], nearness: float | None) -> Related:
    """The article with its reasons, rarest subject first."""
    subjects = [subject for subject, _count in sorted(shared, key=lambda one: (one[1], one[0].pk))]
    return Related(
        article,
        tuple(one for one in subjects if isinstance(one, Initiative))[:REASONS_SHOWN],
        tuple(one for one in subjects if isinstance(one, Organization))[:REASONS_SHOWN],
        nearness,
    )
