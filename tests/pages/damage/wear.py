"""Wear and tear on characters: half-width marks, lost marks, misread characters, lost lines."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.pages.setting.breaking import width_of
from tests.pages.setting.printing import Field, PrintedLine, PrintedPage, PrintedStory

# Share of pages whose marks are half width, as on the real page.
HALF_WIDTH_SHARE = 0.85
HALF_WIDTH = str.maketrans("，：；！？（）“”‘’％＋", ",:;!?()\"\"''%+")
LOSABLE_MARKS = frozenset("，、。：；”“")

# Look-alikes that optical recognition confuses; the real page shows 深人 for 深入.
LOOK_ALIKES = {
    "入": "人", "人": "入", "未": "末", "末": "未", "己": "已", "已": "己", "日": "曰", "土": "士", "士": "土",
    "千": "干", "干": "千", "大": "太", "天": "夭", "员": "贝", "困": "因", "因": "困", "住": "往", "往": "住",
    "设": "没", "没": "设", "问": "间", "间": "问", "免": "兔", "折": "拆", "拆": "折", "析": "折", "候": "侯",
    "今": "令", "令": "今", "农": "衣", "贷": "货", "货": "贷", "历": "厉", "厂": "广", "广": "厂", "力": "刀",
    "体": "休", "休": "体", "币": "市", "市": "巿", "技": "枝", "晴": "睛", "准": "淮", "治": "冶", "戴": "载",
    "予": "子", "元": "无", "开": "井", "牛": "午", "午": "牛", "目": "日", "白": "自", "自": "白", "王": "玉",
}  # fmt: skip

# Chance that a paragraph's last line is lost, by its width in em: extraction drops short lines most.
# On the real page 8 of 52 paragraphs lost their end.
TAIL_LOSS = ((4.0, 0.55), (8.0, 0.16), (99.0, 0.04))


@dataclass(frozen=True)
class WearRates:
    """How worn a page is; marks and slips per character, tails and whole lines as factors and shares."""

    half_width_share: float = 0.0
    lost_marks: float = 0.0
    slips: float = 0.0
    tail_factor: float = 0.0
    lost_lines: float = 0.0


@dataclass(frozen=True)
class WornPage:
    """The page with worn characters, and the lines that are gone from the file."""

    page: PrintedPage
    lost: frozenset[tuple[int, int]]


def wear(page: PrintedPage, rates: WearRates, rng: random.Random) -> WornPage:
    """The page as its file still shows it; which lines are lost is told apart."""
    half_width = rng.random() < rates.half_width_share
    spaced = rng.random() < 0.7
    stories = tuple(_worn_story(story, rates, half_width, spaced, rng) for story in page.stories)
    furniture = tuple(_narrowed(line) if half_width else line for line in page.furniture)
    worn = replace(page, stories=stories, furniture=furniture)
    return WornPage(worn, _lost_lines(worn, rates, rng))


def _worn_story(
    story: PrintedStory, rates: WearRates, half_width: bool, spaced: bool, rng: random.Random
) -> PrintedStory:
    lines = tuple(_worn_line(line, rates, half_width, spaced, rng) for line in story.lines)
    byline = story.byline.translate(HALF_WIDTH) if half_width else story.byline
    return replace(story, lines=lines, byline=byline)


def _worn_line(
    line: PrintedLine, rates: WearRates, half_width: bool, spaced: bool, rng: random.Random
) -> PrintedLine:
    if spaced and line.text.startswith("本报讯（"):
        line = replace(line, text=line.text.replace("本报讯（", "本报讯 （", 1))
    line = _with_slips(line, rates.slips, rng)
    line = _without_some_marks(line, rates.lost_marks, rng)
    return _narrowed(line) if half_width else line


def _narrowed(line: PrintedLine) -> PrintedLine:
    return replace(line, text=line.text.translate(HALF_WIDTH))


def _with_slips(line: PrintedLine, rate: float, rng: random.Random) -> PrintedLine:
    if rate == 0 or _may_name_its_writer(line):
        return line
    return replace(line, text="".join(LOOK_ALIKES.get(c, c) if rng.random() < rate else c for c in line.text))


def _may_name_its_writer(line: PrintedLine) -> bool:
    """Lines whose characters stay exact, so that gold's byline is what the file says."""
    return (
        line.field is Field.BYLINE
        or (line.paragraph == 0 and line.field is Field.BODY)
        or line.field is Field.CAPTION
    )


def _without_some_marks(line: PrintedLine, rate: float, rng: random.Random) -> PrintedLine:
    if rate == 0 or line.field not in (Field.BODY, Field.CAPTION):
        return line
    kept: list[str] = []
    lost: list[int] = []
    for char in line.text:
        if char in LOSABLE_MARKS and rng.random() < rate:
            lost.append(len(kept))
        else:
            kept.append(char)
    if not kept:
        return line
    return replace(line, text="".join(kept), lost_marks=tuple(lost))


def _lost_lines(page: PrintedPage, rates: WearRates, rng: random.Random) -> frozenset[tuple[int, int]]:
    return frozenset(
        line.key for line in page.lines() if line.field is Field.BODY and _is_lost(line, rates, rng)
    )


def _is_lost(line: PrintedLine, rates: WearRates, rng: random.Random) -> bool:
    if line.starts:
        return False
    if rng.random() < rates.lost_lines:
        return not _may_name_its_writer(line)
    return line.ends and rng.random() < rates.tail_factor * _tail_loss(width_of(line.text))


def _tail_loss(width: float) -> float:
    return next(chance for widest, chance in TAIL_LOSS if width <= widest)
