"""Newspaper, issue and page of what comes in: found or made, and made surer, never less sure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TypeVar

from django.db.models import Q

from archive.errors import InvalidMetadata
from archive.importing.metadata import Certainty, Known, NewspaperName, Origin, Placing, is_surer
from archive.models import Issue, Newspaper, Page
from archive.models.sources import RESERVED_SLUGS

T = TypeVar("T")

# Where a page goes whose newspaper nobody knows.
UNKNOWN_SLUG, UNKNOWN_NAME, UNKNOWN_NAME_EN = "unknown", "报纸不详", "Newspaper unknown"
# Addresses that we give ourselves, where nobody gave one: paper-1, paper-2…
OWN_SLUG = "paper-"


def known_newspapers() -> dict[str, str]:
    """From the names and addresses of the newspapers on record to their addresses."""
    pairs = list(Newspaper.objects.values_list("name", "slug"))
    return dict(pairs) | {slug: slug for _, slug in pairs}


def page_of(placing: Placing) -> Page:
    """The page that a file's page is: of a number, found or made; of none, a new one."""
    return page_in(issue_of(newspaper_of(placing), placing), placing)


def page_in(issue: Issue, placing: Placing) -> Page:
    """The page of this number in an issue, found or made; without a number a new one."""
    page = numbered_page(issue, placing.page) if placing.page else _next_unnumbered(issue)
    if placing.page_name and not page.name:
        page.name = placing.page_name
        page.save(update_fields=["name"])
    return page


def newspaper_of(placing: Placing) -> Newspaper:
    """The newspaper on record by name or address, or a new one with the rights that were stated."""
    if placing.newspaper is None:
        unknown, _ = Newspaper.objects.get_or_create(
            slug=UNKNOWN_SLUG, defaults={"name": UNKNOWN_NAME, "name_en": UNKNOWN_NAME_EN}
        )
        return unknown
    name = placing.newspaper.value
    found = Newspaper.objects.filter(Q(slug=name.slug) if name.slug else Q(name=name.name)).first()
    return found or Newspaper.objects.filter(name=str(name)).first() or _new_newspaper(name, placing)


def _new_newspaper(name: NewspaperName, placing: Placing) -> Newspaper:
    """A newspaper that somebody names and nobody knew."""
    if name.slug in RESERVED_SLUGS:
        raise InvalidMetadata(
            f"“{name.slug}”是本库自己的网址，不能作报纸的网址。",
            f"“{name.slug}” is an address of the archive itself and cannot be a newspaper's.",
        )
    return Newspaper.objects.create(
        name=str(name),
        slug=name.slug or _next_own_slug(),
        access=placing.access or Newspaper.Access.OPEN,
        rights_statement=placing.rights,
    )


def _next_own_slug() -> str:
    """The first free address of those that we give ourselves."""
    given = set(Newspaper.objects.filter(slug__startswith=OWN_SLUG).values_list("slug", flat=True))
    return next(slug for number in count(1) if (slug := f"{OWN_SLUG}{number}") not in given)


def issue_of(newspaper: Newspaper, placing: Placing) -> Issue:
    """The issue of the day, or the one that holds everything undated."""
    date = placing.date
    issue, _ = Issue.objects.get_or_create(
        newspaper=newspaper,
        date=date.value if date else None,
        defaults={
            "date_certainty": date.certainty if date else Certainty.UNKNOWN,
            "number": placing.issue_number,
        },
    )
    if date:
        strengthen(issue, "date_certainty", date.certainty)
    if placing.issue_number and not issue.number:
        issue.number = placing.issue_number
        issue.save(update_fields=["number"])
    return issue


def numbered_page(issue: Issue, number: Known[int]) -> Page:
    """The page of this number, found or made."""
    page = issue.pages.filter(Q(number=number.value) | Q(code=f"p{number.value}")).first()
    if page is None:
        return Page.objects.create(
            issue=issue, code=f"p{number.value}", number=number.value, number_certainty=number.certainty
        )
    strengthen(page, "number_certainty", number.certainty)
    return page


def _next_unnumbered(issue: Issue) -> Page:
    """A new page in the order of arrival; the latest has the highest number."""
    latest = issue.pages.filter(code__startswith="u").order_by("pk").last()
    return Page.objects.create(issue=issue, code=f"u{int(latest.code[1:]) + 1 if latest else 1}")


def surer_page(page: Page, placing: Placing, newspaper_certainty: str) -> Page:
    """The page where this one belongs by what is now said of it: itself, unless somebody knows better than before."""
    issue, paper, date, number = page.issue, placing.newspaper, placing.date, placing.page
    knows_paper = paper is not None and is_surer(paper.certainty, newspaper_certainty)
    knows_date = date is not None and is_surer(date.certainty, issue.date_certainty)
    knows_number = number is not None and is_surer(number.certainty, page.number_certainty)
    if not (knows_paper or knows_date or knows_number):
        return page
    merged = replace(
        placing,
        date=date if knows_date else _on_record(issue.date, issue.date_certainty),
        page=number if knows_number else _on_record(page.number, page.number_certainty),
        page_name=placing.page_name or page.name,
    )
    surer_issue = issue_of(newspaper_of(placing) if knows_paper else issue.newspaper, merged)
    return page if surer_issue == issue and not knows_number else page_in(surer_issue, merged)


def _on_record(value: T | None, certainty: str) -> Known[T] | None:
    """What the archive itself says."""
    return None if value is None else Known(value, Certainty(certainty), Origin.RECORD)


def strengthen(row: Issue | Page, field: str, certainty: str) -> None:
    """Note a surer word; a weaker one changes nothing."""
    if is_surer(certainty, getattr(row, field)):
        setattr(row, field, str(certainty))
        row.save(update_fields=[field])


def remove_if_empty(page: Page) -> None:
    """Take away a page that nothing stands on, its issue if it was the last, and a newspaper that we named ourselves."""
    issue, newspaper = page.issue, page.issue.newspaper
    if page.articles.exists() or page.source_files.exists():
        return
    page.delete()
    if issue.pages.exists():
        return
    issue.delete()
    is_ours = newspaper.slug == UNKNOWN_SLUG or re.fullmatch(rf"{OWN_SLUG}\d+", newspaper.slug)
    if is_ours and not newspaper.issues.exists():
        newspaper.delete()
