"""Load curated organizations, initiatives and figures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from archive.errors import RecordsNotLoadable
from archive.importing.records import read_records
from archive.importing.store.findings.recognition import recognize_all
from archive.importing.store.records import load
from archive.management.indexing import IndexingCommand
from archive.search import outbox


class Command(IndexingCommand):
    """Creates only what is missing; then the new names are recognized in every article."""

    help = (
        "载入人工整理的机构、举措、数据（格式见 docs/records.md）；只补缺，不覆盖。\n"
        "Loads curated organizations, initiatives and figures (docs/records.md); adds what is missing, changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which files."""
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            metavar="PATH",
            help="TOML 或 JSON 文件、文件夹 TOML or JSON files, or folders",
        )
        parser.add_argument(
            "--skip-unproven",
            action="store_true",
            help="略去找不到依据句的数据并逐条列出，而不是全部放弃 leave out figures whose sentence is not found, "
            "and list them, instead of giving up",
        )

    def handle(self, *args: Any, paths: list[Path], skip_unproven: bool, **options: Any) -> None:
        """Say how much was new."""
        try:
            loaded = load(read_records(paths), skip_unproven=skip_unproven)
        except RecordsNotLoadable as error:
            raise CommandError(str(error)) from error
        with outbox.paused():
            changed = recognize_all()
        self.index()
        for notice in loaded.notices:
            self.stdout.write(notice)
        self.stdout.write(
            f"新增机构 {loaded.organizations}、举措 {loaded.initiatives}、数据 {loaded.figures}；{changed} 篇文章的提及有变化。\n"
            f"New: {loaded.organizations} organizations, {loaded.initiatives} initiatives, {loaded.figures} figures; "
            f"mentions changed in {changed} articles."
        )
