"""Help where nothing was found."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.find import find
from archive.search.query import parse
from archive.search.query.written import written
from archive.search.rebuild import rebuild
from archive.search.unfound import MOST_PARTS, MOST_VARIANTS, Reason, explain

pytestmark = pytest.mark.django_db


def parts(query: str) -> dict[str, int]:
    return {part.query: part.count for part in explain(query).parts}


def variants(query: str) -> dict[str, tuple[int, Reason]]:
    return {one.query: (one.count, one.reason) for one in explain(query).variants}


def test_the_word_that_failed_is_named(indexed):
    indexed("昆明产改", "昆明花卉")
    assert parts("昆明 拖拉机") == {"昆明": 2, "拖拉机": 0}
    assert [part.query for part in explain("昆明 拖拉机").missing] == ["拖拉机"]


def test_of_a_run_each_word_is_counted(indexed):
    indexed("职工", "竞赛")
    assert parts("职工竞赛") == {"职工": 1, "竞赛": 1}
    assert explain("职工竞赛").never_together


def test_the_query_without_what_failed_is_offered(indexed):
    indexed("昆明产改")
    assert variants("昆明 拖拉机") == {"昆明": (1, Reason.WITHOUT)}


def test_words_that_never_meet_are_offered_one_left_out_at_a_time(indexed):
    indexed("昆明 产改", "昆明 花卉", "产改 花卉")
    assert variants("昆明 产改 花卉") == {
        "产改 花卉": (1, Reason.WITHOUT),
        "昆明 花卉": (1, Reason.WITHOUT),
        "昆明 产改": (1, Reason.WITHOUT),
    }


def test_a_phrase_is_offered_without_quotation_marks_and_in_its_longest_pieces(indexed):
    indexed("重点工程劳动竞赛启动，红旗流动", "红旗飘")
    assert variants('"重点工程劳动竞赛红旗"') == {
        "重点工程劳动竞赛红旗": (1, Reason.UNQUOTED),
        '"重点工程劳动竞赛"': (1, Reason.PIECE),
        '"红旗"': (2, Reason.PIECE),
    }


def test_a_field_is_offered_anywhere(indexed):
    indexed("昆明")
    assert variants("标题:昆明")["昆明"] == (1, Reason.ANYWHERE)


def test_what_is_held_of_the_days_asked_for_is_said(indexed):
    indexed("产改")
    held = explain("花卉 日期:2023-06").held
    assert held is not None
    assert (held.issues, held.articles) == (1, 1)
    none = explain("产改 日期:1999").held
    assert none is not None
    assert none.issues == 0
    assert explain("花卉").held is None


def test_a_date_is_written_as_it_was_typed(indexed):
    indexed("产改")
    assert parts("产改 日期:1999 ") == {"产改": 1, "日期:1999": 0}


def test_everything_offered_finds_what_it_says(indexed):
    indexed("昆明产改，主席信箱开通", "花卉交易中心", "劳动竞赛")
    for query in ('"主席信箱开了"', "昆明 花卉", "标题:产改 昆明", "昆明 NOT 产改", "劳动竞赛 机构:无此机构"):
        for one in explain(query).variants:
            assert find(one.query).count == one.count > 0


def test_help_keeps_within_its_limits(indexed):
    indexed("工会")
    told = explain(" ".join(f"词{number}" for number in range(40)))
    assert len(told.parts) <= MOST_PARTS
    assert len(told.variants) <= MOST_VARIANTS


def test_nothing_withheld_is_counted(new_article):
    new_article(body="昆明", state="withheld")
    rebuild()
    assert parts("昆明") == {"昆明": 0}


# -- a tree as it is typed ---------------------------------------------------------------------------------------------

TYPED = [
    "昆明",
    "昆明 产改",
    "昆明 OR 呈贡",
    "(昆明 OR 呈贡) 产改 NOT 花卉",
    '"他说\\"好\\""',
    'union* 标题:"1+6+N"',
    "日期:2023 报纸:工人日报",
    "日期:2023-06",
    "日期:2023-06-15..2024",
    '机构:"A B"',
    "NOT (昆明 产改)",
]


@pytest.mark.parametrize("query", TYPED)
def test_a_tree_is_written_so_that_it_is_read_the_same(query):
    tree = parse(query).tree
    assert parse(written(tree)).tree == tree


@given(st.text(alphabet='昆明产改 ()"“”-*:ANDORT\\标题日期0123.', max_size=20))
def test_whatever_is_typed_is_written_as_the_same_or_not_at_all(query):
    tree = parse(query).tree
    assert written(tree) == "" or parse(written(tree)).tree == tree


def test_days_are_written_the_shortest_way():
    assert written(parse("日期:2023-01-01..2023-12-31").tree) == "日期:2023"
    assert dt.date(2023, 2, 28).isoformat() in written(parse("日期:..2023-02").tree)


def test_a_word_counts_by_its_other_names_too_as_it_does_when_asked_alone(indexed):
    indexed("产业工人队伍建设改革", "拖拉机")
    assert parts("产改 花卉") == {"产改": 1, "花卉": 0}
    assert find("产改").count == 1
