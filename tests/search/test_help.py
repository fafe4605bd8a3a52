"""The page about the query language tells the truth."""

import re

import pytest

from archive.search.query import parse
from archive.search.query.parser import FIELDS, MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH
from archive.search.query.tree import Nothing


@pytest.fixture
def page(root) -> str:
    return (root / "docs" / "search.md").read_text(encoding="utf-8")


def test_every_query_of_the_page_is_understood_without_a_notice(page):
    queries = re.findall(r"^\| `(.+?)` \|", page, flags=re.MULTILINE)
    assert len(queries) > 20
    for query in queries:
        tree, notices = parse(query)
        assert tree != Nothing(), query
        assert notices == (), query


def test_every_field_is_on_the_page_by_its_english_and_its_chinese_name(page):
    named = {name.casefold() for name in re.findall(r"([^\W\d_]+):", page)}
    ours = {"標題", "圖片說明", "機構", "舉措", "地區", "報紙", "體裁", "title"}
    assert named >= FIELDS - ours


def test_the_limits_on_the_page_are_the_limits(page):
    for limit in (MAX_LENGTH, MAX_CLAUSES, MAX_DEPTH):
        assert f"{limit} " in page
