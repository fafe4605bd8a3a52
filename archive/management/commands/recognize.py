"""Recognize names and figures in the stored articles that have not been read with today's rules and names."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from rich.console import Console
from rich.progress import Progress

from archive.importing.store.findings.recognition import recognize_all
from archive.management.indexing import IndexingCommand
from archive.models import Article, Figure, ProposedName
from archive.search import outbox


class Command(IndexingCommand):
    """May be stopped and run again: it goes on where it stopped, and what is up to date is left alone."""

    help = (
        "在已入库文章中辨认机构、举措、地区和数据，查找重复刊登；可随时中断再续，人的决定不变。\n"
        "Recognizes organizations, initiatives, regions and figures in stored articles and links reprints. May be stopped and "
        "run again; what people decided stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One choice: everything anew."""
        parser.add_argument(
            "--all",
            action="store_true",
            help="全部重新辨认，而不只是规则或名称有变的 read every article anew, not only those behind today's rules and names",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in how many articles anything changed, and what waits for a person."""
        bar = Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
        with outbox.paused(), bar:
            task = bar.add_task("辨认 recognizing", total=Article.objects.count())
            changed = recognize_all(anew=options["all"], seen=lambda count: bar.advance(task, count))
        self.index()
        names, figures = ProposedName.objects.waiting().count(), Figure.objects.proposed().count()
        self.stdout.write(
            f"{changed} 篇文章有变化；待审名称 {names} 个、数据 {figures} 项。\n"
            f"{changed} articles changed; {names} names and {figures} figures wait for a person."
        )
