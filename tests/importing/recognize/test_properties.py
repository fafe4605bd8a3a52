"""Claims about recognition as a whole, whatever the text."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from archive.importing.recognize import Recognized, Texts, recognized
from tests.recognition.gold import gold_stories

# What stories are made of, and what they should not hold.
MARKS = "，。、；：“”‘’（）《》!?\"'()+-%…—\u3000 \n\t"
WORDS = (
    "一 两 三 十 百 千 万 亿 半 余 多 近 超过 30 5800 1.2 １２ 2023年 6月15日 名 个 元 % 成 人次 公里 和 的 了 在 市 县 总工会 公司 工会 "
    "分公司 局 院 昆明 云南省 呈贡区 和县 记者 通讯员 摄 本报讯 赵黎浩 “联链” 服务站 活动 措施 劳动竞赛 1+6+N 即 以下简称 近日 截至目前 去年 職工 餘 "
    "\ud800 𠮷 ﷽ \x00"
)
PIECES = st.sampled_from([*MARKS, *WORDS.split(" ")])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(PIECES, max_size=40).map("".join)
        for name in ("kicker", "headline", "deck", "byline", "body", "caption", "box")
    },
)


def places(found: Recognized) -> Iterator[tuple[str, int, int, str]]:
    """Every place that is claimed, with what is said to stand there."""
    for kind in (found.organizations, found.regions, found.bylines, found.initiatives, found.figures):
        yield from ((one.field, one.start, one.end, one.surface) for one in kind)


@given(FIELDS)
def test_every_place_lies_in_its_field_and_the_surface_is_what_stands_there(fields):
    found = recognized(Texts(fields))
    for field, start, end, surface in places(found):
        assert 0 <= start < end <= len(fields[field])
        assert fields[field][start:end] == surface
    for one in found.figures:
        assert one.sentence_start <= one.start < one.end <= one.sentence_end
        assert fields[one.field][one.sentence_start : one.sentence_end].strip() == one.sentence
        assert one.maximum is None or one.value < one.maximum
    for initiative in found.initiatives:
        for part in initiative.components:
            assert 0 <= part.start < part.end <= len(fields[part.field])


@given(FIELDS)
def test_the_same_texts_give_the_same_findings(fields):
    assert recognized(Texts(fields)) == recognized(Texts(dict(fields)))


def test_findings_of_a_kind_do_not_overlap():
    for gold in gold_stories("tuning"):
        found = recognized(gold.texts)
        for kind in (found.organizations, found.regions, found.initiatives, found.figures):
            ends: dict[str, int] = {}
            for one in sorted(kind, key=lambda each: (each.field, each.start)):
                assert one.start >= ends.get(one.field, 0), (gold.name, one)
                ends[one.field] = one.end


def test_nothing_is_found_in_nothing():
    assert recognized(Texts({})) == Recognized()
