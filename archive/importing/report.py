"""What became of each file, for the screen and for the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import indent

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from archive.importing.prepare import PreparedPage
from archive.models import FileReport

Outcome = FileReport.Outcome

# Rows that a screen bears; of longer runs only the files that want a look are listed, and the totals of all.
ROWS_ON_SCREEN = 500

OUTCOME_WORDS = {
    Outcome.STORED: "已入库 stored",
    Outcome.NEW_VERSION: "新版本 new version",
    Outcome.UNCHANGED: "未变 unchanged",
    Outcome.REFUSED: "拒收 refused",
}
WORDS = ("文件 file", "结果 outcome", "编码 encoding", "日期来自 date from")
NUMBERS = ("稿件 stories", "存疑 doubts", "缺文 gaps", "未归入 unassigned")


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file. The fields are those of FileReport."""

    name: str
    outcome: Outcome
    encoding: str = ""
    date_origin: str = ""
    stories: int = 0
    doubts: int = 0
    gaps: int = 0
    unassigned: int = 0
    furniture: int = 0
    message: str = ""


def counts_of(pages: Iterable[PreparedPage]) -> dict[str, int]:
    """How much was found on the pages of a file, by the names of FileOutcome's fields."""
    counts: Counter[str] = Counter()
    for page in pages:
        stories = page.found.stories
        counts["stories"] += len(stories)
        counts["doubts"] += sum(len(story.doubts) for story in stories)
        counts["gaps"] += sum(len(story.gaps) for story in stories)
        counts["unassigned"] += len(page.found.unassigned)
        counts["furniture"] += len(page.found.furniture)
    return dict(counts)


def table_of(outcomes: Sequence[FileOutcome], title: str) -> Table:
    """The report as a table: a row a file, and the totals."""
    shown = outcomes if len(outcomes) <= ROWS_ON_SCREEN else [one for one in outcomes if wants_a_look(one)]
    totals = [sum(column) for column in zip(*map(_numbers, outcomes), strict=True)]
    footers = [f"{len(outcomes)} 个文件 files", *_tally(outcomes), "", "", ""][: len(WORDS)]
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, show_footer=True)
    for heading, footer in zip(WORDS, footers, strict=True):
        table.add_column(heading, footer, overflow="fold")
    for heading, total in zip(NUMBERS, totals, strict=True):
        table.add_column(heading, str(total), justify="right")
    for one in shown:
        words = (one.name, OUTCOME_WORDS[one.outcome], one.encoding, one.date_origin)
        table.add_row(*map(escape, words), *map(str, _numbers(one)))
    return table


def remarks_of(outcomes: Iterable[FileOutcome]) -> str:
    """What is to be said of single files, under their names."""
    return "\n".join(f"● {one.name}\n{indent(one.message, '  ')}" for one in outcomes if one.message)


def wants_a_look(one: FileOutcome) -> bool:
    """Should a person see what became of this file?"""
    return bool(one.message) or one.outcome is Outcome.REFUSED


def _tally(outcomes: Iterable[FileOutcome]) -> list[str]:
    """How many files had each outcome, in one cell."""
    counted = Counter(one.outcome for one in outcomes)
    return ["\n".join(f"{OUTCOME_WORDS[outcome]} {count}" for outcome, count in counted.items())]


def _numbers(one: FileOutcome) -> tuple[int, int, int, int]:
    return one.stories, one.doubts, one.gaps, one.unassigned
