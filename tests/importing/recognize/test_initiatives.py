"""Claims about initiatives: quoted names, numbers of measures, formulas and contests, their parts and who leads them."""

import datetime as dt

import pytest

from archive.importing.recognize import Texts, recognized


def found(text: str, **more: str) -> list[str]:
    return [one.name for one in recognized(Texts({"body": text, **more})).initiatives]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("持续开展“情暖万家行”活动。", "“情暖万家行”活动"),
        ('建立"联链"服务站。', "“联链”服务站"),
        ("全部建起“站台书屋”。", "“站台书屋”"),
        ("工会琢磨出一个“顶塔”的办法。", "“顶塔”"),
        ("举办“同题共答”业务大赛。", "“同题共答”业务大赛"),
        ("开展全国化学医药行业引领性劳动竞赛。", "全国化学医药行业引领性劳动竞赛"),
        ("构建形成1+6+N职工服务体系。", "1+6+N职工服务体系"),
        ("开通“主席信箱”，收集诉求。", "“主席信箱”"),
    ],
)
def test_a_name_is_one_by_its_marks_and_the_words_beside_it(text, name):
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "他说：“谢谢你们，没有嫌我们麻烦。”",
        "人称“蜘蛛人”的他，被授予“技术能手”称号。",
        "他把机器叫“老伙计”，背上印着“市政排水”四个字。",
        "落实“产改”任务，打通“最后一公里”。",
        "职工参加劳动竞赛，取得好成绩。",
    ],
)
def test_speech_nicknames_prizes_and_the_terms_of_the_day_are_none(text):
    assert found(text) == []


def test_a_name_without_marks_is_one_where_the_story_says_it_again():
    text = "江埠市总工会启动江埠求学圆梦行动。三年来，江埠求学圆梦行动惠及300人，扎实开展安全行动。"
    assert found(text) == ["江埠求学圆梦行动"] * 2
    assert found("江埠市总工会启动江埠求学圆梦行动。") == []


def test_measures_by_number_are_one_where_a_headline_has_them():
    assert found("通过8项措施深化改革。", headline="8项措施助推民营经济") == ["8项措施", "8项措施"]


def test_the_parts_that_are_enumerated_behind_a_name_belong_to_it():
    text = "构建形成“1+6+N”职工服务体系，即1个智慧服务平台、6个服务维度、N个服务阵地。"
    (one,) = recognized(Texts({"body": text})).initiatives
    assert [part.name for part in one.components] == ["智慧服务平台", "服务维度", "服务阵地"]
    assert [text[part.start : part.end] for part in one.components] == [
        "智慧服务平台",
        "服务维度",
        "服务阵地",
    ]


def test_acts_and_numbers_before_the_parts_are_no_part_of_them():
    text = "实施“1155”工程，即建好1个职工服务中心、培育100个示范点、培训500名骨干、服务5万名职工。"
    (one,) = recognized(Texts({"body": text})).initiatives
    assert [part.name for part in one.components] == ["职工服务中心", "示范点", "骨干", "职工"]


def test_parts_may_be_enumerated_before_their_number():
    text = "开展“暖心”行动，启动实施安居工程、文体普惠、走访慰问等3个维度的服务。"
    (one,) = recognized(Texts({"body": text})).initiatives
    assert [part.name for part in one.components] == ["安居工程", "文体普惠", "走访慰问"]


def test_it_is_led_by_who_is_named_before_it_and_began_when_its_sentence_says():
    text = "2020年5月，燕山石化公司工会开通“主席信箱”。"
    (one,) = recognized(Texts({"body": text}, issue_date=dt.date(2023, 6, 15))).initiatives
    assert (one.lead, one.started_on, one.start_certainty) == (
        "燕山石化公司工会",
        dt.date(2020, 5, 31),
        "printed",
    )
    assert one.sort == "platform"
