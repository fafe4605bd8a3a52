"""The real page is found by what a reader would ask of it."""

import pytest

from archive.search.find import find


@pytest.mark.parametrize(
    ("query", "story"),
    [
        ("主席信箱", 4),
        ('"1+6+N"', 1),
        ("1+6+N", 1),
        ("微心愿", 7),
        ("产改", 0),
        ("劳动竞赛", 5),
        ("昆明", 0),
        ("燕山石化", 1),
        ("勞動競賽", 5),
        ("１＋６＋Ｎ", 1),
        ("8项措施", 2),
        ("常态化帮扶", 6),
        ("若尔盖", 8),
        ("竹编", 3),
    ],
)
def test_each_story_is_found_first_by_its_own_words(real_articles, query, story):
    assert find(query).hits[0].article == real_articles[story]
