"""The named parts of an initiative, where the story enumerates them: 即1个智慧服务平台、6个服务维度、N个服务阵地."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.importing.recognize.initiatives import Programme
from archive.importing.recognize.reading import Stretch
from archive.importing.recognize.shapes import Component
from archive.importing.recognize.units import UNIT

# What opens an enumeration behind an initiative's name.
OPENS = re.compile(
    r"(?:,)?(?:即|包括|涵盖|涵括|内容包括|具体包括|分别是|分为|由|包含|下设|设有|设立|推出)(?:了)?[:“]?"
)
# So far behind the name it may open, in characters.
NEAR = 12
COUNT = re.compile(rf"^(?:[\u4e00-\u9fff]{{2}})??(?:\d+|n|[一二三四五六七八九十两百千]+)[万余多]*{UNIT}?")
CLOSES = re.compile(r"[,。;!?)]|等(?=\d|[一二三四五六七八九十两]|[。,;])")
# 实施安居工程、文体普惠、走访慰问等6个维度的服务行动.
ROUNDED_UP = re.compile(
    r"(?:实施|开展|推出|构建|建立|打造|提供|设置|设立|包括|涵盖|围绕|聚焦)(?P<items>[^,。;:!?]{4,80}?)等(?:\d+|[一二三四五六七八九十]+)(?:个|大|项|类)?(?:维度|方面|板块|领域|模块|平台|阵地|环节|内容|服务|行动|工程|机制)"
)
SHORTEST_LIST, LONGEST_ITEM = 2, 16


def components(programme: Programme) -> tuple[Component, ...]:
    """The parts that are enumerated right behind an initiative's name, or later in its paragraph; none where none are."""
    stretch, end = programme.stretch, programme.end
    opens = OPENS.search(stretch.text, end, end + NEAR)
    if opens:
        closes = CLOSES.search(stretch.text, opens.end())
        found = tuple(_items(stretch, opens.end(), closes.start() if closes else len(stretch.text)))
        if len(found) >= SHORTEST_LIST:
            return found
    rounded = ROUNDED_UP.search(stretch.text, end)
    return tuple(_items(stretch, *rounded.span("items"))) if rounded else ()


def _items(stretch: Stretch, start: int, end: int) -> Iterator[Component]:
    """The items of an enumeration, without the numbers that stand before them."""
    at = start
    parts = re.split(r"、|和(?=\d|n个)", stretch.text[start:end])
    for part in parts:
        counted = COUNT.match(part)
        begin = at + (counted.end() if counted and counted.end() < len(part) else 0)
        name = stretch.spelt(begin, at + len(part)).strip("“”")
        if 1 < len(name) <= LONGEST_ITEM and len(parts) >= SHORTEST_LIST:
            place = stretch.place(begin, at + len(part))
            yield Component(name, place.field, place.start, place.end)
        at += len(part) + 1
