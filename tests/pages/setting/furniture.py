"""Folio, nameplate, page name and editors' line of a newspaper that does not exist."""

from __future__ import annotations

import random

from tests.pages.setting.names import draw_name
from tests.pages.setting.printing import NO_STORY, Field, PrintedLine, PrintedPage
from tests.pages.setting.typeset import LEADING_EM

# Share of pages that show furniture; extraction often crops it, as on the real page.
FURNITURE_SHARE = 0.4

NEWSPAPERS = ("川江职工报", "云岭劳动者报", "北原工友报", "海晏工会周刊", "长虹劳动报", "江埠职工时报")
PAGE_NAMES = ("工会新闻", "综合新闻", "职工之声", "权益周刊", "基层在线", "班组天地", "产业工人")
WEEKDAYS = "一二三四五六日"


def set_furniture(page: PrintedPage, rng: random.Random) -> tuple[PrintedLine, ...]:
    """Furniture above and below the stories, or none."""
    if rng.random() >= FURNITURE_SHARE:
        return ()
    bottom = max((line.y for line in page.lines()), default=0.0) + 2 * LEADING_EM
    above = [_line(text, -4 * LEADING_EM) for text in _folio(rng)]
    below = [_line(text, bottom) for text in _editors(rng)]
    chosen = above if rng.random() < 0.5 else above + below
    return tuple(
        PrintedLine(NO_STORY, Field.FURNITURE, 0, order, line.text, x=line.x, y=line.y)
        for order, line in enumerate(chosen)
    )


def _line(text: str, y: float) -> PrintedLine:
    return PrintedLine(NO_STORY, Field.FURNITURE, 0, 0, text, y=y)


def _folio(rng: random.Random) -> list[str]:
    year, month, day = rng.randint(2008, 2024), rng.randint(1, 12), rng.randint(1, 28)
    date = f"{year}年{month}月{day}日 星期{rng.choice(WEEKDAYS)}"
    page = rng.choice((f"第{rng.randint(1, 8)}版", f"{rng.randint(1, 8)}版", f"{rng.randint(1, 8):02d}"))
    return rng.choice(
        (
            [rng.choice(NEWSPAPERS), date, page, rng.choice(PAGE_NAMES)],
            [f"{date} {page} {rng.choice(PAGE_NAMES)}"],
            [page, rng.choice(PAGE_NAMES), date],
        )
    )


def _editors(rng: random.Random) -> list[str]:
    editor = f"责任编辑：{draw_name(rng)}"
    return rng.choice(
        (
            [f"{editor} 版式：{draw_name(rng)} 校对：{draw_name(rng)}"],
            [editor, f"美编：{draw_name(rng)}"],
            [f"本版编辑 {draw_name(rng)} E-mail：gonghui@example.org", "新闻热线：（000）0000 0000"],
        )
    )
