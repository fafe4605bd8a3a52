"""What articles say: mentions of subjects and figures, each with the characters that prove it, and corrections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.articles import TEXT_FIELDS, Article
from archive.models.decisions import Decided
from archive.models.outbox import IndexTask
from archive.models.proposals import ProposedName
from archive.models.rows import insert_objects
from archive.models.sources import Certainty
from archive.models.subjects import Initiative, Organization, Region


class Review(models.TextChoices):
    """What a person, or a rule a person made, said of a finding."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class Evidence(Decided):
    """A claim and the characters it rests on: ``field[start:end]`` of one article."""

    article = models.ForeignKey(Article, models.CASCADE, verbose_name=_("article"))
    field = models.CharField(_("field"), max_length=10, choices=[(name, name) for name in TEXT_FIELDS])
    start = models.PositiveIntegerField(_("from character"))
    end = models.PositiveIntegerField(_("to character"))
    state = models.CharField(_("state"), max_length=10, choices=Review, default=Review.PROPOSED)
    score = models.FloatField(_("score"), default=1.0)

    class Meta:
        abstract = True
        ordering = ["article", "field", "start"]


class MentionQuerySet(models.QuerySet["Mention"]):
    """Places that name a subject."""

    def accepted(self) -> Self:
        """Those that a person or a rule accepted: they feed pages and facets."""
        return self.filter(state=Review.ACCEPTED)

    def proposed(self) -> Self:
        """Those that wait for a person and that none has touched."""
        return self.filter(state=Review.PROPOSED, decided_at=None)

    def by_rule(self) -> Self:
        """Those that were accepted because a name on record stands there; no person has decided on them."""
        return self.accepted().filter(decided_at=None)

    def of(self, subject: Organization | Initiative | Region) -> Self:
        """Those that name this subject."""
        return self.filter(**{type(subject).__name__.lower(): subject})

    @transaction.atomic
    def update(self, **values: Any) -> int:
        """Change rows and tell the index about their articles; about the one they move to, too."""
        articles = self.articles()
        if moved_to := values.get("article_id", values.get("article")):
            articles.add(getattr(moved_to, "pk", moved_to))
        count = super().update(**values)
        IndexTask.objects.write(articles)
        return count

    @transaction.atomic
    def bulk_create(self, objs: Iterable[Mention], *args: Any, **kwargs: Any) -> list[Mention]:
        """Store rows and tell the index about the articles of those that count; a proposal is nothing to it."""
        stored = super().bulk_create(objs, *args, **kwargs)
        IndexTask.objects.write({one.article_id for one in stored if one.state == Review.ACCEPTED})
        return stored

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove rows and tell the index about the articles of those that counted."""
        IndexTask.objects.write(self.accepted().articles())
        return super().delete()

    @transaction.atomic
    def write(self, mentions: Iterable[Mention]) -> None:
        """Store many without giving them their keys, and tell the index about the articles of those that count."""
        mentions = list(mentions)
        insert_objects(self.model, mentions, self.db)
        IndexTask.objects.write({one.article_id for one in mentions if one.state == Review.ACCEPTED})

    def articles(self) -> set[int]:
        """The keys of the articles they stand in."""
        return set(self.order_by().values_list("article_id", flat=True))


class Mention(Evidence):
    """A place in an article that names a subject. A proposal may name what is no record yet."""

    class Kind(models.TextChoices):
        """What sort of thing is named."""

        ORGANIZATION = "organization", _("organization")
        INITIATIVE = "initiative", _("initiative")
        REGION = "region", _("region")

    kind = models.CharField(_("type"), max_length=12, choices=Kind)
    surface = models.CharField(_("as printed"), max_length=200)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("organization"),
    )
    initiative = models.ForeignKey(
        Initiative,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("initiative"),
    )
    region = models.ForeignKey(
        Region, models.CASCADE, null=True, blank=True, related_name="mentions", verbose_name=_("region")
    )
    proposal = models.ForeignKey(
        ProposedName,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("proposed name"),
    )

    objects = MentionQuerySet.as_manager()

    class Meta(Evidence.Meta):
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        default_related_name = "mentions"
        # Which articles name a record is asked by every list, page and facet of records.
        indexes = [
            models.Index(fields=["organization", "state", "article"]),
            models.Index(fields=["initiative", "state", "article"]),
            models.Index(fields=["region", "state", "article"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="a_mention_has_characters"),
            models.CheckConstraint(
                condition=Q(kind="organization", initiative=None, region=None)
                | Q(kind="initiative", organization=None, region=None)
                | Q(kind="region", organization=None, initiative=None),
                name="a_mention_names_one_subject",
            ),
            models.CheckConstraint(
                condition=~Q(state=Review.ACCEPTED)
                | Q(organization__isnull=False)
                | Q(initiative__isnull=False)
                | Q(region__isnull=False),
                name="an_accepted_mention_has_its_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.surface

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row and tell the index about its article."""
        super().save(*args, **kwargs)
        IndexTask.objects.write([self.article_id])

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the row and tell the index about its article."""
        IndexTask.objects.write([self.article_id])
        return super().delete(*args, **kwargs)

    @property
    def subject(self) -> Organization | Initiative | Region | None:
        """The record that is named, if there is one."""
        return self.organization or self.initiative or self.region


class FigureQuerySet(models.QuerySet["Figure"]):
    """Numbers with their sentences."""

    def accepted(self) -> Self:
        """Those a person accepted and whose sentence still stands in the article."""
        return self.filter(state=Review.ACCEPTED, stale=False)

    def proposed(self) -> Self:
        """Those that wait for a person and that none has touched."""
        return self.filter(state=Review.PROPOSED, decided_at=None)

    def write(self, figures: Iterable[Figure]) -> None:
        """Store many without giving them their keys."""
        insert_objects(self.model, figures, self.db)


class Figure(Evidence):
    """A number that counts or measures something, as of a time, with the sentence that says so."""

    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    maximum = models.DecimalField(
        _("upper end of a range"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    qualifier = models.CharField(
        _("qualifier"), max_length=20, blank=True, help_text=_("约, 余, 近, 超…, as printed")
    )
    what = models.CharField(_("what it counts"), max_length=120)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    as_of_certainty = models.CharField(
        _("certainty of the date"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    sentence = models.TextField(_("sentence"))
    surface = models.CharField(_("as printed"), max_length=60)
    organization = models.ForeignKey(
        Organization,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("organization"),
    )
    initiative = models.ForeignKey(
        Initiative,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("initiative"),
    )
    details = models.JSONField(_("details"), default=dict, blank=True)
    stale = models.BooleanField(_("stale: the text has changed"), default=False)

    objects = FigureQuerySet.as_manager()

    class Meta(Evidence.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        default_related_name = "figures"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=Review.ACCEPTED) | ~Q(sentence=""), name="a_figure_has_its_sentence"
            ),
            models.CheckConstraint(
                condition=~Q(state=Review.ACCEPTED) | Q(stale=True) | Q(end__gt=models.F("start")),
                name="a_figure_has_characters",
            ),
            models.CheckConstraint(
                condition=Q(maximum=None) | Q(maximum__gte=models.F("value")), name="a_range_goes_upwards"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surface} {self.what}"

    def clean(self) -> None:
        """Refuse to accept a figure whose sentence, or whose number, does not stand where it says."""
        super().clean()
        if self.state == Review.ACCEPTED and not self.stale and not self.is_proven:
            raise ValidationError(
                {"sentence": _("A figure counts only with its sentence, as it stands in the article.")}
            )

    @property
    def is_proven(self) -> bool:
        """Do its characters stand in its sentence, and its sentence in the article?"""
        text = str(getattr(self.article, self.field))
        start = text.rfind(
            self.sentence, max(self.end - len(self.sentence), 0), self.start + len(self.sentence)
        )
        return bool(self.sentence) and start >= 0 and text[self.start : self.end] == self.surface


class Correction(models.Model):
    """An editor's change of one field. It outranks the machine at every later import and outlives the editor's account."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="corrections", verbose_name=_("article")
    )
    field = models.CharField(_("field"), max_length=20)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("user")
    )
    username = models.CharField(_("user name at the time"), max_length=150)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.article} · {self.field}"
