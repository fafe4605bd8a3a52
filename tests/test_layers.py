"""Imports go down only: doors → faces → search and importing → models → text."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT / "archive"

# Height of each sub-package. What is not named here (urls, apps, commands, doors) stands on top.
HEIGHT = {"text": 0, "models": 1, "sample": 1, "search": 2, "importing": 2, "reading": 3, "api": 3, "desk": 3}
# Higher than any of them.
TOP = 4
# Errors have no height: whoever fails, fails by name.
FOR_ALL = {"archive.errors", "archive"}
# The one home of each library that stands behind a door of ours.
HOMES = {
    "jieba": "archive/text/",
    "rjieba": "archive/text/",
    "opencc": "archive/text/",
    "pypinyin": "archive/text/",
    "whoosh": "archive/search/engines/whoosh/",
    "scipy": "archive/importing/reconstruct/",
    "defusedxml": "archive/importing/alto/",
    "haystack": "archive/search",
}


def modules() -> list[Path]:
    return sorted(path for path in ARCHIVE.rglob("*.py") if "migrations" not in path.parts)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside a function."""
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from targets_of(node, package)


def targets_of(node: ast.ImportFrom, package: str) -> Iterator[str]:
    """The modules that a `from … import …` reaches."""
    base = node.module or ""
    if node.level:
        above = package.split(".")[: len(package.split(".")) - node.level + 1]
        base = ".".join([*above, base] if base else above)
    if base == "archive":
        yield from (f"archive.{alias.name}" for alias in node.names)
    else:
        yield base


def part_of(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


def may_import(importer: str, imported: str) -> bool:
    """The rules of the house, in four lines."""
    here, there = part_of(importer), part_of(imported)
    if imported in FOR_ALL or here == there:
        return True
    if importer.startswith(("archive.importing.reconstruct", "archive.importing.recognize")):
        return there == "text"
    if {here, there} <= {"reading", "importing"} or {here, there} <= {"api", "importing"}:
        return False
    return here not in HEIGHT or HEIGHT[here] > HEIGHT.get(there, TOP)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_go_down_only(path):
    wrong = [
        imported
        for imported in imports_of(path)
        if imported.split(".")[0] == "archive" and not may_import(name_of(path), imported)
    ]
    assert wrong == []


@pytest.mark.parametrize("stage", ["reconstruct", "recognize"])
def test_the_pure_stages_import_text_and_themselves_and_never_django(stage):
    for path in (ARCHIVE / "importing" / stage).rglob("*.py"):
        for imported in imports_of(path):
            assert not imported.startswith(("django", "haystack", "archive.models")), (path, imported)
            if imported.startswith("archive"):
                assert imported.startswith(("archive.text", f"archive.importing.{stage}")), (path, imported)


def test_each_library_behind_a_door_of_ours_has_one_home():
    for path in modules():
        for imported in imports_of(path):
            home = HOMES.get(imported.split(".")[0])
            assert home is None or path.relative_to(ROOT).as_posix().startswith(home), (path, imported)


def test_a_process_that_answers_queries_reads_nothing_of_reconstruction(tmp_path):
    program = (
        "import sys, django; django.setup(); from archive.search.find import find; import archive.urls;"
        "print([name for name in sys.modules if name.startswith(('scipy', 'archive.importing.reconstruct'))])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings", "DATA_DIR": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert answer.stdout.strip() == "[]"


def test_only_settings_reads_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if {"os.environ", "os.getenv", "env.str(", "env.bool("} & set(words_of(path))
    }
    assert readers <= {"archive/settings.py", "archive/wsgi.py"}


def words_of(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    yield from (word for word in ("os.environ", "os.getenv", "env.str(", "env.bool(") if word in text)


def test_the_rules_would_notice_an_import_that_climbs():
    assert not may_import("archive.models.articles", "archive.search.find")
    assert not may_import("archive.search.find", "archive.importing.store")
    assert not may_import("archive.reading.views", "archive.importing.store")
    assert not may_import("archive.reading.views", "archive.desk.articles")
    assert may_import("archive.desk.articles", "archive.importing.store")
