"""The stack of the tutorials: Haystack's own Whoosh backend with jieba's ChineseAnalyzer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import jieba
from django.conf import settings
from django.test import override_settings
from haystack import connections, indexes
from haystack.backends import whoosh_backend
from haystack.query import SearchQuerySet
from haystack.utils.loading import UnifiedIndex
from jieba.analyse import ChineseAnalyzer

from archive.models import Article
from tests.benchmarks.corpus import Text
from tests.benchmarks.shapes import DEEP, PER_PAGE, Asked, Shape

# What update_index writes at a time unless told otherwise.
BATCH = 1000


class _Index(indexes.SearchIndex):
    """One document field with everything in it, and what is filtered and counted by."""

    text = indexes.CharField(document=True)
    newspaper = indexes.CharField(faceted=True)
    kind = indexes.CharField(faceted=True)

    def get_model(self) -> type[Article]:
        return Article

    def prepare(self, row: SimpleNamespace) -> dict[str, str]:
        text = row.text
        self.prepared_data = {
            "id": f"archive.article.{row.pk}",
            "django_ct": "archive.article",
            "django_id": str(row.pk),
            "text": text.whole(),
            "newspaper": text.newspaper,
            "newspaper_exact": text.newspaper,
            "kind": text.kind,
            "kind_exact": text.kind,
        }
        return self.prepared_data


class _Backend(whoosh_backend.WhooshSearchBackend):
    def build_schema(self, fields):
        name, schema = super().build_schema(fields)
        schema[name].analyzer = ChineseAnalyzer()
        return name, schema


class _Engine(whoosh_backend.WhooshEngine):
    backend = _Backend


@contextmanager
def stock(folder: Path) -> Iterator[Stock]:
    """The engine, connected as Haystack connects it."""
    jieba.dt.tmp_dir = tempfile.mkdtemp(dir=folder)
    options = {"ENGINE": f"{__name__}._Engine", "PATH": str(folder / "stock"), "SILENTLY_FAIL": False}
    with override_settings(HAYSTACK_CONNECTIONS={**settings.HAYSTACK_CONNECTIONS, "stock": options}):
        connections.connections_info["stock"] = options
        try:
            unified = UnifiedIndex()
            unified.build(indexes=[_Index()])
            connections["stock"]._index = unified
            backend = connections["stock"].get_backend()
            backend.setup()
            yield Stock(backend)
        finally:
            del connections.connections_info["stock"]
            connections.thread_local.connections.pop("stock", None)


class Stock:
    """What is measured of it."""

    def __init__(self, backend: _Backend) -> None:
        self._backend = backend

    def build(self, texts: Iterable[Text], *, directly: bool = False) -> None:
        """Write as update_index does; ``directly``, with one writer into one segment, which is its best case."""
        rows = [SimpleNamespace(pk=text.number, text=text) for text in texts]
        index = connections["stock"].get_unified_index().get_index(Article)
        if not directly:
            for begin in range(0, len(rows), BATCH):
                self._backend.update(index, rows[begin : begin + BATCH])
            return
        writer = self._backend.index.writer(limitmb=256)
        for row in rows:
            writer.add_document(**index.prepare(row))
        writer.commit()

    def ask(self, asked: Asked) -> int:
        """How many match; the page of them is fetched too, best first."""
        begin = (DEEP - 1) * PER_PAGE if asked.shape is Shape.DEEP else 0
        found = SearchQuerySet("stock").models(Article)
        for word in asked.words:
            if asked.shape is Shape.PREFIX:
                found = found.filter(content__startswith=word)
            else:
                found = (
                    found.filter(content__exact=word)
                    if asked.shape is Shape.PHRASE
                    else found.filter(content=word)
                )
        if asked.newspaper:
            found = found.filter(newspaper=asked.newspaper)
        if asked.shape is Shape.FACETS:
            found = found.facet("newspaper").facet("kind")
        list(found[begin : begin + PER_PAGE])
        return len(found)
