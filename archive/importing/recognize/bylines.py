"""Who wrote a story and who took its picture, in every form that print gives bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.importing.recognize.shapes import BylineFinding, Kind, Role, Texts
from archive.importing.recognize.vocabulary import words
from archive.text.bylines import SURNAMES
from archive.text.words import part_of_speech

REPORTER = r"(?:(?:本报|本网|本刊|本台|新华社|中新社|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|工人报))?(?:特约|见习|实习|首席|全媒体|融媒体|驻站|驻[\u4e00-\u9fff]{2,3})*记者|(?:本报|本网)?实习生|(?:本报|本网)?评论员|(?:本报|本刊)(?:编辑|撰稿人?))"
CORRESPONDENT = r"(?:(?:本报|本网|新华社)?(?:特约|特邀|骨干)*(?:通讯员|报道员|撰稿人))"
AUTHOR = r"(?:作者|口述人?|撰文|执笔|撰稿|文字|文|文稿|采写|读者)"
PHOTOGRAPHER = r"(?:(?:本报|本刊)?(?:特约)?摄影(?:记者|师|报道)?|图片?|供图|制图|漫画)"
WORK = r"(?:采访|整理|编辑|策划|统筹)"
# A name of a person: two to four characters, a space inside two of them, or a transcribed one with dots.
NAME = r"[\u4e00-\u9fff]{1,6}(?:[·•][\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][  　][\u4e00-\u9fff](?![\u4e00-\u9fff])"
GAP = r"[\s、,，/|]*"
NAMES = rf"(?:{NAME})(?:{GAP}(?!{REPORTER}|{CORRESPONDENT}|摄|文|图|{PHOTOGRAPHER})(?:{NAME}))*"
ROLES = re.compile(
    rf"(?P<reporter>{REPORTER})|(?P<correspondent>{CORRESPONDENT})|(?P<photographer>{PHOTOGRAPHER})(?=[\s:：/])|(?P<author>{AUTHOR})(?=[:：/]|(?<=[者])[\s])|(?P<work>{WORK})(?=[:：/])"
)
PERSON = re.compile(NAME)
# Behind a name: what was done.
CREDIT = re.compile(r"^[\s]*(?P<credit>摄影报道|摄|摄影|文[/、]?图|图[/、]?文|/文|/图|/摄|供图)")
# Where a byline may stand in a text: (记者…), 本报讯 记者…, □ 本报记者…
BRACKETS = re.compile(rf"[(（](?P<inside>[^()（）]*?(?:{REPORTER}|{CORRESPONDENT})[^()（）]*)[)）]")
# 本报讯 记者张三 通讯员李四报道. 记者从有关部门获悉 names nobody.
DATELINE = re.compile(
    rf"^\s*(?:本报|新华社|中新社|[\u4e00-\u9fff]{{2,6}}报)[^。]{{0,24}}?[讯电]\s*(?P<inside>(?:(?:{REPORTER}|{CORRESPONDENT})\s*"
    rf"[\u4e00-\u9fff·• ]{{2,24}}?\s?)+)(?=报道|[ \u3000]{{2}}|\u3000|$)"
)
# A credit stands at the end: … 本报记者 王伟伟 摄, (水墨 摄). Before it, within so many characters, a sentence ends.
CREDIT_END = re.compile(r"(?:摄影报道|摄影|(?<![拍航所])摄|供图|文/图|图/文)[)）。]?\s*$")
CREDIT_CHARS = 60
SENTENCE_END = re.compile(r"[。！!？?”(（\n]|[ 　]{2,}|　")
WHOLE_LINE = re.compile(rf"[□■◎●○\s]*(?:(?:{REPORTER}|{CORRESPONDENT})[\s:：]+(?:(?:{NAME})[\s、]*){{1,6}})+")
FIRST_LINE_MARK = re.compile(r"^[\s□■◎●○▲△◆◇★☆\-—]+")
SIGNED = re.compile(
    rf"(?:^|[。！？!?”])\s*[(（](?P<inside>(?:作者|执笔|撰文)[^()（）]{{2,60}}|(?:{NAME})(?:[\s、]+(?:{NAME})){{0,3}})[)）]\s*$"
)
# The words that stand before a person and are no part of the name, at the foot of a letter.
PLACES_BEFORE = re.compile(r"^(?:.*[\s　])?(?=[\u4e00-\u9fff]{2,4}$)")
# Names that no word tells for such are no longer, but where they stand alone.
LONGEST_UNTOLD = 3
# Words that stand by themselves where names do, in characters; more is a sentence.
LONGEST_ALONE = 6
# Where somebody is from, and what they are.
WHERE_FROM = re.compile(r"[省市县区镇乡村厂师员工者校院所]$|^(?:读者|职工|本报|来自)")
LONGEST_BYLINE = 120
# Bylines stand in the first paragraphs and in the last.
FIRST_LINES = 3
NOT_NAMES = words(
    "报道 摄影 供图 整理 综合 综述 文图 图文 联合 采访 口述 记者 通讯员 本报 讯 电 近日 日前 编辑 有关 近期 今日 昨日"
)


@dataclass(frozen=True)
class _Person:
    """Somebody named at ``text[start:end]`` of a field."""

    name: str
    role: Role
    field: str
    start: int
    end: int


def bylines(texts: Texts) -> list[BylineFinding]:
    """The people of a story's bylines, each once a role, where they are named first."""
    found: dict[tuple[str, Role], _Person] = {}
    for person in _persons(texts.fields):
        found.setdefault((person.name, person.role), person)
    return [
        BylineFinding(
            Kind.BYLINE,
            person.name,
            person.field,
            person.start,
            person.end,
            texts.fields[person.field][person.start : person.end],
            0.95,
            role=person.role,
        )
        for person in found.values()
    ]


def _persons(fields: Mapping[str, str]) -> Iterator[_Person]:
    """Everybody who is named, in the order of the fields."""
    own = fields.get("byline", "")
    yield from _in_line("byline", own[:LONGEST_BYLINE], 0)
    body = fields.get("body", "")
    yield from _in_body(body)
    for name in ("caption", "box"):
        for line, at in _lines(fields.get(name, "")):
            yield from _in_credit(name, line, at)


def _lines(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for line in text.split("\n"):
        yield line, at
        at += len(line) + 1


def _in_credit(name: str, line: str, at: int) -> Iterator[_Person]:
    """Who took the picture, named at the end of a line."""
    if not CREDIT_END.search(line[-12:]):
        return
    shown = line.rstrip("。)） \u3000")
    start = max(0, len(shown) - CREDIT_CHARS)
    for end in SENTENCE_END.finditer(shown, start):
        start = end.end()
    yield from _in_line(name, shown[start:], at + start, is_credit=True)


def _in_body(body: str) -> Iterator[_Person]:
    """The dateline of the first paragraphs, the brackets or the line at the end, credits of pictures."""
    lines = list(_lines(body))
    for number, (line, at) in enumerate(lines):
        is_last = number == len(lines) - 1
        if number < FIRST_LINES or is_last:
            spans = [(0, len(line))] if is_byline(line) else list(_bracketed(line, is_last=is_last))
            for start, end in spans:
                yield from _in_line("body", line[start:end], at + start)
            if not spans:
                yield from _in_credit("body", line, at)


def is_byline(line: str) -> bool:
    """Is this line nothing but a byline: 本报记者 于灵歌 本报通讯员 张然 马丽?"""
    return len(line) <= CREDIT_CHARS and bool(WHOLE_LINE.fullmatch(line.strip()))


def _bracketed(line: str, *, is_last: bool) -> Iterator[tuple[int, int]]:
    """Where a paragraph's bylines stand: (记者…), 本报讯 记者…, at the foot (作者…)."""
    head = line[:LONGEST_BYLINE]
    spans = [match.span("inside") for match in BRACKETS.finditer(head)]
    dateline = DATELINE.match(head)
    if dateline and not spans:
        spans.append(dateline.span("inside"))
    if is_last and not spans:
        tail = max(0, len(line) - LONGEST_BYLINE)
        spans += [
            match.span("inside") for match in (*BRACKETS.finditer(line, tail), *SIGNED.finditer(line, tail))
        ]
    yield from dict.fromkeys(spans)


def _in_line(name: str, line: str, at: int, *, is_credit: bool = False) -> Iterator[_Person]:
    """The people of one byline, each with the role that is said before, or behind."""
    marks = list(ROLES.finditer(line))
    ends = [mark.start() for mark in marks[1:]] + [len(line)] * bool(marks)
    took_picture = bool(is_credit or CREDIT_END.search(line)) and not re.search(r"文/图|图/文", line)
    if not marks or FIRST_LINE_MARK.sub("", line[: marks[0].start()]).strip("(（ "):
        lead = line[: marks[0].start()] if marks else line
        role = Role.PHOTOGRAPHER if took_picture else Role.AUTHOR
        named = list(_people(name, lead, at, role)) if _is_all_names(lead) else []
        alone = name == "byline" and len(named) == 1 and not marks
        yield from (person for person in named if alone or _may_sign(person.name))
    before = ""
    for mark, end in zip(marks, ends, strict=True):
        part = line[mark.end() : end]
        role = _role(mark, before)
        before = mark.group() if not PERSON.search(part) else ""
        yield from _people(name, part, at + mark.end(), Role.PHOTOGRAPHER if took_picture else role)


def _role(mark: re.Match[str], before: str) -> Role:
    """整理:本报记者 is a reporter; 图/本报记者 a photographer."""
    if re.match(PHOTOGRAPHER, before) or mark["photographer"]:
        return Role.PHOTOGRAPHER
    if mark["reporter"]:
        return Role.REPORTER
    return Role.CORRESPONDENT if mark["correspondent"] else Role.AUTHOR


def _people(name: str, part: str, at: int, role: Role) -> Iterator[_Person]:
    """The names of a part of a byline."""
    credit = re.search(r"(?:[\s/]*)(摄影报道|摄影|摄|供图)[)）。\s]*$", part)
    both = re.search(r"文\s*[/、]\s*图|图\s*[/、]\s*文", part)
    if both:
        part = part[: both.start()]
    elif credit:
        part, role = part[: credit.start()], Role.PHOTOGRAPHER
    for match in PERSON.finditer(part):
        plain = re.sub(r"\s", "", match.group())
        if plain in NOT_NAMES:
            continue
        yield _Person(plain, role, name, at + match.start(), at + match.end())


def _is_all_names(lead: str) -> bool:
    """Do only short words stand there, each by itself, as names do?"""
    lead = re.sub(r"(?:摄影报道|摄影|摄|供图|文/图|图/文)[)）。\s]*$", "", lead)
    return all(
        len(part) <= LONGEST_ALONE or "·" in part
        for part in re.split(r"[\s、,，/]+", lead.strip(" □■"))
        if part
    )


def _may_sign(name: str) -> bool:
    """Is this a name, where no word says that it is one? 山东 and 退休教师 stand before it at the foot of a letter."""
    if "·" in name or "•" in name:
        return True
    return (
        len(name) <= 3 and (name[0] in SURNAMES or part_of_speech(name) == "") and not WHERE_FROM.search(name)
    )
