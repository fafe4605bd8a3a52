"""Haystack's update_index on our outbox: what cannot be indexed is listed at the end, and keeps nothing waiting."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from haystack.management.commands import update_index

from archive.errors import ArchiveError
from archive.models import IndexTask


class UpdateIndex(update_index.Command):
    """Haystack's command, with its options."""

    help = (
        "把数据库里的文章重新写入检索库；可按时间、分批、多进程，--remove 删去库中已没有的。"
        " Write articles to the index again: by age, in batches, by several processes; --remove takes out what is gone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Haystack's own; a writer waits for the lock by itself, so a batch that fails is not tried again and again."""
        super().add_arguments(parser)
        parser.set_defaults(max_retries=1)

    def handle(self, **options: Any) -> None:
        """Update, then list what could not be prepared: it waits in the outbox."""
        known = set(IndexTask.objects.values_list("pk", flat=True))
        try:
            super().handle(**options)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if failed := list(IndexTask.objects.exclude(pk__in=known).exclude(error="")):
            listed = ", ".join(f"{task} ({task.error})" for task in failed)
            raise CommandError(f"未能入库 not indexed: {listed}")
