"""Put pages back together and show the stories; needs no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.errors import ArchiveError
from archive.importing.prepare import PreparedPage, ahead, executor_of, prepare
from archive.importing.read import Found, SourceText, files_in, printable, read
from archive.importing.show import as_object, as_text

# A file as it is shown, and its pages in the making.
Job = tuple[str, SourceText | None, "Future[tuple[PreparedPage, ...]]"]

# How the pages of a file are shown: as text, or as an object for JSON.
Shape = Callable[[str, SourceText, tuple[PreparedPage, ...]], str | dict[str, Any]]


class Command(BaseCommand):
    """Prints nothing on standard output but the stories."""

    help = (
        "把版面文本还原成整篇稿件并显示；不需要数据库，也不改动任何东西。\n"
        "Puts the stories of page texts back together and shows them; needs no database and changes nothing."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which files, in which form."""
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="文件或文件夹 files or folders"
        )
        parser.add_argument(
            "--json",
            action="store_true",
            dest="as_json",
            help="一行一个文件的 JSON one JSON object a file, a line each",
        )
        parser.add_argument(
            "--facts",
            action="store_true",
            help="每篇加上机构、地区、署名、举措、数据（用于 --json） what each story names and counts (with --json)",
        )
        parser.add_argument("--encoding", help="指定编码 the encoding, where it cannot be told")
        parser.add_argument("--workers", type=int, default=1, help="进程数 processes (1)")

    def handle(
        self,
        *args: Any,
        files: list[Path],
        as_json: bool,
        facts: bool,
        encoding: str | None,
        workers: int,
        **options: Any,
    ) -> None:
        """Show each file in its order; a file that cannot be read is named on standard error."""
        if facts and not as_json:
            raise CommandError("--facts 须与 --json 同用。 --facts needs --json.")
        shape: Shape = partial(as_object, with_facts=facts) if as_json else as_text
        failed = 0
        with executor_of(max(workers, 1)) as executor:
            jobs = (self.begin(found, encoding, executor) for found in files_in(files))
            for name, source, pages in ahead(jobs, max(workers, 1)):
                error = pages.exception()
                if error or source is None:
                    failed += 1
                    self.complain(name, error)
                else:
                    self.show(name, source, pages.result(), shape)
        if failed:
            raise CommandError(f"{failed} 个文件未能还原。 {failed} files could not be reconstructed.")

    def begin(self, found: Found, encoding: str | None, executor: Executor) -> Job:
        """Read a file and have its pages put together."""
        name = printable(found.path)
        try:
            source = read(found, encoding)
        except ArchiveError as error:
            failed: Future[tuple[PreparedPage, ...]] = Future()
            failed.set_exception(error)
            return name, None, failed
        return name, source, executor.submit(prepare, source)

    def complain(self, name: str, error: BaseException | None) -> None:
        """Say what is wrong; what nobody foresaw is raised as it is."""
        if error and not isinstance(error, ArchiveError):
            raise error
        self.stderr.write(str(error))

    def show(self, name: str, source: SourceText, pages: tuple[PreparedPage, ...], shape: Shape) -> None:
        """One file's stories."""
        shown = shape(name, source, pages)
        self.stdout.write(shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False))
