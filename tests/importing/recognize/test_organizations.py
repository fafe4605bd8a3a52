"""Claims about organizations: by their grammar, in full and in short."""

import pytest

from archive.importing.recognize import Texts, recognized


def named(text: str, **more: str) -> list[tuple[str, str]]:
    """Surface and full name of each organization."""
    return [(one.surface, one.name) for one in recognized(Texts({"body": text, **more})).organizations]


@pytest.mark.parametrize(
    "name",
    [
        "中国能源化学地质工会",
        "山东省石油化学工会",
        "燕山石化公司工会",
        "昆明国际花卉拍卖交易中心有限公司",
        "赤岭县马尾乡卫生院",
        "衡川市轨道交通九号线四标段工会",
        "江苏省盐渎市发展和改革委员会",
        "残疾人辅助器具中心",
        "汀南市第三医院",
    ],
)
def test_a_name_ends_with_what_it_is_and_begins_with_what_it_is_called(name):
    assert named(f"近日，{name}举行座谈会。") == [(name, name)]


@pytest.mark.parametrize(
    "text",
    [
        "公司表示，工会将继续努力。",
        "各级工会和有关部门走访了93家清洗公司。",
        "一家茶叶企业的厂里，该公司的干部来了。",
        "所在单位工会组织工会干部学习。",
        "他在学校学会了修车，布局和格局都变了。",
    ],
)
def test_what_is_nobody_in_particular_is_no_organization(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("全国总工会", "中华全国总工会"),
        ("人力资源社会保障部", "人力资源社会保障部"),
        ("中铁十一局集团有限公司工会", "中铁十一局集团有限公司工会"),
        ("新疆生产建设兵团总工会", "新疆生产建设兵团总工会"),
        ("沈阳机床（集团）有限责任公司", "沈阳机床(集团)有限责任公司"),
        ("江苏省苏州市吴中区木渎镇金枫社区工会联合会", "江苏省苏州市吴中区木渎镇金枫社区工会联合会"),
        ("中国石油长庆油田公司第三采油厂工会", "中国石油长庆油田公司第三采油厂工会"),
    ],
)
def test_bodies_of_every_level_are_known_by_their_names(surface, name):
    assert named(f"近日，{surface}派人参加。") == [(surface, name)]


def test_a_short_name_means_the_long_one_that_the_story_has():
    text = "近日，中建五局安装公司华北分公司（以下简称华北分公司）召开会议。华北分公司工会开通信箱。"
    assert named(text) == [
        ("中建五局安装公司华北分公司", "中建五局安装公司华北分公司"),
        ("华北分公司", "中建五局安装公司华北分公司"),
        ("华北分公司工会", "中建五局安装公司华北分公司工会"),
    ]


def test_a_name_that_the_story_introduces_counts_wherever_it_stands():
    text = "陕西汽车控股集团有限公司（以下简称陕汽）召开会议。陕汽工会评选金点子，陕汽职工参加。"
    full = "陕西汽车控股集团有限公司"
    assert named(text) == [(full, full), ("陕汽", full), ("陕汽工会", f"{full}工会"), ("陕汽", full)]


def test_the_federation_of_the_city_is_the_one_of_the_city_that_is_named():
    assert named("左江湾市总工会开展调查。今年，市总工会联合4家糖厂。")[-1] == ("市总工会", "左江湾市总工会")


def test_the_union_of_the_company_is_the_one_of_the_company_that_is_named():
    text = "白埠盐场有限公司召开会议。公司工会提出建议。"
    assert named(text)[-1] == ("公司工会", "白埠盐场有限公司工会")


def test_a_federation_is_known_without_the_province_it_lies_in():
    assert named("青海省西宁市总工会开展行动。") == [("青海省西宁市总工会", "西宁市总工会")]
    text = "甘肃省临夏回族自治州临夏市总工会举行活动。"
    assert named(text)[0][1] == "临夏市总工会"
    assert named("昆明市呈贡区总工会举行活动。")[0][1] == "昆明市呈贡区总工会"


def test_a_headline_names_a_federation_in_short():
    assert named("正文。", headline="西宁市总完善帮扶机制") == [("西宁市总", "西宁市总工会")]


def test_a_company_is_called_by_what_is_its_own():
    text = "福建省武夷岭县竹韵家居有限公司裁员。代表参观了竹韵家居等6个点。"
    assert named(text)[-1] == ("竹韵家居", "福建省武夷岭县竹韵家居有限公司")


def test_companies_without_a_suffix_stand_in_a_list_of_companies():
    text = "山东省石油化学工会、常州千红制药、威海市总工会3家单位作了分享。"
    assert ("常州千红制药", "常州千红制药") in named(text)


def test_a_space_parts_two_names():
    assert named("王小明 朔方钢铁公司") == [("朔方钢铁公司", "朔方钢铁公司")]


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("中华全国总工会", "federation"),
        ("威海市总工会", "local-federation"),
        ("中国能源化学地质工会", "industrial-union"),
        ("燕山石化公司工会", "grassroots-union"),
        ("山东省应急管理厅", "government"),
        ("恒润阀门有限公司", "company"),
        ("北京体育大学", "school"),
        ("北京市律师协会", "association"),
    ],
)
def test_the_sort_is_told_from_the_name(name, sort):
    assert [one.sort for one in recognized(Texts({"body": f"{name}派人参加。"})).organizations] == [sort]
