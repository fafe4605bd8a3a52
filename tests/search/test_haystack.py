"""Haystack's own interfaces work on our engine."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command
from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, Exact
from haystack.query import SQ, SearchQuerySet

from archive.models import Article


def keys(found: SearchQuerySet) -> set[int]:
    return {int(hit.pk) for hit in found[: len(found)]}


@pytest.fixture
def articles(new_article, indexed) -> list[Article]:
    made = [
        new_article(
            headline="昆明产改", body="昆明呈贡区建立联链服务站", kind="news", date=dt.date(2023, 6, 15)
        ),
        new_article(headline="主席信箱", body="职工来信请查收", kind="feature", date=dt.date(2023, 5, 1)),
        new_article(headline="劳动竞赛", body="昆明医药行业劳动竞赛推进会", kind="news", date=None),
    ]
    indexed()
    return made


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (SQ(), {0, 1, 2}),
        (SQ(content="昆明"), {0, 2}),
        (SQ(content=AutoQuery('"联链服务站" 昆明')), {0}),
        (SQ(content=Exact("昆明产改")), {0}),
        (SQ(headline="昆明"), {0}),
        (SQ(text__contains="呈贡区"), {0}),
        (SQ(body__startswith="昆明"), {0, 2}),
        (SQ(kind="news"), {0, 2}),
        (SQ(kind__in=["feature"]), {1}),
        (SQ(date__gte=dt.date(2023, 6, 1)), {0}),
        (SQ(date__lt=dt.date(2023, 6, 15)), {1}),
        (SQ(date__range=(dt.date(2023, 1, 1), dt.date(2023, 12, 31))), {0, 1}),
        (SQ(content="昆明") & ~SQ(kind="feature") & ~SQ(headline="产改"), {2}),
        (SQ(content="昆明") | SQ(content="主席信箱"), {0, 1, 2}),
    ],
)
def test_lookups_find_what_they_name(articles, asked, wanted):
    assert keys(SearchQuerySet().filter(asked)) == {articles[number].pk for number in wanted}


def test_an_unknown_field_or_lookup_is_an_error(articles):
    for asked in (
        SQ(colour="red"),
        SQ(content__fuzzy="昆明"),
        SQ(kind__startswith="n"),
        SQ(date__contains=1),
    ):
        with pytest.raises(SearchBackendError):
            len(SearchQuerySet().filter(asked))


def test_what_the_engine_cannot_do_is_an_error_and_not_left_out(articles):
    found = SearchQuerySet()
    for asked in (
        found.highlight(),
        found.boost("昆明", 2),
        found.order_by("colour"),
        found.facet("headline"),
    ):
        with pytest.raises(SearchBackendError):
            len(asked.filter(content="昆明"))


def test_facets_count_the_values_of_everything_found(articles):
    found = SearchQuerySet().filter(content="昆明").facet("kind").facet("newspaper")
    assert found.facet_counts()["fields"] == {"kind": [("news", 2)], "newspaper": [("sample-daily", 2)]}


def test_date_facets_count_by_month(articles):
    found = SearchQuerySet().date_facet("date", dt.date(2023, 5, 1), dt.date(2023, 7, 1), "month")
    assert found.facet_counts()["dates"]["date"] == [(dt.date(2023, 5, 1), 1), (dt.date(2023, 6, 1), 1)]


def test_narrowing_keeps_what_has_the_value(articles):
    assert keys(SearchQuerySet().narrow("kind:feature")) == {articles[1].pk}


def test_results_carry_what_is_stored_and_their_row(articles):
    (hit,) = SearchQuerySet().filter(content="联链").load_all()
    assert (hit.object, hit.kind, hit.date) == (articles[0], "news", dt.date(2023, 6, 15))


def test_more_like_this_finds_articles_that_share_telling_words(articles, indexed):
    (other,) = indexed("昆明呈贡区的联链服务站")
    alike = SearchQuerySet().more_like_this(articles[0])
    assert int(alike[0].pk) == other.pk
    assert articles[0].pk not in keys(alike)


def test_a_word_that_stands_nowhere_is_corrected_to_the_nearest(articles):
    found = SearchQuerySet().filter(content="劳动竞塞")
    assert found.spelling_suggestion("劳动竞塞") == "劳动竞赛"
    assert found.spelling_suggestion("劳动竞赛") is None


def test_update_index_removes_what_is_no_longer_published(articles, indexed):
    Article.objects.filter(pk=articles[0].pk).update(state=Article.State.WITHHELD)
    call_command("update_index", "archive", remove=True, verbosity=0, stdout=io.StringIO())
    assert keys(SearchQuerySet()) == {articles[1].pk, articles[2].pk}


def test_clear_index_empties_it(articles):
    call_command("clear_index", interactive=False, verbosity=0, stdout=io.StringIO())
    assert keys(SearchQuerySet()) == set()
