"""Claims about files: which are found, which are refused, and that lines are cut as the archive cuts them."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UnreadableFile
from archive.importing import read as reading
from archive.importing.read import Found, files_in, lines_of, read
from archive.models import SourceFile


def found(path) -> Found:
    return Found(path, path.parent, path.name)


def test_a_folder_is_all_its_texts_sorted_hidden_ones_apart(folder, write):
    for name in ("b.txt", "a.TXT", "unter/c.txt", ".hidden.txt", ".git/d.txt", "e.toml"):
        write(name, "样例")
    assert [one.name for one in files_in([folder])] == ["a.TXT", "b.txt", "unter/c.txt"]


def test_files_of_one_name_in_several_folders_keep_apart(tmp_path):
    for name in ("一月", "二月"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "03.txt").write_text("样例")
    paths = [tmp_path / "一月", tmp_path / "二月", tmp_path / "一月" / "03.txt"]
    assert [one.name for one in files_in(paths)] == ["一月/03.txt", "二月/03.txt"]


def test_a_name_that_is_no_utf8_is_written_out(folder):
    (folder / os.fsdecode("样例.txt".encode("gb18030"))).write_text("样例")
    (one,) = files_in([folder])
    assert one.name == r"\xd1\xf9\xc0\xfd.txt"


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_read(folder, write, tmp_path):
    (tmp_path / "secret.txt").write_text("外面的文字")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(write("real.txt", "里面的文字"))
    texts = {one.name: one for one in files_in([folder])}
    assert read(texts["in.txt"]).lines == ("里面的文字",)
    with pytest.raises(UnreadableFile, match="符号链接"):
        read(texts["out.txt"])


def test_a_linked_folder_is_not_entered_and_is_told(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("样例")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (one,) = files_in([folder])
    with pytest.raises(UnreadableFile, match="link"):
        read(one)


def test_a_pipe_is_refused_at_once(folder):
    os.mkfifo(folder / "pipe.txt")
    with pytest.raises(UnreadableFile, match="不是普通文件"):
        read(found(folder / "pipe.txt"))


def test_a_file_that_is_not_there_is_named(folder):
    with pytest.raises(UnreadableFile, match=r"nothing\.txt：没有这个文件"):
        read(found(folder / "nothing.txt"))


def test_a_huge_file_is_refused_unread_and_the_limit_named(folder):
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(2 * 1024**3)
    with pytest.raises(UnreadableFile, match=f"{reading.MAX_FILE_BYTES:,}"):
        read(found(folder / "huge.txt"))


def test_a_line_of_a_million_characters_is_refused_with_its_number(write):
    path = write("long.txt", "第一行\n" + "字" * 1_000_000)
    with pytest.raises(UnreadableFile, match=r"第 2 行.*1,000,000.*100,000"):
        read(found(path))


@given(st.text(alphabet="字a \n\r\f\u2028\x0b\ufeff"))
def test_lines_are_cut_here_as_in_the_archive(text):
    content = text.encode()
    assert list(lines_of(content.decode("utf-8"))) == SourceFile(content=content, encoding="utf-8").lines()
