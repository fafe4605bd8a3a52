"""Readers, editors and a rebuild at the same time."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from haystack import connections
from haystack.query import SearchQuerySet

from archive.errors import IndexBusy
from archive.search import lock

OPEN_FILES = Path("/proc/self/fd")


def documents(count: int, text: str = "昆明产改") -> list[dict[str, str]]:
    return [
        {
            "id": f"archive.article.{number}",
            "django_ct": "archive.article",
            "django_id": str(number),
            "text": f"{text}第{number}篇",
        }
        for number in range(count)
    ]


def count_kunming() -> int:
    return len(SearchQuerySet().filter(content="昆明"))


def ask_and_close(_number: int) -> int:
    try:
        return count_kunming()
    finally:
        connections["default"].get_backend().folder.close()


def test_every_query_during_a_rebuild_sees_the_old_index_or_the_new(index_path):
    backend = connections["default"].get_backend()
    backend.replace(documents(30))
    with ThreadPoolExecutor(max_workers=4) as readers:
        counts = [readers.submit(ask_and_close, number) for number in range(200)]
        backend.replace(documents(60))
        assert {count.result() for count in counts} <= {30, 60}
    assert count_kunming() == 60


def test_every_query_during_writes_sees_all_of_a_write_or_nothing(index_path):
    backend = connections["default"].get_backend()
    backend.replace(documents(10))
    with ThreadPoolExecutor(max_workers=4) as readers:
        counts = [readers.submit(ask_and_close, number) for number in range(100)]
        for _ in range(5):
            backend.change(documents(10, "昆明联链"), ())
        assert {count.result() for count in counts} == {10}
    assert len(SearchQuerySet().filter(content="联链")) == 10


def test_open_files_level_off(index_path):
    backend = connections["default"].get_backend()
    backend.replace(documents(10))
    open_files = []
    for number in range(30):
        backend.change(documents(1, f"昆明{number}"), ())
        count_kunming()
        open_files.append(len(list(OPEN_FILES.iterdir())))
    assert max(open_files[20:]) <= max(open_files[:10]) + 5


def test_a_lock_dies_with_its_process(index_path):
    child = os.fork()
    if child == 0:
        with lock.held(index_path):
            os._exit(0)
    os.waitpid(child, 0)
    with lock.held(index_path), pytest.raises(IndexBusy), lock.held(index_path):
        pytest.fail("two hold the lock")
