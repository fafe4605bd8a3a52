"""index_pending: bring the index up to the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.search.outbox import drain
from archive.search.reach import waiting_articles

# Ids listed of what waits: more than anybody reads, less than a screen.
LISTED = 100


class Command(BaseCommand):
    """`manage.py index_pending`; run it on a timer, so that what failed is tried again."""

    help = (
        "把尚未入检索库的更改写入；有未成功的，列出编号并以非零状态退出。"
        " Write waiting changes to the search index; list what failed and exit non-zero if anything did."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Drain the outbox and report."""
        report = drain()
        self.stdout.write(
            f"已入库 {report.done} 篇，待入库 {report.pending} 条。"
            f" Indexed {report.done} articles, {report.pending} tasks waiting."
        )
        if report.pending:
            waiting = list(waiting_articles()[: LISTED + 1])
            listed = ", ".join(f"#{pk}" for pk in waiting[:LISTED]) + ("…" if len(waiting) > LISTED else "")
            reason = report.reason or "下次会再试。 They will be tried again."
            raise CommandError(f"未能入库 not indexed: {listed}\n{reason}")
        if report.reason:
            raise CommandError(report.reason)
