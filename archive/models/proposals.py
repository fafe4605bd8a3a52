"""Names that the machine found and nobody has on record: each waits once, however often it is printed, for a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.decisions import Decided
from archive.models.subjects import Initiative, Organization, Region

# Longest name that is kept: no organization is printed with more characters.
NAME_MAX = 200


class NameKey(NamedTuple):
    """By what a proposed name is known: kind, full name and, of an initiative, who leads it."""

    kind: str
    name: str
    lead: str = ""


class ProposedNameQuerySet(models.QuerySet["ProposedName"]):
    """Names by what became of them."""

    def waiting(self) -> Self:
        """Those on which nobody has decided."""
        return self.filter(state=ProposedName.State.PROPOSED)

    def rejected(self) -> Self:
        """Those that name nothing to be recorded: they are not proposed again."""
        return self.filter(state=ProposedName.State.REJECTED)

    def of(self, keys: Iterable[NameKey]) -> dict[NameKey, ProposedName]:
        """Those of these keys that are there."""
        keys = set(keys)
        rows = self.filter(name__in={key.name for key in keys})
        return {row.key: row for row in rows if row.key in keys}


# What a name may be, whatever it names: the sorts of organizations and those of initiatives.
SORTS = [*dict([*Initiative.Kind.choices, *Organization.Kind.choices]).items()]


class ProposedName(Decided):
    """A name that stands in articles and on no record, with what the machine gathered about it."""

    class Kind(models.TextChoices):
        """What sort of thing it seems to name."""

        ORGANIZATION = "organization", _("organization")
        INITIATIVE = "initiative", _("initiative")

    class State(models.TextChoices):
        """What a person made of it."""

        PROPOSED = "proposed", _("proposed")
        RECORDED = "recorded", _("on record")
        REJECTED = "rejected", _("rejected")

    kind = models.CharField(_("type"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=NAME_MAX)
    lead = models.CharField(_("led by"), max_length=NAME_MAX, blank=True)
    sort = models.CharField(_("sort"), max_length=20, choices=SORTS, blank=True)
    region = models.ForeignKey(
        Region, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("region")
    )
    details = models.JSONField(_("details"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organization")
    )
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("initiative")
    )

    objects = ProposedNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed name")
        verbose_name_plural = _("proposed names")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "lead"], name="a_name_is_proposed_once"),
            models.CheckConstraint(
                condition=Q(organization=None) | Q(initiative=None), name="a_name_means_one_record"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> NameKey:
        """By what it is known."""
        return NameKey(self.kind, self.name, self.lead)

    @property
    def record(self) -> Organization | Initiative | None:
        """What a person said that it names."""
        return self.organization or self.initiative
