"""What is true of newspapers, issues, pages and files."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from archive.models import Issue, Newspaper, Page, SourceFile, parse_day
from archive.models.sources import RESERVED_SLUGS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["search", "en", "admin", "articles", "Uppercase", "1st", "中文", ""])
def test_a_slug_that_could_not_be_an_address_is_refused(slug):
    with pytest.raises(ValidationError):
        Newspaper(name="样例报", slug=slug).full_clean()


def test_every_first_part_of_our_own_addresses_is_reserved():
    own = {
        str(p.pattern).lstrip("^").split("/")[0] for p in get_resolver("archive.reading.urls").url_patterns
    }
    assert {part for part in own if part and "<" not in part} <= RESERVED_SLUGS | {
        "robots.txt",
        "sitemap.xml",
    }


def test_a_newspaper_has_one_issue_a_day_and_one_undated(newspaper, issue):
    Issue.objects.create(newspaper=newspaper)
    for date, certainty in ((issue.date, "printed"), (None, "unknown")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Issue.objects.create(newspaper=newspaper, date=date, date_certainty=certainty)


def test_a_known_date_says_how_it_is_known(newspaper):
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.create(newspaper=newspaper, date=dt.date(2020, 1, 1), date_certainty="unknown")


def test_pages_without_a_number_may_be_many(issue):
    Page.objects.create(issue=issue, code="u1")
    Page.objects.create(issue=issue, code="u2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.create(issue=issue, code="u2")


def test_addresses_carry_newspaper_day_and_page(issue, page):
    assert issue.get_absolute_url() == "/sample-daily/2023-06-15/"
    assert page.get_absolute_url() == "/sample-daily/2023-06-15/p3/"


def test_a_day_in_an_address_is_a_date_or_undated():
    assert parse_day("2023-06-15") == dt.date(2023, 6, 15)
    assert parse_day("undated") is None
    with pytest.raises(ValueError, match="Invalid isoformat"):
        parse_day("yesterday")


def test_the_bytes_stay_in_the_database_until_they_are_read(source):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        held = SourceFile.objects.get(pk=source.pk)
    assert '"content"' not in queries[0]["sql"]
    assert bytes(held.content) == "第一行\r\n第二行".encode()


def test_a_file_is_cut_into_the_lines_it_was_imported_by(source):
    assert source.lines() == ["第一行", "第二行"]


def test_natural_keys_lead_back_to_the_row(issue, page, source):
    for row in (issue.newspaper, issue, page, source):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
