"""What became of each file, for the screen and for the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
COLUMNS = (
    "文件 file",
    "结果 outcome",
    "编码 encoding",
    "日期来自 date from",
    "稿件 stories",
    "存疑 doubts",
    "缺文 gaps",
    "未归入 unassigned",
    "说明 message",
)
LAST_WORDS, FIRST_NUMBER = 8, 4


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
    table = Table(title=title, show_footer=True, title_justify="left")
    shown = [one for one in outcomes if len(outcomes) <= ROWS_ON_SCREEN or wants_a_look(one)]
    totals = [
        str(sum(row[place] for row in map(_numbers, outcomes))) for place in range(LAST_WORDS - FIRST_NUMBER)
    ]
    footers = [f"{len(outcomes)} 个文件 files", "", "", "", *totals, _hidden(len(outcomes) - len(shown))]
    for place, (heading, footer) in enumerate(zip(COLUMNS, footers, strict=True)):
        is_number = FIRST_NUMBER <= place < LAST_WORDS
        table.add_column(heading, footer, justify="right" if is_number else "left", overflow="fold")
    for one in shown:
        words = (one.name, OUTCOME_WORDS[one.outcome], one.encoding, one.date_origin)
        table.add_row(*words, *map(str, _numbers(one)), one.message)
    return table


def wants_a_look(one: FileOutcome) -> bool:
    """Should a person see what became of this file?"""
    return bool(one.message) or one.outcome is Outcome.REFUSED


def _numbers(one: FileOutcome) -> tuple[int, int, int, int]:
    return one.stories, one.doubts, one.gaps, one.unassigned


def _hidden(count: int) -> str:
    return f"另有 {count} 个文件无须细看 {count} more without remarks" if count else ""
