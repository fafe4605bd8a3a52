"""The real page: nine stories, two of them torn apart."""

from archive.importing.reconstruct.shapes import Kind

HEADLINES = {
    '"联链"服务站聚焦打通"产改"难点堵点',
    "点亮职工美好生活",
    "8项措施助推民营经济高质量发展",
    "手工技艺走进乡村校园",
    "@工会主席,您有职工来信请查收",
    "全国化学医药行业引领性劳动竞赛推进会召开",
    "跟踪服务提升困难职工生活品质",
    '职工"微心愿"工会来实现',
    "产业化经营助力农牧民回乡就业",
}
# Sentences whose ends the file has lost.
LOST_TAILS = (
    "为产筑站、", "投身", "20家民营企业", "也不", "自身情况进", "努力提升饭", "职工满", "先进代表颁",
)  # fmt: skip


def story(real, headline):
    return next(one for one in real.stories if one.headline == headline)


def test_nine_stories_under_their_headlines(real):
    assert {one.headline.replace(" ", "") for one in real.stories} == HEADLINES


def test_a_story_whose_headline_stands_after_its_body_keeps_its_kicker(real):
    assert story(real, "点亮职工美好生活").kicker == '燕山石化公司工会聚力 "1+6+N"工作体系精准服务职工'


def test_a_dateline_that_slipped_into_another_storys_line_opens_its_own(real):
    torn = story(real, "点亮职工美好生活")
    assert torn.dateline == "本报讯"
    assert torn.byline == "通讯员么大志 支咪咪"


def test_a_story_goes_on_behind_another_that_parted_it(real):
    body = "".join(story(real, '"联链"服务站聚焦打通"产改"难点堵点').body)
    assert '动"产改"向纵深发展、向基层延伸。' in body
    assert "燕山石化" not in body


def test_crossheads_keep_their_places(real):
    feature = story(real, "@工会主席,您有职工来信请查收")
    assert [feature.body[at] for at in feature.crossheads] == [
        "拓宽民主管理渠道", "小信箱有大作用", "主动为职工排忧解难",
    ]  # fmt: skip
    assert feature.box.startswith("阅读提示")


def test_pictures_keep_their_credit_at_the_end_of_the_caption(real):
    picture = story(real, "手工技艺走进乡村校园")
    assert picture.kind is Kind.PHOTO
    assert picture.caption.endswith("本报通讯员 侯进勇 摄")
    assert picture.byline == "本报通讯员 侯进勇 摄"


def test_sentences_whose_end_is_lost_are_marked(real):
    marked = [gap.after for one in real.stories for gap in one.gaps]
    assert [tail for tail in LOST_TAILS if not any(after.endswith(tail) for after in marked)] == []
