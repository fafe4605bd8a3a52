"""Where a page was printed: who says so, who outranks whom, and how well it is known. Nothing is guessed silently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Certainty(StrEnum):
    """How well something is known, strongest first: the words that the database keeps."""

    PRINTED = "printed"
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Origin(Enum):
    """Who says it; earlier ones outrank later ones. The value is what a report calls it."""

    OPTION = "选项 option"
    SIDECAR = "附属文件 sidecar"
    HEADER = "文件头 header"
    PRINTED = "版面 printed"
    NEIGHBOUR = "同一文件的其他版 other pages of the file"
    FILE_NAME = "文件名 file name"
    RECORD = "库中记录 the archive's own record"


class NewspaperName(NamedTuple):
    """A newspaper as somebody names it: by name, by address, or by both."""

    name: str = ""
    slug: str = ""

    def __str__(self) -> str:
        return self.name or self.slug


@dataclass(frozen=True)
class Said:
    """What one origin says, and how well it knows."""

    origin: Origin
    certainty: Certainty
    newspaper: NewspaperName | None = None
    date: dt.date | None = None
    pages: tuple[int, ...] = ()
    page_name: str = ""
    issue_number: str = ""
    rights: str = ""
    access: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known(Generic[T]):
    """A settled fact."""

    value: T
    certainty: Certainty
    origin: Origin


@dataclass(frozen=True)
class Placing:
    """Where a page belongs, as far as anybody says; what contradicted it stands in the notices."""

    newspaper: Known[NewspaperName] | None = None
    date: Known[dt.date] | None = None
    page: Known[int] | None = None
    page_name: str = ""
    issue_number: str = ""
    rights: str = ""
    access: str = ""
    notices: tuple[str, ...] = ()


def strongest(certainties: Sequence[Certainty]) -> Certainty:
    """The surest of several words."""
    return min(certainties, key=list(Certainty).index)


def is_surer(one: str, other: str) -> bool:
    """Is the first certainty stronger than the second?"""
    order = list(Certainty)
    return order.index(Certainty(one)) < order.index(Certainty(other))


def settle(everybody: Sequence[Said], known: Mapping[str, str]) -> Placing:
    """Who outranks the others is believed; who agrees makes it surer; who disagrees is named in a notice.

    ``known`` leads from the names and addresses of the newspapers on record to their addresses.
    """
    said = sorted(everybody, key=lambda one: list(Origin).index(one.origin))
    newspaper, odd_newspapers = _settled(
        "报纸 newspaper", said, lambda one: one.newspaper, lambda name: _identity(name, known)
    )
    date, odd_dates = _settled("日期 date", said, lambda one: one.date, str)
    page, odd_pages = _settled("版次 page", said, lambda one: one.pages[0] if one.pages else None, str)
    return Placing(
        newspaper,
        date,
        page,
        page_name=_first(said, lambda one: one.page_name),
        issue_number=_first(said, lambda one: one.issue_number),
        rights=_first(said, lambda one: one.rights),
        access=_first(said, lambda one: one.access),
        notices=(
            *(notice for one in said for notice in one.notices),
            *_new(newspaper, known),
            *odd_newspapers,
            *odd_dates,
            *odd_pages,
        ),
    )


def _settled(
    what: str, said: Sequence[Said], ask: Callable[[Said], T | None], identity: Callable[[T], str]
) -> tuple[Known[T] | None, list[str]]:
    """The word of the highest rank, made surer by who agrees, and a notice for each who does not."""
    claims = [(one, value) for one in said if (value := ask(one)) is not None]
    if not claims:
        return None, []
    first, value = claims[0]
    agreeing = [one.certainty for one, other in claims if identity(other) == identity(value)]
    notices = [
        f"{what}：{first.origin.value} {value} ≠ {one.origin.value} {other}；取前者 the former is taken。"
        for one, other in claims
        if identity(other) != identity(value)
    ]
    return Known(value, strongest(agreeing), first.origin), notices


def _new(newspaper: Known[NewspaperName] | None, known: Mapping[str, str]) -> list[str]:
    """Says that a newspaper is none on record, so that a slip of the pen is seen."""
    if newspaper is None or _identity(newspaper.value, known) in known.values():
        return []
    return [f"库中没有报纸“{newspaper.value}”，新建 a newspaper that was not on record。"]


def _identity(name: NewspaperName, known: Mapping[str, str]) -> str:
    """What two names of one newspaper have in common."""
    return known.get(name.slug) or known.get(name.name) or name.slug or name.name


def _first(said: Sequence[Said], ask: Callable[[Said], str]) -> str:
    return next(filter(None, map(ask, said)), "")


def heard_on_other_pages(printed: Sequence[Said], index: int) -> Said:
    """What the other pages of the same file print of newspaper and date, where they agree: inferred for this one."""
    others = [said for place, said in enumerate(printed) if place != index]
    newspapers = {said.newspaper for said in others if said.newspaper}
    dates = {said.date for said in others if said.date}
    return Said(
        Origin.NEIGHBOUR,
        Certainty.INFERRED,
        newspaper=newspapers.pop() if len(newspapers) == 1 else None,
        date=dates.pop() if len(dates) == 1 else None,
    )


def for_page(said: Said, index: int) -> Said:
    """What is said of one page by somebody who named the number of each."""
    return replace(said, pages=said.pages[index : index + 1])
