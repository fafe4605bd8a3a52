"""What can be seen: the nameplate and folio that a page prints, and how its file is named."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import NamedTuple, TypeVar

from archive.importing.metadata import Certainty, NewspaperName, Origin, Said
from archive.importing.metadata.stated import MAX_PAGE, page_number
from archive.importing.reconstruct.shapes import RawPage, Reconstruction
from archive.text.dates import find_dates
from archive.text.numbers import SMALL_NUMBER, small_number

T = TypeVar("T")

# Longest line still taken for a nameplate or folio, in characters: name, date, weekday, numbers, page, web address.
FOLIO_MAX_CHARS = 120
# First and last lines of a page that may hold its folio even where nobody took them for furniture.
EDGE_LINES = 3
# Most words that such a line may hold beside name, date and number, in characters: a page name, no sentence.
EDGE_REST_CHARS = 8
# Lines, blank ones counted, within which a nameplate's name, date and page stand together.
NEIGHBOUR_LINES = 2

# What says nothing of this page: when the paper was founded, how many pages it has, where a story goes on.
ELSEWHERE = re.compile(
    r"[^\s，,。;；]{0,12}(?:创刊|创办)[^\s，,。;；]{0,12}|(?:今日|今天|本期|共|下转|上接|紧接|详见|见)\s*第?[0-9A-Z\s]{1,4}版"
)
WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
PAGE = re.compile(rf"第\s*({SMALL_NUMBER})\s*版|(?<![A-Za-z0-9])0*([1-9][0-9]{{0,2}})\s*版")
ISSUE_NUMBER = re.compile(r"(?:总第|第)\s*([0-9]{2,6})\s*期")
# A lone number on a line with a date is the page's.
BARE_NUMBER = re.compile(r"(?<![A-Za-z0-9])0?([1-9][0-9]?)(?![A-Za-z0-9])")
NEWSPAPER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,12}报(?![\u4e00-\u9fff])")
# Words that end like the name of a newspaper and are none.
NO_NEWSPAPER = re.compile(r".*(?:本|海|喜|捷|情|电|举|通|汇|预|墙|板|简|公|申|呈|填|上|播)报|[日早晚时周]报")
# A title set wide: 工 人 日 报.
SPACED = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+")
PAGE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,6}")

# In file names: 第3版, p3, page-3, 3版; or a number right behind the date.
NAMED_PAGE = re.compile(
    rf"第\s*({SMALL_NUMBER})\s*版|(?<![a-z])(?:p|page)[ _-]?([0-9]{{1,3}})(?![0-9a-z])|(?<![0-9])([0-9]{{1,2}})\s*版"
)
NUMBER_BEHIND = re.compile(r"[-_. ]+(?:p|page)?[ _-]?([0-9]{1,2})(?![0-9a-z])")
NAME_TOKEN = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]|[\u4e00-\u9fff]{2,}")


class Folio(NamedTuple):
    """What one line says of the page it stands on."""

    line: int
    dates: tuple[dt.date, ...]
    newspapers: tuple[str, ...]
    page: int | None
    issue_number: str
    has_weekday: bool
    rest: str

    def keeps_company(self) -> bool:
        """Does it say what stands beside the date of a page, and not beside the date of a notice?"""
        return bool(self.newspapers or self.page or self.issue_number or self.has_weekday)

    def is_telling(self) -> bool:
        """Does it say two things and nothing else, so that it cannot be a line of a story?"""
        said = (self.dates, self.newspapers, self.page)
        return sum(map(bool, said)) >= 2 and len(self.rest) <= EDGE_REST_CHARS


def on_the_page(page: RawPage, found: Reconstruction) -> Said:
    """What nameplate and folio print. Two printed dates or numbers contradict each other: neither is taken."""
    folios = [_folio(number, text) for number, text in _left_over(found)]
    folios += [folio for number, line in _edges(page) if (folio := _folio(number, line)).is_telling()]
    dated = [one for one in folios if any(_belongs(one, other) for other in folios)]
    newspaper, odd_names = _agreed("报纸 newspaper", (name for one in folios for name in one.newspapers))
    date, odd_dates = _agreed("日期 date", (date for one in dated for date in one.dates))
    number, odd_numbers = _agreed("版次 page", (one.page for one in folios if one.page))
    return Said(
        Origin.PRINTED,
        Certainty.PRINTED,
        newspaper=NewspaperName(newspaper) if newspaper else None,
        date=date,
        pages=(number,) if number else (),
        page_name=next((one.rest for one in folios if one.page and PAGE_NAME.fullmatch(one.rest)), ""),
        issue_number=next((one.issue_number for one in folios if one.issue_number), ""),
        notices=(*odd_names, *odd_dates, *odd_numbers),
    )


def with_number(said: Said, printed: str) -> Said:
    """The same, with the number that a file with coordinates gives its page. A contradiction leaves none."""
    number = page_number(printed)
    if number is None:
        return said
    agreed, odd = _agreed("版次 page", (*said.pages, number))
    return replace(said, pages=(agreed,) if agreed else (), notices=(*said.notices, *odd))


def _belongs(dated: Folio, other: Folio) -> bool:
    """Does a date stand on, or right beside, a line that makes it the date of the page?"""
    return bool(dated.dates) and other.keeps_company() and abs(dated.line - other.line) <= NEIGHBOUR_LINES


def _left_over(found: Reconstruction) -> list[tuple[int, str]]:
    """The lines that belong to no story, each whole again where it was taken apart."""
    by_line: dict[int, list[str]] = defaultdict(list)
    for piece in sorted((*found.furniture, *found.unassigned)):
        by_line[piece.line].append(piece.text)
    return [(number, " ".join(texts)) for number, texts in by_line.items()]


def in_the_name(name: str, known: Mapping[str, str]) -> Said:
    """What the path of a file says: 工人日报/2023-06-15/03.txt, gongrenribao-20230615-p3.txt, 第3版.txt.

    ``known`` leads from names and addresses of newspapers to their addresses: a Latin word counts only where it is one.
    """
    text = unicodedata.normalize("NFKC", name).lower().removesuffix(".txt").replace("/", "_")
    dates = list(find_dates(text))
    date = dates[0].date if len({found.date for found in dates}) == 1 else None
    numbered = (NUMBER_BEHIND.match(text, dates[-1].end) if dates else None) or NAMED_PAGE.search(text)
    number = small_number(next(filter(None, numbered.groups()))) if numbered else None
    rest = NAMED_PAGE.sub(" ", "".join(_without(text, [(found.start, found.end) for found in dates])))
    return Said(
        Origin.FILE_NAME,
        Certainty.INFERRED,
        newspaper=next(_newspapers_in_name(rest, known), None),
        date=date,
        pages=(number,) if number and number <= MAX_PAGE else (),
    )


def _newspapers_in_name(text: str, known: Mapping[str, str]) -> Iterator[NewspaperName]:
    """Known names and addresses, and Chinese words that end like a newspaper's name."""
    for token in NAME_TOKEN.findall(text):
        if token in known:
            yield NewspaperName(slug=known[token])
        elif NEWSPAPER.fullmatch(token) and not NO_NEWSPAPER.fullmatch(token):
            yield NewspaperName(name=token)


def _edges(page: RawPage) -> list[tuple[int, str]]:
    """The first and last printed lines of a page, numbered."""
    printed = [(number, line.strip()) for number, line in enumerate(page.lines, 1) if line.strip()]
    return [*printed[:EDGE_LINES], *printed[max(len(printed) - EDGE_LINES, EDGE_LINES) :]]


def _folio(number: int, line: str) -> Folio:
    """What a line says, taking away what is understood until words are left."""
    if len(line) > FOLIO_MAX_CHARS:
        return Folio(number, (), (), None, "", has_weekday=False, rest=line)
    text = unicodedata.normalize("NFKC", line)
    text = ELSEWHERE.sub(" ", re.sub(r"\s", "", text) if SPACED.fullmatch(text) else text)
    dates = tuple(find_dates(text))
    text, weekdays = WEEKDAY.subn(" ", "".join(_without(text, [(found.start, found.end) for found in dates])))
    issue_number, text = _taken(ISSUE_NUMBER, text)
    page, text = _taken(PAGE, text)
    if dates and not page:
        page, text = _taken(BARE_NUMBER, text)
    page_number = small_number(page) if page else None
    rest = re.sub(r"[^\w·]+", "", NEWSPAPER.sub(" ", text)).strip("·")
    is_short = len(rest) <= EDGE_REST_CHARS
    return Folio(
        number,
        tuple(found.date for found in dates),
        tuple(name for name in NEWSPAPER.findall(text) if not NO_NEWSPAPER.fullmatch(name))
        if is_short
        else (),
        page_number if page_number and page_number <= MAX_PAGE else None,
        issue_number,
        has_weekday=bool(weekdays),
        rest=rest,
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """What a pattern finds first, and the text without it."""
    match = pattern.search(text)
    if not match:
        return "", text
    return next(filter(None, match.groups())), f"{text[: match.start()]} {text[match.end() :]}"


def _without(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The text between the spans, and a space for each of them."""
    at = 0
    for start, end in spans:
        yield text[at:start] + " "
        at = end
    yield text[at:]


def _agreed(what: str, values: Iterable[T]) -> tuple[T | None, list[str]]:
    """The one value that all say, or a notice that they contradict each other."""
    different = list(dict.fromkeys(values))
    if len(different) < 2:
        return next(iter(different), None), []
    listed = " ≠ ".join(map(str, islice(different, 4)))
    return None, [f"{what}：版面上自相矛盾 the page contradicts itself：{listed}；都不取 none is taken。"]
