"""The trend: how many articles of each month answer, beside how many are held."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User

from archive.models import Article
from archive.search.facets import Facet
from archive.search.find import find
from archive.search.question import Question
from archive.search.rebuild import rebuild
from archive.search.trend import trend

pytestmark = pytest.mark.django_db


def counts(found, at: int = 0) -> dict[str, tuple[int, int, int]]:
    """Of each month that is held: found, articles held, issues held."""
    return {
        f"{month.first:%Y-%m}": (
            month.counts[at].found,
            month.counts[at].held.articles,
            month.counts[at].held.issues,
        )
        for month in found.months
        if month.counts[at].held.articles
    }


@pytest.fixture
def years(new_article):
    """Articles of two years, one month full, one of 2022 without the word, and one without a date."""
    for day, body in [
        ((2022, 3, 1), "产改"),
        ((2022, 3, 1), "花卉"),
        ((2022, 3, 31), "产改和产改"),
        ((2022, 12, 31), "花卉"),
        ((2023, 6, 15), "产改与花卉"),
    ]:
        new_article(body=body, date=dt.date(*day))
    new_article(body="产改", date=None)
    new_article(body="花卉", date=None)
    rebuild()


@pytest.mark.usefixtures("years")
def test_each_month_has_what_is_found_and_what_is_held():
    found = trend(["产改"])
    assert counts(found) == {"2022-03": (2, 3, 2), "2022-12": (0, 1, 1), "2023-06": (1, 1, 1)}
    assert found.months[2].counts[0].rate == pytest.approx(2000 / 3)


@pytest.mark.usefixtures("years")
def test_a_month_of_which_nothing_is_held_has_no_rate():
    found = trend(["产改"])
    assert len(found.months) == 24
    (empty,) = (month for month in found.months if month.first == dt.date(2022, 4, 1))
    assert not empty.is_held
    assert empty.counts[0].rate is None


@pytest.mark.usefixtures("years")
def test_what_has_no_date_is_counted_beside():
    (series,) = trend(["产改"]).series
    assert (series.dated.found, series.undated.found, series.found) == (3, 1, 4)
    assert series.undated.held.articles == 2


@pytest.mark.usefixtures("years")
@pytest.mark.parametrize(
    "query", ["产改", "产改 花卉", '"产改和"', "NOT 产改", "标题:产改", "产改 OR 花卉", "正文:花卉"]
)
def test_the_months_add_up_to_what_the_search_finds(query):
    found = trend([query])
    assert found.series[0].found == find(query).count
    assert found.series[0].dated.found == sum(month.counts[0].found for month in found.months)


def test_the_counts_are_those_of_a_plain_scan(real_articles):
    for string in ("工会", "的", "1+6+N", "昆明"):
        holding = [
            one for one in real_articles if string.lower() in "".join(map(str, vars(one).values())).lower()
        ]
        assert trend([string]).series[0].found == len(holding)


@pytest.mark.usefixtures("years")
def test_two_queries_stand_side_by_side():
    found = trend(["产改", "花卉"])
    assert found.has_one_frame
    assert counts(found, 1) == {"2022-03": (1, 3, 2), "2022-12": (1, 1, 1), "2023-06": (1, 1, 1)}


@pytest.mark.usefixtures("years")
def test_rates_are_of_what_is_held_of_the_newspapers_and_days_asked_for(new_article, new_newspaper):
    other = new_newspaper("other-paper")
    new_article(body="产改", date=dt.date(2022, 3, 2), newspaper=other)
    rebuild()
    assert counts(trend(["产改 报纸:other-paper"])) == {"2022-03": (1, 1, 1)}
    assert counts(trend(["产改 日期:2022-03"])) == {"2022-03": (3, 4, 3)}
    assert not trend(["产改", "产改 日期:2022"]).has_one_frame


@pytest.mark.usefixtures("years")
def test_a_query_can_be_asked_again_within_a_month():
    for query in ("产改", "产改 OR 花卉", '"产改" NOT 花卉'):
        prefix = trend([query]).series[0].prefix
        assert find(f"{prefix} 日期:2022-03").count == counts(trend([query]))["2022-03"][0]


def test_nothing_held_has_no_months(index_path, db):
    rebuild()
    found = trend(["产改"])
    assert (found.months, found.series[0].found) == ((), 0)


def test_what_a_reader_may_not_find_is_neither_found_nor_held(new_article, new_newspaper):
    new_article(body="产改", newspaper=new_newspaper("closed", access="signed-in"))
    new_article(body="产改")
    withheld = new_article(body="产改")
    rebuild()
    Article.objects.filter(pk=withheld.pk).update(state=Article.State.WITHHELD)
    assert counts(trend(["产改"])) == {"2023-06": (1, 1, 1)}
    reader = User.objects.create_user("reader")
    assert counts(trend(["产改"], reader=reader)) == {"2023-06": (2, 2, 2)}


@pytest.mark.parametrize("articles", [2, 60])
def test_the_number_of_questions_does_not_grow_with_the_articles(
    new_article, articles, django_assert_max_num_queries
):
    for number in range(articles):
        new_article(body="产改", date=dt.date(2020, 1, 1) + dt.timedelta(days=30 * number))
    rebuild()
    with django_assert_max_num_queries(16):
        trend(["产改", "花卉"])


def test_other_names_count_as_they_do_in_the_search(indexed):
    indexed("产改", "产业工人队伍建设改革")
    assert trend(["产改"]).series[0].found == find("产改").count == 2


@pytest.mark.usefixtures("years")
def test_what_narrows_a_search_narrows_its_trend_and_what_is_held():
    question = Question("产改", chosen={Facet.DATE: ["2022-03"]})
    found = trend([question])
    assert counts(found) == {"2022-03": (2, 3, 2)}
    assert found.series[0].found == find(question).count
    undated = trend([Question("产改", chosen={Facet.DATE: ["undated"]})])
    assert (undated.series[0].undated.found, undated.series[0].undated.held.articles) == (1, 2)
    inside = trend([Question("产改", within=("花卉 日期:2023",))])
    assert counts(inside) == {"2023-06": (1, 1, 1)}
