"""R4: readers notice nothing of a rebuild, and of one that is killed nothing remains."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from haystack import connections
from haystack.query import SearchQuerySet

from tests.faults.conftest import killed_child

SIZES = [
    pytest.param(60, 100, id="small"),
    pytest.param(20_000, 1_000, id="full", marks=pytest.mark.full),
]


def documents(count: int, kill_at: int | None = None) -> Iterator[dict[str, str]]:
    for number in range(count):
        if number == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        yield {
            "id": f"archive.article.{number}",
            "django_ct": "archive.article",
            "django_id": str(number),
            "text": f"昆明产改第{number}篇",
        }


def counted() -> int:
    return SearchQuerySet().filter(content="昆明").count()


@pytest.mark.parametrize(("size", "queries"), SIZES)
def test_every_query_during_a_rebuild_counts_the_old_index_or_the_new(index_path, size, queries):
    backend = connections["default"].get_backend()
    backend.replace(documents(size // 2))
    child = os.fork()
    if child == 0:
        backend.replace(documents(size))
        os._exit(0)
    counts = {counted() for _ in range(queries)}
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert counts <= {size // 2, size}
    assert counted() == size


@pytest.mark.parametrize(("size", "queries"), SIZES)
def test_a_rebuild_that_is_killed_leaves_the_old_index_serving(index_path, size, queries):
    backend = connections["default"].get_backend()
    backend.replace(documents(size // 2))
    assert killed_child(lambda: backend.replace(documents(size, kill_at=size * 3 // 4))) == signal.SIGKILL
    assert {counted() for _ in range(queries)} == {size // 2}
    backend.replace(documents(size))
    backend.replace(documents(size))
    assert counted() == size
    assert len(list(index_path.glob("index-*"))) == 2


@pytest.mark.parametrize("kills", [6, pytest.param(60, marks=pytest.mark.full)])
def test_a_writer_that_is_killed_at_any_moment_leaves_all_of_its_write_or_nothing(index_path, kills):
    backend = connections["default"].get_backend()
    backend.replace(documents(30))
    for number in range(kills):
        wanted = [{**document, "text": f"昆明联链{number}。"} for document in documents(30)]
        killed_child(lambda new=wanted: backend.change(new, ()), after=number * 0.12 / kills)
        backend.folder.close()
        assert SearchQuerySet().filter(content=f"联链{number}。").count() in {0, 30}
        assert counted() == 30
    backend.change([{**document, "text": "呈贡"} for document in documents(30)], ())
    assert (counted(), SearchQuerySet().filter(content="呈贡").count()) == (0, 30)
