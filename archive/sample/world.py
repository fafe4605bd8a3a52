"""The world of the sample: twelve real provinces with invented towns, companies and newspapers in them.

Only the provinces are real, so that map and facets have something to show. Everything that acts bears 样: towns are
called 样川 or 样浜, employers and newspapers have 样例 in their names.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from archive.sample.names import draw_names

# Two towns in each of twelve provinces: division code, province, then both towns with their English names.
_PROVINCES = (
    ("130000", "河北", ("样坡", "Yangpo"), ("样寨", "Yangzhai")),
    ("210000", "辽宁", ("样港", "Yanggang"), ("样屯", "Yangtun")),
    ("320000", "江苏", ("样浜", "Yangbang"), ("样塘", "Yangtang")),
    ("330000", "浙江", ("样湖", "Yanghu"), ("样墩", "Yangdun")),
    ("370000", "山东", ("样湾", "Yangwan"), ("样岛", "Yangdao")),
    ("410000", "河南", ("样郡", "Yangjun"), ("样丘", "Yangqiu")),
    ("420000", "湖北", ("样泽", "Yangze"), ("样渡", "Yangdu")),
    ("440000", "广东", ("样澳", "Yang’ao"), ("样洋", "Yangyang")),
    ("510000", "四川", ("样川", "Yangchuan"), ("样坪", "Yangping")),
    ("530000", "云南", ("样坝", "Yangba"), ("样峰", "Yangfeng")),
    ("610000", "陕西", ("样梁", "Yangliang"), ("样沟", "Yanggou")),
    ("620000", "甘肃", ("样漠", "Yangmo"), ("样滩", "Yangtan")),
)
COMPANIES_A_TOWN = 3
# Correspondents of each town, who write for every paper.
STRINGERS_A_TOWN = 2
_FORMS = ("公司", "公司", "集团")


@dataclass(frozen=True)
class Newspaper:
    """A paper that is not printed anywhere."""

    name: str
    slug: str
    name_en: str


NEWSPAPERS = (
    Newspaper("样例工人报", "yangligongrenbao", "Sample Workers’ News"),
    Newspaper("样例劳动周报", "yanglilaodongzhoubao", "Sample Labour Weekly"),
    Newspaper("样例职工晨报", "yanglizhigongchenbao", "Sample Employees’ Morning Post"),
    Newspaper("样例工运时报", "yangligongyunshibao", "Sample Union Times"),
)


@dataclass(frozen=True)
class Town:
    """A town that is on no map, in a province that is."""

    province_code: str
    province: str
    name: str
    name_en: str
    companies: tuple[str, ...]
    stringers: tuple[str, ...]

    @property
    def city(self) -> str:
        """Its full name, as a city."""
        return f"{self.name}市"

    @property
    def union_in_short(self) -> str:
        """Its union, as headlines shorten it."""
        return f"{self.city}总"

    @property
    def union(self) -> str:
        """Its federation of trade unions, which leads its programmes."""
        return f"{self.city}总工会"


def draw_towns(trades: Sequence[str], rng: random.Random) -> list[Town]:
    """All towns, each with its companies; the two towns of a province are neighbours in the list."""
    return [
        Town(
            province_code=code,
            province=province,
            name=name,
            name_en=name_en,
            companies=_draw_companies(name, trades, rng),
            stringers=tuple(draw_names(STRINGERS_A_TOWN, rng)),
        )
        for code, province, *towns in _PROVINCES
        for name, name_en in towns
    ]


def _draw_companies(town: str, trades: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    return tuple(f"{town}样例{trade}{rng.choice(_FORMS)}" for trade in rng.sample(trades, COMPANIES_A_TOWN))
