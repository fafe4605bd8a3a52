"""The source beside the story."""

from __future__ import annotations

from archive.models import Stretch
from archive.reading.typeset.evidence import lines_behind


def stretch(at: int, line: int, start: int, end: int, source: int = 1) -> Stretch:
    return Stretch(source_id=source, field="body", at=at, line=line, start=start, end=end)


TEXTS = {1: ["近日,工会 开展活动。另一篇", "第二行"], 2: ["下转而来"]}


def test_a_passage_has_the_lines_that_reach_into_it():
    stretches = [stretch(0, 1, 0, 5), stretch(5, 2, 0, 3)]
    assert [line.number for line in lines_behind(stretches, TEXTS, 5, 8)] == [2]


def test_a_line_is_cut_to_the_passage():
    (line,) = lines_behind([stretch(0, 1, 0, 5)], TEXTS, 3, 5)
    assert (line.text, line.start, line.end) == ("工会", 3, 5)


def test_pieces_with_only_a_blank_between_them_are_one():
    (line,) = lines_behind([stretch(0, 1, 0, 5), stretch(5, 1, 6, 11)], TEXTS, 0, 10)
    assert line.text == "近日,工会 开展活动。"


def test_what_belongs_to_another_story_is_not_in_the_text_but_said_to_be_there():
    (line,) = lines_behind([stretch(0, 1, 0, 5), stretch(5, 1, 6, 11)], TEXTS, 0, 10)
    assert "另一篇" not in line.text
    assert line.has_after
    assert not line.has_before


def test_a_line_read_twice_is_shown_twice_in_reading_order():
    stretches = [stretch(0, 1, 6, 11), stretch(5, 2, 0, 3), stretch(8, 1, 0, 5)]
    assert [line.number for line in lines_behind(stretches, TEXTS, 0, 13)] == [1, 2, 1]


def test_files_are_counted_from_one():
    stretches = [stretch(0, 2, 0, 3), stretch(3, 1, 0, 4, source=2)]
    assert [(line.file, line.text) for line in lines_behind(stretches, TEXTS, 0, 7)] == [
        (1, "第二行"),
        (2, "下转而来"),
    ]
