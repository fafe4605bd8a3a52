"""Where text comes from: newspaper, issue, page, the file's own bytes, and the batch that brought them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.outbox import IndexTask

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

# First parts of our own addresses: a newspaper of that slug could never be reached.
RESERVED_SLUGS = frozenset(
    [
        "about",
        "accounts",
        "admin",
        "api",
        "articles",
        "bylines",
        "collections",
        "compare",
        "compare-initiatives",
        "corrections",
        "desk",
        "en",
        "export",
        "feeds",
        "help",
        "initiatives",
        "kinds",
        "map",
        "media",
        "newspapers",
        "oai",
        "organizations",
        "regions",
        "robots-txt",
        "search",
        "sitemap",
        "static",
        "suggest",
        "undated",
        "zh",
        "zh-hans",
    ]
)


def refuse_reserved_slug(slug: str) -> None:
    """Raise ValidationError for a slug that is one of our own addresses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is an address of the archive itself."), params={"slug": slug})


class Certainty(models.TextChoices):
    """How well a date, number or name is known; shown wherever the thing itself is shown."""

    PRINTED = "printed", _("printed on the page")
    STATED = "stated", _("stated by the person who imported it")
    INFERRED = "inferred", _("inferred")
    UNKNOWN = "unknown", _("unknown")


# Strongest first: when two files disagree on certainty about the same thing, the stronger word stands.
CERTAINTY_ORDER = (Certainty.PRINTED, Certainty.STATED, Certainty.INFERRED, Certainty.UNKNOWN)


class NewspaperManager(models.Manager["Newspaper"]):
    """Newspapers by their slug."""

    def get_by_natural_key(self, slug: str) -> Newspaper:
        return self.get(slug=slug)


class Newspaper(models.Model):
    """A publication, with the rights under which its text may be shown."""

    class Access(models.TextChoices):
        """Who may read the text of its articles."""

        OPEN = "open", _("open to everyone")
        SIGNED_IN = "signed-in", _("signed-in readers only")
        SNIPPET = "snippet", _("headlines and snippets only")

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.CharField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$"), refuse_reserved_slug],
        help_text=_("Part of every address of this newspaper; never changes."),
    )
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    region = models.ForeignKey(
        "Region", models.PROTECT, null=True, blank=True, related_name="newspapers", verbose_name=_("region")
    )
    access = models.CharField(_("access"), max_length=10, choices=Access, default=Access.OPEN)
    rights_statement = models.TextField(_("rights statement"), blank=True)
    rights_statement_en = models.TextField(_("rights statement in English"), blank=True)

    objects = NewspaperManager()

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspapers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("newspaper", args=[self.slug])

    def admits(self, reader: AbstractBaseUser | AnonymousUser) -> bool:
        """May this reader see at all what it holds?"""
        return self.access != Newspaper.Access.SIGNED_IN or reader.is_authenticated

    def shows_text_to(self, reader: AbstractBaseUser | AnonymousUser | None) -> bool:
        """May this reader see whole texts and source lines, or only headlines and snippets?"""
        if self.access == Newspaper.Access.OPEN:
            return True
        if reader is None or not reader.is_authenticated:
            return False
        return self.access == Newspaper.Access.SIGNED_IN or bool(getattr(reader, "is_staff", False))


class IssueManager(models.Manager["Issue"]):
    """Issues by newspaper and date."""

    def get_by_natural_key(self, slug: str, date: str | None) -> Issue:
        return self.get(newspaper__slug=slug, date=date)


class Issue(models.Model):
    """One day's paper. A newspaper has at most one issue without a date, which holds everything undated."""

    newspaper = models.ForeignKey(
        Newspaper, models.PROTECT, related_name="issues", verbose_name=_("newspaper")
    )
    date = models.DateField(_("date"), null=True, blank=True)
    date_certainty = models.CharField(
        _("certainty of the date"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    number = models.CharField(_("issue number"), max_length=20, blank=True)

    objects = IssueManager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-date"]
        constraints = [
            models.UniqueConstraint(fields=["newspaper", "date"], name="one_issue_a_day"),
            models.UniqueConstraint(
                fields=["newspaper"], condition=Q(date=None), name="one_undated_issue_a_newspaper"
            ),
            models.CheckConstraint(
                condition=Q(date=None, date_certainty=Certainty.UNKNOWN)
                | (Q(date__isnull=False) & ~Q(date_certainty=Certainty.UNKNOWN)),
                name="a_date_is_known_or_there_is_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newspaper} {self.day}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row and tell the index, which knows every article's newspaper and date."""
        super().save(*args, **kwargs)
        articles = self.pages.filter(articles__isnull=False).values_list("articles", flat=True)
        IndexTask.objects.write(articles)

    def natural_key(self) -> tuple[str, str | None]:
        return (self.newspaper.slug, self.date.isoformat() if self.date else None)

    natural_key.dependencies = ["archive.newspaper"]  # type: ignore[attr-defined]  # Django's own protocol

    @property
    def day(self) -> str:
        """The date as it stands in addresses: ``2023-06-15``, or ``undated``."""
        return self.date.isoformat() if self.date else "undated"

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.newspaper.slug, self.day])


class PageManager(models.Manager["Page"]):
    """Pages by newspaper, date and code."""

    def get_by_natural_key(self, slug: str, date: str | None, code: str) -> Page:
        return self.get(issue__newspaper__slug=slug, issue__date=date, code=code)


class Page(models.Model):
    """One printed page: ``p3`` where the number is known, else ``u1``, ``u2``… in order of arrival."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="pages", verbose_name=_("issue"))
    code = models.CharField(
        _("address"), max_length=6, validators=[RegexValidator(r"^[pu][1-9]\d*$")], editable=False
    )
    number = models.PositiveSmallIntegerField(_("page number"), null=True, blank=True)
    number_certainty = models.CharField(
        _("certainty of the number"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    name = models.CharField(_("page name"), max_length=40, blank=True)

    objects = PageManager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["issue", models.F("number").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "code"], name="a_page_has_its_own_address"),
            models.UniqueConstraint(fields=["issue", "number"], name="a_page_number_is_used_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue} {self.code}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row and tell the index, which knows every article's newspaper and date."""
        super().save(*args, **kwargs)
        IndexTask.objects.write(self.articles.values_list("pk", flat=True))

    def natural_key(self) -> tuple[str, str | None, str]:
        return (*self.issue.natural_key(), self.code)

    natural_key.dependencies = ["archive.issue"]  # type: ignore[attr-defined]  # Django's own protocol

    def get_absolute_url(self) -> str:
        return reverse("page", args=[self.issue.newspaper.slug, self.issue.day, self.code])


class ImportBatch(models.Model):
    """One run of the import command."""

    class State(models.TextChoices):
        """How far the run has come."""

        RUNNING = "running", _("running or interrupted")
        FINISHED = "finished", _("finished")
        UNDONE = "undone", _("undone")

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("user")
    )
    options = models.JSONField(_("options"), default=dict)

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"#{self.pk} {self.started_at:%Y-%m-%d %H:%M}"


class SourceFileQuerySet(models.QuerySet["SourceFile"]):
    """Source files; the bytes themselves are fetched only where they are asked for."""

    def get_by_natural_key(self, sha256: str) -> SourceFile:
        return self.get(sha256=sha256)

    def current(self) -> Self:
        """Files that no newer version has replaced."""
        return self.filter(newer=None)


class SourceFileManager(models.Manager.from_queryset(SourceFileQuerySet)):  # type: ignore[misc]
    """Leaves bytes and text in the database until somebody reads them."""

    def get_queryset(self) -> SourceFileQuerySet:
        return super().get_queryset().defer("content", "printed_text")  # type: ignore[no-any-return]


class SourceFile(models.Model):
    """The bytes as received. They are never changed; a changed file is a new version beside the old."""

    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, related_name="source_files", verbose_name=_("import batch")
    )
    page = models.ForeignKey(
        Page, models.PROTECT, related_name="source_files", null=True, blank=True, verbose_name=_("page")
    )
    name = models.CharField(_("file name"), max_length=500, db_index=True)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, db_index=True)
    content = models.BinaryField(_("bytes"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    printed_text = models.TextField(
        _("printed text"), blank=True, help_text=_("What the file prints, where its bytes are XML.")
    )
    encoding = models.CharField(_("encoding"), max_length=20)
    line_count = models.PositiveIntegerField(_("lines"))
    newspaper_certainty = models.CharField(
        _("certainty of the newspaper"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="newer", verbose_name=_("replaces")
    )
    received_at = models.DateTimeField(_("received"), auto_now_add=True)

    objects = SourceFileManager()

    class Meta:
        verbose_name = _("source file")
        verbose_name_plural = _("source files")
        ordering = ["id"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.sha256,)

    def lines(self) -> list[str]:
        """The file's lines as they were cut at import; line *n* is ``lines()[n - 1]``."""
        text = self.printed_text or bytes(self.content).decode(self.encoding)
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


class FileReport(models.Model):
    """What became of one file in one batch."""

    class Outcome(models.TextChoices):
        """What the import did with the file."""

        STORED = "stored", _("stored")
        NEW_VERSION = "new-version", _("stored as a new version")
        UNCHANGED = "unchanged", _("already held, unchanged")
        REFUSED = "refused", _("refused")

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="file_reports", verbose_name=_("import batch")
    )
    source = models.ForeignKey(
        SourceFile,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("source file"),
    )
    name = models.CharField(_("file name"), max_length=500)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    date_origin = models.CharField(_("where the date came from"), max_length=100, blank=True)
    stories = models.PositiveIntegerField(_("stories"), default=0)
    doubts = models.PositiveIntegerField(_("doubts"), default=0)
    gaps = models.PositiveIntegerField(_("gaps"), default=0)
    unassigned = models.PositiveIntegerField(_("unassigned lines"), default=0)
    furniture = models.PositiveIntegerField(_("furniture lines"), default=0)
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("file report")
        verbose_name_plural = _("file reports")
        ordering = ["batch", "id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display()}"


def parse_day(day: str) -> dt.date | None:
    """The date that stands in an address; None for ``undated``. ValueError when it is neither."""
    return None if day == "undated" else dt.date.fromisoformat(day)
