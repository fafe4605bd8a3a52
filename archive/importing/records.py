"""Curated records as people write them, in TOML or JSON (docs/records.md): read, checked, and figures found in texts."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from archive.errors import RecordsNotLoadable
from archive.importing.recognize import comparable

Made = TypeVar("Made")
SUFFIXES = (".toml", ".json")


@dataclass(frozen=True)
class OrganizationRecord:
    """``[[organization]]``; parent by name, region by code."""

    name: str
    kind: str
    name_en: str = ""
    level: str = ""
    parent: str = ""
    region: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComponentRecord:
    """``[[initiative.component]]``."""

    name: str
    description: str = ""


@dataclass(frozen=True)
class InitiativeRecord:
    """``[[initiative]]``; lead and partners by name, the start as exactly as it is known: 2020, 2020-05, 2020-05-01."""

    name: str
    kind: str
    name_en: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    region: str = ""
    started_on: str = ""
    status: str = "unknown"
    problem: str = ""
    practice: str = ""
    insight: str = ""
    aliases: tuple[str, ...] = ()
    component: tuple[ComponentRecord, ...] = ()


@dataclass(frozen=True)
class FigureRecord:
    """``[[article.figure]]``."""

    sentence: str
    surface: str
    value: Decimal
    what: str
    maximum: Decimal | None = None
    unit: str = ""
    qualifier: str = ""
    as_of: str = ""
    as_of_certainty: str = "unknown"
    organization: str = ""
    initiative: str = ""
    lead: str = ""


@dataclass(frozen=True)
class ArticleRecord:
    """``[[article]]``: the article that begins at this place of this file, and its figures."""

    sha256: str
    line: int
    start: int = 0
    figure: tuple[FigureRecord, ...] = ()

    def __str__(self) -> str:
        return f"{self.sha256[:12]}…:{self.line}:{self.start}"


@dataclass(frozen=True)
class Records:
    """Everything that some files hold."""

    organization: tuple[OrganizationRecord, ...] = ()
    initiative: tuple[InitiativeRecord, ...] = ()
    article: tuple[ArticleRecord, ...] = ()


class Start(NamedTuple):
    """When something began: the first day that it can be, and how exact that is."""

    date: dt.date
    precision: str


# What stands inside what: the tables that are lists of records themselves.
INSIDE: Mapping[str, type] = {
    "organization": OrganizationRecord,
    "initiative": InitiativeRecord,
    "article": ArticleRecord,
    "component": ComponentRecord,
    "figure": FigureRecord,
}
YEAR_MONTH_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
PRECISIONS = ("year", "month", "day")


def read_records(paths: Iterable[Path]) -> Records:
    """The records of all these files and folders. RecordsNotLoadable says which file and which key is wrong."""
    read = [_checked(Records, str(path), _table(path)) for path in _files(paths)]
    return Records(
        tuple(one for records in read for one in records.organization),
        tuple(one for records in read for one in records.initiative),
        tuple(one for records in read for one in records.article),
    )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """A file is itself, a folder everything in it that can hold records."""
    for path in paths:
        yield from (
            sorted(one for one in path.iterdir() if one.suffix in SUFFIXES) if path.is_dir() else [path]
        )


def _table(path: Path) -> Mapping[str, Any]:
    """What a file holds, as a table."""
    try:
        text = path.read_text(encoding="utf-8")
        table = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecordsNotLoadable(
            f"{path}：无法读取：{error}。", f"{path}: cannot be read: {error}."
        ) from error
    if not isinstance(table, dict):
        raise RecordsNotLoadable(f"{path}：最外层应为表。", f"{path}: the outermost value should be a table.")
    return table


def _checked(cls: type[Made], where: str, table: Mapping[str, Any]) -> Made:
    """A record of this table; every key known, every required one there, every value of its kind."""
    allowed = {one.name: one for one in fields(cls)}  # type: ignore[arg-type]  # Made is always one of our records
    for key in table:
        if key not in allowed:
            raise _wrong(
                where,
                key,
                f"不认识这一项，可用的有 {'、'.join(allowed)}",
                f"no such key; there are {', '.join(allowed)}",
            )
    for key, one in allowed.items():
        if one.default is MISSING and key not in table:
            raise _wrong(where, key, "缺少这一项", "is missing")
    return cls(**{key: _value(where, key, str(allowed[key].type), value) for key, value in table.items()})


def _value(where: str, key: str, kind: str, value: Any) -> Any:
    """A value as its record keeps it."""
    if key in INSIDE and kind.startswith("tuple"):
        return tuple(
            _checked(INSIDE[key], f"{where} [[{key}]] {_called(one)}", one)
            for one in _listed(where, key, value, dict)
        )
    if kind.startswith("tuple"):
        return tuple(_listed(where, key, value, str))
    if kind.startswith("Decimal"):
        return _number(where, key, value)
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "str" and isinstance(value, str | dt.date):
        return str(value).strip()
    raise _wrong(where, key, f"“{value}”不是所要的类型", f"“{value}” is of the wrong type")


def _called(table: Mapping[str, Any]) -> str:
    """What a record is called in an error."""
    return str(table.get("name") or table.get("surface") or table.get("line") or "")


def _listed(where: str, key: str, value: Any, kind: type) -> list[Any]:
    if not isinstance(value, list) or not all(isinstance(one, kind) for one in value):
        raise _wrong(where, key, "应为列表", "should be a list")
    return value


def _number(where: str, key: str, value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise _wrong(where, key, f"“{value}”不是数", f"“{value}” is no number") from error


def _wrong(where: str, key: str, zh: str, en: str) -> RecordsNotLoadable:
    return RecordsNotLoadable(f"{where}：{key}：{zh}。", f"{where}: {key}: {en}.")


def start_of(where: str, written: str) -> Start | None:
    """The start that is written, or None where nothing is."""
    if not written:
        return None
    match = YEAR_MONTH_DAY.fullmatch(written)
    try:
        parts = [int(part) for part in match.groups() if part] if match else []
        return Start(dt.date(*[*parts, 1, 1][:3]), PRECISIONS[len(parts) - 1])
    except (ValueError, TypeError) as error:
        raise _wrong(
            where, "日期 date", f"“{written}”应如 2020、2020-05、2020-05-01", f"“{written}” is no date"
        ) from error


def date_of(where: str, written: str) -> dt.date | None:
    """The whole date that is written, or None where nothing is."""
    start = start_of(where, written)
    if start and start.precision != "day":
        raise _wrong(where, "as_of", f"“{written}”应为完整日期", f"“{written}” should be a whole date")
    return start.date if start else None


class Anchor(NamedTuple):
    """Where a figure stands, ``field[start:end]``, and its sentence as printed there."""

    field: str
    start: int
    end: int
    surface: str
    sentence: str


def anchor(texts: Mapping[str, str], sentence: str, surface: str) -> Anchor | None:
    """The first place in an article's fields that holds the sentence, and in it the surface, as names are compared."""
    wanted, number = comparable(sentence).text, re.escape(comparable(surface).text)
    for name, text in texts.items():
        folded = comparable(text)
        at = folded.text.find(wanted) if wanted else -1
        inside = re.search(rf"(?<![0-9.]){number}(?![0-9])", wanted) if at >= 0 else None
        if inside:
            start, end = folded.original(at + inside.start(), at + inside.end())
            whole = folded.original(at, at + len(wanted))
            return Anchor(name, start, end, text[start:end], text[slice(*whole)])
    return None
