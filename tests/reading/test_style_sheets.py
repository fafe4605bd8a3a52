"""The style sheets are whole: one lost brace would silently undress everything behind it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHEETS = sorted((Path(__file__).parents[2] / "static").rglob("*.css"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Rules stand inside at-rules, and nothing stands inside rules: no sheet here nests.
DEEPEST = 2


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_every_brace_is_closed_where_its_rule_ends(path):
    sheet = COMMENT.sub(lambda found: " " * len(found[0]), path.read_text(encoding="utf-8"))
    inside: list[str] = []
    for found in re.finditer(r"([^{};]*)\{|\}", sheet):
        if found[0] == "}":
            assert inside, f"a brace too many at character {found.start()}"
            inside.pop()
        else:
            assert all(head.startswith("@") for head in inside), (
                f"{found[1].strip()} stands inside {inside[-1]}"
            )
            inside.append(found[1].strip())
            assert len(inside) <= DEEPEST
    assert inside == []
