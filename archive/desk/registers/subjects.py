"""What articles are about: regions, organizations and initiatives, with their other names and their parts."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.desk.registers.base import Inline, Register
from archive.desk.registers.filters import Province
from archive.models import (
    Component,
    Initiative,
    InitiativeAlias,
    Organization,
    OrganizationAlias,
    Region,
)


@admin.register(Region)
class RegionRegister(Register):
    """Provinces, prefectures and counties by their division codes."""

    list_display = ("code", "name", "short_name", "level", "parent")
    list_display_links = ("code", "name")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("code__startswith", "name", "name_en")
    autocomplete_fields = ("parent",)


class AliasesOfOrganization(Inline):
    """Other names of an organization."""

    model = OrganizationAlias


@admin.register(Organization)
class OrganizationRegister(Register):
    """Unions at every level, companies, government bodies, schools."""

    list_display = ("name", "kind", "level", "region", "parent")
    list_filter = ("kind", "level", Province)
    list_select_related = ("region", "parent")
    search_fields = ("name", "name_en", "aliases__name")
    autocomplete_fields = ("parent", "region")
    inlines = (AliasesOfOrganization,)


class AliasesOfInitiative(Inline):
    """Other names of an initiative."""

    model = InitiativeAlias


class ComponentsOfInitiative(Inline):
    """The named parts of an initiative, in order."""

    model = Component
    ordering = ("position",)


@admin.register(Initiative)
class InitiativeRegister(Register):
    """Named programmes, platforms, campaigns and systems."""

    list_display = ("name", "kind", "lead", "region", "started_on", "status")
    list_filter = ("kind", "status", Province)
    list_select_related = ("lead", "region")
    search_fields = ("name", "name_en", "aliases__name", "lead__name")
    date_hierarchy = "started_on"
    autocomplete_fields = ("lead", "partners", "region")
    inlines = (AliasesOfInitiative, ComponentsOfInitiative)
    fieldsets = (
        (None, {"fields": (("name", "name_en"), ("kind", "status"), ("lead", "region"), "partners")}),
        (_("start"), {"fields": (("started_on", "start_precision"),)}),
        (_("what it does"), {"fields": ("problem", "practice", "insight")}),
    )


@admin.register(OrganizationAlias)
class OrganizationAliasRegister(Register):
    """Every other name of an organization in one list."""

    list_display = ("name", "organization")
    list_select_related = ("organization",)
    search_fields = ("name", "organization__name")
    autocomplete_fields = ("organization",)


@admin.register(InitiativeAlias)
class InitiativeAliasRegister(Register):
    """Every other name of an initiative in one list."""

    list_display = ("name", "initiative")
    list_select_related = ("initiative",)
    search_fields = ("name", "initiative__name")
    autocomplete_fields = ("initiative",)


@admin.register(Component)
class ComponentRegister(Register):
    """Every named part of an initiative in one list."""

    list_display = ("name", "initiative", "position")
    list_select_related = ("initiative",)
    search_fields = ("name", "initiative__name")
    autocomplete_fields = ("initiative",)
    ordering = ("-id",)
