"""What the public pages say again and again: names in the reader's language, where an article stands, ways back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from archive.models import Article, Figure, Newspaper
from archive.reading import typeset
from archive.reading.typeset import found
from archive.reading.typeset.markup import mark_up, span

register = template.Library()

# Qualifiers that stand behind the number; all others stand before it.
BEHIND_THE_NUMBER = frozenset(["余", "多", "来", "许", "以上", "左右", "上下", "以内", "以下"])


def in_english() -> bool:
    """Is this page in English?"""
    return (get_language() or "").startswith("en")


@register.filter
def named(subject: Any) -> SafeString:
    """A record's name in the reader's language; a Chinese name on an English page says that it is Chinese."""
    if not in_english():
        return format_html("{}", subject.name)
    return (
        format_html("{}", subject.name_en)
        if subject.name_en
        else format_html('<span lang="zh-Hans">{}</span>', subject.name)
    )


@register.filter
def titled(article: Article) -> SafeString:
    """An article's headline for a list, with the places where it may be broken."""
    return typeset.broken_at_phrases(article.title)


@register.filter
def phrased(marked: SafeString) -> SafeString:
    """A headline with its marks, for a list of results, with the places where it may be broken."""
    return found.phrased(marked)


@register.filter
def opening(article: Article, limit: int) -> str:
    """The first words of an article; never more than its newspaper allows everybody."""
    allowed = limit if article.page.issue.newspaper.access == Newspaper.Access.OPEN else typeset.SNIPPET_CHARS
    return typeset.opening(article, min(limit, allowed))


@register.filter
def number(figure: Figure) -> str:
    """A figure's number or range, with separators and without empty decimals."""
    ends = [figure.value] if figure.maximum is None else [figure.value, figure.maximum]
    return "–".join(f"{plain(end):,}" for end in ends)


@register.filter
def qualified(figure: Figure) -> str:
    """A figure's number with its qualifier where Chinese puts it: 约 200, 200 余."""
    parts = [figure.qualifier, number(figure)]
    return " ".join(filter(None, parts[::-1] if figure.qualifier in BEHIND_THE_NUMBER else parts))


@register.filter
def printed(figure: Figure) -> str:
    """A figure as it stands in the text, where that is not what the table says anyway."""
    return "" if figure.surface == f"{plain(figure.value)}{figure.unit}" else figure.surface


def plain(value: Decimal) -> Decimal:
    """Without the noughts behind the decimal point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


@register.filter
def evidence(figure: Figure) -> SafeString:
    """The sentence behind a figure, the number in it set off."""
    at = figure.sentence.find(figure.surface)
    return mark_up(figure.sentence, [[span(at, at + len(figure.surface), "strong")]] if at >= 0 else [])


@register.filter
def query(value: str, name: str) -> str:
    """A value as a parameter of an address."""
    return urlencode({name: value})


@register.filter
def beside(rows: Sequence[Any], heads: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """Each cell of a row with the head of its column before it."""
    return zip(heads, rows, strict=True)


@register.filter
def weekday(day: dt.date) -> str:
    """A day of the week as a calendar's head has it: 一, Mon."""
    return date_format(day, "D") if in_english() else date_format(day, "l")[-1]


@register.filter
def rights(newspaper: Newspaper) -> str:
    """The rights statement in the reader's language, else in the one it was written in."""
    ours, other = newspaper.rights_statement, newspaper.rights_statement_en
    return (other or ours) if in_english() else (ours or other)


@register.filter
def issue_url(day: Any, newspaper: Newspaper) -> str:
    """Where the issue of a day stands; None is the undated one."""
    return reverse("issue", args=[newspaper.slug, day])


@register.simple_tag(takes_context=True)
def address_in(context: dict[str, Any], language: str) -> str:
    """This page's path in another language: Chinese at the root, English under /en/."""
    request: HttpRequest = context["request"]
    prefix = get_script_prefix()
    path = request.path.removeprefix(prefix).removeprefix("en/")
    return prefix + ("en/" if language == "en" else "") + path


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """An address as other sites would write it."""
    request: HttpRequest = context["request"]
    return request.build_absolute_uri(path)
