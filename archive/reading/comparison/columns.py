"""The heads of a comparison: each initiative with what is recorded of it, and the words in print that bear it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from archive.models import Article, Component, Initiative, Mention
from archive.models.articles import ArticleQuerySet

# Articles read to find the words that name a component: the latest of the initiatives compared.
ARTICLES_READ = 400
QUOTES = "“”\"'‘’「」『』《》"
FACTS = ("first", "lead", "region")


class Part(NamedTuple):
    """A component of an initiative and the address of the words that name it; empty where none were found."""

    component: Component
    address: str


@dataclass(frozen=True)
class Column:
    """An initiative, how many articles name it, and the first mention of it, of its lead and of its region in them."""

    initiative: Initiative
    reports: int
    first: Mention | None
    lead: Mention | None
    region: Mention | None
    parts: tuple[Part, ...]

    @property
    def label(self) -> str:
        """What tells it from its neighbours in the fewest characters: where it is, else who leads it, else its name."""
        place = self.initiative.region
        if place:
            return place.short_name
        return self.initiative.lead.name if self.initiative.lead else self.initiative.name

    def part(self, name: str) -> Part | None:
        """Its component of this name."""
        return next((part for part in self.parts if part.component.name == name), None)


def columns(initiatives: QuerySet[Initiative], published: ArticleQuerySet) -> list[Column]:
    """The heads in the order of the initiatives; six questions however many there are."""
    rows = list(with_evidence(initiatives, published).prefetch_related("components"))
    keys = {getattr(row, f"{fact}_mention") for row in rows for fact in FACTS} - {None}
    mentions = Mention.objects.select_related("article__page__issue__newspaper").in_bulk(keys)
    texts = texts_about([row.pk for row in rows], published)
    return [column(row, mentions, texts.get(row.pk, ())) for row in rows]


def with_evidence(initiatives: QuerySet[Any], published: ArticleQuerySet) -> Any:
    """Each initiative with ``reports`` and the keys of the mentions that bear it out."""
    named = Mention.objects.accepted().filter(article__in=published)
    of_it = named.filter(initiative=OuterRef("pk"))
    beside = named.filter(
        Exists(
            Mention.objects.accepted().filter(
                article=OuterRef("article"), initiative=OuterRef(OuterRef("pk"))
            )
        )
    )
    in_print = (F("article__page__issue__date").asc(nulls_last=True), "article", "field", "start")
    return initiatives.annotate(
        reports=Count(
            "mentions__article",
            filter=Q(mentions__state="accepted", mentions__article__in=published),
            distinct=True,
        ),
        first_mention=Subquery(of_it.order_by(*in_print).values("pk")[:1]),
        lead_mention=Subquery(
            beside.filter(organization=OuterRef("lead")).order_by(*in_print).values("pk")[:1]
        ),
        region_mention=Subquery(
            beside.filter(region=OuterRef("region")).order_by(*in_print).values("pk")[:1]
        ),
    )


def texts_about(initiatives: Sequence[int], published: ArticleQuerySet) -> Mapping[int, list[Article]]:
    """The latest articles that name each of these initiatives, with their text."""
    named = Mention.objects.accepted().filter(initiative__in=initiatives, article__in=published)
    latest = named.order_by("-article").values_list("initiative", "article").distinct()
    pairs = list(latest[:ARTICLES_READ])
    articles = Article.objects.only("pk", "body", "box", "headline").in_bulk({key for _, key in pairs})
    texts: dict[int, list[Article]] = defaultdict(list)
    for initiative, key in pairs:
        texts[initiative].append(articles[key])
    return texts


def column(row: Any, mentions: Mapping[int, Mention], texts: Iterable[Article]) -> Column:
    """An initiative with its evidence."""
    first, lead, region = (mentions.get(getattr(row, f"{fact}_mention")) for fact in FACTS)
    texts = list(texts)
    parts = tuple(Part(one, address_of(one.name, texts)) for one in row.components.all())
    return Column(row, row.reports, first, lead, region, parts)


def address_of(name: str, texts: Iterable[Article]) -> str:
    """Where one of these articles has the words, opened at them; quotation marks are written in many ways and left out."""
    words = max(name.translate(dict.fromkeys(map(ord, QUOTES), " ")).split(), key=len, default="")
    for article in texts:
        if words and any(words in text for text in (article.body, article.headline, article.box)):
            phrase = urlencode({"q": f'"{words}"'})
            return f"{article.get_absolute_url()}?{phrase}#hit-1"
    return ""


def component_names(heads: Iterable[Column]) -> list[str]:
    """The names of all components, those of most initiatives first."""
    counts: dict[str, int] = defaultdict(int)
    for head in heads:
        for part in head.parts:
            counts[part.component.name] += 1
    return sorted(counts, key=lambda name: -counts[name])
