"""A command that changes articles and lets the index know at the end, once."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from archive.search import outbox


class IndexingCommand(BaseCommand):
    """Its work is done while the outbox is paused; then the index is brought up to date."""

    def index(self) -> None:
        """Bring the index up to date. CommandError lists articles that it could not take; they wait in the outbox.

        Inside somebody else's transaction nothing is done: the rows are not there yet for anybody else.
        """
        if connection.in_atomic_block:
            return
        drained = outbox.drain()
        if drained.reason:
            self.stderr.write(drained.reason)
        if drained.failed:
            listed = "、".join(f"#{pk}" for pk in drained.failed)
            raise CommandError(
                f"未能编入索引的文章：{listed}。 Articles that could not be indexed: {listed}."
            )
