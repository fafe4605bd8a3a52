"""How to cite an article: a reference after GB/T 7714."""

from __future__ import annotations

import datetime as dt
import re

from archive.models import Article, Certainty, Issue

# What a byline says beside the names: brackets, offices, who took a picture, where a report was wired from.
NOT_A_NAME = re.compile(
    r"本报讯|本报|[（）()【】\[\]]|特约|通讯员|实习生|记者|摄影|摄|文并|文/图|图/文|报道|撰文"
)
BETWEEN_NAMES = re.compile(r"[\s、，,;；/]+")
# More names than this are cut to "等", as the standard has it.
NAMES_MAX = 3


def gb_t_7714(article: Article, address: str, accessed: dt.date) -> str:
    """The reference, in Chinese as the standard writes it; an inferred date stands in brackets."""
    issue = article.page.issue
    authors = names_in(article.byline)
    page = f"({article.page.number})" if article.page.number else ""
    return "".join(
        [
            f"{authors}. " if authors else "",
            f"{article.title}[N/OL]. {issue.newspaper.name}, {date_of(issue)}{page}",
            f"[{accessed.isoformat()}]. {address}.",
        ]
    )


def names_in(byline: str) -> str:
    """The names of a byline, three at most."""
    names = [name for name in BETWEEN_NAMES.split(NOT_A_NAME.sub(" ", byline)) if name]
    return ", ".join([*names[:NAMES_MAX], *(["等"] if len(names) > NAMES_MAX else [])])


def date_of(issue: Issue) -> str:
    """The day of print; in brackets where it does not stand on the page."""
    if issue.date is None:
        return "[日期不详]"
    day = issue.date.isoformat()
    return day if issue.date_certainty == Certainty.PRINTED else f"[{day}]"
