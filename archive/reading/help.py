"""The page about the query language: every operator and field with an example that leads to its own answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.search.lexicon import curated
from archive.search.query.parser import MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH


@dataclass(frozen=True)
class Example:
    """A query, and what it finds."""

    query: str
    finds: Promise


@dataclass(frozen=True)
class Chapter:
    """Examples of one kind."""

    heading: Promise
    examples: tuple[Example, ...]


CHAPTERS = (
    Chapter(
        _("Words"),
        (
            Example(
                "主席信箱",
                _("articles that hold each of the words; those that hold the whole string come first"),
            ),
            Example("昆明 产改", _("both of them")),
            Example("1+6+N", _("signs, digits and letters count as they stand")),
            Example("勞動競賽", _("traditional characters, full-width signs and capitals find the same")),
            Example("工", _("a single character, wherever it stands")),
            Example("union*", _("words that begin so; of Chinese, the string itself")),
        ),
    ),
    Chapter(
        _("Exactly this"),
        (
            Example(
                "“劳动竞赛”", _("this very string, within one paragraph; spaces and line ends do not count")
            ),
            Example("「1+6+N」", _('any quotation marks do: "…" “…” 「…」 『…』')),
            Example('"他说\\"好\\""', _('a quotation mark inside a phrase is written \\"')),
        ),
    ),
    Chapter(
        _("Conditions"),
        (
            Example("昆明 AND 产改", _("both, as with a space")),
            Example("昆明 OR 呈贡", _("at least one")),
            Example("昆明 -花卉", _("the first without the second")),
            Example("昆明 NOT 花卉", _("the same")),
            Example("NOT 昆明", _("every article without it")),
            Example("(昆明 OR 呈贡) 产改", _("parentheses group; （ ） do as well")),
        ),
    ),
    Chapter(
        _("Where it stands"),
        (
            Example("标题:昆明", _("in kicker, headline or deck; in English: headline:")),
            Example("正文:产改", _("in the body; body:")),
            Example("署名:赵黎浩", _("in the byline; byline:")),
            Example("图片说明:竹编", _("in a caption; caption:")),
            Example("提要:接待日", _("in the side box; box:")),
            Example("标题:(昆明 OR 呈贡)", _("a field of a whole group")),
        ),
    ),
    Chapter(
        _("What it is about, where and when it was printed"),
        (
            Example("机构:全总", _("naming this organization by any of its names; organization:")),
            Example("举措:主席信箱", _("naming this initiative; initiative:")),
            Example("地区:云南", _("naming this region or one inside it; region:")),
            Example("报纸:工人日报", _("in this newspaper; newspaper:")),
            Example("体裁:brief", _("of this kind; kind:")),
            Example("日期:2023", _("in this year; date:")),
            Example("日期:2023-06", _("in this month")),
            Example("日期:2023-06-15", _("on this day")),
            Example("日期:2022..2023-06", _("from … to …; one end may be left open")),
        ),
    ),
)
LIMITS = {"length": MAX_LENGTH, "clauses": MAX_CLAUSES, "depth": MAX_DEPTH}


def help_page(request: HttpRequest) -> HttpResponse:
    """Show what a query can say."""
    context = {"chapters": CHAPTERS, "limits": LIMITS, "names": curated()}
    return render(request, "reading/help.html", context)
