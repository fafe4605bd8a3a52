"""Recognize the names of records in every stored article anew."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console
from rich.progress import track

from archive.importing.store.mentions import recognized
from archive.management.indexing import IndexingCommand
from archive.models import Article
from archive.search import outbox


class Command(IndexingCommand):
    """May be stopped and run again: what is up to date is left alone."""

    help = (
        "在全部已入库文章中重新辨认机构、举措、地区的名称；人的决定不变。\n"
        "Recognizes organizations, initiatives and regions in every stored article anew; what people decided stays."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in how many articles anything changed."""
        with outbox.paused():
            changed = sum(
                track(
                    recognized(),
                    "辨认 recognizing",
                    total=Article.objects.count(),
                    console=Console(stderr=True),
                    disable=not sys.stderr.isatty(),
                    transient=True,
                )
            )
        self.index()
        self.stdout.write(f"{changed} 篇文章的提及有变化。 Mentions changed in {changed} articles.")
