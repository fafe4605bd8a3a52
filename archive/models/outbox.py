"""The outbox: what the index has still to learn, written in the same transaction as the change itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

# Sent after the commit of a transaction that wrote tasks; the search listens, the models do not know it.
tasks_written = Signal()


class IndexTaskQuerySet(models.QuerySet["IndexTask"]):
    """Tasks waiting for the indexer."""

    def write(self, article_ids: Iterable[int]) -> None:
        """Note that these articles changed, were added or are gone; the indexer looks which."""
        tasks = [IndexTask(article_id=pk) for pk in article_ids]
        if tasks:
            self.bulk_create(tasks)
            transaction.on_commit(lambda: tasks_written.send(IndexTask))

    def keep(self, faults: Mapping[int, str]) -> None:
        """Note that these articles could not be indexed, and why; nobody is told, for nothing has changed."""
        self.bulk_create([IndexTask(article_id=pk, attempts=1, error=error) for pk, error in faults.items()])


class IndexTask(models.Model):
    """One article that the index must look at again. Not a foreign key: the article may be gone."""

    article_id = models.BigIntegerField(_("article"), db_index=True)
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)

    objects = IndexTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("index task")
        verbose_name_plural = _("index tasks")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"#{self.article_id}"
