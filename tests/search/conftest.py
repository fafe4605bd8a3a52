"""A real index in a folder of its own, and articles to find in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest

from archive.models import Article, ImportBatch, Issue, Newspaper, Page, SourceFile
from archive.search import outbox
from archive.search.rebuild import rebuild

NewArticle = Callable[..., Article]
STORIES = json.loads((Path(__file__).parent / "real_stories.json").read_text(encoding="utf-8"))


@pytest.fixture
def new_newspaper(db) -> Callable[..., Newspaper]:
    def make(slug: str = "sample-daily", **values) -> Newspaper:
        return Newspaper.objects.get_or_create(slug=slug, defaults={"name": f"样例报 {slug}", **values})[0]

    return make


@pytest.fixture
def new_article(new_newspaper, index_path) -> NewArticle:
    """Makes articles: published, in an open newspaper, unless told otherwise."""
    numbers = count(1)

    def make(
        *, newspaper: Newspaper | None = None, date: dt.date | None = dt.date(2023, 6, 15), **values
    ) -> Article:
        number = next(numbers)
        issue, _ = Issue.objects.get_or_create(
            newspaper=newspaper or new_newspaper(),
            date=date,
            defaults={"date_certainty": "printed" if date else "unknown"},
        )
        page, _ = Page.objects.get_or_create(issue=issue, code="u1")
        source = SourceFile.objects.create(
            batch=ImportBatch.objects.get_or_create()[0],
            page=page,
            name=f"样例{number}.txt",
            sha256=f"{number:064}",
            text_sha256=f"{number:064}",
            content=b"",
            size=0,
            encoding="utf-8",
            line_count=1,
        )
        defaults = {"position": number, "first_line": 1, "first_start": 0, "state": Article.State.PUBLISHED}
        return Article.objects.create(page=page, source=source, **{**defaults, **values})

    return make


@pytest.fixture
def indexed(new_article) -> Callable[..., list[Article]]:
    """Makes an article of each text, as its body, and builds the index."""

    def make(*bodies: str, **values) -> list[Article]:
        articles = [new_article(body=body, **values) for body in bodies]
        rebuild()
        return articles

    return make


@pytest.fixture
def real_articles(new_article) -> list[Article]:
    """The nine stories of the real page, indexed."""
    articles = [new_article(**story) for story in STORIES]
    rebuild()
    return articles


@pytest.fixture
def drained() -> Callable[[], None]:
    """Brings the index up to the database, as happens after each commit."""

    def drain() -> None:
        assert outbox.drain().is_complete

    return drain


@pytest.fixture
def server_process() -> None:
    """What a process that serves has read before its first request: dictionaries and tables that no query pays for."""
    import_module("archive.wsgi")
