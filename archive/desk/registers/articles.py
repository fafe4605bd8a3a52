"""Articles, beside the source lines they were put together from, and what in them is doubtful, lost or left over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from archive.desk.correct import correct
from archive.desk.lines import passages_of
from archive.desk.registers.base import ReadOnlyInline, ReadOnlyRegister, Register, editor_of
from archive.desk.registers.columns import (
    ChangeColumn,
    FieldColumn,
    PlaceColumn,
    RecordColumn,
    label_of,
)
from archive.desk.registers.filters import Corrected, InField, WantsAnEye, YearPrinted
from archive.desk.registers.forms import ArticleForm
from archive.models import (
    Article,
    Correction,
    Doubt,
    Figure,
    FurnitureLine,
    Gap,
    Mention,
    Reprint,
    RetiredArticle,
    Stretch,
    UnassignedLine,
)


class PlacesOfArticle(PlaceColumn, ReadOnlyInline):
    """Places that want an eye, each with the text it stands in."""

    ordering = ("field", "at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the article at hand."""
        return super().get_queryset(request).select_related("article")


class DoubtsOfArticle(PlacesOfArticle):
    """Joins that may be wrong."""

    model = Doubt
    fields = ("place", "field_label", "p", "state")


class GapsOfArticle(PlacesOfArticle):
    """Text that the source file itself has lost."""

    model = Gap
    fields = ("place", "field_label")


class MentionsOfArticle(RecordColumn, FieldColumn, ReadOnlyInline):
    """What the article names."""

    model = Mention
    fields = ("surface", "field_label", "kind", "record", "state")
    ordering = ("field", "start")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        """With the records they name."""
        return super().get_queryset(request).select_related("organization", "initiative", "region")


class FiguresOfArticle(ReadOnlyInline):
    """What the article counts."""

    model = Figure
    fields = ("surface", "what", "sentence", "state", "stale")
    ordering = ("field", "start")


class CorrectionsOfArticle(ChangeColumn, ReadOnlyInline):
    """Who changed what, and why."""

    model = Correction
    fields = ("made_at", "username", "field_label", "change", "reason")


@admin.register(Article)
class ArticleRegister(Register):
    """Articles come with an import and stay: an editor corrects them, and withholds what must not be seen."""

    form = ArticleForm
    list_display = ("title", "newspaper", "date", "kind", "state", "corrected", "public_page")
    list_filter = ("state", "kind", WantsAnEye, Corrected, "page__issue__newspaper", YearPrinted)
    list_select_related = ("page__issue__newspaper",)
    search_fields = ("headline", "kicker", "byline")
    ordering = ("-id",)
    actions = ("publish",)
    readonly_fields = (
        "page",
        "position",
        "source",
        "created_at",
        "changed_at",
        "corrected_fields",
        "reprints",
    )
    fieldsets = (
        (
            None,
            {
                "fields": ("kicker", "headline", "deck", "byline", "body", "caption", "box"),
                "classes": ("printed",),
            },
        ),
        (None, {"fields": (("kind", "state", "dateline"), "reason", "version"), "classes": ("decision",)}),
        (
            _("provenance"),
            {
                "fields": (
                    ("page", "position"),
                    "source",
                    "reprints",
                    ("created_at", "changed_at"),
                    "corrected_fields",
                ),
                "classes": ("collapse",),
            },
        ),
    )
    inlines = (DoubtsOfArticle, GapsOfArticle, MentionsOfArticle, FiguresOfArticle, CorrectionsOfArticle)

    @admin.display(description=_("also printed as"))
    def reprints(self, article: Article) -> SafeString:
        """The articles that are the same story, each with a link to its form; also those that an editor refuted."""
        pairs = Reprint.objects.of(article).select_related(
            "first__page__issue__newspaper", "second__page__issue__newspaper"
        )
        others = [(pair.second if pair.first_id == article.pk else pair.first, pair) for pair in pairs]
        rows = (
            (
                reverse("admin:archive_article_change", args=[other.pk]),
                other,
                other.page,
                _("not the same story") if pair.is_refuted else f"{pair.likeness:.0%}",
            )
            for other, pair in others
        )
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a> · {} · {}', rows) or SafeString("–")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Every article has a source: it comes with an import."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """An address never dies by hand: what must not be seen is withheld, what was imported wrongly is undone."""
        return False

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Store what changed as corrections, signed."""
        correct(obj, form.changes(), editor_of(request), form.cleaned_data["reason"])

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form with the source lines beside it."""
        article = context.get("original")
        context["passages"] = passages_of(article) if article else []
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.action(description=_("Publish the chosen articles"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Let readers see them, each as a correction of its own."""
        for article in queryset.exclude(state=Article.State.PUBLISHED):
            correct(article, {"state": Article.State.PUBLISHED}, editor_of(request))

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article: Article) -> str:
        """The headline, or what stands in for it."""
        return article.title

    @admin.display(description=_("newspaper"))
    def newspaper(self, article: Article) -> str:
        """Where it was printed."""
        return f"{article.page.issue.newspaper} {article.page.code}"

    @admin.display(description=_("date"))
    def date(self, article: Article) -> dt.date | None:
        """When it was printed, as far as is known."""
        return article.page.issue.date

    @admin.display(description=_("corrected"))
    def corrected(self, article: Article) -> str:
        """What of it a person has changed."""
        return " · ".join(label_of(name) for name in article.corrected_fields)

    @admin.display(description=_("public page"))
    def public_page(self, article: Article) -> SafeString:
        """The way to what readers see."""
        if article.state != Article.State.PUBLISHED:
            return SafeString("")
        return format_html('<a href="{}" title="{}">↗</a>', article.get_absolute_url(), article.title)


@admin.register(Doubt)
class DoubtRegister(PlaceColumn, Register):
    """Doubtful joins: an editor says whether they are right."""

    list_display = ("place", "article", "p", "state", "decided_by", "decided_at")
    list_filter = ("state",)
    list_select_related = ("article", "decided_by")
    search_fields = ("article__headline",)
    ordering = ("-id",)
    fields = ("article", "place", "p", "rivals", "state", ("decided_by", "decided_at"))
    readonly_fields = ("article", "place", "p", "rivals", "decided_by", "decided_at")
    actions = ("confirm", "reject")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Doubts are the importer's."""
        return False

    def save_model(self, request: HttpRequest, obj: Doubt, form: Any, change: bool) -> None:
        """Sign the decision."""
        obj.decided_by, obj.decided_at = editor_of(request), timezone.now()
        super().save_model(request, obj, form, change)

    @admin.action(description=_("The chosen joins are right"), permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Doubt]) -> None:
        """Settle them: what stands together belongs together."""
        queryset.update(state=Doubt.State.CONFIRMED, decided_by=editor_of(request), decided_at=timezone.now())

    @admin.action(description=_("The chosen joins are wrong"), permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Doubt]) -> None:
        """Mark them for whoever puts the page right."""
        queryset.update(state=Doubt.State.REJECTED, decided_by=editor_of(request), decided_at=timezone.now())


@admin.register(Gap)
class GapRegister(PlaceColumn, ReadOnlyRegister):
    """Text that the source files themselves have lost."""

    list_display = ("place", "article", "field_label")
    list_filter = (InField,)
    list_select_related = ("article",)
    search_fields = ("after", "article__headline")
    ordering = ("-id",)


@admin.register(Stretch)
class StretchRegister(FieldColumn, ReadOnlyRegister):
    """The line map, for whoever wants to know exactly."""

    list_display = ("article", "field_label", "at", "source", "line", "start", "end")
    list_filter = (InField,)
    list_select_related = ("article", "source")
    search_fields = ("=article__id",)
    ordering = ("-id",)


@admin.register(UnassignedLine, FurnitureLine)
class LineRegister(ReadOnlyRegister):
    """Lines that belong to no article."""

    list_display = ("text", "source", "line", "start", "end")
    list_select_related = ("source",)
    search_fields = ("text", "source__name")
    ordering = ("-id",)


@admin.register(RetiredArticle)
class RetiredArticleRegister(ReadOnlyRegister):
    """Addresses of articles that were merged or undone."""

    list_display = ("id", "successor", "reason", "retired_at")
    list_select_related = ("successor",)
    search_fields = ("=id", "reason")
    list_filter = ("retired_at",)
    ordering = ("-id",)
