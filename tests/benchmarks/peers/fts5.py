"""SQLite FTS5: with its trigram tokenizer, and over words cut beforehand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from archive.search.analysis import is_word
from archive.text.words import cut
from tests.benchmarks.corpus import Text
from tests.benchmarks.shapes import DEEP, PER_PAGE, Asked, Shape


def words_of(text: str) -> str:
    """The words of a text with spaces between them."""
    return " ".join(filter(is_word, cut(text)))


class Fts5:
    """One table; ``tokenizer`` is FTS5's, ``prepared`` what is done to texts before."""

    def __init__(self, folder: Path, tokenizer: str, prepared: Callable[[str], str]) -> None:
        self.path = folder / "fts5.sqlite3"
        self._tokenizer, self._prepared = tokenizer, prepared
        self._connection = sqlite3.connect(self.path)

    def build(self, texts: Iterable[Text]) -> None:
        """Write and commit all of them."""
        self._connection.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, newspaper, kind, day)")
        self._connection.execute(
            f"CREATE VIRTUAL TABLE story USING fts5(headline, body, content='', tokenize='{self._tokenizer}')"
        )
        for text in texts:
            row = (text.number, text.newspaper, text.kind, text.day.toordinal())
            self._connection.execute("INSERT INTO article VALUES (?, ?, ?, ?)", row)
            self._connection.execute(
                "INSERT INTO story (rowid, headline, body) VALUES (?, ?, ?)",
                (text.number, self._prepared(text.headline), self._prepared(text.body)),
            )
        self._connection.commit()

    def ask(self, asked: Asked) -> int:
        """How many match; the page of them is fetched too, best first."""
        if self._tokenizer == "trigram":
            wanted = " ".join(f'"{word}"' for word in asked.words)
        else:
            star = "*" if asked.shape is Shape.PREFIX else ""
            wanted = " ".join(f'"{self._prepared(word)}"{star}' for word in asked.words)
        joined = "story JOIN article ON id = story.rowid" if asked.newspaper else "story"
        where = "story MATCH ? AND newspaper = ?" if asked.newspaper else "story MATCH ?"
        values = (wanted, asked.newspaper) if asked.newspaper else (wanted,)
        offset = (DEEP - 1) * PER_PAGE if asked.shape is Shape.DEEP else 0
        run = self._connection.execute
        run(
            f"SELECT story.rowid FROM {joined} WHERE {where} ORDER BY bm25(story, 4, 1) LIMIT {PER_PAGE} OFFSET {offset}",  # noqa: S608
            values,
        ).fetchall()
        if asked.shape is Shape.FACETS:
            for name in ("newspaper", "kind"):
                run(
                    f"SELECT {name}, count(*) FROM story JOIN article ON id = story.rowid WHERE story MATCH ? GROUP BY 1",  # noqa: S608
                    values,
                ).fetchall()
        (count,) = run(f"SELECT count(*) FROM {joined} WHERE {where}", values).fetchone()  # noqa: S608
        return int(count)

    def change(self, text: Text) -> None:
        """Write one article over the old one, and see it."""
        self._connection.execute(
            "INSERT INTO story (rowid, headline, body) VALUES (?, ?, ?)",
            (10_000_000 + text.number, self._prepared(text.headline), self._prepared(text.body)),
        )
        self._connection.commit()
        self._connection.execute("SELECT rowid FROM story WHERE story MATCH '\"工会\"' LIMIT 1").fetchall()
