"""Divisions named in a story, each told from its namesakes by what it lies in, the newspaper and the rest of the story."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.importing.recognize.reading import Stretch
from archive.importing.recognize.shapes import Kind, RegionFinding
from archive.importing.recognize.vocabulary import words
from archive.text.divisions import Division, Level, divisions

# What makes another name of a division's short one: 江门洲, 上海路, 云南白药, 北京大学, 河南话, 海南岛.
NO_PLACE = re.compile(
    r"[洲岭湖湾渡港江河溪桥屯庄坪坝沟坡滩泉山峰岛关寨堡口镇乡村街巷路塘浜角嘴咀埠集铺店滨]|[东西南北中]?路|大[街道桥学]|胡同|医药|白药|菜|话|方言|烤鸭|日报|晚报|晨报|时间|银行|"
    r"股份|集团|体育大学|石化|钢铁|航空(?!港)|汽车(?!站)|电气|恒瑞|证券|人寿|国安|申花|鲁能|泰山|豆腐|火腿|白酒|龙井|大曲|拉面|米线|红茶|绿茶|寺|庙|塔|门"
)
# Names of districts that are words: 城区, 东区. They need what they lie in right before them.
COMMON = words(
    "老城区 新城区 城区 郊区 矿区 东区 西区 南区 北区 新区 市区 城中区 城东区 城西区 城北区 市中区 市南区 市北区 东城区 西城区 海港区 开发区 高新区 工业园区 经济开发区"
)
# The shortest name that says by itself what it names: 昆明市 does, 赵县 does not.
SHORTEST_ALONE = 3
KIND_AT_END = re.compile(r"(?:省|市|县|区|州|盟|旗|特别行政区)$")
# Words that begin with the last character of a full name.
GOES_ON = re.compile(r"市场|市民|市值|市面|区域|区间|县域|县城|省会|省份|州府|区块")
# Characters before a short name that make another word of it: 大连接, 长沙 in 万里长沙.
NAME_CHARACTER = re.compile(r"[\u4e00-\u9fff]")


# A word of one character before a name is part of a longer one where it is of these kinds, and none of these words.
NAME_KINDS = ("n", "g", "j", "a", "b", "x", "zg")
FUNCTIONS = words(
    "在 从 向 到 由 往 赴 对 和 与 及 或 等 的 是 为 对 经 该 原 省 市 州 等 到 达 抵 驻 离 自 至 以 将 把 让 给 被 令 使"
)


@dataclass(frozen=True)
class Gazetteer:
    """Every division by its names, and what each lies in."""

    by_code: Mapping[str, Division]
    by_name: Mapping[str, tuple[Division, ...]]
    pattern: re.Pattern[str]

    def above(self, division: Division) -> Iterator[Division]:
        """What a division lies in, the nearest first."""
        while division.parent:
            division = self.by_code[division.parent]
            yield division


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """All divisions of today by full and short name; a tenth of a second, once."""
    by_code = {division.code: division for division in divisions()}
    by_name: dict[str, list[Division]] = defaultdict(list)
    for division in by_code.values():
        for name in {division.name, division.short_name}:
            if len(name) > 1:
                by_name[name].append(division)
    names = sorted(by_name, key=len, reverse=True)
    return Gazetteer(by_code, {name: tuple(same) for name, same in by_name.items()}, _trie(names))


def _trie(names: Sequence[str]) -> re.Pattern[str]:
    """The longest of these names at any place: alternatives by their first character, so that most places cost one look."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_first[name[0]].append(re.escape(name[1:]))
    return re.compile(
        "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    )


# Texts whose names are kept: several stages ask for those of the same story, one after the other.
TEXTS_KEPT = 512


@lru_cache(maxsize=TEXTS_KEPT)
def places_in(text: str) -> tuple[tuple[int, str], ...]:
    """Every name of a division in a text, the longest at its place, and where each begins."""
    return tuple((match.start(), match.group()) for match in gazetteer().pattern.finditer(text))


@dataclass(frozen=True)
class _Named:
    """A name of divisions at ``text[start:end]`` of a stretch."""

    stretch: Stretch
    start: int
    end: int
    name: str
    meant: tuple[Division, ...]


def regions(read: Sequence[Stretch], newspaper: str = "") -> list[RegionFinding]:
    """The divisions that a story names, in reading order; a name that could be several places' is left out."""
    known = gazetteer()
    named = [one for stretch in read for one in _names(stretch, known)]
    provinces = _provinces(named, newspaper, known)
    found: list[RegionFinding] = []
    before: _Named | None = None
    inside: Division | None = None
    for one in named:
        follows = before is not None and before.stretch is one.stretch and before.end == one.start
        division = _meant(one, inside if follows else None, provinces, known)
        if division:
            found.append(_finding(one, division))
            before, inside = one, division
    return found


def _names(stretch: Stretch, known: Gazetteer) -> Iterator[_Named]:
    """Every name of a division that stands there as one; 北京市场 names 北京, and no 北京市."""
    for start, longest in places_in(stretch.text):
        for name in (longest, longest[:-1]):
            end = start + len(name)
            meant = tuple(one for one in known.by_name.get(name, ()) if _stands(stretch, start, end, one))
            if meant:
                yield _Named(stretch, start, end, name, meant)
                break


def _stands(stretch: Stretch, start: int, end: int, division: Division) -> bool:
    """Do these characters name this division, and nothing else?"""
    text = stretch.text
    if text[start:end] == division.name and KIND_AT_END.search(division.name):
        return not GOES_ON.match(text, end - 1) and not (
            division.level is Level.COUNTY and _is_tail_of_a_name(stretch, start)
        )
    if NO_PLACE.match(text, end) or not stretch.is_border(start) or not stretch.is_border(end):
        return False
    return division.level is not Level.COUNTY or _follows_a_place(text, start)


def _is_tail_of_a_name(stretch: Stretch, start: int) -> bool:
    """Does a single character before it make a longer name of it that the table has not? 甬北湖区 is no 北湖区."""
    index = stretch.word_at(start)
    if stretch.borders[index] != start or not index:
        return stretch.borders[index] != start
    word, kind = stretch.words[index - 1], stretch.kind_of(index - 1)
    return (
        len(word) == 1
        and bool(NAME_CHARACTER.match(word))
        and (kind or "x").startswith(NAME_KINDS)
        and word not in FUNCTIONS
    )


def _follows_a_place(text: str, start: int) -> bool:
    """Does a province or prefecture end right before it? The short name of a county needs one: 云南呈贡."""
    return start > 1 and bool(NAME_CHARACTER.match(text, start - 1))


def _provinces(named: Sequence[_Named], newspaper: str, known: Gazetteer) -> frozenset[str]:
    """The provinces that the story names, by two digits, or that its newspaper names."""
    sure = {
        one.meant[0].code
        for one in named
        if len({division.code[:2] for division in one.meant}) == 1 and one.meant[0].level is not Level.COUNTY
    }
    printed = {
        division.code
        for match in known.pattern.finditer(newspaper)
        for division in known.by_name[match.group()][:1]
    }
    return frozenset(code[:2] for code in sure | printed)


def _meant(
    one: _Named, inside: Division | None, provinces: frozenset[str], known: Gazetteer
) -> Division | None:
    """The one division that a name means here."""
    lying = [division for division in one.meant if inside and inside in tuple(known.above(division))]
    if lying:
        return lying[0]
    order = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
    highest = min((division.level for division in one.meant), key=order.index)
    likely = [division for division in one.meant if division.level is highest]
    if highest is Level.COUNTY:
        full = [division for division in likely if division.name == one.name]
        if one.name in COMMON or len(one.name) < SHORTEST_ALONE or not full:
            return None
        likely = full if len(full) == 1 else [division for division in full if division.code[:2] in provinces]
    return likely[0] if len(likely) == 1 else None


def _finding(one: _Named, division: Division) -> RegionFinding:
    place = one.stretch.place(one.start, one.end)
    return RegionFinding(
        Kind.REGION,
        division.name,
        place.field,
        place.start,
        place.end,
        one.name,
        1.0 if one.name == division.name else 0.9,
        code=division.code,
    )
