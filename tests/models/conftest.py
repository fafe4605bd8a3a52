"""Small makers of rows for claims about models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import count

import pytest

from archive.models import Article, ImportBatch, Issue, Newspaper, Page, SourceFile

NewArticle = Callable[..., Article]


@pytest.fixture
def newspaper(db) -> Newspaper:
    return Newspaper.objects.create(name="样例工人报", slug="sample-daily")


@pytest.fixture
def issue(newspaper) -> Issue:
    return Issue.objects.create(newspaper=newspaper, date=dt.date(2023, 6, 15), date_certainty="printed")


@pytest.fixture
def page(issue) -> Page:
    return Page.objects.create(issue=issue, code="p3", number=3, number_certainty="printed")


@pytest.fixture
def source(page) -> SourceFile:
    return SourceFile.objects.create(
        batch=ImportBatch.objects.create(),
        page=page,
        name="样例.txt",
        sha256="0" * 64,
        text_sha256="0" * 64,
        content="第一行\r\n第二行".encode(),
        size=20,
        encoding="utf-8",
        line_count=2,
    )


@pytest.fixture
def new_article(page, source) -> NewArticle:
    lines = count(1)

    def make(**values) -> Article:
        line = next(lines)
        defaults = {
            "page": page,
            "source": source,
            "position": line,
            "first_line": line,
            "first_start": 0,
            "headline": f"样例{line}",
            "state": Article.State.PUBLISHED,
        }
        return Article.objects.create(**{**defaults, **values})

    return make
