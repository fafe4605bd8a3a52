"""What the index has still to learn."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.desk.registers.base import ReadOnlyRegister
from archive.models import IndexTask
from archive.search import outbox


@admin.register(IndexTask)
class IndexTaskRegister(ReadOnlyRegister):
    """Tasks that wait, how often they were tried and what went wrong."""

    list_display = ("__str__", "written_at", "attempts", "error")
    ordering = ("id",)
    actions = ("try_again",)

    def has_try_permission(self, request: HttpRequest) -> bool:
        """Nobody edits a task, but who might may have it tried."""
        return request.user.has_perm("archive.change_indextask")

    @admin.action(description=_("Try again"), permissions=["try"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[IndexTask]) -> None:
        """Bring the index up to date now, with everything that waits, and say how far it came."""
        report = outbox.drain()
        if report.is_complete:
            self.message_user(request, _("The search index is up to date."), messages.SUCCESS)
        else:
            told = _("%(pending)s tasks still wait. %(reason)s")
            values = {"pending": report.pending, "reason": report.reason}
            self.message_user(request, told % values, messages.WARNING)
