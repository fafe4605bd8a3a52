"""Articles: stories once stored, with the way back to every source line, and what is doubtful or lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.outbox import IndexTask
from archive.models.rows import insert
from archive.models.sources import Newspaper, Page, SourceFile

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    from archive.models.subjects import Initiative, Organization, Region

    Reader = AbstractBaseUser | AnonymousUser | None

# The fields that hold printed characters, in the order in which they are read.
TEXT_FIELDS = ("kicker", "headline", "deck", "byline", "body", "caption", "box")


class ArticleQuerySet(models.QuerySet["Article"]):
    """The vocabulary in which every page, feed, export and index asks for articles."""

    def get_by_natural_key(self, sha256: str, line: int, start: int) -> Article:
        return self.get(source__sha256=sha256, first_line=line, first_start=start)

    def published(self, reader: Reader = None) -> Self:
        """What this reader may find; nobody in particular by default."""
        found = self.filter(state=Article.State.PUBLISHED)
        if reader is not None and reader.is_authenticated:
            return found
        return found.exclude(page__issue__newspaper__access=Newspaper.Access.SIGNED_IN)

    def behind_sign_in(self) -> Self:
        """Published, for signed-in readers only."""
        return self.filter(
            state=Article.State.PUBLISHED, page__issue__newspaper__access=Newspaper.Access.SIGNED_IN
        )

    def on(self, date: dt.date | None) -> Self:
        """Printed on this day; None asks for the undated."""
        return self.filter(page__issue__date=date)

    def of(self, newspaper: Newspaper) -> Self:
        """Printed in this newspaper."""
        return self.filter(page__issue__newspaper=newspaper)

    def about(self, subject: Organization | Initiative | Region) -> Self:
        """Naming this subject, in mentions that are accepted."""
        from archive.models.facts import Mention  # noqa: PLC0415  # facts stand on articles

        return self.filter(pk__in=Mention.objects.accepted().of(subject).values("article"))

    def touched(self) -> Self:
        """With a person's work in them: a correction, or a decision on a doubt, a mention or a figure."""
        from archive.models.facts import Figure, Mention  # noqa: PLC0415  # facts stand on articles

        decided = [
            Q(pk__in=work.objects.filter(decided_at__isnull=False).values("article"))
            for work in (Doubt, Mention, Figure)
        ]
        return self.filter(~Q(corrected_fields=[]) | decided[0] | decided[1] | decided[2])

    def with_place(self) -> Self:
        """With page, issue and newspaper at hand, so that a list costs one query."""
        return self.select_related("page__issue__newspaper")

    def with_names(self) -> Self:
        """With the accepted mentions and their regions at hand, as ``accepted_mentions``."""
        from archive.models.facts import Mention  # noqa: PLC0415  # facts stand on articles

        accepted = Mention.objects.accepted().select_related("region")
        return self.prefetch_related(models.Prefetch("mentions", accepted, to_attr="accepted_mentions"))

    def before(self, article: Article) -> Self:
        """Earlier on the same page, the nearest first."""
        earlier = Q(position__lt=article.position) | Q(position=article.position, pk__lt=article.pk)
        return self.filter(earlier, page=article.page_id).order_by("-position", "-pk")

    def after(self, article: Article) -> Self:
        """Later on the same page, the nearest first."""
        later = Q(position__gt=article.position) | Q(position=article.position, pk__gt=article.pk)
        return self.filter(later, page=article.page_id).order_by("position", "pk")

    def newest_first(self) -> Self:
        """By date of print, the undated last; within a page in reading order."""
        return self.order_by(
            models.F("page__issue__date").desc(nulls_last=True),
            models.F("page__number").asc(nulls_last=True),
            "page_id",
            "position",
            "pk",
        )

    @transaction.atomic
    def update(self, **values: Any) -> int:
        """Change rows and tell the index about each."""
        changed = list(self.values_list("pk", flat=True))
        count = super().update(**values)
        IndexTask.objects.write(changed)
        return count

    @transaction.atomic
    def bulk_create(self, objs: Iterable[Article], *args: Any, **kwargs: Any) -> list[Article]:
        """Store rows and tell the index about each."""
        stored = super().bulk_create(objs, *args, **kwargs)
        IndexTask.objects.write(article.pk for article in stored)
        return stored

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove rows and tell the index about each."""
        IndexTask.objects.write(list(self.values_list("pk", flat=True)))
        return super().delete()


class Article(models.Model):
    """One story as printed. ``body`` holds a paragraph a line; ``crossheads`` are the indexes of those that head others."""

    class State(models.TextChoices):
        """Who may see it."""

        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("checked")
        PUBLISHED = "published", _("published")
        WITHHELD = "withheld", _("withheld")

    class Kind(models.TextChoices):
        """What sort of story it is."""

        NEWS = "news", _("news")
        BRIEF = "brief", _("news in brief")
        FEATURE = "feature", _("feature")
        PHOTO = "photo", _("photo")
        LETTER = "letter", _("letter")
        LIST = "list", _("list")
        NOTICE = "notice", _("notice")
        OTHER = "other", _("other")

    page = models.ForeignKey(Page, models.PROTECT, related_name="articles", verbose_name=_("page"))
    position = models.PositiveSmallIntegerField(_("position on the page"))
    source = models.ForeignKey(
        SourceFile, models.PROTECT, related_name="articles", verbose_name=_("source file")
    )
    first_line = models.PositiveIntegerField(_("first source line"), editable=False)
    first_start = models.PositiveIntegerField(_("first source character"), editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    kicker = models.TextField(_("kicker"), blank=True)
    headline = models.TextField(_("headline"), blank=True)
    deck = models.TextField(_("deck"), blank=True)
    byline = models.TextField(_("byline"), blank=True)
    dateline = models.CharField(_("dateline"), max_length=100, blank=True)
    body = models.TextField(_("body"), blank=True)
    crossheads = models.JSONField(_("crossheads"), default=list, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    box = models.TextField(_("side box"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    corrected_fields = models.JSONField(_("corrected fields"), default=list, editable=False)
    created_at = models.DateTimeField(_("stored"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["page", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "first_line", "first_start"], name="an_article_begins_at_its_own_character"
            ),
        ]
        # The state comes second: led by it, SQLite would rather read all that is published than some rows by their keys.
        indexes = [models.Index(fields=["page", "state"]), models.Index(fields=["kind", "state"])]

    def __str__(self) -> str:
        return self.title

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row and tell the index."""
        super().save(*args, **kwargs)
        IndexTask.objects.write([self.pk])

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the row and tell the index."""
        IndexTask.objects.write([self.pk])
        return super().delete(*args, **kwargs)

    def natural_key(self) -> tuple[str, int, int]:
        return (self.source.sha256, self.first_line, self.first_start)

    natural_key.dependencies = ["archive.sourcefile"]  # type: ignore[attr-defined]  # Django's own protocol

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def title(self) -> str:
        """The headline on one line, or the first words where none was printed or found."""
        line = str(getattr(self, self.title_field)).replace("\n", " ")
        return line if self.headline or len(line) <= TITLE_FROM_TEXT else line[:TITLE_FROM_TEXT] + "…"

    @property
    def title_field(self) -> str:
        """The field from which the title is taken."""
        return next((name for name in TITLED_BY if getattr(self, name)), "headline")

    def paragraphs(self) -> list[str]:
        """The body's paragraphs, crossheads in their places."""
        return self.body.split("\n") if self.body else []

    def shows_text_to(self, reader: Reader) -> bool:
        """May this reader see the whole text, or only headline and snippet?"""
        return self.page.issue.newspaper.shows_text_to(reader)


# What stands on top of a story, the best first.
TITLED_BY = ("headline", "kicker", "caption", "body")
# How much of a text stands in for a headline that is not there, in characters: what fits one line of a list.
TITLE_FROM_TEXT = 30


class StretchQuerySet(models.QuerySet["Stretch"]):
    """The line map of articles."""

    def write(self, stretches: Iterable[StretchRow]) -> None:
        """Store rows as they are; a page brings hundreds."""
        columns = [
            {"article": "article_id", "source": "source_id"}.get(name, name) for name in StretchRow._fields
        ]
        insert(self.model, columns, stretches, self.db)


class StretchRow(NamedTuple):
    """A stretch as it is stored; ``article`` and ``source`` by their keys."""

    article: int
    source: int
    field: str
    at: int
    line: int
    start: int
    end: int


class Stretch(models.Model):
    """The line map: where a run of an article's characters stands in its source.

    ``field[at : at + end - start]`` was printed as ``source.lines()[line - 1][start:end]``.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="stretches", verbose_name=_("article"))
    source = models.ForeignKey(
        SourceFile, models.PROTECT, related_name="stretches", verbose_name=_("source file")
    )
    field = models.CharField(_("field"), max_length=10)
    at = models.PositiveIntegerField(_("at character"))
    line = models.PositiveIntegerField(_("source line"))
    start = models.PositiveIntegerField(_("from"))
    end = models.PositiveIntegerField(_("to"))

    objects = StretchQuerySet.as_manager()

    class Meta:
        verbose_name = _("stretch of the line map")
        verbose_name_plural = _("line map")
        ordering = ["article", "field", "at"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="a_stretch_has_characters"),
            models.CheckConstraint(condition=Q(line__gte=1), name="lines_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.field}@{self.at} ← {self.line}:{self.start}-{self.end}"


class PlaceInText(models.Model):
    """A point in an article that wants a reader's or an editor's eye."""

    article: models.ForeignKey[Article, Article]
    field = models.CharField(_("field"), max_length=10)
    at = models.PositiveIntegerField(_("at character"))

    class Meta:
        abstract = True
        ordering = ["article", "field", "at"]


class DoubtQuerySet(models.QuerySet["Doubt"]):
    """Doubtful joins."""

    def open(self) -> Self:
        """Those that no person has decided."""
        return self.filter(state=Doubt.State.OPEN)

    def unsettled(self) -> Self:
        """Those that a reader should know of: not decided yet, or found wrong and still standing."""
        return self.exclude(state=Doubt.State.CONFIRMED)


class Doubt(PlaceInText):
    """A join below the confidence bar: what stands before and after ``at`` may not belong together."""

    class State(models.TextChoices):
        """What a person said of it."""

        OPEN = "open", _("open")
        CONFIRMED = "confirmed", _("the join is right")
        REJECTED = "rejected", _("the join is wrong")

    article = models.ForeignKey(Article, models.CASCADE, related_name="doubts", verbose_name=_("article"))
    p = models.FloatField(_("probability that the join is right"))
    rivals = models.JSONField(_("rival lines"), default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = DoubtQuerySet.as_manager()

    class Meta(PlaceInText.Meta):
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        constraints = [
            models.CheckConstraint(condition=Q(p__gte=0) & Q(p__lte=1), name="a_probability_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.field}@{self.at} p={self.p:.2f}"


class Gap(PlaceInText):
    """Text that the source file itself has lost, right behind the words ``after``."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="gaps", verbose_name=_("article"))
    after = models.CharField(_("after the words"), max_length=60)

    class Meta(PlaceInText.Meta):
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")

    def __str__(self) -> str:
        return f"{self.after}…"


class LinePiece(models.Model):
    """A stretch of a source line that belongs to no article."""

    line = models.PositiveIntegerField(_("source line"))
    start = models.PositiveIntegerField(_("from"))
    end = models.PositiveIntegerField(_("to"))
    text = models.TextField(_("text"))

    class Meta:
        abstract = True
        ordering = ["source", "line", "start"]

    def __str__(self) -> str:
        return self.text


class UnassignedLine(LinePiece):
    """A line that belongs to no story as far as can be told: shown, never dropped."""

    source = models.ForeignKey(
        SourceFile, models.CASCADE, related_name="unassigned_lines", verbose_name=_("source file")
    )

    class Meta(LinePiece.Meta):
        verbose_name = _("unassigned line")
        verbose_name_plural = _("unassigned lines")


class FurnitureLine(LinePiece):
    """Folio, nameplate, page name: printed, kept, and not news."""

    source = models.ForeignKey(
        SourceFile, models.CASCADE, related_name="furniture_lines", verbose_name=_("source file")
    )

    class Meta(LinePiece.Meta):
        verbose_name = _("furniture line")
        verbose_name_plural = _("furniture lines")


class RetiredArticle(models.Model):
    """An article's address after the article: merged into another (301) or undone (410). Ids are never used again."""

    id = models.BigIntegerField(_("article"), primary_key=True)
    successor = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("merged into"),
    )
    reason = models.CharField(_("reason"), max_length=200)
    retired_at = models.DateTimeField(_("retired"), auto_now_add=True)

    class Meta:
        verbose_name = _("retired article")
        verbose_name_plural = _("retired articles")

    def __str__(self) -> str:
        return f"#{self.pk}"
