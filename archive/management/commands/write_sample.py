"""Write the fictitious sample corpus into a folder."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from archive.sample.corpus import DEFAULT_ARTICLES, DEFAULT_SEED, make_corpus, write_corpus


class Command(BaseCommand):
    """The same seed writes the same files."""

    help = (
        "生成虚构的样例：稿件、报纸和整理好的资料。\n"
        "Writes the fictitious sample: texts, newspapers and curated records."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, and how much of it."""
        parser.add_argument("folder", type=Path, help="写入的文件夹 the folder to write into")
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="随机种子 seed")
        parser.add_argument(
            "--articles", type=int, default=DEFAULT_ARTICLES, help="稿件数 number of articles"
        )

    def handle(self, *args: Any, folder: Path, seed: int, articles: int, **options: Any) -> None:
        """Write, and say how much."""
        corpus = make_corpus(seed, articles)
        write_corpus(corpus, folder)
        count = len(corpus.files)
        self.stdout.write(f"已写入样例稿件 {count} 篇：{folder}\n{count} sample articles written: {folder}")
