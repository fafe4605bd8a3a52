"""Mentions by rule: the names of public records, as they stand in articles now. What a person decided is not touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction

from archive.importing.recognize import Lexicon, Name, Occurrence, Record, Subject
from archive.models import (
    Article,
    IndexTask,
    Initiative,
    Mention,
    Organization,
    Region,
    Review,
)

# Fields in which names are looked for. A byline names who wrote, not what is written about.
READ_FIELDS = ("kicker", "headline", "deck", "body", "caption", "box")

# Articles whose mentions change in one transaction: a second's work, so that nobody who edits has to wait longer.
ARTICLES_AT_ONCE = 200

# How a mention's columns name a place: field, start, end, sort of subject, key of the record.
Place = tuple[str, int, int, str, int]


def lexicon() -> Lexicon:
    """The names of every organization, initiative and region on record."""
    return Lexicon.of([*_organization_names(), *_initiative_names(), *_region_names()])


def _organization_names() -> Iterator[Name]:
    for organization in Organization.objects.prefetch_related("aliases"):
        record = Record(Subject.ORGANIZATION, organization.pk)
        yield from (Name(name, record) for name in organization.names())


def _initiative_names() -> Iterator[Name]:
    """A name that several initiatives share counts where a lead organization is named beside it."""
    initiatives = list(Initiative.objects.select_related("lead").prefetch_related("aliases", "lead__aliases"))
    shared: dict[str, int] = defaultdict(int)
    for initiative in initiatives:
        for name in set(initiative.names()):
            shared[name] += 1
    for initiative in initiatives:
        lead = tuple(initiative.lead.names()) if initiative.lead else ()
        for name in set(initiative.names()):
            yield Name(name, Record(Subject.INITIATIVE, initiative.pk), lead if shared[name] > 1 else ())


def _region_names() -> Iterator[Name]:
    """A province by its name and short name; below it, names that recur elsewhere need what they lie in beside them."""
    regions = {region.pk: region for region in Region.objects.all()}
    for region in regions.values():
        record = Record(Subject.REGION, region.pk)
        above = tuple(_names_above(region, regions))
        if region.level == Region.Level.PROVINCE:
            yield from (Name(name, record, is_place=True) for name in {region.name, region.short_name})
        elif region.level == Region.Level.PREFECTURE:
            yield Name(region.name, record, is_place=True)
            if region.short_name != region.name:
                yield Name(region.short_name, record, (*above, region.name), is_place=True)
        else:
            yield Name(region.name, record, above, is_place=True)


def _names_above(region: Region, regions: dict[int, Region]) -> Iterator[str]:
    """The names of everything that a region lies in."""
    while region.parent_id:
        region = regions[region.parent_id]
        yield from {region.name, region.short_name}


def recognized() -> Iterator[bool]:
    """Bring the mentions of every stored article up to date; says of each, as it goes, whether anything changed."""
    names, last = lexicon(), 0
    while articles := list(Article.objects.filter(pk__gt=last).order_by("pk")[:ARTICLES_AT_ONCE]):
        last = articles[-1].pk
        yield from recognize(articles, names)


@transaction.atomic
def recognize(articles: Iterable[Article], names: Lexicon) -> list[bool]:
    """Bring the mentions by rule of these articles up to date; says of each whether anything changed."""
    articles = list(articles)
    standing: dict[int, list[Mention]] = defaultdict(list)
    for mention in Mention.objects.filter(article__in=articles):
        standing[mention.article_id].append(mention)
    changes = {article.pk: _change(article, standing[article.pk], names) for article in articles}
    Mention.objects.filter(pk__in=[pk for change in changes.values() for pk in change.lost]).delete()
    Mention.objects.bulk_create(one for change in changes.values() for one in change.new)
    IndexTask.objects.write(pk for pk, change in changes.items() if change.lost or change.new)
    return [bool(change.lost or change.new) for change in changes.values()]


class _Change(NamedTuple):
    """Mentions of an article that are missing, and the keys of those that are no longer found."""

    new: list[Mention]
    lost: list[int]


def _change(article: Article, standing: Sequence[Mention], names: Lexicon) -> _Change:
    """What is to be added to an article's mentions and what removed."""
    by_rule = {_place(one): one for one in standing if one.state == Review.ACCEPTED and not one.decided_at}
    decided = [one for one in standing if one.decided_at]
    wanted = {_place_of(one): one for one in _found(article, names) if not _is_decided(one, decided)}
    lost = [by_rule[place].pk for place in by_rule.keys() - wanted.keys()]
    return _Change([_mention(article, one) for place, one in wanted.items() if place not in by_rule], lost)


def _found(article: Article, names: Lexicon) -> list[Occurrence]:
    return names.recognize({name: getattr(article, name) for name in READ_FIELDS if getattr(article, name)})


def _is_decided(one: Occurrence, decided: Iterable[Mention]) -> bool:
    """Did a person decide on this very place, or reject this name of this record in the article?"""
    return any(
        _place(mention) == _place_of(one)
        or (
            mention.state == Review.REJECTED
            and mention.surface == one.surface
            and _record(mention) == one.record
        )
        for mention in decided
    )


def _mention(article: Article, one: Occurrence) -> Mention:
    return Mention(
        article=article,
        field=one.field,
        start=one.start,
        end=one.end,
        surface=one.surface,
        state=Review.ACCEPTED,
        kind=one.record.subject.value,
        **{f"{one.record.subject.value}_id": one.record.key},
    )


def _place(mention: Mention) -> Place:
    return (mention.field, mention.start, mention.end, *_record(mention))


def _place_of(one: Occurrence) -> Place:
    return (one.field, one.start, one.end, *one.record)


def _record(mention: Mention) -> Record:
    """The record that a mention names; 0 is none."""
    key = mention.organization_id or mention.initiative_id or mention.region_id
    return Record(Subject(mention.kind), key or 0)
