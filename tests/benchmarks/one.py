# ruff: noqa: E402  # Django is set up before anything of it is imported
"""One engine at one size, in a process of its own: what it takes to build and to answer, as a line of JSON.

DATA_DIR=FOLDER python -m tests.benchmarks.one ENGINE COUNT
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from django.conf import settings

from archive.text import words
from tests.benchmarks import ours, shapes
from tests.benchmarks.corpus import Text, kept_texts
from tests.benchmarks.measuring import Times, asked, bytes_of, cpu_seconds, private_megabytes
from tests.benchmarks.peers import fts5, stock

Asker = Callable[[shapes.Asked], int]
# Beyond this the tutorial stack is written directly: as its users write it, it would take days.
STOCK_DIRECTLY_FROM = 100_000
# The stock stack answers in seconds where the others take milliseconds.
STOCK_QUERIES, STOCK_ROUNDS = 4, 1
CHANGES = 9


def measured(name: str, count: int) -> dict[str, Any]:
    """Everything that is measured of an engine."""
    words.load()
    queries = shapes.kept_queries(count)
    with ENGINES[name](count) as (figures, askers, change):
        if name.startswith("stock"):
            queries = {shape: several[:STOCK_QUERIES] for shape, several in queries.items()}
        rounds = STOCK_ROUNDS if name.startswith("stock") else 5
        before = private_megabytes()
        for way, ask in askers.items():
            figures[way] = {
                str(shape): vars(asked(ask, several, rounds)) for shape, several in queries.items()
            }
            figures[f"{way} counts"] = {
                str(shape): [ask(one) for one in several] for shape, several in queries.items()
            }
        figures["private MB more after querying"] = round(private_megabytes() - before, 1)
        if change:
            figures["change ms"] = vars(Times.of(1000 * cpu_seconds(change)[0] for _ in range(CHANGES)))
    return figures


Measured = tuple[dict[str, Any], dict[str, Asker], Callable[[], Any] | None]


@contextmanager
def our_search(count: int) -> Iterator[Measured]:
    """Ours, which was built already."""
    ours.delete_some()
    askers = {"page": ours.ask_page, "haystack": ours.ask_haystack, "alone": ours.ask_engine}
    facets = ours.facet_times(shapes.kept_queries(count)[shapes.Shape.FACETS])
    yield {"facets ms": vars(facets)}, askers, ours.change


@contextmanager
def stock_stack(count: int) -> Iterator[Measured]:
    """The tutorials' stack."""
    articles = _held(count)
    directly = count >= STOCK_DIRECTLY_FROM
    with stock.stock(_folder("stock")) as engine:
        seconds, _ = cpu_seconds(lambda: engine.build(articles, directly=directly))
        size = bytes_of(_folder("stock"))
        yield {"build s": seconds, "bytes": size, "directly": directly}, {"alone": engine.ask}, None


def _held(count: int) -> list[Text]:
    """The articles, out of the way of whatever walks over a process's objects."""
    articles = kept_texts(count)
    gc.collect()
    gc.freeze()
    return articles


def peer(name: str, make: Callable[[Path], Any]) -> Callable[[int], Any]:
    """An engine that is built from texts."""

    @contextmanager
    def measured_peer(count: int) -> Iterator[Measured]:
        articles = _held(count)
        folder = _folder(name)
        engine = make(folder)
        seconds, _ = cpu_seconds(lambda: engine.build(articles))
        figures = {"build s": seconds, "bytes": bytes_of(folder)}
        yield figures, {"alone": engine.ask}, lambda: engine.change(articles[-1])

    return measured_peer


def _folder(name: str) -> Path:
    folder = Path(settings.DATA_DIR) / name
    folder.mkdir(exist_ok=True)
    return folder


def _tantivy(folder: Path) -> Any:
    from tests.benchmarks.peers.tantivy import Tantivy  # noqa: PLC0415  # only where it is installed

    return Tantivy(folder)


def _xapian(folder: Path) -> Any:
    from tests.benchmarks.peers.xapian import Xapian  # noqa: PLC0415  # only where it is installed

    return Xapian(folder)


ENGINES: dict[str, Callable[[int], Any]] = {
    "ours": our_search,
    "stock": stock_stack,
    "fts5 words": peer("fts5-words", lambda folder: fts5.Fts5(folder, "unicode61", fts5.words_of)),
    "fts5 trigram": peer("fts5-trigram", lambda folder: fts5.Fts5(folder, "trigram", str)),
    "tantivy": peer("tantivy", _tantivy),
    "xapian": peer("xapian", _xapian),
}

if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
