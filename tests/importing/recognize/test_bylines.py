"""Claims about bylines in every form in which print gives them."""

import pytest

from archive.importing.recognize import Texts, recognized


def people(**fields: str) -> list[tuple[str, str]]:
    return [(one.name, one.role.value) for one in recognized(Texts(fields)).bylines]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"body": "本报讯 （记者杨明清 通讯员郭一博 高凡）6月14日，会议召开。"}, "杨明清/r 郭一博/c 高凡/c"),
        ({"body": "本报讯(记者康劲)近日，活动举行。"}, "康劲/r"),
        ({"body": "新华社济南6月20日电（记者宋珍胜、吕仁桂）记者获悉，通知印发。"}, "宋珍胜/r 吕仁桂/r"),
        ({"byline": "本报记者 罗筱晓", "body": "近日，会议召开。"}, "罗筱晓/r"),
        ({"byline": "□ 本报通讯员 沧海", "body": "正文。"}, "沧海/c"),
        ({"byline": "本报记者 张一 本报实习生 李二", "body": "正文。"}, "张一/r 李二/r"),
        ({"byline": "口述：壤驷青 整理：本报记者 公西帆", "body": "正文。"}, "壤驷青/a 公西帆/r"),
        ({"byline": "江门洲市 退休教师 柳如眉", "body": "正文。"}, "柳如眉/a"),
        ({"byline": "读者 阳佟安", "body": "正文。"}, "阳佟安/a"),
        ({"byline": "南门立木", "body": "正文。"}, "南门立木/a"),
        ({"caption": "工人在作业。本报记者 王伟伟 摄"}, "王伟伟/p"),
        ({"caption": "工人在作业。 水墨 摄"}, "水墨/p"),
        ({"caption": "工人在作业。（王小摄 摄）"}, "王小摄/p"),
        ({"caption": "工人在作业。本报记者 李一 本报通讯员 王二 摄"}, "李一/p 王二/p"),
        ({"body": "启动行动，免费检查。（邹飞功）"}, "邹飞功/a"),
    ],
)
def test_everybody_is_named_with_what_they_did(fields, named):
    roles = {"r": "reporter", "c": "correspondent", "p": "photographer", "a": "author"}
    wanted = [(name, roles[role]) for name, role in (part.split("/") for part in named.split())]
    assert people(**fields) == wanted


def test_a_name_of_two_characters_set_wide_is_one():
    assert people(byline="本报记者 康 劲", body="正文。") == [("康劲", "reporter")]


def test_a_byline_that_quotes_the_dateline_names_nobody_twice():
    assert people(byline="记者赵黎浩", body="本报讯（记者赵黎浩）近日，揭牌。") == [("赵黎浩", "reporter")]


@pytest.mark.parametrize(
    "body",
    [
        "新华社济南6月20日电 记者从山东省有关部门获悉，通知印发。",
        "他说，记者朋友们都来了。照片由本人拍摄",
        "会议强调要抓好落实。（下转第2版）",
        "图为演出现场。（江夏湖区总工会供图）",
    ],
)
def test_who_is_not_named_is_not_made_up(body):
    assert people(body=body) == []


def test_a_first_line_that_is_nothing_but_a_byline_names_its_people():
    body = "本报记者 于灵歌 本报通讯员 张然 马丽\n河北省总工会出台措施。"
    assert people(body=body) == [("于灵歌", "reporter"), ("张然", "correspondent"), ("马丽", "correspondent")]
