"""What can be seen: the nameplate and folio that a page prints, and how its file is named."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, TypeVar

from archive.importing.metadata import Certainty, NewspaperName, Origin, Said
from archive.importing.metadata.stated import MAX_PAGE
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

    dates: tuple[dt.date, ...]
    newspapers: tuple[str, ...]
    page: int | None
    issue_number: str
    rest: str

    def is_telling(self) -> bool:
        """Does it say two things and nothing else, so that it cannot be a line of a story?"""
        said = (self.dates, self.newspapers, self.page)
        return sum(map(bool, said)) >= 2 and len(self.rest) <= EDGE_REST_CHARS


def on_the_page(page: RawPage, found: Reconstruction) -> Said:
    """What nameplate and folio print. Two printed dates or numbers contradict each other: neither is taken."""
    folios = [_folio(piece.text) for piece in (*found.furniture, *found.unassigned)]
    folios += [folio for folio in map(_folio, _edges(page)) if folio.is_telling()]
    newspaper, odd_names = _agreed("报纸 newspaper", (name for folio in folios for name in folio.newspapers))
    date, odd_dates = _agreed("日期 date", (date for folio in folios for date in folio.dates))
    number, odd_numbers = _agreed("版次 page", (folio.page for folio in folios if folio.page))
    return Said(
        Origin.PRINTED,
        Certainty.PRINTED,
        newspaper=NewspaperName(newspaper) if newspaper else None,
        date=date,
        pages=(number,) if number else (),
        page_name=next(
            (folio.rest for folio in folios if folio.page and PAGE_NAME.fullmatch(folio.rest)), ""
        ),
        issue_number=next((folio.issue_number for folio in folios if folio.issue_number), ""),
        notices=(*odd_names, *odd_dates, *odd_numbers),
    )


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


def _edges(page: RawPage) -> list[str]:
    """The first and last printed lines of a page."""
    printed = [line.strip() for line in page.lines if line.strip()]
    return [*printed[:EDGE_LINES], *printed[max(len(printed) - EDGE_LINES, EDGE_LINES) :]]


def _folio(line: str) -> Folio:
    """What a line says, taking away what is understood until words are left."""
    if len(line) > FOLIO_MAX_CHARS:
        return Folio((), (), None, "", line)
    text = unicodedata.normalize("NFKC", line)
    text = ELSEWHERE.sub(" ", re.sub(r"\s", "", text) if SPACED.fullmatch(text) else text)
    dates = tuple(find_dates(text))
    text = WEEKDAY.sub(" ", "".join(_without(text, [(found.start, found.end) for found in dates])))
    issue_number, text = _taken(ISSUE_NUMBER, text)
    number, text = _taken(PAGE, text)
    if dates and not number:
        number, text = _taken(BARE_NUMBER, text)
    newspapers = tuple(name for name in NEWSPAPER.findall(text) if not NO_NEWSPAPER.fullmatch(name))
    page = small_number(number) if number else None
    return Folio(
        tuple(found.date for found in dates),
        newspapers,
        page if page and page <= MAX_PAGE else None,
        issue_number,
        re.sub(r"[^\w·]+", "", NEWSPAPER.sub(" ", text)).strip("·"),
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
