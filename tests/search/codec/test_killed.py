"""A writer that is killed (-9) at any point leaves an index that answers as before or as after, and can be written."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest
from whoosh import query

from archive.search.engines.whoosh.codec import writer as writing
from archive.search.engines.whoosh.codec.index import ArrayIndex
from archive.search.engines.whoosh.executor.executor import Executor
from tests.faults.conftest import killed_child
from tests.search.codec.documents import SCHEMA


def write(folder: Path, version: int, *, optimize: bool = False) -> None:
    """Every document anew, in three segments or one."""
    index = ArrayIndex(folder, SCHEMA)
    for third in range(3):
        numbers = range(third * 10, third * 10 + 10)
        writer = index.writer()
        writer.delete_by_terms("id", map(str, numbers))
        for number in numbers:
            writer.add_document(id=str(number), text=f"工会 v{version}")
        writer.commit(merge=third == 2, optimize=optimize and third == 2)


def versions(folder: Path) -> list[int]:
    """How many documents have each version."""
    index = ArrayIndex(folder, SCHEMA)
    index.verify()
    executor = Executor(index.searcher())
    assert len(executor.matched(query.Term("text", "工会"))) == 30
    return [len(executor.matched(query.Term("text", f"v{version}"))) for version in range(3)]


@pytest.fixture
def folder(tmp_path) -> Path:
    ArrayIndex.make(tmp_path, SCHEMA)
    write(tmp_path, 0)
    return tmp_path


def dying_at(step: int, monkeypatch) -> None:
    """Kill this process the moment before the file system is changed for the so-manieth time."""
    left = [step]

    def counted(original):
        def call(*args, **kwargs):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*args, **kwargs)

        return call

    for name in ("fsync", "replace", "unlink", "rename"):
        monkeypatch.setattr(os, name, counted(getattr(os, name)))


@pytest.mark.parametrize("optimize", [False, True])
def test_killed_at_every_step_of_writing_and_merging_each_commit_is_whole_or_was_not(
    folder, monkeypatch, optimize
):
    killed, step = True, 0
    while killed:

        def work(step=step):
            dying_at(step, monkeypatch)
            write(folder, 1, optimize=optimize)

        killed = os.WIFSIGNALED(killed_child(work))
        counts = versions(folder)
        assert sum(counts) == 30
        assert all(count % 10 == 0 for count in counts)
        write(folder, 0)
        assert versions(folder) == [30, 0, 0]
        step += 1
    assert step > 10


def test_killed_at_any_moment_of_a_long_merge_the_index_stands(folder, monkeypatch):
    draw = random.Random(3)
    monkeypatch.setattr(writing, "MOST_DOCUMENTS", 7)
    for _ in range(15):
        killed_child(lambda: write(folder, 1, optimize=True), after=draw.uniform(0.01, 0.15))
        assert sum(versions(folder)) == 30


def test_what_a_killed_writer_left_behind_is_removed_by_the_next(folder, monkeypatch):
    for step in range(0, 12, 3):

        def work(step=step):
            dying_at(step, monkeypatch)
            write(folder, 1)

        killed_child(work)
    write(folder, 2)
    segments = {segment.segment_id() for segment in ArrayIndex(folder, SCHEMA)._read_toc().segments}
    left = {path.name.split(".")[0] for path in folder.glob("MAIN_*.*")}
    assert left == segments
    assert not list(folder.glob("*.draft"))
