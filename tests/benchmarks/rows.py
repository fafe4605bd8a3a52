# ruff: noqa: E402  # Django is set up before anything of it is imported
"""The synthetic articles as rows of the database that the settings name.

DATA_DIR=FOLDER python -m tests.benchmarks.rows COUNT
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import islice

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from django.core.management import call_command

from archive.models import Article, ImportBatch, Issue, Newspaper, Page, SourceFile
from archive.search.outbox import paused
from tests.benchmarks.corpus import Text, kept_texts
from tests.benchmarks.shapes import kept_queries

BATCH = 1000


def store(found: Iterable[Text]) -> None:
    """An article for each text, published; nothing is indexed."""
    shelf = _Shelf()
    numbered = iter(found)
    with paused():
        while batch := list(islice(numbered, BATCH)):
            Article.objects.bulk_create([shelf.article(text) for text in batch])


class _Shelf:
    """Newspapers, issues and pages, made as they are met."""

    def __init__(self) -> None:
        self._batch = ImportBatch.objects.create()
        self._newspapers: dict[str, Newspaper] = {}
        self._sources: dict[tuple[str, object], SourceFile] = {}
        self._positions: dict[int, int] = {}

    def article(self, text: Text) -> Article:
        """The row of a text."""
        source = self._sources.get((text.newspaper, text.day)) or self._new_source(text)
        position = self._positions[source.pk] = self._positions.get(source.pk, 0) + 1
        return Article(
            page=source.page,
            source=source,
            position=position,
            first_line=position,
            first_start=0,
            state=Article.State.PUBLISHED,
            kind=text.kind,
            headline=text.headline,
            body=text.body,
        )

    def _new_source(self, text: Text) -> SourceFile:
        newspaper = self._newspapers.get(text.newspaper)
        if newspaper is None:
            newspaper = Newspaper.objects.create(slug=text.newspaper, name=text.newspaper)
            self._newspapers[text.newspaper] = newspaper
        issue = Issue.objects.create(newspaper=newspaper, date=text.day, date_certainty="printed")
        page = Page.objects.create(issue=issue, code="u1")
        source = SourceFile.objects.create(
            batch=self._batch, page=page, name=f"{text.number}.txt", sha256=f"{text.number:064}",
            text_sha256=f"{text.number:064}", content=b"", size=0, encoding="utf-8", line_count=1,
        )  # fmt: skip
        self._sources[text.newspaper, text.day] = source
        return source


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    store(kept_texts(int(sys.argv[1])))
    kept_queries(int(sys.argv[1]))
