"""The real page: nine stories, each with its own headline, byline, beginning and end."""

from __future__ import annotations

import re

import pytest

from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.shapes import Field, RawPage, Reconstruction, Story

# Headline, whose byline it is, how its text begins and how it ends, by a careful reader of the page. The second story
# is shattered into lines that stand in no order; how well these are put in order is measured on pages, not claimed here.
STORIES = [
    ('"联链"服务站聚焦打通"产改"难点堵点', "赵黎浩", "本报讯 (记者赵黎浩)近日", "向基层延伸。"),
    ("工作体系精准服务职工", "么大志 支咪咪", "本报讯 (通讯员么大志 支咪咪)近日,", ""),
    ("8项措施助推民营经济高质量发展", "马学礼 陈伟红", "本报讯 (记者马学礼 通讯员陈伟红)日前", "等。"),
    ("手工技艺走进乡村校园", "侯进勇", "6月13日,贵州省黔西市", "侯进勇 摄"),
    ("@工会主席,您有职工来信请查收", "罗筱晓", "近日,中建五局安装公司", "职工满"),
    ("全国化学医药行业引领性", "杨明清 郭一博 高凡", "本报讯 (记者杨明清", "有关人员参加会议。"),
    ("跟踪服务提升困难职工生活品质", "邢生祥", "本报讯 (记者邢生祥)记者日前", "获得感、幸福感"),
    ("工会来实现", "康劲", '本报讯 (记者康劲)"我想给80岁', "获得感和幸福感。"),
    ("产业化经营助力农牧民回乡就业", "王伟伟", "6月14日,在四川省若尔盖县", "王伟伟 摄"),
]


@pytest.fixture(scope="module")
def page(real_page) -> RawPage:
    return RawPage("real", tuple(real_page.read_text(encoding="utf-8").split("\n")))


@pytest.fixture(scope="module")
def found(page) -> Reconstruction:
    return reconstruct(page)


def story_of(found: Reconstruction, headline: str) -> Story:
    """The one story whose headline stack holds these words."""
    (story,) = (one for one in found.stories if headline in one.kicker + one.headline + one.deck)
    return story


def text_of(story: Story) -> str:
    return "\n".join((*story.body, story.caption)).strip()


def test_there_are_nine_stories(found):
    assert len(found.stories) == len(STORIES)


@pytest.mark.parametrize(("headline", "writers", "begins", "ends"), STORIES, ids=[one[0] for one in STORIES])
def test_a_story_has_its_own_byline_beginning_and_end(found, headline, writers, begins, ends):
    story = story_of(found, headline)
    assert re.sub(r"本报|记者|通讯员|摄", "", story.byline).split() == writers.split()
    assert text_of(story).startswith(begins)
    assert text_of(story).endswith(ends)


@pytest.mark.parametrize(
    "sentence",
    [
        "标志着呈贡区",
        "6个服务维度、N个服务阵地。为更好地满足职工的多样性需求",
        "通过8项措施,深化产业工人队伍建设改革,助推全区营商环境全方位提升",
        '开展"职工创新研讨""技术交流观摩"等活动,每年组织2期以上专项培训',
        "全公司有270余名职工长期在各项目部工作。",
    ],
)
def test_a_sentence_torn_apart_in_the_file_is_whole_again(found, sentence):
    assert any(sentence in text_of(story) for story in found.stories)


def test_every_printed_character_stands_in_exactly_one_place(page, found):
    places = [
        (piece.line, column)
        for piece in (*found.furniture, *found.unassigned)
        for column in range(piece.start, piece.end)
    ]
    places += [
        (stretch.line, column)
        for story in found.stories
        for stretch in story.lines
        for column in range(stretch.start, stretch.end)
    ]
    printed = {
        (number, column)
        for number, line in enumerate(page.lines, start=1)
        for column, character in enumerate(line)
        if not character.isspace()
    }
    assert len(places) == len(set(places))
    assert printed <= set(places)


def test_the_line_map_leads_back_to_the_characters_as_printed(page, found):
    for story in found.stories:
        for stretch in story.lines:
            mine = story.text_of(Field(stretch.field))[stretch.at : stretch.at + stretch.end - stretch.start]
            assert mine == page.lines[stretch.line - 1][stretch.start : stretch.end]
