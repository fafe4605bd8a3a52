"""A command that changes articles and lets the index know at the end, once."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from archive.search import outbox
from archive.search.rebuild import rebuild_if_missing


class IndexingCommand(BaseCommand):
    """Its work is done while the outbox is paused; then the index is brought up to date."""

    def index(self) -> None:
        """Bring the index up to date, or make it. CommandError lists articles that it could not take; they wait in the outbox.

        Inside somebody else's transaction nothing is done: the rows are not there yet for anybody else.
        """
        if connection.in_atomic_block:
            return
        rebuild_if_missing()
        drained = outbox.drain()
        if drained.reason:
            self.stderr.write(drained.reason)
        if drained.failed:
            listed = "、".join(f"#{pk}" for pk in drained.failed)
            raise CommandError(
                f"未能编入索引的文章：{listed}。 Articles that could not be indexed: {listed}."
            )
