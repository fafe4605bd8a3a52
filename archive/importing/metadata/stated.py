"""What people state: in a sidecar ``NAME.toml``, in the header of a clean file, or as options of the command."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from archive.errors import InvalidMetadata
from archive.importing.metadata import Certainty, NewspaperName, Origin, Said
from archive.text.dates import parse_date
from archive.text.numbers import small_number

# What a sidecar may hold.
KEYS = (
    "newspaper",
    "newspaper_slug",
    "date",
    "certainty",
    "page",
    "page_name",
    "issue_number",
    "rights",
    "access",
)
ACCESS = ("open", "signed-in", "snippet")
CERTAINTIES = {
    "印刷": Certainty.PRINTED,
    "说明": Certainty.STATED,
    "推断": Certainty.INFERRED,
    "不详": Certainty.UNKNOWN,
} | {certainty.value: certainty for certainty in Certainty}

SLUG = re.compile(r"[a-z][a-z0-9-]*")
# 版次 as people write it: 3, 03, p3, 第3版, 第三版.
PAGE = re.compile(r"(?:[pP]|第)?\s*([0-9０-９]+|[一二三四五六七八九十百]+)\s*版?")
# A paper of more pages would not be folded; the limit keeps a date or an issue number from passing for a page.
MAX_PAGE = 200
# Longest texts, in characters, that the database takes.
MAX_CHARS = {"newspaper": 100, "newspaper_slug": 60, "page_name": 40, "issue_number": 20}


def in_sidecar(name: str, content: bytes) -> Said:
    """What a sidecar says. InvalidMetadata names what in it cannot be understood."""
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidMetadata(
            f"{name}：不是 UTF-8 的 TOML 文件：{error}。", f"{name}: not TOML in UTF-8: {error}."
        ) from error
    return stated(name, table, Origin.SIDECAR)


def stated(where: str, table: Mapping[str, Any], origin: Origin) -> Said:
    """What a table of keys and values says; ``where`` names it in errors."""
    unknown = [key for key in table if key not in KEYS]
    if unknown:
        raise _wrong(
            where,
            unknown[0],
            f"不认识这一项，可用的有 {'、'.join(KEYS)}",
            f"no such key; there are {', '.join(KEYS)}",
        )
    for key, limit in MAX_CHARS.items():
        if len(str(table.get(key, ""))) > limit:
            raise _wrong(where, key, f"超过 {limit} 个字", f"longer than {limit} characters")
    date = _date(where, table.get("date"))
    return Said(
        origin,
        _certainty(where, table.get("certainty"), date),
        newspaper=_newspaper(where, table),
        date=date,
        pages=_pages(where, table.get("page")),
        page_name=_text(where, table, "page_name"),
        issue_number=_text(where, table, "issue_number"),
        rights=_text(where, table, "rights"),
        access=_access(where, table),
    )


def _newspaper(where: str, table: Mapping[str, Any]) -> NewspaperName | None:
    """By name, by address, or both as ``address:name``."""
    written = _text(where, table, "newspaper").strip("《》 ")
    slug, _, name = written.rpartition(":" if ":" in written else "：")
    slug = _text(where, table, "newspaper_slug") or slug.strip()
    if SLUG.fullmatch(name) and not slug:
        slug, name = name, ""
    if slug and not SLUG.fullmatch(slug):
        raise _wrong(
            where,
            "newspaper_slug",
            f"“{slug}”应为小写字母、数字、连字符",
            f"“{slug}” is not a-z, 0-9 and hyphens",
        )
    return NewspaperName(name.strip("《》 "), slug) if slug or name else None


def _date(where: str, value: Any) -> dt.date | None:
    """A TOML date, or any way of writing one."""
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    date = parse_date(str(value))
    if date is None:
        raise _wrong(
            where, "date", f"“{value}”不是日期，应如 2023-06-15", f"“{value}” is no date such as 2023-06-15"
        )
    return date


def _certainty(where: str, value: Any, date: dt.date | None) -> Certainty:
    """As the person says; stated, where nothing is said of it."""
    if value is None:
        return Certainty.STATED
    certainty = CERTAINTIES.get(str(value))
    if certainty is None:
        raise _wrong(
            where,
            "certainty",
            f"“{value}”应为 {'、'.join(Certainty)} 之一",
            f"“{value}” is none of {', '.join(Certainty)}",
        )
    if date and certainty is Certainty.UNKNOWN:
        raise _wrong(
            where, "certainty", "写了日期，就不能说日期不详", "a date that is given cannot be unknown"
        )
    return certainty


def _pages(where: str, value: Any) -> tuple[int, ...]:
    """One number, or one for each page of the file."""
    values = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(_page(where, one) for one in values)


def page_number(text: str) -> int | None:
    """The number of a page in any way of writing it; None where it is none that a paper has."""
    match = PAGE.fullmatch(text.strip())
    number = small_number(match[1]) if match else None
    return number if number and number <= MAX_PAGE else None


def _page(where: str, value: Any) -> int:
    number = page_number(str(value))
    if number is None:
        raise _wrong(
            where,
            "page",
            f"“{value}”不是 1 到 {MAX_PAGE} 的版次",
            f"“{value}” is no page from 1 to {MAX_PAGE}",
        )
    return number


def _access(where: str, table: Mapping[str, Any]) -> str:
    access = _text(where, table, "access")
    if access and access not in ACCESS:
        raise _wrong(
            where,
            "access",
            f"“{access}”应为 {'、'.join(ACCESS)} 之一",
            f"“{access}” is none of {', '.join(ACCESS)}",
        )
    return access


def _text(where: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str | int):
        raise _wrong(where, key, "应为文字", "should be text")
    return str(value).strip()


def _wrong(where: str, key: str, zh: str, en: str) -> InvalidMetadata:
    return InvalidMetadata(f"{where}：{key}：{zh}。", f"{where}: {key}: {en}.")
