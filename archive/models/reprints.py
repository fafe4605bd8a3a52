"""By what a text is known again, and which articles are one story printed twice. Linked, never dropped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.articles import Article
from archive.models.rows import insert


class Imprint(models.Model):
    """What the machine keeps of an article's text: its hash, its signature, and with which rules and names it was read.

    ``text_sha256`` is that of the folded text, ``signature`` its MinHash; both empty where there is too little text to
    tell stories apart. ``rules`` and ``names`` are stamps: while they are today's, there is nothing to recognize anew.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="imprint", verbose_name=_("article")
    )
    text_sha256 = models.CharField(_("hash of the text"), max_length=64, blank=True, db_index=True)
    signature = models.BinaryField(_("signature"), default=bytes)
    rules = models.CharField(_("rules"), max_length=16, blank=True)
    names = models.CharField(_("names"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("imprint of a text")
        verbose_name_plural = _("imprints of texts")
        ordering = ["article"]

    def __str__(self) -> str:
        return f"#{self.article_id} {self.text_sha256[:8]}"


class BandQuerySet(models.QuerySet["Band"]):
    """Parts of signatures."""

    def write(self, bands: Iterable[tuple[int, int]]) -> None:
        """Store many, each as the key of its article and its value."""
        insert(self.model, ("article_id", "value"), bands, self.db)


class Band(models.Model):
    """A part of a signature: articles that share one may be the same story."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bands", verbose_name=_("article"))
    value = models.BigIntegerField(_("value"), db_index=True)

    objects = BandQuerySet.as_manager()

    class Meta:
        verbose_name = _("band of a signature")
        verbose_name_plural = _("bands of signatures")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.value:x}"


class ReprintQuerySet(models.QuerySet["Reprint"]):
    """Pairs of articles."""

    def standing(self) -> Self:
        """Those that no editor has refuted."""
        return self.filter(is_refuted=False)

    def of(self, article: Article) -> Self:
        """Those of which this article is one."""
        return self.filter(Q(first=article) | Q(second=article))


class Reprint(models.Model):
    """Two articles that are one story: in two files, or in two papers."""

    first = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))
    second = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("printed again as"))
    likeness = models.FloatField(_("likeness"), help_text=_("Share of the shorter text that the longer one has; 1 is word for word."))  # fmt: skip
    is_refuted = models.BooleanField(_("not the same story"), default=False)

    objects = ReprintQuerySet.as_manager()

    class Meta:
        verbose_name = _("reprint")
        verbose_name_plural = _("reprints")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_articles_are_linked_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="a_reprint_is_of_another_article"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.first_id} = #{self.second_id}"
