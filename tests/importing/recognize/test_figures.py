"""Claims about figures: every number that counts or measures, and no other."""

from decimal import Decimal

import pytest

from archive.importing.recognize import FigureFinding, Texts, recognized


def figures(text: str) -> list[FigureFinding]:
    return list(recognized(Texts({"body": text})).figures)


def read(text: str) -> list[tuple[str, Decimal, str, str]]:
    """Surface, value, unit and qualifier of each figure of a text."""
    return [(one.surface, one.value, one.unit, one.qualifier) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit", "qualifier"),
    [
        ("共走访慰问职工30万余人次。", "30万余人次", 300_000, "人次", "余"),
        ("发放慰问金近5800万元。", "近5800万元", 58_000_000, "元", "近"),
        ("有职工3.2万人。", "3.2万人", 32_000, "人", ""),
        ("促成交易一亿4000万元。", "一亿4000万元", 140_000_000, "元", ""),
        ("评选展示不少于1000项成果。", "不少于1000项", 1_000, "项", "不少于"),
        ("每年组织2期以上培训。", "2期以上", 2, "期", "以上"),
        ("项目维持在20个左右。", "20个左右", 20, "个", "左右"),
        ("来自十几个国家。", "十几个", 10, "个", "几"),
        ("学会一百个常用手势。", "一百个", 100, "个", ""),
        ("参赛职工人数超过12万。", "超过12万", 120_000, "人", "超过"),
        ("上提规定比例的5个百分点。", "5个百分点", 5, "个百分点", ""),
        ("经费不过30来万元。", "30来万元", 300_000, "元", "来"),
        ("慰问职工１２００名。", "１２００名", 1_200, "名", ""),
        ("慰問職工三百餘名。", "三百餘名", 300, "名", "余"),
    ],
)
def test_a_number_is_reckoned_out_and_keeps_its_unit_and_qualifier(text, surface, value, unit, qualifier):
    assert read(text) == [(surface, value, unit, qualifier)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("流动率为27%。", Decimal(27), "%"),
        ("出勤率达百分之三十。", Decimal(30), "%"),
        ("女工占三成。", Decimal(30), "%"),
        ("利润增加一成八。", Decimal(18), "%"),
        ("持股降到两成半。", Decimal(25), "%"),
        ("差别为千分之八。", Decimal(8), "‰"),
        ("其中四分之一带着孩子。", Decimal(25), "%"),
        ("女司机占到一半。", Decimal(50), "%"),
        ("利润是去年的11倍。", Decimal(11), "倍"),
    ],
)
def test_shares_are_told_in_the_hundred_however_they_are_printed(text, value, unit):
    assert [(one.value, one.unit) for one in figures(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("停工两个半小时。", Decimal("2.5"), "个小时"),
        ("开通半年。", Decimal("0.5"), "年"),
        ("干了三年半。", Decimal("3.5"), "年"),
        ("水位一米三七。", Decimal("1.37"), "米"),
        ("计46元2角。", Decimal("46.2"), "元"),
        ("每件一元一角。", Decimal("1.1"), "元"),
        ("气温降到零下38.6摄氏度。", Decimal("-38.6"), "摄氏度"),
        ("工作电压27.5千伏。", Decimal("27.5"), "千伏"),
        ("误差0.02毫米。", Decimal("0.02"), "毫米"),
        ("28岁的检修工。", Decimal(28), "岁"),
        ("在15日内拿出方案。", Decimal(15), "日"),
    ],
)
def test_lengths_durations_ages_and_sums_in_two_units_are_measured(text, value, unit):
    assert [(one.value, one.unit) for one in figures(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("每人奖励100元至500元。", 100, 500),
        ("每场7至15人。", 7, 15),
        ("前往五六个项目部。", 5, 6),
        ("相距二三十公里。", 20, 30),
    ],
)
def test_a_range_has_two_ends(text, low, high):
    assert [(one.value, one.maximum) for one in figures(text)] == [(low, high)]


def test_from_one_number_to_another_are_two_figures():
    assert [one.value for one in figures("课程从9门增加到57门，流动率由67%下降到16%。")] == [9, 57, 67, 16]


@pytest.mark.parametrize(
    "text",
    [
        "2023年6月15日，会议召开。",
        "二〇二三年六月，新规施行。",
        "6月13日上午8时30分开幕，下午三点半结束。",
        "23时52分，末班车驶离。",
        "自6月下旬至8月底开展检查。",
        "这是第十七次献血，获得第一名。",
        "世界500强企业入驻，前三名晋级。",
        "下转第2版，上接1版。",
        "职工可拨打12351热线，证书编号0000123456。",
        "构建“1+6+N”体系，落实“一降两扩”。",
        "他编写了《听证质询五十问》。",
        "乘坐5G列车，型号为A320。",
        "县法院民一庭和三车间、二分公司参加。",
        "“十四五”期间，五一前夕，一线职工领到两会文件。",
        "他来自四川三峡。",
        "一家企业的一名职工说，有一年他去了一趟。",
        "大家一起干，一定能行，一天比一天好。",
        "两侧站满了人，四周很静。",
    ],
)
def test_what_counts_nothing_is_no_figure(text):
    assert read(text) == []


def test_one_is_a_quantity_where_it_is_measured_limited_or_set_against_others():
    assert [one.surface for one in figures("禁声一个月，只有一个要求。")] == ["一个月", "一个"]
    assert [one.value for one in figures("小组由两名律师、一名医生、一名检察官组成。")] == [2, 1, 1]
    assert [one.surface for one in figures("不慎遗失公章一枚，声明作废。")] == ["一枚"]


def test_a_unit_behind_the_last_of_several_numbers_is_the_unit_of_all():
    assert [(one.value, one.unit) for one in figures("快于全部规上工业0.6和1.4个百分点。")] == [
        (Decimal("0.6"), "个百分点"),
        (Decimal("1.4"), "个百分点"),
    ]


def test_a_sign_for_a_unit_stays_that_sign():
    assert read("气温高达39℃，占地30㎡。") == [("39℃", 39, "℃", ""), ("30㎡", 30, "㎡", "")]


def test_measures_by_number_are_an_initiative_in_a_headline_and_else_a_figure():
    fields = {"headline": "8项措施助推民营经济", "body": "通过8项措施，出台政策19项。"}
    assert [one.surface for one in recognized(Texts(fields)).figures] == ["19项"]
    assert [one.surface for one in figures("工会推出8项措施。")] == ["8项"]


def test_a_figure_has_its_whole_sentence_and_its_place():
    text = "工会走访企业。截至目前，全市共核查困难职工543户，其中对194名继续救助。工作还在继续。"
    first, second = figures(text)
    assert first.sentence == second.sentence == "截至目前，全市共核查困难职工543户，其中对194名继续救助。"
    assert text[first.sentence_start : first.sentence_end] == first.sentence
    assert text[second.start : second.end] == "194名"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("园区集聚了4000余名产业工人。", "产业工人"),
        ("发放慰问金近5800万元。", "慰问金"),
        ("受理纠纷4905件。", "纠纷"),
        ("全市有听障职工1100余名。", "听障职工"),
        ("设立800万元的应急周转金。", "应急周转金"),
        ("成功率94.2%。", "成功率"),
        ("粉尘浓度降了八成二。", "粉尘浓度"),
        ("海拔3230米。", "海拔"),
        ("18名听漏工戴着耳机。", "听漏工"),
        ("培育10个具有示范作用的“职工之家”。", "职工之家"),
        ("赠送1200份“健康大礼包”。", "健康大礼包"),
        ("参赛职工人数超过12万。", "参赛职工"),
        ("培训职工4.8万人次。", "职工"),
        ("完成工艺攻关230多项。", "工艺攻关"),
        ("矛盾化解率100%。", "矛盾化解率"),
        ("来自14个地州市。", "地州市"),
        ("建成18个职工之家。", "职工之家"),
        ("共收到来信300封。", "来信"),
        ("为1200万名职工办理互助。", "职工"),
        ("把扳手加长四厘米。", "扳手"),
        ("她去年的收入是5.8万元。", "收入"),
        ("信箱共收到职工来信910封。", "职工来信"),
        ("全市在档困难职工550余户。", "在档困难职工"),
    ],
)
def test_what_is_counted_is_said_behind_the_number_or_before_it(text, what):
    assert [one.what for one in figures(text)] == [what]


def test_where_a_clause_says_only_what_was_done_the_clause_before_says_what_is_counted():
    assert [one.what for one in figures("共收集问题9127个，当场解决3368个。")] == ["问题", "问题"]


def test_a_figure_belongs_to_the_organization_and_the_initiative_named_before_it():
    text = "江埠市总工会推出“潮汐车位”共享计划，已有12家企业加入。"
    (one,) = recognized(Texts({"body": text})).figures
    assert (one.organization, one.initiative) == ("江埠市总工会", "“潮汐车位”共享计划")


def test_as_of_is_told_from_the_day_of_the_paper_with_its_certainty():
    import datetime as dt  # noqa: PLC0415

    texts = Texts({"body": "截至目前，救助194名职工。"}, issue_date=dt.date(2023, 6, 15))
    (one,) = recognized(texts).figures
    assert (one.as_of, one.as_of_certainty) == (dt.date(2023, 6, 15), "inferred")
    (one,) = recognized(
        Texts({"body": "较去年增长，自2019年起资助300人。"}, issue_date=dt.date(2023, 6, 15))
    ).figures
    assert one.as_of is None
    (one,) = recognized(Texts({"body": "截至目前，救助194名职工。"})).figures
    assert (one.as_of, one.as_of_certainty) == (None, "unknown")
