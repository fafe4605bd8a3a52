"""Files to import, and the import itself as one call."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.importing.read import files_in
from archive.importing.reconstruct.shapes import Field, Piece, RawPage, Reconstruction, Story, Stretch
from archive.importing.run import Imported, Wishes, import_files
from archive.models import TEXT_FIELDS, Article

BODY = (
    "样例市总工会近日走访了样例区的三家企业，听取一线职工对食堂、班车和宿舍的意见，并逐条记录在册。",
    "工会负责人说，能当场办的当场办，不能当场办的七日内答复，答复情况在职工代表大会上公布。",
)


def clean_text(headline: str, *body: str, **header: str) -> str:
    lines = [f"{key}: {value}" for key, value in {**header, "headline": headline}.items()]
    return "\n".join([*lines, "", *(body or BODY)]) + "\n"


@pytest.fixture
def clean() -> Callable[..., str]:
    """The text of a clean file of this headline, body and header."""
    return clean_text


@pytest.fixture
def folder(tmp_path) -> Path:
    """An empty folder to import from."""
    made = tmp_path / "texts"
    made.mkdir()
    return made


@pytest.fixture
def write(folder) -> Callable[..., Path]:
    """Write a text into the folder, in some encoding."""

    def write_one(name: str, text: str | bytes, encoding: str = "utf-8") -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write_one


@pytest.fixture
def bring_in(folder, db) -> Callable[..., Imported]:
    """Import paths, or the folder."""

    def import_paths(*paths: Path, **wishes) -> Imported:
        return import_files(files_in(paths or [folder]), Wishes(**wishes))

    return import_paths


def in_blocks(page: RawPage) -> Reconstruction:
    """A stand-in for the engine: a story is a block of lines, its first line the headline; ``#`` begins furniture and
    ``?`` a line that belongs nowhere."""
    stories, furniture, unassigned, block = [], [], [], []
    for number, line in enumerate((*page.lines, ""), 1):
        if line.startswith(("#", "?")):
            (furniture if line[0] == "#" else unassigned).append(Piece(number, 0, len(line), line))
        elif line:
            block.append((number, line))
        elif block:
            stories.append(story_of(block))
            block = []
    return Reconstruction(tuple(stories), tuple(furniture), tuple(unassigned))


def story_of(block: list[tuple[int, str]]) -> Story:
    (first, headline), *rest = block
    stretches, at = [Stretch(Field.HEADLINE, 0, first, 0, len(headline))], 0
    for number, line in rest:
        stretches.append(Stretch(Field.BODY, at, number, 0, len(line)))
        at += len(line) + 1
    return Story(headline=headline, body=tuple(line for _, line in rest), lines=tuple(stretches))


@pytest.fixture
def blocks(monkeypatch) -> None:
    """Put pages back together by blank lines, so that a test knows what becomes of them."""
    monkeypatch.setattr("archive.importing.prepare.reconstruct", in_blocks)


@pytest.fixture
def maps_back() -> Callable[[Article], bool]:
    """Does every stretch lead to the characters it stands for, and every character have its stretch?"""

    def check(article: Article) -> bool:
        mapped = 0
        for stretch in article.stretches.select_related("source"):
            line = stretch.source.lines()[stretch.line - 1]
            text = getattr(article, stretch.field)[stretch.at : stretch.at + stretch.end - stretch.start]
            assert line[stretch.start : stretch.end] == text
            mapped += len(text)
        return mapped == sum(len(getattr(article, name).replace("\n", "")) for name in TEXT_FIELDS)

    return check
