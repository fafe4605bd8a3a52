"""Haystack's own interfaces work on our engine."""

from __future__ import annotations

import datetime as dt
import os
import pickle

import pytest
from django.utils.timezone import now
from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, Clean, Exact, Not, Raw
from haystack.models import SearchResult
from haystack.query import SQ, EmptySearchQuerySet, RelatedSearchQuerySet, SearchQuerySet
from haystack.utils import get_identifier

from archive.models import Article
from archive.search.indexes import ArticleIndex


def keys(found: SearchQuerySet) -> set[int]:
    return {int(hit.pk) for hit in found[: len(found)]}


def pks(articles: list[Article]) -> list[int]:
    return [article.pk for article in articles]


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


# -- what is found -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (SQ(), {0, 1, 2}),
        (SQ(content="昆明"), {0, 2}),
        (SQ(content=AutoQuery('"联链服务站" 昆明')), {0}),
        (SQ(content=AutoQuery("昆明 -产改")), {2}),
        (SQ(content=Exact("昆明产改")), {0}),
        (SQ(content=Clean("昆明")), {0, 2}),
        (SQ(content=Raw("昆明 NOT 医药")), {0}),
        (SQ(content=Not("昆明")), {1}),
        (SQ(content="链"), {0}),
        (SQ(headline="昆明"), {0}),
        (SQ(text="昆明"), {0, 2}),
        (SQ(text__contains="呈贡区"), {0}),
        (SQ(body__startswith="昆明"), {0, 2}),
        (SQ(headline__in=["主席信箱", "劳动竞赛"]), {1, 2}),
        (SQ(kind="news"), {0, 2}),
        (SQ(kind__exact="news"), {0, 2}),
        (SQ(kind__in=["feature"]), {1}),
        (SQ(date=dt.date(2023, 5, 1)), {1}),
        (SQ(date__gt=dt.date(2023, 5, 1)), {0}),
        (SQ(date__gte=dt.date(2023, 6, 1)), {0}),
        (SQ(date__lt=dt.date(2023, 6, 15)), {1}),
        (SQ(date__lte=dt.date(2023, 6, 15)), {0, 1}),
        (SQ(date__range=(dt.date(2023, 1, 1), dt.date(2023, 12, 31))), {0, 1}),
        (SQ(content="昆明") & ~SQ(kind="feature") & ~SQ(headline="产改"), {2}),
        (SQ(content="昆明") | SQ(content="主席信箱"), {0, 1, 2}),
    ],
)
def test_lookups_find_what_they_name(articles, asked, wanted):
    assert keys(SearchQuerySet().filter(asked)) == {articles[number].pk for number in wanted}


def test_sets_are_narrowed_and_widened(articles):
    reform, mailbox, contest = pks(articles)
    found = SearchQuerySet()
    assert keys(found.filter(content="昆明").exclude(kind="feature").exclude(headline="产改")) == {contest}
    assert keys(found.filter_and(content="昆明", headline="产改")) == {reform}
    assert keys(found.filter(content="产改").filter_or(headline="信箱")) == {reform, mailbox}
    assert keys(found.filter(content="昆明") & found.filter(kind="news")) == {reform, contest}
    assert keys(found.filter(content="产改") | found.filter(content="信箱")) == {reform, mailbox}
    assert keys(found.filter(pk__in=[reform, mailbox])) == {reform, mailbox}
    assert keys(found.filter(id=get_identifier(articles[0]))) == {reform}
    assert keys(found.narrow("kind:feature")) == {mailbox}
    assert keys(found.narrow("headline:昆明")) == {reform}
    assert keys(found.models(Article)) == {reform, mailbox, contest}
    assert keys(found.none()) == keys(EmptySearchQuerySet()) == set()


def test_raw_search_and_auto_query_speak_the_readers_language(articles):
    found = SearchQuerySet()
    assert keys(found.raw_search("昆明 AND (产改 OR 花卉)")) == {articles[0].pk}
    assert keys(found.auto_query('"联链服务站" -花卉')) == {articles[0].pk}
    assert keys(found.auto_query("昆明", fieldname="headline")) == {articles[0].pk}


def test_autocomplete_finds_what_begins_or_holds_the_letters_typed(articles):
    assert keys(SearchQuerySet().autocomplete(headline="产")) == {articles[0].pk}
    assert keys(SearchQuerySet().autocomplete(headline="劳动 竞")) == {articles[2].pk}


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
        found.boost("昆明", 2),
        found.order_by("colour"),
        found.facet("headline"),
        found.highlight(pre_tags=["<b>"]),
        found.values("headline"),
    ):
        with pytest.raises(SearchBackendError):
            list(asked.filter(content="昆明"))
    with pytest.raises(SearchBackendError):
        found.stats("date")


# -- how it comes ------------------------------------------------------------------------------------------------------


def test_counting_and_slicing_agree_with_one_another(indexed):
    made = indexed(*("昆明" for _ in range(25)))
    found = SearchQuerySet().filter(content="昆明")
    assert found.count() == len(found) == 25
    assert [int(hit.pk) for hit in found] == pks(made)
    assert [int(hit.pk) for hit in found[7:12]] == pks(made)[7:12]
    assert int(found[24].pk) == made[24].pk
    assert list(found[25:30]) == []
    assert int(found.best_match().pk) == made[0].pk


def test_the_same_set_can_be_asked_again_and_pickled(articles):
    found = SearchQuerySet().filter(content="昆明").order_by("date")
    assert keys(pickle.loads(pickle.dumps(found))) == keys(found) == keys(found.all())  # noqa: S301  # our own


def test_order_by_sorts_by_several_columns_and_puts_what_has_no_value_last(articles):
    reform, mailbox, contest = pks(articles)
    found = SearchQuerySet()
    assert [int(hit.pk) for hit in found.order_by("date")] == [mailbox, reform, contest]
    assert [int(hit.pk) for hit in found.order_by("-date")] == [reform, mailbox, contest]
    assert [int(hit.pk) for hit in found.order_by("kind", "-date")] == [mailbox, reform, contest]
    assert int(found.latest("date").pk) == reform


def test_values_are_those_that_the_index_keeps(articles):
    found = SearchQuerySet().filter(content="昆明").order_by("date")
    assert list(found.values("pk", "kind")) == [
        {"pk": str(article.pk), "kind": "news"} for article in (articles[0], articles[2])
    ]
    assert list(found.values_list("kind", flat=True)) == ["news", "news"]
    assert next(iter(found.values_list("pk", "date"))) == [str(articles[0].pk), dt.date(2023, 6, 15)]


def test_results_carry_what_is_stored_and_their_row(articles):
    (hit,) = SearchQuerySet().filter(content="联链").load_all()
    assert (hit.object, hit.kind, hit.date) == (articles[0], "news", dt.date(2023, 6, 15))
    assert (hit.model, hit.app_label, hit.model_name) == (Article, "archive", "article")


def test_rows_can_be_loaded_by_a_queryset_of_ones_own(articles):
    wanted = Article.objects.filter(kind="news")
    found = RelatedSearchQuerySet().load_all().load_all_queryset(Article, wanted)
    assert {hit.object.kind for hit in found} == {"news"}


def test_results_can_be_of_a_class_of_ones_own(articles):
    class Shown(SearchResult):
        pass

    (hit,) = SearchQuerySet().result_class(Shown).filter(content="联链")
    assert isinstance(hit, Shown)


# -- facets, marks, likeness, spelling ---------------------------------------------------------------------------------


def test_facets_count_the_values_of_everything_found(articles):
    found = SearchQuerySet().filter(content="昆明").facet("kind").facet("newspaper")
    assert found.facet_counts()["fields"] == {"kind": [("news", 2)], "newspaper": [("sample-daily", 2)]}


def test_date_facets_count_by_month(articles):
    found = SearchQuerySet().date_facet("date", dt.date(2023, 5, 1), dt.date(2023, 7, 1), "month")
    assert found.facet_counts()["dates"]["date"] == [(dt.date(2023, 5, 1), 1), (dt.date(2023, 6, 1), 1)]


def test_query_facets_count_what_answers_each_query(articles):
    found = (
        SearchQuerySet().filter(content="昆明").query_facet("headline", "竞赛").query_facet("kind", "news")
    )
    assert found.facet_counts()["queries"] == {"headline:竞赛": 1, "kind:news": 2}


def test_highlights_are_marked_and_escaped_and_of_the_fields_that_hold_the_words(indexed, new_article):
    new_article(headline="产改<b>", body="昆明\n呈贡<i>产改</i>")
    indexed()
    (hit,) = SearchQuerySet().filter(content="产改").highlight()
    assert hit.highlighted == {
        "headline": ["<mark>产改</mark>&lt;b&gt;"],
        "text": ["呈贡&lt;i&gt;<mark>产改</mark>&lt;/i&gt;"],
    }


def test_more_like_this_finds_articles_that_share_telling_words(articles, indexed):
    (other,) = indexed("昆明呈贡区的联链服务站")
    alike = SearchQuerySet().more_like_this(articles[0])
    assert int(alike[0].pk) == other.pk
    assert articles[0].pk not in keys(alike)


def test_pages_of_more_like_this_follow_one_another(indexed):
    first, *others = indexed(*("联链服务站在呈贡区" for _ in range(9)), "花卉")
    alike = SearchQuerySet().more_like_this(first)
    pages = [int(hit.pk) for start in (0, 3, 6) for hit in alike[start : start + 3]]
    assert pages == pks(others)[:8]


def test_a_word_that_stands_nowhere_is_corrected_to_the_nearest(articles):
    found = SearchQuerySet().filter(content="劳动竞塞")
    assert found.spelling_suggestion("劳动竞塞") == "劳动竞赛"
    assert found.spelling_suggestion("劳动竞赛") is None


# -- writing -----------------------------------------------------------------------------------------------------------


def test_an_index_object_writes_and_removes_single_rows(articles, new_article):
    index = connections["default"].get_unified_index().get_index(Article)
    assert isinstance(index, ArticleIndex)
    added = new_article(body="花卉")
    index.update_object(added)
    assert keys(SearchQuerySet().filter(content="花卉")) == {added.pk}
    index.remove_object(added)
    assert keys(SearchQuerySet().filter(content="花卉")) == set()


def test_an_index_object_updates_reindexes_and_clears_everything(articles):
    index = connections["default"].get_unified_index().get_index(Article)
    index.clear()
    assert keys(SearchQuerySet()) == set()
    index.update()
    assert keys(SearchQuerySet()) == set(pks(articles))
    index.reindex()
    assert keys(SearchQuerySet()) == set(pks(articles))


def test_clearing_one_model_empties_it(articles):
    connections["default"].get_backend().clear([Article])
    assert keys(SearchQuerySet()) == set()


def test_a_kept_searcher_sees_what_another_process_wrote(indexed):
    (article,) = indexed("昆明")
    backend = connections["default"].get_backend()
    assert keys(SearchQuerySet().filter(content="昆明")) == {article.pk}
    child = os.fork()
    if child == 0:
        backend.remove(article)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert keys(SearchQuerySet().filter(content="昆明")) == set()


def test_what_is_new_is_told_by_the_day_it_changed(articles):
    Article.objects.filter(pk=articles[0].pk).update(changed_at=now() - dt.timedelta(days=2))
    index = connections["default"].get_unified_index().get_index(Article)
    recent = index.build_queryset(start_date=now() - dt.timedelta(hours=1))
    assert {article.pk for article in recent} == set(pks(articles)[1:])
