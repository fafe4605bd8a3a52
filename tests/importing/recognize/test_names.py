"""Claims about names in texts: exact, the longest first, and only where they can mean nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.recognize import Lexicon, Name, Record, Subject

UNION, DISTRICT_UNION, STATION = (Record(Subject.ORGANIZATION, key) for key in (1, 2, 3))
PROVINCE, CITY, OTHER_CITY = (Record(Subject.REGION, key) for key in (1, 2, 3))
SYSTEM = Record(Subject.INITIATIVE, 1)


def surfaces(names: list[Name], text: str, **more: str) -> list[str]:
    found = Lexicon.of(names).recognize({"body": text, **more})
    assert all({"body": text, **more}[one.field][one.start : one.end] == one.surface for one in found)
    return [one.surface for one in found]


def test_a_name_is_found_wherever_it_stands_exactly():
    assert (
        surfaces([Name("昆明市总工会", UNION)], "昆明市总工会说，昆明总工会不是昆明市总工会。")
        == ["昆明市总工会"] * 2
    )


def test_the_longest_name_wins_where_names_overlap():
    names = [
        Name("市总工会", UNION),
        Name("昆明市呈贡区总工会", DISTRICT_UNION),
        Name("呈贡区", CITY, is_place=True),
    ]
    found = Lexicon.of(names).recognize({"body": "昆明市呈贡区总工会"})
    assert [one.record for one in found] == [DISTRICT_UNION]


def test_width_script_quotation_marks_and_layout_spaces_do_not_matter():
    names = [Name("“1+6+N”职工服务体系", SYSTEM)]
    for text in ('"1+6+N"职工服务体系', "「１＋６＋Ｎ」職工服務體系", "“1+6+N”职工 服务体系"):
        assert surfaces(names, f"构建{text}。") == [text]


def test_no_name_crosses_the_border_of_a_paragraph():
    assert surfaces([Name("昆明市总工会", UNION)], "到了昆明\n市总工会") == []


def test_a_name_of_latin_letters_or_digits_is_not_found_inside_longer_ones():
    assert surfaces([Name("1+6+N", SYSTEM)], "21+6+N和1+6+NB不是，1+6+N是") == ["1+6+N"]


def test_a_short_name_is_not_found_inside_other_words():
    assert surfaces([Name("全总", UNION)], "安全总监健全总量，全总近日印发通知") == ["全总"]


@pytest.mark.parametrize("text", ["南京路上的商店", "云南白药", "上海医药集团", "北京大学"])
def test_a_place_in_the_name_of_something_else_is_no_place(text):
    names = [Name(name, PROVINCE, is_place=True) for name in ("南京", "云南", "上海", "北京")]
    assert surfaces(names, text) == []


def test_a_name_that_needs_its_context_counts_only_beside_it():
    names = [Name("鼓楼区", CITY, ("江苏省", "南京市")), Name("鼓楼区", OTHER_CITY, ("福建省", "福州市"))]
    assert surfaces(names, "鼓楼区的职工") == []
    found = Lexicon.of(names).recognize({"headline": "福州市总工会", "body": "鼓楼区的职工"})
    assert [one.record for one in found] == [OTHER_CITY]
    assert surfaces(names, "鼓楼区", headline="南京市与福州市结对") == []


def test_a_name_that_two_records_share_names_neither():
    assert (
        surfaces([Name("微心愿", SYSTEM), Name("微心愿", Record(Subject.INITIATIVE, 2))], "“微心愿”活动")
        == []
    )


def test_a_name_that_needs_no_context_goes_before_one_that_does():
    names = [Name("吉林", PROVINCE, is_place=True), Name("吉林", CITY, ("吉林省",), is_place=True)]
    found = Lexicon.of(names).recognize({"body": "吉林省的职工。吉林职工"})
    assert [one.record for one in found] == [PROVINCE]


@given(st.text(alphabet='昆明市总工会“"1+6N 职\n'))
def test_what_is_found_is_what_stands_there(text):
    names = [Name("昆明市总工会", UNION), Name("总工会", DISTRICT_UNION), Name('"1+6+N"', SYSTEM)]
    ends = 0
    for one in Lexicon.of(names).recognize({"body": text}):
        assert text[one.start : one.end] == one.surface
        assert one.start >= ends
        ends = one.end
