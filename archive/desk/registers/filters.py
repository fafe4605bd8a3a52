"""Filters that ask small tables instead of large ones."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.desk.correct import CORRECTABLE
from archive.desk.registers.columns import label_of
from archive.models import Doubt, Figure, Gap, Issue, Region


class YearPrinted(admin.SimpleListFilter):
    """Articles by the year of their issue; the years come from the issues, which are few."""

    title = _("year of print")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """Every year from the latest to the first that is held, and the undated."""
        held = Issue.objects.aggregate(first=Min("date"), last=Max("date"))
        years = range(held["last"].year, held["first"].year - 1, -1) if held["last"] else ()
        return [*((str(year), str(year)) for year in years), ("undated", _("undated"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the year chosen."""
        if self.value() is None:
            return queryset
        issues = Issue.objects.filter(_printed_in(str(self.value())))
        return queryset.filter(page__issue__in=issues)


def _printed_in(year: str) -> Q:
    return Q(date__year=int(year)) if year.isdecimal() else Q(date=None)


class InField(admin.SimpleListFilter):
    """Places by the field of the article they stand in; the fields are known and not looked up in the rows."""

    title = _("field")
    parameter_name = "field"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """What an editor may correct."""
        return [(name, label_of(name)) for name in CORRECTABLE]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the field chosen."""
        return queryset.filter(field=self.value()) if self.value() else queryset


class Province(admin.SimpleListFilter):
    """Subjects by the province that they or their counties belong to."""

    title = _("provincial unit")
    parameter_name = "province"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """The provinces that have such subjects, in the order of their codes."""
        used = model_admin.model._default_manager.exclude(region=None).values(
            part=Substr("region__code", 1, 2)
        )
        provinces = Region.objects.provinces().annotate(part=Substr("code", 1, 2)).filter(part__in=used)
        return [(province.code[:2], province.name) for province in provinces]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the province chosen."""
        return queryset.filter(region__code__startswith=self.value()) if self.value() else queryset


class Corrected(admin.SimpleListFilter):
    """Articles that a person has touched, or not."""

    title = _("corrected by a person")
    parameter_name = "corrected"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """Yes or no."""
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the answer chosen."""
        if self.value() == "yes":
            return queryset.exclude(corrected_fields=[])
        return queryset.filter(corrected_fields=[]) if self.value() == "no" else queryset


class WantsAnEye(admin.SimpleListFilter):
    """Articles with an open doubt, with text that the source lost, or with a figure gone stale."""

    title = _("what wants an eye")
    parameter_name = "wants"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """What an article may have that an editor should see."""
        return [("doubts", _("open doubts")), ("gaps", _("gaps")), ("figures", _("stale figures"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that have at least one."""
        wanting: dict[str | None, QuerySet[Any]] = {
            "doubts": Doubt.objects.open(),
            "gaps": Gap.objects.all(),
            "figures": Figure.objects.filter(stale=True),
        }
        chosen = wanting.get(self.value())
        return queryset if chosen is None else queryset.filter(pk__in=chosen.values("article"))


class Waiting(admin.SimpleListFilter):
    """Findings that wait for a person, which is what an editor comes for, unless another state is asked for."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """Every state but the first, which is shown when none is chosen."""
        states = model_admin.model._meta.get_field("state").choices
        return [*((value, label) for value, label in states if value != "proposed"), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        """What waits, first; then the other states and all of them."""
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("waiting for a person"),
        }
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == str(value),
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the state chosen."""
        if self.value() == "all":
            return queryset
        return queryset.filter(state=self.value() or "proposed")


class Given(admin.SimpleListFilter):
    """Figures with and without an owner."""

    title = _("whose it is")
    parameter_name = "given"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """What a figure may belong to."""
        return [
            ("initiative", _("an initiative")),
            ("organization", _("an organization alone")),
            ("nobody", _("nobody yet")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those that belong so."""
        nobody = Q(initiative=None, organization=None)
        chosen: dict[str | None, Q] = {
            "initiative": Q(initiative__isnull=False),
            "organization": Q(initiative=None, organization__isnull=False),
            "nobody": nobody,
        }
        return queryset.filter(chosen.get(self.value(), Q()))


class Score(admin.SimpleListFilter):
    """Findings by how sure the machine is."""

    title = _("score")
    parameter_name = "score"
    steps = (("high", _("sure (0.9 and more)"), Q(score__gte=0.9)), ("low", _("unsure"), Q(score__lt=0.9)))

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, Any]]:
        """Sure or unsure."""
        return [(name, label) for name, label, _condition in self.steps]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those as sure as was asked for."""
        for name, _label, condition in self.steps:
            if self.value() == name:
                return queryset.filter(condition)
        return queryset
