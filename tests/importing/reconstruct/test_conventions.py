"""Conventions of the press: how datelines, bylines, credits and furniture are printed."""

import pytest

from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.stories.fields import dateline_of
from archive.importing.reconstruct.vocabulary import (
    BOX_LABEL,
    CUT_OFF,
    DATELINE,
    FURNITURE,
    JUMP,
    PAGE_NAME,
    REPORTED,
    SIGNATURE,
    credit_at_end,
)
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


# The patterns themselves, over printed forms: marks of both widths, set tight or wide, cut off by a narrow column.


def both_widths(text: str) -> tuple[str, ...]:
    """The form, and the same with its marks and figures in the other width."""
    wide = text.translate(str.maketrans("()[]:/,", "（）［］：／，"))
    figures = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return tuple(dict.fromkeys((text, wide, figures)))


OPENINGS = [
    "本报讯",
    "本 报 讯",
    "【本报讯】",
    "[本报讯]",
    "本报讯(记者赵某某)",
    "本报讯 (记者 赵某某)",
    "本报讯  (通讯员赵某某 钱某)",
    "本报讯(记者 赵某某 通讯员 钱某 孙某)",
    "本报讯(见习记者赵某某)",
    "本报讯(全媒体记者赵某某)",
    "本报讯(驻云南记者赵某某)",
    "本报讯(工人日报—中工网记者赵某某)",
    "本报讯 记者赵某某报道:",
    "本报讯 记者 赵某某 报道:",
    "本网讯(记者赵某某)",
    "本报6月1日讯",
    "本报 6 月 1 日讯",
    "本报昆明6月1日讯(记者赵某某)",
    "本报昆明六月一日电",
    "本报昆明6月1日专电(特派记者赵某某)",
    "本报昆明讯(记者赵某某)",
    "本报综合消息(记者赵某某)",
    "新华社兰州6月1日电",
    "新华社兰州6月1日电(记者赵某某、钱某)",
    "新华社 兰州 6月1日 电",
    "新华社华盛顿12月31日电",
    "据新华社兰州6月1日电",
    "中新社兰州6月1日电(记者赵某某)",
    "中新网6月1日电",
    "人民网兰州6月1日电",
    "中工网讯(记者赵某某)",
]


@pytest.mark.parametrize("form", [form for one in OPENINGS for form in both_widths(one)])
def test_an_opening_is_told_whole_and_nothing_behind_it(form):
    for behind in (BODY, " " + BODY, "\u3000" + BODY, ""):
        match = DATELINE.match(form + behind)
        assert match
        assert match.group().strip() == form


@pytest.mark.parametrize(
    "text",
    [
        "本报告显示，今年以来全市新建工会三百家。",
        "本报道所涉人物均为化名。",
        "本报记者来到车间时，师傅们正在吃饭。",
        "新华社区的居民说，工会的服务很好。",
        "6月1日电影院里坐满了职工。",
        "据了解，这项工作从六月开始。",
        "通讯员队伍不断壮大。",
    ],
)
def test_running_text_is_no_opening(text):
    assert not DATELINE.match(text)


@pytest.mark.parametrize(
    "form",
    [
        "据新华社报道",
        "据《样例工人报》报道",
        "据中工网消息",
        "据新华社电",
        "据“样例工会”微信公众号消息",
        "据样例省总工会官网消息",
    ],
)
def test_what_another_has_reported_is_told(form):
    assert REPORTED.match(f"{form}，{BODY}").group() == form


SIGNATURES = [
    "本报记者 赵某某",
    "本报记者赵某某",
    "本报记者 赵 某",
    "本报记者:赵某某",
    "记者 赵某某 钱某",
    "记者 赵某某、钱某",
    "通讯员 赵某某",
    "本报记者 赵某某 通讯员 钱某某",
    "本报记者 赵某某 本报通讯员 钱某某 孙某某 李某",
    "本报记者 赵某某 实习生 钱某某",
    "本报首席记者 赵某某",
    "本报特约记者 赵某某",
    "本报见习记者 赵某某",
    "本报全媒体记者 赵某某",
    "本报驻云南记者 赵某某",
    "工人日报—中工网记者 赵某某",
    "新华社记者 赵某某",
    "《样例日报》记者 赵某某",
    "本报评论员 赵某某",
    "本报特约评论员 赵某某",
    "本报记者 阿依古丽·买买提",
    "□ 赵某某",
    "□赵某某",
    "□ 赵 某",
    "□ 本报记者 赵某某",
    "□本报记者 赵某某 通讯员 钱某某",
    "■ 赵某某",
    "■本报记者 赵某某",
    "● 赵某某 钱某某",
    "▲本报记者 赵某某 文/图",
    "◎赵某某",
    "本报记者 赵某某 文/图",
    "本报记者 赵某某 文图",
    "本报记者 赵某某 文 / 图",
    "本报记者 赵某某 摄影报道",
    "本报记者 赵某某 整理",
    "□ 赵某某 文/摄",
    "文/赵某某",
    "文/图 赵某某",
    "文图/本报记者 赵某某",
    "文/本报记者 赵某某 图/钱某某",
    "赵某某/文",
    "赵某某/文 钱某某/图",
    "(本报记者 赵某某)",
    "(记者赵某某)",
    "(本报评论员)",
    "(作者单位系样例市总工会)",
    "(本报法律服务团律师 赵某某)",
]


@pytest.mark.parametrize("form", [form for one in SIGNATURES for form in both_widths(one)])
def test_a_byline_alone_on_its_line_is_told(form):
    assert SIGNATURE.fullmatch(form)


@pytest.mark.parametrize(
    "text",
    [
        "本报记者来到车间，看到工人们正在忙碌",
        "记者了解到，样例市总工会今年投入三百万元",
        "记者在现场看到",
        "通讯员队伍建设",
        "□ 举办培训班二十期",
        "文/图并茂地介绍了工会的历史和经验",
        "样例市总工会",
        "职工技能竞赛",
        "（一）",
        "（续完）",
        "（单位：万元）",
    ],
)
def test_running_text_and_headings_are_no_bylines(text):
    assert not SIGNATURE.fullmatch(text)


@pytest.mark.parametrize(
    "form",
    [
        "本报记者",
        "本报通讯员",
        "本报记者 赵某某 通讯员",
        "本报记者 赵某某 本报通讯员",
        "□ 本报记者",
        "（记者赵某某 通讯员",
        "记者：",
    ],
)
def test_a_byline_that_a_column_cut_off_before_a_name_is_told_apart(form):
    assert CUT_OFF.fullmatch(form)
    assert not SIGNATURE.fullmatch(form)


CREDITS = [
    "本报记者 赵某某 摄",
    "本报记者赵某某摄",
    "本报通讯员 赵某某 摄",
    "赵某某 摄",
    "赵某某摄",
    "(赵某某 摄)",
    "(赵某某、钱某某 摄)",
    "赵某某 钱某某 摄影报道",
    "本报记者 赵某某 图",
    "赵某某/图",
    "赵某某 文/图",
    "赵某某 供图",
    "(样例市总工会供图)",
    "新华社记者 赵某某 摄",
    "新华社发(赵某某 摄)",
    "新华社发",
    "新华社记者赵某某摄",
    "中新社记者 赵某某 摄",
    "资料图片",
    "(资料图片)",
    "本报资料照片",
    "摄影:赵某某",
    "摄影/本报记者 赵某某",
    "图/赵某某 摄",
]


@pytest.mark.parametrize("form", [form for one in CREDITS for form in both_widths(one)])
def test_a_picture_credit_is_told_alone_and_behind_its_caption(form):
    assert credit_at_end(form) == form
    assert credit_at_end(f"图为活动现场。 {form}") == form
    assert credit_at_end(f"图为活动现场。{form}") == form


@pytest.mark.parametrize("text", ["他画了一张图。", "职工代表参加拍摄。", "会议通过了计划草图", "记者看到"])
def test_running_text_ends_with_no_credit(text):
    assert credit_at_end(text) == ""


LABELS = [
    "编者按",
    "编 者 按",
    "编者按:",
    "【编者按】",
    "[编者按]",
    "(编者按)",
    "■编者按",
    "阅读提示",
    "【阅读提示】",
    "阅 读 提 示",
    "内容提要",
    "核心提示",
    "链接",
    "链　接",
    "相关链接",
    "■链接",
    "◆链接◆",
    "链接>>>",
    ">>链接",
    "●新闻链接",
    "法条链接:",
    "延伸阅读",
    "新闻背景",
    "小贴士",
    "记者手记",
    "专家点评",
    "开栏的话",
]


@pytest.mark.parametrize("form", [form for one in LABELS for form in both_widths(one)])
def test_the_label_of_a_box_is_told_alone_on_its_line(form):
    assert BOX_LABEL.fullmatch(form)


@pytest.mark.parametrize("label", ["编者按：", "编者按 ", "【编者按】", "编者按　", "开栏的话："])
def test_the_label_of_an_editors_note_is_told_before_its_text(label):
    assert BOX_LABEL.match(label + BODY) or label == "【编者按】"


@pytest.mark.parametrize(
    "text", ["链接起企业和职工的心", "编者按照要求修改了稿件", "提示职工注意安全", "背景墙上写着八个大字"]
)
def test_running_text_is_no_label(text):
    assert not BOX_LABEL.match(text)


JUMPS = [
    "(下转第3版)",
    "(下转3版)",
    "(下转第 3 版)",
    "（下转第三版）",
    "(下转A3版)",
    "(下转第2、3版)",
    "下转第3版",
    "▲下转第3版",
    "下转第3版▶",
    "(上接第1版)",
    "(上接第一版)",
    "(上接A1版)",
    "上接第1版",
    "▲上接第1版",
    "（上接1版）",
    "(紧接第2版)",
    "(详见第4版)",
    "(相关报道见第3版)",
    "(报道详见2版)",
    "(图片见4版)",
    "[下转第3版]",
    "【上接第1版】",
    "(上接头版)",
    "(下转中缝)",
]


@pytest.mark.parametrize("form", [form for one in JUMPS for form in both_widths(one)])
def test_a_turn_of_the_page_is_told(form):
    assert JUMP.fullmatch(form)


@pytest.mark.parametrize("text", ["职工下转岗位三百人", "上接天气下接地气", "详见附件", "见习三版"])
def test_running_text_turns_no_page(text):
    assert not JUMP.search(text)


FURNISHED = [
    # nameplate
    "样例工人报",
    "样例日报",
    "《样例工人报》",
    "样例导刊",
    # folio
    "3",
    "03",
    "A3",
    "3版",
    "03版",
    "A3版",
    "第3版",
    "第 3 版",
    "第三版",
    "- 3 -",
    "· 3 ·",
    "P3",
    "要闻 3",
    "3 要闻",
    "第3版 要闻",
    "要闻 第3版",
    "3版 综合新闻",
    "综合新闻·3",
    "第3版·职工之声",
    "职工之声 | 第3版",
    # day
    "2023年6月15日",
    "2023 年 6 月 15 日",
    "2023年6月15日 星期四",
    "2023年6月15日  星期四",
    "2023年6月15日 星 期 四",
    "2023年6月15日星期四",
    "二〇二三年六月十五日",
    "二〇二三年六月十五日 星期四",
    "2023.6.15",
    "2023-06-15 星期四",
    "2023/6/15 周四",
    "星期四",
    "星期四 2023年6月15日",
    "农历癸卯年四月廿八",
    "癸卯年四月廿八",
    "2023年6月15日 星期四 农历癸卯年四月廿八",
    "2023年6月15日 星期四 癸卯年四月廿八 第20876期 今日8版",
    # all in a row
    "样例工人报 2023年6月15日 星期四 第3版",
    "样例工人报 2023年6月15日 第3版 要闻",
    "3 要闻 2023年6月15日 星期四",
    "2023年6月15日 星期四 第3版 职工之声",
    "第3版 职工之声 2023年6月15日 星期四",
    "2023年6月15日 星期四 3 责任编辑:赵某某 版式:钱某",
    "第3版 要闻 2023年6月15日 星期四 责编:赵某某 校对:钱某 E-mail:sample@example.org",
    # numbers and prices
    "第20876期",
    "总第20876期",
    "今日8版",
    "今日八版",
    "国内统一连续出版物号:CN 11-0000",
    "国内统一刊号:CN11-0000",
    "CN11-0000",
    "邮发代号:1-5",
    "代号1-5",
    "零售每份1.00元",
    "零售价:1.5元",
    "每份1.00元 月价25.00元",
    "全年定价:300元",
    # who made the page
    "责任编辑:赵某某",
    "责任编辑 赵某某",
    "责任编辑赵某某",
    "责任编辑/赵某某",
    "责任编辑 / 赵某某",
    "责 任 编 辑: 赵 某",
    "责编:赵某某",
    "责编赵某某 版式 钱某",
    "责编:赵某某、钱某",
    "本版责编:赵某某",
    "本版编辑:赵某某",
    "本版责任编辑:赵某某",
    "本版编辑 赵某某 E-mail:sample@example.org",
    "编辑:赵某某 校对:钱某 版式:孙某某",
    "责任编辑:赵某某 版式:钱某 校对:孙某",
    "责任编辑:赵某某  美编:钱某",
    "责任编辑:赵某某 | 版式:钱某",
    "责任编辑:赵某某,版式:钱某",
    "主编:赵某某 责编:钱某某 美编:孙某",
    "值班主任:赵某某 一版责编:钱某",
    "执行主编 赵某某",
    "版式:赵某",
    "版式设计:赵某",
    "校对:赵某某",
    "美术编辑:赵某某",
    "图片编辑:赵某某",
    "责任校对:赵某某",
    # the same over two printed lines
    "责任编辑:赵某某 版式:",
    "责任编辑:",
    "责任编辑",
    "某 校对:孙某某",
    # how to reach it
    "新闻热线:(000)0000 0000",
    "新闻热线:000-00000000",
    "新闻热线 00000000",
    "本报新闻热线:00000000",
    "广告热线:00000000 发行热线:00000000",
    "广告部电话:00000000",
    "编辑部电话:(000)00000000",
    "投稿邮箱:sample@example.org",
    "E-mail:sample@example.org",
    "e-mail:sample@example.org",
    "邮箱:sample@example.org",
    "电子信箱:sample@example.org",
    "sample@example.org",
    "电话:(000)00000000 传真:(000)00000000",
    "邮编:100000",
    "本报地址:样例市样例区样例街甲1号 邮编:100000",
    "社址:样例市样例区样例街甲1号",
    "网址:www.example.org",
    "http://www.example.org",
    "样例工会网:www.example.org",
    "官方微信:sample",
    "中华全国总工会主管主办",
    "样例日报社出版",
    "广告经营许可证:000000",
    "———",
    "══════",
]


@pytest.mark.parametrize("form", [form for one in FURNISHED for form in both_widths(one)])
def test_furniture_is_told_in_all_its_printed_forms(form):
    assert any(pattern.fullmatch(form) for pattern in FURNITURE)


@pytest.mark.parametrize(
    "text",
    [
        "2023年6月15日，样例市总工会召开会议",
        "2023年6月15日上午，样例市总工会",
        "2023年6月15日至20日",
        "6月15日",
        "星期四上午，工会干部来到车间",
        "二〇二三年六月十五日这一天",
        "联系电话：（000）0000 1234",
        "监督电话：（000）0000 3456",
        "咨询电话：（000）0000 8899。",
        "职工维权热线：12351",
        "拨打12351职工维权热线",
        "值班电话骤然响起",
        "每份夜餐让利3元。",
        "每份保险三百元",
        "农历八月十五，公司工会",
        "第120期培训班开班",
        "总第三名",
        "设计团队",
        "统筹推进",
        "设计 新颖",
        "编辑部的同志",
        "编辑 部主任",
        "主编这本小册子",
        "民情简报",
        "一份工作汇报",
        "得到回报",
        "发出警报",
        "扫码即可借阅",
        "1200元",
        "38600",
        "3名",
        "职工之声",
        "样例市总工会主办",
        "地址在样例市样例区",
        "邮箱里塞满了职工的来信",
        "电话抽查",
        "网站上线",
    ],
)
def test_running_text_is_no_furniture(text):
    assert not any(pattern.fullmatch(text) for pattern in FURNITURE)


@pytest.mark.parametrize("name", ["要闻", "综合新闻", "职工之声", "工会新闻", "产业工人", "班组天地", "副刊"])
def test_the_name_of_a_page_is_told(name):
    assert PAGE_NAME.fullmatch(name)
