"""Each run of the import with its report, and the way to take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.desk.registers.base import ReadOnlyInline, ReadOnlyRegister
from archive.errors import ArchiveError
from archive.models import Article, FileReport, ImportBatch
from archive.search import outbox

# Most file reports shown on the page of their batch, in rows; a larger batch links to their own list instead.
REPORTS_SHOWN = 200

UNDONE = _(
    "The batch is undone: %(files)s files, %(articles)s articles; %(restored)s files stand in their earlier version again."
)


class ReportsOfBatch(ReadOnlyInline):
    """What became of each file."""

    model = FileReport
    fields = (
        "name",
        "outcome",
        "encoding",
        "date_origin",
        "stories",
        "doubts",
        "gaps",
        "unassigned",
        "message",
    )
    ordering = ("id",)


@admin.register(ImportBatch)
class ImportBatchRegister(ReadOnlyRegister):
    """Each run of the import, with its report."""

    list_display = ("__str__", "state", "started_at", "finished_at", "undone_at", "user")
    list_filter = ("state",)
    list_select_related = ("user",)
    date_hierarchy = "started_at"
    fields = ("state", ("started_at", "finished_at", "undone_at"), "user", "options", "outcomes")
    inlines = (ReportsOfBatch,)

    def get_inlines(self, request: HttpRequest, obj: ImportBatch | None) -> Any:
        """The reports themselves, unless there are too many for one page."""
        is_small = obj is not None and obj.file_reports.all()[: REPORTS_SHOWN + 1].count() <= REPORTS_SHOWN
        return self.inlines if is_small else ()

    def has_undo_permission(self, request: HttpRequest, obj: ImportBatch | None = None) -> bool:
        """Taking back what came in is more than an editor's: it needs the right to delete batches."""
        return request.user.has_perm("archive.delete_importbatch")

    def get_urls(self) -> list[URLPattern]:
        """The pages of every register, and the one that undoes."""
        undoing = path(
            "<int:pk>/undo/", self.admin_site.admin_view(self.undo_view), name="archive_importbatch_undo"
        )
        return [undoing, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The report, with the way to undo for those who may."""
        batch = context["original"]
        context["may_undo"] = self.has_undo_permission(request) and batch.state != ImportBatch.State.UNDONE
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask, and when the answer comes, take the batch back."""
        if not self.has_undo_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch, pk=pk)
        if request.method == "POST":
            self.take_back(request, batch)
            return redirect("admin:archive_importbatch_change", batch.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo the import"),
            "opts": self.opts,
            "batch": batch,
            "files": batch.source_files.count(),
            "articles": Article.objects.filter(source__batch=batch).count(),
            "touched": Article.objects.filter(source__batch=batch).touched(),
        }
        return render(request, "admin/archive/importbatch/undo.html", context)

    def take_back(self, request: HttpRequest, batch: ImportBatch) -> None:
        """Undo the batch and bring the index up to date; say what was done, or why nothing was."""
        from archive.importing.store.undo import undo  # noqa: PLC0415  # a second of reading that no other page needs

        try:
            with outbox.paused():
                undone = undo(batch.pk)
        except ArchiveError as error:
            self.message_user(request, error.en if get_language() == "en" else error.zh, messages.ERROR)
            return
        outbox.drain()
        self.log_change(request, batch, [{"changed": {"fields": ["state"]}}])
        self.message_user(request, UNDONE % undone._asdict(), messages.SUCCESS)

    @admin.display(description=_("outcome"))
    def outcomes(self, batch: ImportBatch) -> SafeString:
        """How many files were stored, known already, refused…, each with a link to their reports."""
        counts = batch.file_reports.order_by("outcome").values_list("outcome").annotate(files=Count("id"))
        reports = reverse("admin:archive_filereport_changelist")
        return format_html_join(
            " · ",
            '<a href="{}?batch__id__exact={}&amp;outcome__exact={}">{} {}</a>',
            (
                (reports, batch.pk, outcome, FileReport.Outcome(outcome).label, files)
                for outcome, files in counts
            ),
        )


@admin.register(FileReport)
class FileReportRegister(ReadOnlyRegister):
    """What became of one file in one batch."""

    list_display = ("name", "batch", "outcome", "stories", "doubts", "gaps", "unassigned", "furniture")
    list_filter = ("outcome",)
    list_select_related = ("batch",)
    search_fields = ("name", "message")
    ordering = ("-id",)
