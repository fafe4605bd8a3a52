"""Curated records become rows where there are none yet; what is there, edited or not, stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, TextChoices

from archive.errors import RecordsNotLoadable, SentenceNotFound
from archive.importing.records import (
    Anchor,
    ArticleRecord,
    FigureRecord,
    InitiativeRecord,
    OrganizationRecord,
    Records,
    anchor,
    date_of,
    start_of,
)
from archive.importing.store.sources import newest
from archive.models import (
    TEXT_FIELDS,
    Article,
    Certainty,
    Component,
    Figure,
    Initiative,
    InitiativeAlias,
    Organization,
    OrganizationAlias,
    Region,
    Review,
    SourceFile,
)

# Organizations by every name they have.
Directory = dict[str, Organization]


class Loaded(NamedTuple):
    """How much was new, and what a person should know."""

    organizations: int
    initiatives: int
    figures: int
    notices: tuple[str, ...]


@transaction.atomic
def load(records: Records, *, skip_unproven: bool = False) -> Loaded:
    """Make what is missing, all of it or, raising RecordsNotLoadable, nothing.

    ``skip_unproven`` leaves out figures whose sentence is not found, and says which, instead of raising.
    """
    directory = {
        name: one for one in Organization.objects.prefetch_related("aliases") for name in one.names()
    }
    organizations, notices = _load_organizations(records.organization, directory)
    initiatives = sum(_load_initiative(one, directory) for one in records.initiative)
    figures, unproven = _load_figures(records.article, directory, skip_unproven=skip_unproven)
    return Loaded(organizations, initiatives, figures, (*notices, *unproven))


def _load_figures(
    articles: Iterable[ArticleRecord], directory: Directory, *, skip_unproven: bool
) -> tuple[int, list[str]]:
    """How many figures were made, and which were left out because nothing proves them."""
    made, unproven = 0, []
    for key, figure in ((article, figure) for article in articles for figure in article.figure):
        try:
            made += _load_figure(key, figure, directory)
        except SentenceNotFound as error:
            if not skip_unproven:
                raise
            unproven.append(f"未载入 Left out: {error}")
    return made, unproven


def _load_organizations(records: Iterable[OrganizationRecord], directory: Directory) -> tuple[int, list[str]]:
    """All of them first, then their aliases and parents, which may be any of them."""
    missing = [one for one in records if one.name not in directory]
    for one in missing:
        directory[one.name] = Organization.objects.create(
            name=one.name,
            name_en=one.name_en,
            kind=_one_of(Organization.Kind, one.kind, one.name),
            level=_one_of(Organization.Level, one.level, one.name) if one.level else "",
            region=_region(one.region, one.name),
            description=one.description,
        )
    notices = [notice for one in missing for notice in _give_aliases(one, directory)]
    for one in missing:
        if one.parent:
            directory[one.name].parent = _organization(one.parent, one.name, directory)
            directory[one.name].save(update_fields=["parent"])
    return len(missing), notices


def _give_aliases(record: OrganizationRecord, directory: Directory) -> list[str]:
    """Its aliases, but for those that name another organization already: these are told."""
    taken = [alias for alias in record.aliases if alias in directory]
    for alias in record.aliases:
        if alias not in taken:
            directory[alias] = directory[record.name]
            OrganizationAlias.objects.create(organization=directory[record.name], name=alias)
    return [
        f"“{alias}”已是“{directory[alias]}”的名称，未给“{record.name}”。 “{alias}” names “{directory[alias]}” already."
        for alias in taken
    ]


def _load_initiative(record: InitiativeRecord, directory: Directory) -> bool:
    """Make an initiative unless its lead has one of that name; say whether it was made."""
    lead = _organization(record.lead, record.name, directory) if record.lead else None
    if Initiative.objects.filter(Q(name=record.name) | Q(aliases__name=record.name), lead=lead).exists():
        return False
    start = start_of(record.name, record.started_on)
    initiative = Initiative.objects.create(
        lead=lead,
        region=_region(record.region, record.name),
        kind=_one_of(Initiative.Kind, record.kind, record.name),
        status=_one_of(Initiative.Status, record.status, record.name),
        started_on=start.date if start else None,
        start_precision=start.precision if start else "",
        **{name: getattr(record, name) for name in ("name", "name_en", "problem", "practice", "insight")},
    )
    initiative.partners.set(_organization(name, record.name, directory) for name in record.partners)
    InitiativeAlias.objects.bulk_create(
        InitiativeAlias(initiative=initiative, name=name) for name in dict.fromkeys(record.aliases)
    )
    Component.objects.bulk_create(
        Component(initiative=initiative, position=position, name=one.name, description=one.description)
        for position, one in enumerate(record.component, 1)
    )
    return True


def _load_figure(key: ArticleRecord, record: FigureRecord, directory: Directory) -> bool:
    """Make a figure at its sentence unless the article has it; say whether it was made."""
    candidates = _articles(key)
    judged = Figure.objects.exclude(state=Review.PROPOSED)  # what waits is no record yet
    if judged.filter(article__in=candidates, surface=record.surface, what=record.what).exists():
        return False
    article, place = _anchored(key, record, candidates)
    stands_there = {"article": article, "field": place.field, "start__lt": place.end, "end__gt": place.start}
    if judged.filter(**stands_there, what=record.what).exists():
        return False
    Figure.objects.proposed().filter(**stands_there).delete()  # the curated figure says what this one guesses
    as_of = date_of(f"{key} {record.surface}", record.as_of)
    Figure.objects.create(
        article=article,
        **place._asdict(),
        state=Review.ACCEPTED,
        as_of=as_of,
        as_of_certainty=_one_of(Certainty, record.as_of_certainty, record.surface),
        organization=_organization(record.organization, record.surface, directory)
        if record.organization
        else None,
        initiative=_initiative(record) if record.initiative else None,
        **{name: getattr(record, name) for name in ("value", "maximum", "unit", "qualifier", "what")},
    )
    return True


def _articles(key: ArticleRecord) -> list[Article]:
    """The articles of a file, or of its newest version; the one that begins at the place first."""
    source = SourceFile.objects.filter(sha256=key.sha256).first()
    if source is None:
        raise RecordsNotLoadable(
            f"{key}：库中没有这个来源文件，请先导入。",
            f"{key}: this source file is not in the archive: import it first.",
        )
    articles = Article.objects.filter(source__in={source, newest(source)})
    return sorted(articles, key=lambda one: (one.first_line, one.first_start) != (key.line, key.start))


def _anchored(
    key: ArticleRecord, record: FigureRecord, candidates: Sequence[Article]
) -> tuple[Article, Anchor]:
    """The article that begins at the place, or the only one that holds the sentence; and where in it."""
    found = [
        (article, place)
        for article in candidates
        if (
            place := anchor(
                {name: getattr(article, name) for name in TEXT_FIELDS}, record.sentence, record.surface
            )
        )
    ]
    is_first = bool(found) and (found[0][0].first_line, found[0][0].first_start) == (key.line, key.start)
    if is_first or len(found) == 1:
        return found[0]
    problem = (
        ("没有文章", "no article holds") if not found else ("不止一篇文章", "more than one article holds")
    )
    raise SentenceNotFound(
        f"{key}：{problem[0]}有这一句“{record.sentence}”及其中的“{record.surface}”。",
        f"{key}: {problem[1]} the sentence “{record.sentence}” with “{record.surface}” in it.",
    )


def _organization(name: str, where: str, directory: Directory) -> Organization:
    if name not in directory:
        raise _missing(where, "机构", "organization", name)
    return directory[name]


def _initiative(record: FigureRecord) -> Initiative:
    """The initiative of a name, and of a lead where one is given."""
    found = Initiative.objects.filter(name=record.initiative)
    found = found.filter(lead__name=record.lead) if record.lead else found
    if len(found) != 1:
        raise _missing(record.surface, "（唯一的）举措", "one initiative", record.initiative)
    return found[0]


def _region(code: str, where: str) -> Region | None:
    if not code:
        return None
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise _missing(where, "地区", "region", code)
    return region


def _one_of(choices: type[TextChoices], value: str, where: str) -> Any:
    """The value, if it is one of the choices."""
    if value not in choices.values:
        raise _missing(
            where, f"{'、'.join(choices.values)} 之中的", f"among {', '.join(choices.values)}", value
        )
    return value


def _missing(where: str, zh: str, en: str, value: str) -> RecordsNotLoadable:
    return RecordsNotLoadable(f"{where}：没有{zh}“{value}”。", f"{where}: there is no {en} “{value}”.")
