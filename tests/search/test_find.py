"""Finding: who finds what, in which order, and what the reader is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.html import strip_tags

from archive.errors import IndexUnavailable
from archive.models import Article, Initiative, Mention, Newspaper, Organization, Region
from archive.search.find import Sort, find
from archive.search.outbox import drain
from archive.search.rebuild import rebuild


def found(query: str, **asked) -> list[Article]:
    return [hit.article for hit in find(query, **asked).hits]


def nearest(query: str) -> list[Article]:
    return [hit.article for hit in find(query).nearest]


# -- who may find what -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [Article.State.DRAFT, Article.State.CHECKED, Article.State.WITHHELD])
def test_what_is_not_published_is_neither_found_nor_counted(indexed, state, django_user_model):
    (shown,) = indexed("昆明产改")
    indexed("昆明联链", state=state)
    editor = django_user_model.objects.create_superuser("editor")
    for reader in (None, AnonymousUser(), editor):
        assert found("昆明", reader=reader) == [shown]
        assert find("昆明", reader=reader).count == 1


def test_articles_for_signed_in_readers_are_neither_found_nor_counted_for_others(
    indexed, new_newspaper, django_user_model
):
    closed = new_newspaper("closed-daily", access=Newspaper.Access.SIGNED_IN)
    (shown,) = indexed("昆明产改")
    (hidden,) = indexed("昆明联链", newspaper=closed)
    assert found("昆明") == found("昆明", reader=AnonymousUser()) == [shown]
    assert find("昆明").count == 1
    assert set(found("昆明", reader=django_user_model.objects.create_user("reader"))) == {shown, hidden}


def test_a_change_of_access_holds_at_once_without_the_index(indexed, new_newspaper):
    newspaper = new_newspaper("closed-daily")
    indexed("昆明联链", newspaper=newspaper)
    Newspaper.objects.filter(pk=newspaper.pk).update(access=Newspaper.Access.SIGNED_IN)
    assert find("昆明").count == 0
    Newspaper.objects.filter(pk=newspaper.pk).update(access=Newspaper.Access.OPEN)
    assert find("昆明").count == 1


def test_what_was_withheld_a_moment_ago_is_gone_although_the_index_still_has_it(indexed):
    kept, withheld, deleted = indexed("昆明产改", "昆明联链", "昆明花卉")
    Article.objects.filter(pk=withheld.pk).update(state=Article.State.WITHHELD)
    deleted.delete()
    assert found("昆明") == [kept]
    assert find("昆明").count == 1


# -- order and pages ---------------------------------------------------------------------------------------------------


def test_sorting_by_date_puts_the_undated_last_either_way(new_article, indexed):
    days = [dt.date(2022, 1, 1), None, dt.date(1949, 10, 1), dt.date(2023, 6, 15)]
    first, undated, oldest, newest = [new_article(body="昆明", date=day) for day in days]
    indexed()
    assert found("昆明", sort=Sort.NEWEST) == [newest, first, oldest, undated]
    assert found("昆明", sort=Sort.OLDEST) == [oldest, first, newest, undated]


def test_the_pages_together_hold_every_hit_once(indexed):
    articles = indexed(*("昆明" for _ in range(7)))
    pages = [find("昆明", page=number, per_page=3) for number in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
    assert {hit.article for page in pages for hit in page.hits} == set(articles)
    assert {(page.count, page.pages) for page in pages} == {(7, 3)}


# -- the language ------------------------------------------------------------------------------------------------------


def test_conditions_are_joined_as_they_are_written(indexed):
    both, kunming, reform, neither = indexed("昆明 产改", "昆明", "产改", "花卉")
    assert set(found("昆明 产改")) == {both}
    assert set(found("昆明 OR 产改")) == {both, kunming, reform}
    assert set(found("昆明 -产改")) == {kunming}
    assert set(found("NOT 昆明")) == {reform, neither}
    assert set(found("NOT (昆明 OR 产改)")) == {neither}
    assert set(found("花卉 OR NOT 昆明")) == {reform, neither}
    assert set(found("(昆明 OR 花卉) NOT 产改")) == {kunming, neither}


def test_a_field_is_searched_alone(new_article, indexed):
    article = new_article(
        kicker="引题",
        headline="标题",
        deck="副题",
        byline="记者 赵黎浩",
        body="正文",
        caption="图片",
        box="提要",
    )
    indexed()
    for query in (
        "标题:引题",
        "标题:标题",
        "title:副题",
        "正文:正文",
        "署名:赵黎浩",
        "图片说明:图片",
        "提要:提要",
    ):
        assert found(query) == [article], query
    for query in ("标题:正文", "正文:标题", '署名:"正文"'):
        assert found(query) == [], query


def test_dates_limit_what_is_found(new_article, indexed):
    old, new, undated = [
        new_article(body="昆明", date=day) for day in (dt.date(2022, 12, 31), dt.date(2023, 6, 15), None)
    ]
    indexed()
    assert set(found("昆明 日期:2023")) == {new}
    assert set(found("昆明 日期:2022..2023")) == {old, new}
    assert set(found("昆明 日期:..2022")) == {old}
    assert set(found("昆明 -日期:2023")) == {old, undated}


def test_newspaper_and_kind_are_known_by_their_names(new_article, new_newspaper, indexed):
    other = new_newspaper("other-daily", name_en="Other Daily")
    brief = new_article(body="昆明", kind="brief")
    elsewhere = new_article(body="昆明", newspaper=other)
    indexed()
    assert found('报纸:"样例报 other-daily"') == found("newspaper:other-daily") == [elsewhere]
    assert found('newspaper:"Other Daily"') == [elsewhere]
    assert found("昆明 kind:brief") == [brief]


def test_a_subject_is_known_by_its_name_and_aliases_at_once(indexed):
    article, _other = indexed("全总在昆明", "全总在呈贡")
    union = Organization.objects.create(name="中华全国总工会", kind="federation")
    union.aliases.create(name="全总")
    Mention.objects.create(
        article=article,
        field="body",
        start=0,
        end=2,
        kind="organization",
        organization=union,
        state="accepted",
    )
    drain()
    assert found("机构:中华全国总工会") == found("organization:全总") == [article]


def test_a_region_takes_in_the_divisions_inside_it(indexed):
    article, _other = indexed("呈贡", "呈贡")
    province = Region.objects.create(code="530000", name="云南省", short_name="云南", level="province")
    city = Region.objects.create(
        code="530100", name="昆明市", short_name="昆明", level="prefecture", parent=province
    )
    Mention.objects.create(
        article=article, field="body", start=0, end=2, kind="region", region=city, state="accepted"
    )
    drain()
    assert found("地区:云南") == found("地区:昆明市") == [article]
    assert found("region:Yunnan") == found('region:"Kun ming"') == [article]
    assert find("region:Yunnanshi").notices


def test_a_name_no_record_has_is_searched_for_as_text_and_said(indexed):
    (article,) = indexed("燕山石化")
    Initiative.objects.create(name="主席信箱", kind="platform")
    results = find("机构:燕山石化")
    assert [hit.article for hit in results.hits] == [article]
    assert "燕山石化" in results.notices[0]


def test_a_latin_prefix_begins_a_word_and_a_chinese_one_a_string(indexed):
    union, _community = indexed("trade union 工会", "community 工人")
    assert found("uni*") == [union]
    assert found("工会*") == [union]
    assert len(found("工*")) == 2


# -- nothing has all words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["昆明 产改 联链", "昆明产改联链", "昆明 AND 产改 AND 联链"])
def test_when_nothing_has_all_words_the_nearest_come_uncounted_and_the_reader_is_told(indexed, query):
    one, two, _none = indexed("昆明", "昆明 产改", "花卉")
    results = find(query)
    assert (results.count, results.hits) == (0, ())
    assert nearest(query) == [two, one]
    assert results.notices


def test_where_not_even_one_word_is_found_nothing_comes_near(indexed):
    indexed("昆明")
    results = find("花卉 联链")
    assert (results.count, results.nearest, results.notices) == (0, (), ())


def test_a_phrase_that_stands_nowhere_has_no_nearest(indexed):
    indexed("主席的信箱")
    results = find('"主席信箱"')
    assert (results.count, results.hits, results.notices) == (0, (), ())


def test_the_nearest_still_obey_the_other_conditions(indexed):
    indexed("昆明 花卉")
    (kept,) = indexed("昆明 产改")
    assert nearest("昆明 联链 -花卉") == [kept]


def test_a_text_that_looks_like_the_query_language_is_found_as_it_was_typed(indexed):
    dialogue, formula, minus = indexed("问：您好。署名:不详", "型号abN*为准", "气温 -5度")
    for query, article in (("署名:不详", dialogue), ("N*为", formula), ("N*", formula), ("气温 -5", minus)):
        results = find(query)
        assert [hit.article for hit in results.hits] == [article], query
    assert find("署名:不详").notices


def test_a_text_that_holds_a_query_as_typed_answers_it_beside_those_that_it_means(new_article, indexed):
    meant = new_article(headline="昆明", body="花卉")
    (held,) = indexed("问：标题：昆明，对吗")
    assert set(found("标题：昆明")) == {meant, held}


def test_a_minus_before_a_number_may_be_its_sign_and_before_a_word_never_is(indexed):
    minus, without, _five = indexed("气温 -5度", "气温很高", "气温5度")
    assert set(found("气温 -5")) == {minus, without}
    _route, city = indexed("昆明-大理", "昆明")
    assert set(found("昆明 -大理")) == {city}


def test_changes_that_wait_for_the_index_are_said(indexed):
    indexed("昆明")
    assert find("昆明").notices == ()
    for word in ("呈贡", "联链"):
        Article.objects.update(body=word)
    assert "1" in find("昆明").notices[0]


# -- marks -------------------------------------------------------------------------------------------------------------


def test_the_words_found_are_marked_in_headline_and_snippet(new_article, indexed):
    new_article(headline="昆明呈贡区\n产改", body="第一段。\n勞動競賽在昆 明举行。")
    indexed()
    (hit,) = find("昆明 劳动竞赛").hits
    assert hit.headline == "<mark>昆明</mark>呈贡区 产改"
    assert hit.snippet == "<mark>勞動競賽</mark>在<mark>昆 明</mark>举行。"


def test_a_snippet_is_short_and_shows_that_it_was_cut(indexed):
    indexed("前" * 500 + "主席信箱" + "后" * 500)
    (hit,) = find("主席信箱").hits
    assert "<mark>主席信箱</mark>" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(strip_tags(hit.snippet)) < 130


def test_a_snippet_comes_from_the_place_where_the_words_stand(new_article, indexed):
    new_article(
        headline="标题", kicker="引题说昆明", byline="赵黎浩", body="第一段。\n第二段有产改。", caption="竹编"
    )
    indexed()
    snippets = {query: find(query).hits[0].snippet for query in ("昆明", "赵黎浩", "产改", "竹编", "标题")}
    assert snippets == {
        "昆明": "引题说<mark>昆明</mark>",
        "赵黎浩": "<mark>赵黎浩</mark>",
        "产改": "第二段有<mark>产改</mark>。",
        "竹编": "<mark>竹编</mark>",
        "标题": "第一段。",
    }


@pytest.mark.parametrize(
    "payload",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"'><b>", "&lt;b&gt;", "<mark onclick=x>"],
)
def test_markup_in_texts_and_queries_is_shown_and_never_obeyed(new_article, indexed, payload):
    new_article(headline=f"昆明{payload}", body=f"昆明{payload}昆明")
    indexed()
    for query in ("昆明", f"昆明 {payload}", f'"{payload}"'):
        for hit in find(query).hits:
            for html in (hit.headline, hit.snippet):
                bare = html.replace("<mark>", "").replace("</mark>", "")
                assert "<" not in bare
                assert ">" not in bare


# -- when it cannot work -----------------------------------------------------------------------------------------------


def test_a_missing_index_is_said(new_article):
    new_article(body="昆明")
    with pytest.raises(IndexUnavailable, match="rebuild_index"):
        find("昆明")


def test_a_damaged_index_is_said_and_one_rebuild_mends_it(indexed, index_path):
    indexed("昆明")
    for path in index_path.glob("index-*/*"):
        path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(IndexUnavailable, match="rebuild_index"):
        find("昆明")
    rebuild()
    assert find("昆明").count == 1


HOSTILE = [
    "工" * 10_000,
    "工会" * 249,
    "*" * 500,
    "?*" * 200,
    "(" * 500,
    ")" * 500,
    '"' * 499,
    "“" * 400,
    " OR ".join("工" * 100),
    "NOT " * 125,
    "-" * 500,
    "标题:" * 100,
    "日期:" + "9" * 400,
    "日期:9999..0000",
    "\x00" * 100,
    "\ud800\udfff昆明",
    "昆明\x00",
    "\u202e昆明",
    "a:b:c:d:e:f" * 40,
    "\\" * 499 + '"',
    '"' + "\\" * 400,
    "工~ 会^9999 [a TO b] /(a+)+$/",
    "👩‍👩‍👧" * 60,
    "'; DROP TABLE archive_article; --",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_is_answered(indexed, query):
    indexed("昆明工会")
    results = find(query)
    assert results.count >= len(results.hits)
    results.query.encode()
    "".join(results.notices).encode()
