"""The engine thinks and nothing else: it imports no Django, and scipy in one place only."""

import ast
import sys
from pathlib import Path

ENGINE = Path(__file__).resolve().parents[3] / "archive" / "importing" / "reconstruct"
ALLOWED = {"archive.text", "archive.importing.reconstruct", "numpy", "scipy"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_engine_imports_only_text_and_numbers():
    wrong = [
        (path.name, name)
        for path in ENGINE.rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(name == one or name.startswith(one + ".") for one in ALLOWED)
    ]
    assert wrong == []


def test_scipy_stays_in_the_assignment():
    users = [
        path.name for path in ENGINE.rglob("*.py") if any(name.startswith("scipy") for name in imported(path))
    ]
    assert users == ["assignment.py"]


def test_every_module_is_short():
    assert [
        p.name for p in ENGINE.rglob("*.py") if len(p.read_text(encoding="utf-8").splitlines()) >= 400
    ] == []
