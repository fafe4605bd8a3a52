"""Where one of something is a quantity, and where 一 is no more than an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.importing.recognize.quantity import Quantity
from archive.importing.recognize.units import MEASURES, OF_VERBS
from archive.importing.recognize.vocabulary import words

ARTICLE_BEFORE = re.compile(r"[每这那哪同某另任头第上下前后又再新]$")
# One of these is hardly ever a quantity; one day is where it is a limit.
NEVER_ONE = words("天 夜 晚 晚上 上午 下午 度 方 里 番 安 角 寸 尺")
# 一年有200天, 一个小时抓了39个: what is said is how many, and one stands for each.
RATED = words("年 天 个月 小时 个小时 夜 分钟")
RATE = re.compile(r"(?![来内间后多])[^,。;:!?()、和]{1,8}")
ONLY = re.compile(r"(?:只有|仅有|仅|共有|共|一共|共计|总共|唯有)$")
PER = re.compile(
    r"每(?:个|名|家|辆|台|所|位|间|班|村|镇|县|组|户|座|处|人|“)[^,。;]{0,10}(?:配|设|有|发|建|派|安排|带|佩戴)[^,。;]{0,8}$"
)
YEAR_NO = re.compile(r"(?:[有那这每某头当同新又上下去近半前后]|比)$")
AFTER_YEAR = re.compile(r"(?:比一|级|度|到头|一度|四季|之计|一次|好)")
AFTER_DAY = re.compile(r"(?:(?:之|以)?内|以上|[、和]|的时间|时间|后|半)")
NOUN_BEFORE = re.compile(r"[\u4e00-\u9fff][”)]?$")
CLAUSE_END = re.compile(r"(?:[,。;!?()、]|和|及|$)")


def one_counts(text: str, one: Quantity, found: Sequence[Quantity]) -> bool:
    """One of a classifier is an article, unless it is set against other numbers or said to be all there is."""
    if one.unit in RATED and any(RATE.fullmatch(text[one.end : other.start]) for other in found):
        return False
    if one.qualifier:
        return True
    if one.unit in MEASURES:
        return _measures(text, one)
    before = text[: one.start]
    if ARTICLE_BEFORE.search(before) or one.unit in OF_VERBS:
        return False
    return (
        bool(ONLY.search(before) or PER.search(before))
        or _in_a_series(text, one, found)
        or _posed(text, one, found)
    )


def _measures(text: str, one: Quantity) -> bool:
    """Is it a measure, and no point of time, such as 有一年, nor a way of saying every, such as 一年一度?"""
    before, after = text[: one.start], text[one.end : one.end + 6]
    if one.unit == "年":
        return not YEAR_NO.search(before) and not AFTER_YEAR.match(after)
    if one.unit in NEVER_ONE:
        return one.unit == "天" and bool(AFTER_DAY.match(after)) and not ARTICLE_BEFORE.search(before)
    return not ARTICLE_BEFORE.search(before) or before.endswith("每")


def _in_a_series(text: str, one: Quantity, found: Sequence[Quantity]) -> bool:
    """两名律师、一名医生: does another number stand beside it, behind 、 or 和?"""
    for other in found:
        if other is one or text[other.number_start : other.unit_start] == "一":
            continue
        first, second = sorted((one, other), key=lambda quantity: quantity.start)
        between = text[first.end : second.start]
        if SERIES.fullmatch(between):
            return True
    return False


# What stands between two numbers of a series: what the first one counts, perhaps another thing with its article, a mark.
SERIES = re.compile(
    r"(?:[^,。;:!?()、]{1,14}[、和及与])(?:一[\u4e00-\u9fff][^,。;:!?()、]{1,12}[、和及与])*(?:以及|还有|另有)?"
)


def _posed(text: str, one: Quantity, found: Sequence[Quantity]) -> bool:
    """公章一枚: does the counted thing stand before it, and the clause end behind it?"""
    return bool(
        one.unit in {"枚", "本", "份", "张", "套", "块", "件", "台", "辆", "部", "名", "人", "家"}
        and NOUN_BEFORE.search(text[: one.start])
        and not any(other.end == one.start for other in found)
        and CLAUSE_END.match(text, one.end)
        and not re.search(r"[了过着的是有给为这那每某另同任头第下上来到看少多再]$", text[: one.start])
    )
