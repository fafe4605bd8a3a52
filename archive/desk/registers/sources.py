"""Where text comes from: newspapers, issues, pages, and the files themselves."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from archive.desk.registers.base import ReadOnlyInline, ReadOnlyRegister, Register
from archive.models import (
    Article,
    FurnitureLine,
    Issue,
    Newspaper,
    Page,
    SourceFile,
    UnassignedLine,
)


@admin.register(Newspaper)
class NewspaperRegister(Register):
    """Names are an editor's; rights belong to whoever may take in a newspaper; an address never changes."""

    list_display = ("name", "slug", "region", "access")
    list_filter = ("access",)
    list_select_related = ("region",)
    search_fields = ("name", "name_en", "slug")
    autocomplete_fields = ("region",)

    def get_readonly_fields(self, request: HttpRequest, obj: Newspaper | None = None) -> tuple[str, ...]:
        """The address once it is given, and the rights for those who only edit."""
        rights = () if self.has_add_permission(request) else RIGHTS
        return (*rights, "slug") if obj else rights


RIGHTS = ("access", "rights_statement", "rights_statement_en")


class PagesOfIssue(ReadOnlyInline):
    """The pages held of an issue."""

    model = Page
    fields = ("code", "number", "number_certainty", "name")


@admin.register(Issue)
class IssueRegister(Register):
    """Newspaper and date make the address, so they stay as they were imported."""

    list_display = ("__str__", "newspaper", "date", "date_certainty", "number")
    list_filter = ("newspaper", "date_certainty")
    list_select_related = ("newspaper",)
    search_fields = ("newspaper__name", "number")
    date_hierarchy = "date"
    inlines = (PagesOfIssue,)

    def get_readonly_fields(self, request: HttpRequest, obj: Issue | None = None) -> tuple[str, ...]:
        """What the address is made of, once there is one."""
        return ("newspaper", "date") if obj else ()


class ArticlesOfPage(ReadOnlyInline):
    """The articles on a page, in the order of their print."""

    model = Article
    fields = ("position", "title", "kind", "state")
    ordering = ("position",)

    @admin.display(description=_("headline"))
    def title(self, article: Article) -> str:
        """The headline, or what stands in for it."""
        return article.title


@admin.register(Page)
class PageRegister(Register):
    """Pages come with an import; their number makes the address."""

    list_display = ("__str__", "newspaper", "date", "number", "number_certainty", "name")
    list_filter = ("issue__newspaper", "number_certainty")
    list_select_related = ("issue__newspaper",)
    search_fields = ("issue__newspaper__name", "name", "code")
    date_hierarchy = "issue__date"
    ordering = ("-id",)
    readonly_fields = ("issue", "code", "number")
    inlines = (ArticlesOfPage,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody makes a page by hand: its address is given at import."""
        return False

    @admin.display(description=_("newspaper"), ordering="issue__newspaper")
    def newspaper(self, page: Page) -> Newspaper:
        """The newspaper it belongs to."""
        return page.issue.newspaper

    @admin.display(description=_("date"), ordering="issue__date")
    def date(self, page: Page) -> object:
        """The day it was printed, as far as is known."""
        return page.issue.date


class UnassignedOfFile(ReadOnlyInline):
    """Lines that belong to no article."""

    model = UnassignedLine
    fields = ("line", "start", "end", "text")
    ordering = ("line", "start")


class FurnitureOfFile(ReadOnlyInline):
    """Folio, nameplate, page name."""

    model = FurnitureLine
    fields = ("line", "start", "end", "text")
    ordering = ("line", "start")


@admin.register(SourceFile)
class SourceFileRegister(ReadOnlyRegister):
    """The bytes as received: to be read, never to be changed."""

    list_display = ("name", "page", "encoding", "line_count", "size", "received_at", "batch")
    list_filter = ("received_at", "newspaper_certainty")
    list_select_related = ("page__issue__newspaper", "batch")
    search_fields = ("name", "sha256__startswith")
    ordering = ("-id",)
    fields = (
        ("name", "page", "batch"),
        ("encoding", "size", "line_count", "received_at"),
        ("newspaper_certainty", "replaces"),
        ("sha256", "text_sha256"),
        "text",
    )
    inlines = (UnassignedOfFile, FurnitureOfFile)

    @admin.display(description=_("text"))
    def text(self, source: SourceFile) -> SafeString:
        """The lines of the file, numbered as everywhere else."""
        lines = enumerate(source.lines(), 1)
        return format_html(
            '<ol class="source-lines">{}</ol>', format_html_join("", '<li id="L{}">{}</li>', lines)
        )
