"""Stories that are printed twice, and by what their texts are known again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.desk.registers.base import ReadOnlyRegister, Register
from archive.models import Band, Imprint, Reprint


@admin.register(Reprint)
class ReprintRegister(Register):
    """Pairs of articles that are one story; an editor may say that they are not."""

    list_display = ("first", "second", "likeness", "is_refuted")
    list_display_links = ("first", "second")
    list_filter = ("is_refuted",)
    list_select_related = ("first", "second")
    search_fields = ("first__headline", "second__headline")
    readonly_fields = ("first", "second", "likeness")
    fields = ("first", "second", "likeness", "is_refuted")
    actions = ("refute", "uphold")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Links come from the texts."""
        return False

    @admin.action(description=_("Not the same story"), permissions=["change"])
    def refute(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Show the link to nobody; it stays on record, so that it is not made again."""
        queryset.update(is_refuted=True)

    @admin.action(description=_("The same story after all"), permissions=["change"])
    def uphold(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Show the link again."""
        queryset.update(is_refuted=False)


@admin.register(Imprint)
class ImprintRegister(ReadOnlyRegister):
    """What the machine keeps of a text, to know it again and to know when it was last read."""

    list_display = ("article", "text_sha256", "rules", "names")
    list_select_related = ("article",)
    search_fields = ("text_sha256__startswith", "article__headline")
    fields = ("article", "text_sha256", "rules", "names")
    ordering = ("-article",)


@admin.register(Band)
class BandRegister(ReadOnlyRegister):
    """Parts of signatures: articles that share one are compared."""

    list_display = ("article", "value")
    list_select_related = ("article",)
    search_fields = ("article__headline",)
    fields = ("article", "value")
