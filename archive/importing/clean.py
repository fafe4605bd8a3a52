"""Files that are clean already: a header of ``key: value`` lines, a blank line, then the body, a paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile
from typing import Any, NamedTuple

from archive.errors import InvalidMetadata
from archive.importing.reconstruct.shapes import Field, Kind, Piece, RawPage, Reconstruction, Story, Stretch

# What a header may say, in the words people use for it. The first of each is the one that the documentation names.
KEYS = {
    "newspaper": ("newspaper", "报纸", "报名", "媒体"),
    "date": ("date", "日期", "出版日期"),
    "certainty": ("certainty", "日期确定性"),
    "page": ("page", "版次", "版"),
    "page_name": ("page_name", "page name", "版名"),
    "kind": ("kind", "体裁"),
    "kicker": ("kicker", "引题", "肩题", "眉题"),
    "headline": ("headline", "主题", "正题", "标题"),
    "deck": ("deck", "副题", "子题"),
    "byline": ("byline", "署名", "作者"),
    "caption": ("caption", "图片说明"),
    "box": ("box", "提要"),
}
KEY_OF = {word: key for key, words in KEYS.items() for word in words}
STORY_KEYS = frozenset(field.value for field in Field) & KEYS.keys()
OF_THE_STORY = STORY_KEYS | {"kind"}

KINDS = {
    "消息": Kind.NEWS,
    "新闻": Kind.NEWS,
    "简讯": Kind.BRIEF,
    "通讯": Kind.FEATURE,
    "特写": Kind.FEATURE,
    "图片": Kind.PHOTO,
    "来信": Kind.LETTER,
    "名单": Kind.LIST,
    "公告": Kind.NOTICE,
    "启事": Kind.NOTICE,
    "其他": Kind.OTHER,
} | {kind.value: kind for kind in Kind}

CROSSHEAD = "## "
# So many keys on top are no accident; a torn page may well begin with one line such as “主题: …”.
ENOUGH_KEYS = 2
# Longer than any header; a page without blank lines is not read to its end to learn that it has none.
MAX_HEADER_LINES = 30
ENTRY = re.compile(r"\s*(?P<key>[^:：]{1,12}?)\s*[:：]\s*(?P<value>.*?)\s*")


class Entry(NamedTuple):
    """One line of the header: its key in our words, its value, and where the value stands."""

    key: str
    value: str
    line: int
    start: int


class Paragraph(NamedTuple):
    """One line of the body and where its text stands."""

    text: str
    line: int
    start: int
    is_crosshead: bool


@dataclass(frozen=True)
class CleanFile:
    """A clean file taken apart: what its header says, and the one story it holds."""

    said: dict[str, str]
    found: Reconstruction


def looks_clean(page: RawPage) -> bool:
    """Does the page begin with a header: two keys that we know, the first in the first line, or ``headline:`` alone?"""
    header = [line for _, line in _header(page)]
    keys = [_key(line) for line in header]
    is_headline = len(header) == 1 and header[0].strip().lower().startswith("headline")
    return bool(keys and keys[0]) and (len(keys) - keys.count(None) >= ENOUGH_KEYS or is_headline)


def take_apart(page: RawPage) -> CleanFile:
    """The header and the story of a page that looks clean. InvalidMetadata names what its header should not say."""
    entries = [_entry(page.name, number, line) for number, line in _header(page)]
    said: dict[str, str] = {}
    for entry in entries:
        if entry.key in said:
            raise _wrong(page.name, entry.line, f"“{entry.key}”写了两次", f"“{entry.key}” is given twice")
        said[entry.key] = entry.value
    below = enumerate(page.lines[entries[-1].line :], entries[-1].line + 1)
    body = [_paragraph(number, line) for number, line in below if line.strip()]
    story = _story(page.name, entries, body)
    return CleanFile(
        {key: value for key, value in said.items() if value},
        Reconstruction((story,) if story.lines else (), tuple(_furniture(page, entries, body))),
    )


def _header(page: RawPage) -> Iterator[tuple[int, str]]:
    """The numbered lines before the first blank one; lines that are blank at the very top do not count."""
    numbered = dropwhile(lambda pair: not pair[1].strip(), enumerate(page.lines, 1))
    return takewhile(lambda pair: pair[1].strip(), islice(numbered, MAX_HEADER_LINES))


def _key(line: str) -> str | None:
    """The key that a header line begins with, in our words; None where it is no key of ours."""
    match = ENTRY.fullmatch(line)
    return KEY_OF.get(match["key"].lower()) if match else None


def _entry(name: str, number: int, line: str) -> Entry:
    """One line of a header. InvalidMetadata where it is none."""
    match, key = ENTRY.fullmatch(line), _key(line)
    if match is None or key is None:
        known = "、".join(KEYS)
        raise _wrong(
            name,
            number,
            f"文件头里不认识“{line.strip()}”，可用的有：{known}",
            f"“{line.strip()}” is no header line; the keys are: {known}",
        )
    return Entry(key, match["value"], number, match.start("value"))


def _paragraph(number: int, line: str) -> Paragraph:
    """One line of the body, without the marks around it."""
    text = line.strip()
    is_crosshead = text.startswith(CROSSHEAD)
    text = text.removeprefix(CROSSHEAD).lstrip() if is_crosshead else text
    return Paragraph(text, number, line.rindex(text), is_crosshead)


def _story(name: str, entries: Sequence[Entry], body: Sequence[Paragraph]) -> Story:
    """The one story, every character mapped to its line."""
    fields: dict[str, Any] = {entry.key: entry.value for entry in entries if entry.key in STORY_KEYS}
    kind = next((entry.value for entry in entries if entry.key == "kind" and entry.value), Kind.NEWS.value)
    if kind.lower() not in KINDS:
        known = "、".join(KINDS)
        raise InvalidMetadata(
            f"{name}：没有“{kind}”这种体裁，可用的有：{known}。",
            f"{name}: there is no kind “{kind}”; the kinds are: {known}.",
        )
    return Story(
        **fields,
        kind=KINDS[kind.lower()],
        body=tuple(paragraph.text for paragraph in body),
        crossheads=tuple(index for index, paragraph in enumerate(body) if paragraph.is_crosshead),
        lines=(*_header_stretches(entries), *_body_stretches(body)),
    )


def _header_stretches(entries: Sequence[Entry]) -> Iterator[Stretch]:
    for entry in entries:
        if entry.key in STORY_KEYS and entry.value:
            yield Stretch(Field(entry.key), 0, entry.line, entry.start, entry.start + len(entry.value))


def _body_stretches(body: Sequence[Paragraph]) -> Iterator[Stretch]:
    at = 0
    for text, line, start, _ in body:
        yield Stretch(Field.BODY, at, line, start, start + len(text))
        at += len(text) + 1


def _furniture(page: RawPage, entries: Sequence[Entry], body: Sequence[Paragraph]) -> Iterator[Piece]:
    """The header but for the values that the story shows, and the marks before crossheads."""
    for entry in entries:
        line = page.lines[entry.line - 1]
        yield _piece(entry.line, line[: entry.start] if entry.key in STORY_KEYS else line)
    for paragraph in body:
        if paragraph.is_crosshead:
            yield _piece(paragraph.line, page.lines[paragraph.line - 1][: paragraph.start])


def _piece(number: int, text: str) -> Piece:
    """The beginning of a line, without the white space around it."""
    stripped = text.strip()
    start = text.index(stripped)
    return Piece(number, start, start + len(stripped), stripped)


def _wrong(name: str, number: int, zh: str, en: str) -> InvalidMetadata:
    return InvalidMetadata(f"{name}：第 {number} 行：{zh}。", f"{name}: line {number}: {en}.")
