"""Claims about clean files: one article with an exact line map, and a header that is understood or named."""

import pytest

from archive.errors import InvalidMetadata
from archive.importing.clean import looks_clean, take_apart
from archive.importing.reconstruct.shapes import Kind, RawPage

TEXT = """
报纸: 样例工人报
date: 2023-06-15
版次：3
体裁: 通讯
引题: 引题在上
headline: 标题：带冒号的
副题:
署名: 本报记者 甲

　　第一段。
## 小标题
第二段, with Latin words.

第三段。"""


def page(text: str) -> RawPage:
    return RawPage("净.txt", tuple(text.split("\n")))


def test_a_clean_file_is_known_by_its_header():
    assert looks_clean(page(TEXT))
    assert looks_clean(page("headline: 只有标题\n\n正文。"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昆明呈贡区\n\n正文",
        "主题: 劳动创造幸福\n\n正文",
        "记者: 甲\n时间: 今天\n\n正文",
        "本报讯 日期: 今日\n版次: 3",
    ],
)
def test_a_torn_page_is_not_taken_for_one(text):
    assert not looks_clean(page(text))


def test_a_clean_file_becomes_one_story_as_written():
    (story,) = take_apart(page(TEXT)).found.stories
    assert story.kind is Kind.FEATURE
    assert (story.kicker, story.headline, story.deck, story.byline) == (
        "引题在上",
        "标题：带冒号的",
        "",
        "本报记者 甲",
    )
    assert story.body == ("第一段。", "小标题", "第二段, with Latin words.", "第三段。")
    assert story.crossheads == (1,)


def test_what_the_header_says_of_the_page_is_handed_on():
    said = take_apart(page(TEXT)).said
    assert (said["newspaper"], said["date"], said["page"]) == ("样例工人报", "2023-06-15", "3")
    assert "deck" not in said


def test_every_character_stands_in_the_story_or_is_furniture_once():
    given = page(TEXT)
    found = take_apart(given).found
    places = [(one.line, one.start, one.end) for one in (*found.stories[0].lines, *found.furniture)]
    covered = [(line, place) for line, start, end in places for place in range(start, end)]
    printed = {
        (number, place)
        for number, line in enumerate(given.lines, 1)
        for place, character in enumerate(line)
        if not character.isspace()
    }
    assert len(covered) == len(set(covered))
    assert printed <= set(covered)


def test_the_line_map_leads_back_character_for_character():
    given = page(TEXT)
    (story,) = take_apart(given).found.stories
    for one in story.lines:
        text = story.text_of(one.field)[one.at : one.at + one.end - one.start]
        assert text == given.lines[one.line - 1][one.start : one.end]


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("headline: 甲\n标题: 乙", "headline"),
        ("headline: 甲\nkind: 小说", "小说"),
        ("headline: 甲\nbyline: 乙\n作家: 丙", "作家"),
        ("headline: 甲\nbyline: 乙\n没有冒号的一行", "没有冒号的一行"),
    ],
)
def test_a_header_that_is_not_understood_is_named(header, named):
    with pytest.raises(InvalidMetadata, match=named):
        take_apart(page(f"{header}\n\n正文。"))


def test_a_header_alone_is_no_story():
    found = take_apart(page("newspaper: 样例报\ndate: 2023-06-15\n")).found
    assert found.stories == ()
    assert len(found.furniture) == 2
