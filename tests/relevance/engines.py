"""The engines that are asked: ours, and its peers over the same texts."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
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
from archive.search.analysis import is_word
from archive.search.find import find
from tests.relevance.corpus import Text
from tests.relevance.judging import Engine

DEPTH = 50


def ours(articles: dict[str, Article]) -> Engine:
    """This project's search, as the page and the command ask it."""
    names = {article.pk: name for name, article in articles.items()}

    def asked(query: str) -> list[str]:
        results = find(query, per_page=DEPTH)
        return [names[hit.article.pk] for hit in (*results.hits, *results.nearest)]

    return asked


def fts5(texts: Sequence[Text], *, joined: str = " ") -> Engine:
    """SQLite FTS5 over words cut by jieba beforehand, ranked by its bm25, headlines ten times the body.

    ``joined`` stands between the words of a query: a space asks for all of them, OR for any.
    """
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE story USING fts5(name UNINDEXED, headline, body)")
    for text in texts:
        headline = " ".join(_cut(text.fields["headline"]))
        connection.execute(
            "INSERT INTO story VALUES (?, ?, ?)", (text.name, headline, " ".join(_cut(text.whole())))
        )

    def asked(query: str) -> list[str]:
        wanted = joined.join(f'"{word}"' for word in _cut(query))
        return _names(connection, wanted, "bm25(story, 0, 10, 1)")

    return asked


def fts5_trigram(texts: Sequence[Text]) -> Engine:
    """SQLite FTS5 with its trigram tokenizer; what is shorter than three characters it cannot find."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE story USING fts5(name UNINDEXED, body, tokenize='trigram')")
    connection.executemany("INSERT INTO story VALUES (?, ?)", [(text.name, text.whole()) for text in texts])

    def asked(query: str) -> list[str]:
        wanted = " ".join(f'"{part}"' for part in query.replace('"', "").split())
        return _names(connection, wanted, "bm25(story)")

    return asked


def _names(connection: sqlite3.Connection, wanted: str, rank: str) -> list[str]:
    rows = connection.execute(
        f"SELECT name FROM story WHERE story MATCH ? ORDER BY {rank} LIMIT {DEPTH}",  # noqa: S608  # ours
        (wanted,),
    )
    return [name for (name,) in rows]


def _cut(text: str) -> list[str]:
    return [word for word in jieba.cut_for_search(text) if is_word(word)]


class _StockIndex(indexes.SearchIndex):
    """What the tutorials tell: one document field with everything in it."""

    text = indexes.CharField(document=True)

    def get_model(self) -> type[Article]:
        return Article

    def prepare_text(self, row: SimpleNamespace) -> str:
        return row.whole


class _StockBackend(whoosh_backend.WhooshSearchBackend):
    """Haystack's Whoosh backend with jieba's analyzer in the place of the English one, as the tutorials tell."""

    def build_schema(self, fields):
        name, schema = super().build_schema(fields)
        schema[name].analyzer = ChineseAnalyzer()
        return name, schema


class _StockEngine(whoosh_backend.WhooshEngine):
    backend = _StockBackend


@contextmanager
def stock(texts: Sequence[Text], folder: Path) -> Iterator[Engine]:
    """Haystack's Whoosh engine with jieba's ChineseAnalyzer, asked as Haystack's own search form asks."""
    jieba.dt.tmp_dir = tempfile.mkdtemp(dir=folder)
    options = {"ENGINE": f"{__name__}._StockEngine", "PATH": str(folder / "stock"), "SILENTLY_FAIL": False}
    with override_settings(HAYSTACK_CONNECTIONS={**settings.HAYSTACK_CONNECTIONS, "stock": options}):
        connections.connections_info["stock"] = options
        try:
            unified = UnifiedIndex()
            unified.build(indexes=[_StockIndex()])
            connections["stock"]._index = unified
            _write(connections["stock"].get_backend(), texts)
            yield partial(_ask_stock, texts)
        finally:
            del connections.connections_info["stock"]
            connections.thread_local.connections.pop("stock", None)


def _write(backend: _StockBackend, texts: Sequence[Text]) -> None:
    backend.setup()
    writer = backend.index.writer()
    for number, text in enumerate(texts):
        identity = {
            "id": f"archive.article.{number}",
            "django_ct": "archive.article",
            "django_id": str(number),
        }
        writer.add_document(**identity, text=text.whole())
    writer.commit()


def _ask_stock(texts: Sequence[Text], query: str) -> list[str]:
    found = SearchQuerySet("stock").models(Article).auto_query(query)[:DEPTH]
    return [texts[int(hit.pk)].name for hit in found]
