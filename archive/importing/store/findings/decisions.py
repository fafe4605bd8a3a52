"""What a person decides on a proposed name, and what follows from it in the articles; and decisions that a reprint inherits."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.importing.store.findings.known import known
from archive.importing.store.findings.recognition import ARTICLES_AT_ONCE, recognize
from archive.models import (
    Article,
    Component,
    Figure,
    Imprint,
    Initiative,
    InitiativeAlias,
    Mention,
    Organization,
    OrganizationAlias,
    ProposedName,
    Region,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Row = TypeVar("Row", Mention, Figure)

# Articles that are read again at once when a name is decided on: some seconds. Beyond it, the command `recognize` does it.
REREAD_AT_ONCE = 1_000
# Organizations of a division reach as far as it does.
LEVEL_OF = {
    Region.Level.PROVINCE: Organization.Level.PROVINCIAL,
    Region.Level.PREFECTURE: Organization.Level.PREFECTURE,
    Region.Level.COUNTY: Organization.Level.COUNTY,
}
OF_A_DIVISION = frozenset([Organization.Kind.LOCAL_FEDERATION, Organization.Kind.GOVERNMENT])


@transaction.atomic
def accept_as_record(proposal: ProposedName, user: User) -> Organization | Initiative:
    """Make a record of a proposed name, or find the one that has it by now; the person who says so makes it, nobody else."""
    if proposal.kind == ProposedName.Kind.ORGANIZATION:
        record: Organization | Initiative = _organization(proposal)
    else:
        record = _initiative(proposal)
    _decide(proposal, ProposedName.State.RECORDED, user, record)
    return record


def _organization(proposal: ProposedName) -> Organization:
    standing = OrganizationAlias.objects.filter(name=proposal.name).select_related("organization").first()
    if standing:
        return standing.organization
    kind = proposal.sort if proposal.sort in Organization.Kind.values else Organization.Kind.OTHER
    region = proposal.region if kind in OF_A_DIVISION else None
    made, _is_new = Organization.objects.get_or_create(
        name=_fitting(proposal.name, Organization),
        defaults={
            "kind": kind,
            "region": proposal.region,
            "level": LEVEL_OF[Region.Level(region.level)] if region else "",
        },
    )
    return made


def _initiative(proposal: ProposedName) -> Initiative:
    called = Q(name=proposal.lead) | Q(aliases__name=proposal.lead)
    lead = Organization.objects.filter(called).first() if proposal.lead else None
    started, details = _day(proposal.details.get("started_on")), proposal.details
    made, is_new = Initiative.objects.get_or_create(
        name=_fitting(proposal.name, Initiative),
        lead=lead,
        defaults={
            "kind": proposal.sort if proposal.sort in Initiative.Kind.values else Initiative.Kind.OTHER,
            "region": proposal.region or (lead.region if lead else None),
            "started_on": started,
            # The machine says a day where the text may have said a year: no more is claimed than the year.
            "start_precision": Initiative.Precision.YEAR if started else "",
        },
    )
    if is_new:
        names = dict.fromkeys(str(name)[:120] for name in details.get("components", ()))
        Component.objects.bulk_create(
            Component(initiative=made, position=position, name=name) for position, name in enumerate(names, 1)
        )
    return made


def _fitting(name: str, model: type[Organization | Initiative]) -> str:
    """The name, if a record can have so long a one."""
    longest = int(model._meta.get_field("name").max_length or 0)
    if len(name) > longest:
        raise ValidationError(
            _("A record’s name has no more than %(longest)d characters."), params={"longest": longest}
        )
    return name


def _day(text: Any) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@transaction.atomic
def merge(proposal: ProposedName, record: Organization | Initiative, user: User) -> None:
    """Say that a proposed name is another name of a record: it becomes an alias, and every text that has it names the record."""
    if proposal.name not in record.names():
        refuse_taken(proposal.name, record)
        if isinstance(record, Organization):
            OrganizationAlias.objects.create(organization=record, name=_fitting(proposal.name, Organization))
        else:
            InitiativeAlias.objects.create(initiative=record, name=_fitting(proposal.name, Initiative))
    _decide(proposal, ProposedName.State.RECORDED, user, record)


def refuse_taken(name: str, record: Organization | Initiative) -> None:
    """ValidationError where a name is that of another organization: no two share one."""
    if isinstance(record, Initiative) or name in record.names():
        return
    if (
        OrganizationAlias.objects.filter(name=name).exists()
        or Organization.objects.filter(name=name).exists()
    ):
        raise ValidationError(_("This is a name of another organization already."))


@transaction.atomic
def reject(proposal: ProposedName, user: User) -> None:
    """Say that a name is nothing to be recorded: it is proposed no more, here and in what is imported later."""
    _decide(proposal, ProposedName.State.REJECTED, user, None)


@transaction.atomic
def reopen(proposal: ProposedName, user: User) -> None:
    """Take a decision back; what was made of it stays, and the next reading proposes the name again."""
    _decide(proposal, ProposedName.State.PROPOSED, user, None)
    proposal.decided_by = proposal.decided_at = None
    proposal.save(update_fields=["decided_by", "decided_at"])


def _decide(proposal: ProposedName, state: str, user: User, record: Organization | Initiative | None) -> None:
    """Sign the decision."""
    proposal.state, proposal.decided_by, proposal.decided_at = state, user, timezone.now()
    proposal.organization = record if isinstance(record, Organization) else None
    proposal.initiative = record if isinstance(record, Initiative) else None
    proposal.save()


def articles_of(proposals: Iterable[ProposedName]) -> set[int]:
    """The articles in which these names are proposed."""
    return Mention.objects.filter(proposal__in=list(proposals)).articles()


def reread(articles: Iterable[int]) -> int:
    """Look these articles through for the names that are on record now; gives how many were left for `recognize`."""
    keys, today = sorted(articles), known()
    for at in range(0, min(len(keys), REREAD_AT_ONCE), ARTICLES_AT_ONCE):
        rows = Article.objects.filter(pk__in=keys[at : at + ARTICLES_AT_ONCE]).with_place()
        recognize(rows, today, anew=False)
    return max(len(keys) - REREAD_AT_ONCE, 0)


def inherit(articles: Sequence[Article]) -> None:
    """Give articles the decisions that people made on the very same words of a text that is held already."""
    own = dict(
        Imprint.objects.filter(article__in=articles)
        .exclude(text_sha256="")
        .values_list("article", "text_sha256")
    )
    twins = (
        Imprint.objects.filter(text_sha256__in=own.values())
        .exclude(article__in=list(own))
        .select_related("article")
    )
    by_text: dict[str, list[Article]] = defaultdict(list)
    for imprint in twins:
        by_text[imprint.text_sha256].append(imprint.article)
    if by_text:
        pairs = {
            article: twin for article in articles for twin in by_text.get(own.get(article.pk, ""), ())[:1]
        }
        _inherit(Mention, pairs)
        _inherit(Figure, pairs)


def _inherit(model: type[Row], pairs: Mapping[Article, Article]) -> None:
    """Copy the decided rows of one sort from each twin, in place of what the machine proposes there."""
    decided: dict[int, list[Row]] = defaultdict(list)
    for row in model._default_manager.filter(article__in=pairs.values(), decided_at__isnull=False):
        decided[row.article_id].append(row)
    for article, twin in pairs.items():
        for row in decided[twin.pk]:
            if getattr(article, row.field) == getattr(twin, row.field) and not getattr(row, "stale", False):
                _take_over(row, article)


def _take_over(row: Mention | Figure, article: Article) -> None:
    """One decision, for another article of the same words."""
    place = {"article": article, "field": row.field, "start": row.start, "end": row.end, "decided_at": None}
    if isinstance(row, Mention):
        Mention.objects.filter(**place, kind=row.kind).delete()
    else:
        Figure.objects.filter(**place).delete()
    row.pk, row.article, row._state.adding = None, article, True
    row.save()
