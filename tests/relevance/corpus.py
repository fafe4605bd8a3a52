"""The stories that the judged queries are asked of: those of the page workshop and of the real page, as articles."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.models import Article, ImportBatch, Issue, Newspaper, Page, SourceFile
from tests.pages.setting.stories import SampleStory, read_stories

# The stories that the judgements were made on, by reading; what was written later nobody has judged.
JUDGED = frozenset((Path(__file__).parent / "stories.txt").read_text(encoding="utf-8").split())
REAL_STORIES = Path(__file__).parents[1] / "search" / "real_stories.json"
# The workshop's people are drawn by seed; no query asks for one of them.
PEOPLE = 4
DAY = dt.date(2023, 6, 15)


@dataclass(frozen=True)
class Text:
    """One story: the name by which judgements know it, and its fields as an article has them."""

    name: str
    fields: dict[str, str]

    def whole(self) -> str:
        """All of it, as one text: what engines without fields index."""
        return "\n".join(filter(None, self.fields.values()))


def texts() -> Iterator[Text]:
    """Every story that was judged."""
    for part in ("tuning", "heldout"):
        for story in read_stories(part, random.Random(PEOPLE)):
            if story.name in JUDGED:
                yield Text(story.name, _fields_of(story))
    stories = json.loads(REAL_STORIES.read_text(encoding="utf-8"))
    for number, fields in enumerate(stories, 1):
        yield Text(f"real-{number}", {name: text for name, text in fields.items() if name != "kind"})


def store(found: Iterable[Text]) -> dict[str, Article]:
    """An article for each story, published."""
    newspaper = Newspaper.objects.create(slug="judged-daily", name="样例评测报")
    issue = Issue.objects.create(newspaper=newspaper, date=DAY, date_certainty="printed")
    page = Page.objects.create(issue=issue, code="u1")
    batch = ImportBatch.objects.create()
    articles = {}
    for number, text in enumerate(found, 1):
        source = SourceFile.objects.create(
            batch=batch,
            page=page,
            name=f"{text.name}.txt",
            sha256=f"{number:064}",
            text_sha256=f"{number:064}",
            content=b"",
            size=0,
            encoding="utf-8",
            line_count=1,
        )
        articles[text.name] = Article.objects.create(
            page=page,
            source=source,
            position=number,
            first_line=1,
            first_start=0,
            state=Article.State.PUBLISHED,
            **text.fields,
        )
    return articles


def _fields_of(story: SampleStory) -> dict[str, str]:
    return {
        "kicker": "\n".join(story.kicker),
        "headline": "\n".join(story.headline),
        "deck": "\n".join(story.deck),
        "byline": story.byline,
        "body": "\n".join(paragraph.text for paragraph in story.body),
        "caption": "\n".join(story.caption),
        "box": "\n".join(story.box),
    }
