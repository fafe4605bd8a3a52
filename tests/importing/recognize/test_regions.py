"""Claims about regions: by the table of divisions, told from their namesakes and from other words."""

import pytest

from archive.importing.recognize import Texts, recognized


def codes(text: str, newspaper: str = "") -> list[tuple[str, str]]:
    found = recognized(Texts({"body": text}, newspaper=newspaper)).regions
    return [(one.surface, one.code) for one in found]


def test_divisions_are_named_in_full_and_in_short():
    assert codes("近日，云南省昆明市呈贡区启动活动，职工来自四川、贵州。") == [
        ("云南省", "530000"),
        ("昆明市", "530100"),
        ("呈贡区", "530114"),
        ("四川", "510000"),
        ("贵州", "520000"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "他住在北京路。",
        "云南白药上市。",
        "这里是江门洲航标站。",
        "他考进北京体育大学。",
        "去滨海工业园上班。",
        "他在上海路买菜。",
    ],
)
def test_what_only_sounds_like_a_place_names_none(text):
    assert codes(text) == []


def test_a_namesake_is_told_by_what_it_lies_in():
    assert codes("福州市鼓楼区的职工。")[-1] == ("鼓楼区", "350102")
    assert codes("南京市鼓楼区的职工。")[-1] == ("鼓楼区", "320106")


def test_a_namesake_is_told_by_the_story_or_the_newspaper_and_else_left_out():
    assert ("鼓楼区", "350102") in codes("福建省的职工来到鼓楼区。")
    assert codes("鼓楼区的职工。", newspaper="福建工人报") == [("鼓楼区", "350102")]
    assert codes("鼓楼区的职工。") == []


def test_the_place_at_the_beginning_of_a_public_body_says_where_it_is():
    assert codes("西宁市总工会走访职工。") == [("西宁市", "630100")]
    assert codes("甘肃陇原轨道交通公司开会。") == [("甘肃", "620000")]


def test_a_market_or_a_citizen_begins_with_another_word():
    assert codes("北京市场回暖，昆明市民叫好。") == [("北京", "110000"), ("昆明", "530100")]
