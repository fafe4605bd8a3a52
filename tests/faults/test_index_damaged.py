"""R16: a damaged index is said to be so, browsing goes on, and one command mends it."""

from __future__ import annotations

import io
import random
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from haystack import connections

from archive.models import Article, IndexTask


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def emptied(content: bytes) -> bytes:
    return b""


def zeroed(content: bytes) -> bytes:
    third = len(content) // 3
    return content[:third] + bytes(third) + content[2 * third :]


def inverted(content: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in content)


DAMAGES = [truncated, emptied, zeroed, inverted]


def files_of(index: Path) -> list[Path]:
    return sorted(path for path in index.rglob("*") if path.is_file() and path.name != "lock")


def forget() -> None:
    """What a process that starts after the damage has open: nothing."""
    connections["default"].get_backend().folder.close()


@pytest.fixture
def served(indexed, index_path) -> Article:
    article, *_others = indexed("昆明产改", *("呈贡联链服务站" for _ in range(20)))
    return article


def test_whatever_file_is_damaged_the_page_answers_or_says_that_it_cannot_and_one_command_mends_it(
    served, index_path, client
):
    sound = index_path.with_name("sound")
    shutil.copytree(index_path, sound)
    statuses = set()
    for path in files_of(sound):
        for damage in DAMAGES:
            forget()
            shutil.rmtree(index_path)
            shutil.copytree(sound, index_path)
            (index_path / path.relative_to(sound)).write_bytes(damage(path.read_bytes()))
            answer = client.get("/search/", {"q": "昆明"})
            assert answer.status_code in {200, 503}, (path.name, damage.__name__)
            statuses.add(answer.status_code)
            assert client.get(served.get_absolute_url()).status_code == 200
    assert 503 in statuses
    call_command("rebuild_index", stdout=io.StringIO())
    assert f"/articles/{served.pk}/" in client.get("/search/", {"q": "昆明"}).text


@pytest.mark.parametrize("name", ["manifest.json", "index-*"])
def test_what_is_missing_is_told_with_the_command_that_mends_it(served, index_path, client, name):
    for path in index_path.glob(name):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    forget()
    answer = client.get("/search/", {"q": "昆明"})
    assert answer.status_code == 503
    assert "rebuild_index" in answer.text
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("find", "昆明")
    with pytest.raises(CommandError, match="rebuild_index"):
        call_command("reconcile")


def test_changes_made_while_the_index_is_damaged_are_saved_and_indexed_once_it_is_mended(
    served, index_path, client
):
    for path in files_of(index_path):
        path.write_bytes(b"damaged")
    forget()
    Article.objects.filter(pk=served.pk).update(body="昆明花卉")
    with pytest.raises(CommandError):
        call_command("index_pending", stdout=io.StringIO())
    assert IndexTask.objects.exists()
    call_command("rebuild_index", stdout=io.StringIO())
    assert not IndexTask.objects.exists()
    assert f"/articles/{served.pk}/" in client.get("/search/", {"q": "花卉"}).text


@pytest.mark.full
def test_a_byte_flipped_anywhere_never_breaks_the_page(served, index_path, client):
    draw = random.Random(11)
    sound = index_path.with_name("sound")
    shutil.copytree(index_path, sound)
    for _ in range(400):
        forget()
        shutil.rmtree(index_path)
        shutil.copytree(sound, index_path)
        path = draw.choice([file for file in files_of(index_path) if file.stat().st_size])
        content = bytearray(path.read_bytes())
        content[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        path.write_bytes(content)
        for query in ("昆明", "联链服务站", '"呈贡联链"'):
            assert client.get("/search/", {"q": query}).status_code in {200, 503}
