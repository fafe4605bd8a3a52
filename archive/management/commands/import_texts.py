"""Import text files and folders, report what became of each, and take a batch back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from archive.errors import ArchiveError
from archive.importing.decode import codec_name
from archive.importing.metadata import Origin
from archive.importing.metadata.stated import stated
from archive.importing.read import files_in
from archive.importing.report import FileOutcome, Outcome, remarks_of, table_of
from archive.importing.run import Imported, Wishes, import_files, rehearse
from archive.importing.store.undo import undo
from archive.management.indexing import IndexingCommand
from archive.search import outbox

# Where nobody sees how wide the screen is, a report is this wide, in columns: file names and messages stay readable.
REPORT_COLUMNS = 160


class Command(IndexingCommand):
    """A file that fails stops no other; the exit code says whether any failed."""

    help = (
        "导入文本或 ALTO XML 文件，或文件夹（其中全部 *.txt 和 *.xml），还原稿件、入库并报告；可重复运行，中断后再运行即接着做。\n"
        "Imports files of text or ALTO XML, or folders with all their *.txt and *.xml: puts stories back together, stores "
        "them and reports. Run it "
        "again at any time: what is held already stays as it is, and an interrupted run goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to import, what is known of it, and how."""
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="文件或文件夹 files or folders"
        )
        parser.add_argument(
            "--encoding", help="指定编码，如 gb18030、big5 the encoding, where it cannot be told"
        )
        parser.add_argument(
            "--newspaper", help="报纸：名称、网址或“网址:名称” name, address, or address:name"
        )
        parser.add_argument("--date", help="日期，如 2023-06-15 the date")
        parser.add_argument("--page", help="版次，如 3 the page; for one file only")
        parser.add_argument("--dry-run", action="store_true", help="只报告，不写入 report and write nothing")
        parser.add_argument(
            "--workers", type=int, default=1, help="还原用的进程数 processes that reconstruct (1)"
        )
        parser.add_argument(
            "--as",
            dest="state",
            choices=["published", "draft"],
            default="published",
            help="新文章的状态 the state of new articles (published)",
        )
        parser.add_argument(
            "--undo", type=int, metavar="BATCH", help="撤销一个导入批次 take an import batch back"
        )
        parser.add_argument(
            "--force", action="store_true", help="撤销时不顾人工改动 undo even what people have worked on"
        )

    def handle(self, *args: Any, paths: list[Path], undo: int | None, **options: Any) -> None:
        """Undo or import; the index learns of everything at the end."""
        if (undo is None) == (not paths):
            raise CommandError(
                "请给出要导入的路径，或用 --undo 批次。 Give paths to import, or --undo BATCH."
            )
        try:
            with outbox.paused():
                refused = (
                    self.take_back(undo, **options) if undo is not None else self.bring_in(paths, **options)
                )
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if not options["dry_run"]:
            self.index()
        if refused:
            raise CommandError(f"{refused} 个文件被拒收。 {refused} files were refused.")

    def take_back(self, pk: int, *, force: bool, **options: Any) -> int:
        """Undo a batch and say what went."""
        undone = undo(pk, force=force)
        self.stdout.write(
            f"批次 #{pk} 已撤销：{undone.files} 个文件、{undone.articles} 篇文章；{undone.restored} 个文件恢复为旧版本。\n"
            f"Batch #{pk} is undone: {undone.files} files, {undone.articles} articles; {undone.restored} files stand in "
            "their earlier version again."
        )
        return 0

    def bring_in(self, paths: list[Path], *, dry_run: bool, **options: Any) -> int:
        """Import, show the report, and say how many files were refused."""
        files = files_in(paths)
        if not files:
            raise CommandError("没有找到 *.txt 或 *.xml 文件。 No *.txt or *.xml files were found.")
        if options["page"] and len(files) > 1:
            raise CommandError("--page 只能用于一个文件。 --page is for one file only.")
        with self.progress(len(files)) as advance:
            run = rehearse if dry_run else import_files
            imported = run(files, self.wishes(paths, options), advance)
        self.report(imported, dry_run=dry_run)
        return sum(one.outcome is Outcome.REFUSED for one in imported.outcomes)

    def wishes(self, paths: list[Path], options: dict[str, Any]) -> Wishes:
        """The options in the importer's terms."""
        said = {key: options[key] for key in ("newspaper", "date", "page") if options[key]}
        encoding = codec_name(options["encoding"]) if options["encoding"] else None
        kept = said | {
            "paths": [str(path.resolve()) for path in paths],
            "encoding": encoding,
            "as": options["state"],
        }
        return Wishes(
            encoding=encoding,
            stated=stated("命令选项 options", said, Origin.OPTION) if said else None,
            state=options["state"],
            workers=max(options["workers"], 1),
            options=kept,
        )

    @contextmanager
    def progress(self, total: int) -> Iterator[Callable[[FileOutcome], None]]:
        """A bar on a terminal, nothing elsewhere."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(
            *columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True
        ) as bar:
            task = bar.add_task("导入 importing", total=total)
            yield lambda outcome: bar.advance(task)

    def report(self, imported: Imported, *, dry_run: bool) -> None:
        """What became of each file, as a table."""
        if dry_run:
            title = "试运行，未写入 dry run, nothing written"
        elif imported.batch:
            title = f"导入批次 import batch #{imported.batch.pk}"
        else:
            title = "没有变化 nothing changed"
        console = Console(width=None if self.stdout.isatty() else REPORT_COLUMNS)
        with console.capture() as capture:
            console.print(table_of(imported.outcomes, title))
        self.stdout.write(capture.get())
        self.stdout.write(remarks_of(imported.outcomes))
