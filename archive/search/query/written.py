"""A tree as a reader would type it: what the parser makes of it again is the same tree."""

from __future__ import annotations

import datetime as dt
import re

from archive.search.query.dates import dates_of
from archive.search.query.parser import parse
from archive.search.query.tree import And, AnyWord, Node, Not, Or, Phrase, Prefix, Property, Range, Run, Typed

ZONE_NAMES = {"headline": "标题", "body": "正文", "caption": "图片说明", "box": "提要", "byline": "署名"}
PROPERTY_NAMES = {
    "organization": "机构",
    "initiative": "举措",
    "region": "地区",
    "newspaper": "报纸",
    "kind": "体裁",
}
# What would end a quotation, and the sign that keeps it from doing so.
MARKS = re.compile(r'(["＂“”「」『』\\])')


def written(node: Node) -> str:
    """The query; every name of a field in Chinese. Empty for a tree that nobody can type."""
    text = _written(node)
    return text if parse(text).tree == node else ""


def _written(node: Node) -> str:  # noqa: PLR0911  # one return a kind of node
    match node:
        case Run(text, zone):
            return _in_zone(text, zone)
        case Phrase(text, zone):
            return _in_zone(_quoted(text), zone)
        case Prefix(text, zone):
            return _in_zone(f"{text}*", zone)
        case AnyWord(words, zone):
            return _grouped(Or(tuple(Run(word, zone) for word in words)))
        case Property(kind, name):
            return f"{PROPERTY_NAMES[kind]}:{_quoted(name) if ' ' in name else name}"
        case Range("date", start, end):
            return f"日期:{_days(start, end)}"
        case And(children):
            return " ".join(map(_grouped, children))
        case Or(children):
            return " OR ".join(map(_grouped, children))
        case Not(child):
            return f"NOT {_grouped(child)}"
        case Typed(child):
            return _written(child)
    return ""


def _grouped(node: Node) -> str:
    """In parentheses where it stands inside another condition and has parts of its own."""
    return f"({_written(node)})" if isinstance(node, And | Or) else _written(node)


def _in_zone(text: str, zone: str) -> str:
    return f"{ZONE_NAMES[zone]}:{text}" if zone else text


def _quoted(text: str) -> str:
    marked = MARKS.sub(r"\\\1", text)
    return f'"{marked}"'


def _days(start: dt.date | int | None, end: dt.date | int | None) -> str:
    """The shortest way to say these days: a year, a month, a day, or a range."""
    for whole in (f"{start}"[:4], f"{start}"[:7], f"{start}"):
        if start and dates_of(whole) == Range("date", start, end):
            return whole
    return f"{start or ''}..{end or ''}"
