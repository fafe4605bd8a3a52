"""R17: nobody but its owner may enter the index, and it never lies where everybody writes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from haystack import connections

from archive.models import Article
from archive.search import outbox
from archive.search.manifest import index_is_private
from archive.search.rebuild import rebuild


def modes(index: Path) -> dict[str, int]:
    """The permissions of the folders of an index, and of the files that lie at its top."""
    entries = [index, *index.iterdir()]
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in entries}


def test_folders_and_files_are_private_whatever_the_umask(indexed, index_path):
    before = os.umask(0)
    try:
        indexed("昆明")
        Article.objects.update(body="呈贡")
        outbox.drain()
        rebuild()
    finally:
        os.umask(before)
    assert {name: oct(mode) for name, mode in modes(index_path).items() if mode & 0o077} == {}
    assert index_is_private(None) == []


def test_an_index_that_others_may_enter_is_refused_at_start(indexed, index_path):
    indexed("昆明")
    index_path.chmod(0o755)
    with pytest.raises(SystemCheckError, match=f"chmod 700 {index_path}"):
        call_command("check")


def test_an_index_in_a_folder_where_everybody_writes_is_refused_at_start(settings, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    settings.HAYSTACK_CONNECTIONS = {
        "default": {**settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(shared / "index")}
    }
    connections.reload("default")
    assert [error.id for error in index_is_private(None)] == ["archive.E012"]
