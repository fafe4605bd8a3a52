"""All engines over the same stories, and their figures as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from archive.search.outbox import paused
from archive.search.rebuild import rebuild
from tests.relevance import corpus, engines
from tests.relevance.judging import HALVES, Engine, Judged, figures, judged_queries, ndcg, recall

OURS = "工会新闻库 ours"
FTS5 = "SQLite FTS5, words by jieba, all of them"
FTS5_ANY = "SQLite FTS5, words by jieba, any of them"
FTS5_TRIGRAMS = "SQLite FTS5, trigrams"
STOCK = "Haystack's Whoosh, jieba's ChineseAnalyzer"
HEADINGS = {"ndcg_10": "nDCG@10", "known_first": "known item first", "recall_50": "recall@50"}
# Below these a query is worth a look.
GOOD_ORDER, GOOD_RECALL = 0.95, 1.0


@contextmanager
def with_stories(folder: Path) -> Iterator[dict[str, Engine]]:
    """Every engine with the stories in it. The database and our index are those of the settings, and empty."""
    texts = list(corpus.texts())
    with paused():
        articles = corpus.store(texts)
    rebuild()
    with engines.stock(texts, folder) as stock:
        yield {
            OURS: engines.ours(articles),
            FTS5: engines.fts5(texts),
            FTS5_ANY: engines.fts5(texts, joined=" OR "),
            FTS5_TRIGRAMS: engines.fts5_trigram(texts),
            STOCK: stock,
        }


def tables(asked: Mapping[str, Engine]) -> Iterator[str]:
    """The figures of either half as a Markdown table."""
    for half in HALVES:
        part = [query for query in judged_queries() if query.half == half]
        yield f"\n{half}: {len(part)} queries\n"
        yield "| | " + " | ".join(HEADINGS.values()) + " |\n|---|---|---|---|"
        for name, engine in asked.items():
            found = figures(part, engine)
            yield f"| {name} | " + " | ".join(f"{found[key]:.3f}" for key in HEADINGS) + " |"


def misses(judged: Sequence[Judged], engine: Engine) -> Iterator[str]:
    """The queries that lost most: order, recall, what stood first, and what should have."""
    for query in judged:
        found = list(engine(query.query))
        order, kept = ndcg(found, query.grades), recall(found, query.grades)
        if order < GOOD_ORDER or kept < GOOD_RECALL:
            wanted = sorted(query.grades, key=lambda name: -query.grades[name])
            yield f"{order:.2f} {kept:.2f} {query.kind} {query.query}: {len(found)} {found[:4]} ≠ {wanted[:5]}"
