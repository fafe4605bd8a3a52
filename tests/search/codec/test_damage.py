"""What happens to the files of an index: bytes flipped, files cut off or gone, writers killed."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query

from archive.errors import IndexUnavailable
from archive.search.engines.whoosh.codec.index import ArrayIndex
from archive.search.engines.whoosh.executor.executor import Executor
from tests.search.codec.documents import SCHEMA

TEXTS = ("工会 会员", "工会会员代表大会 z", "a ab abc", "mmmmmmmm 工会")
ASKED = query.Or([query.Term("text", "工会"), query.Prefix("text", "m"), query.Term("exact", "会员")])


def write(index: ArrayIndex, first: int, count: int) -> None:
    writer = index.writer()
    writer.delete_by_terms("id", [str(first - 1)])
    for number in range(first, first + count):
        text = TEXTS[number % len(TEXTS)]
        writer.add_document(id=str(number), text=text, exact=text, ranked=text, kind="news", date=number)
    writer.commit(merge=False)


@pytest.fixture
def sound(tmp_path) -> Path:
    """An index of two segments, with deletions in the first."""
    folder = tmp_path / "sound"
    folder.mkdir()
    index = ArrayIndex.make(folder, SCHEMA)
    write(index, 0, 20)
    write(index, 20, 7)
    return folder


def answers(folder: Path) -> dict[int, float]:
    found = Executor(ArrayIndex(folder, SCHEMA).searcher()).scored(ASKED)
    return dict(zip(found.documents.tolist(), found.scores.tolist(), strict=True))


def test_a_bit_flipped_anywhere_is_seen_and_the_file_named(sound, tmp_path):
    draw, expected = random.Random(5), answers(sound)
    for path in sorted(path for path in sound.iterdir() if path.stat().st_size):
        for _ in range(40):
            damaged = tmp_path / "damaged"
            shutil.copytree(sound, damaged)
            content = bytearray(path.read_bytes())
            content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
            (damaged / path.name).write_bytes(content)
            with pytest.raises(IndexUnavailable, match=path.name):
                ArrayIndex(damaged, SCHEMA).verify()
            try:
                found = answers(damaged)
            except IndexUnavailable as error:
                assert path.name in str(error)  # noqa: PT017  # either way is right, a wrong answer is not
            else:
                assert found == expected
            shutil.rmtree(damaged)


def test_a_file_that_is_cut_off_or_gone_is_named(sound):
    for path in sorted(sound.glob("MAIN_*.*")):
        content = path.read_bytes()
        path.write_bytes(content[:-1])
        with pytest.raises(IndexUnavailable, match=path.name):
            ArrayIndex(sound, SCHEMA).verify()
        path.unlink()
        with pytest.raises((IndexUnavailable, FileNotFoundError), match=path.name):
            ArrayIndex(sound, SCHEMA).verify()
        path.write_bytes(content)
    ArrayIndex(sound, SCHEMA).verify()


def test_a_file_cut_off_while_it_is_open_is_told_before_it_is_read(sound):
    executor = Executor(ArrayIndex(sound, SCHEMA).searcher())
    path = next(sound.glob("MAIN_*.postings"))
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(IndexUnavailable, match=path.name):
        executor.verify_length()


def test_nothing_of_a_field_is_read_before_it_is_asked_for(sound):
    executor = Executor(ArrayIndex(sound, SCHEMA).searcher())
    executor.scored(query.Term("text", "工会"))
    for segment in executor.segments:
        assert set(segment.arrays._postings) == {"text"}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_what_is_no_index_is_told(tmp_path, content):
    (tmp_path / "contents").write_bytes(content)
    with pytest.raises(IndexUnavailable, match="contents"):
        ArrayIndex(tmp_path, SCHEMA)
