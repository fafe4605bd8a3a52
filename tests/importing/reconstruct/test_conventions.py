"""Conventions of the press: how datelines, bylines, credits and furniture are printed."""

import pytest

from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.stories.fields import dateline_of
from tests.importing.reconstruct.conftest import page_of

BODY = "近日，样例市总工会举办职工技能竞赛，来自全市各行业的职工同台竞技，展示了过硬本领和良好风貌。"


@pytest.mark.parametrize(
    ("opening", "dateline", "writers"),
    [
        ("本报讯 (记者赵某)", "本报讯", "记者赵某"),
        ("本报讯（记者赵某 通讯员钱某 孙某）", "本报讯", "记者赵某 通讯员钱某 孙某"),
        ("本报讯", "本报讯", ""),
        ("本报6月1日讯（记者赵某）", "本报6月1日讯", "记者赵某"),
        ("本报昆明6月1日电（记者赵某）", "本报昆明6月1日电", "记者赵某"),
        ("新华社兰州6月1日电(记者赵某、钱某)", "新华社兰州6月1日电", "记者赵某、钱某"),
        ("本报新疆讯（实习生赵某）", "本报新疆讯", "实习生赵某"),
        ("（特约记者赵某）", "", "特约记者赵某"),
    ],
)
def test_a_dateline_is_quoted_and_stays_in_the_body(opening, dateline, writers):
    assert dateline_of([opening + BODY]) == (dateline, writers)


@pytest.mark.parametrize(
    "byline", ["本报记者 赵某某", "□ 本报记者 赵某某", "■ 赵某某", "本报记者赵某某 通讯员钱某某"]
)
def test_a_byline_on_its_own_line_is_no_part_of_the_body(byline):
    page = page_of(f"工会服务送到职工身边\n\n{byline}\n\n{BODY}\n\n{BODY}")
    (story,) = reconstruct(page).stories
    assert story.byline == byline
    assert story.headline == "工会服务送到职工身边"
    assert byline not in story.body


@pytest.mark.parametrize(
    "line",
    [
        "第3版",
        "2023年6月15日 星期四",
        "责任编辑：赵某某 版式：钱某 校对：孙某",
        "新闻热线：（000）0000 0000",
        "样例工人报",
        "E-mail：sample@example.org",
    ],
)
def test_furniture_is_kept_and_never_part_of_a_story(line):
    result = reconstruct(page_of(f"{line}\n\n工会服务送到职工身边\n\n本报讯 (记者赵某){BODY}"))
    assert "".join(piece.text for piece in result.furniture) == line.replace(" ", "") or line in [
        piece.text for piece in result.furniture
    ]
    assert all(
        line not in text for story in result.stories for text in (story.headline, story.kicker, *story.body)
    )


def test_a_plain_story_comes_out_whole():
    paragraphs = [BODY, BODY.replace("竞赛", "比武"), BODY.replace("样例", "示例")]
    (story,) = reconstruct(
        page_of("\n".join(["工会服务送到职工身边", "本报讯 (记者赵某)" + paragraphs[0], *paragraphs[1:]]))
    ).stories
    assert story.headline == "工会服务送到职工身边"
    assert list(story.body) == ["本报讯 (记者赵某)" + paragraphs[0], *paragraphs[1:]]
    assert story.gaps == ()


def test_a_turn_of_the_page_is_kept_where_it_is_printed():
    (story,) = reconstruct(page_of(f"工会服务送到职工身边\n\n本报讯 (记者赵某){BODY}（下转第二版）")).stories
    assert story.body[0].endswith("（下转第二版）")
