"""Facets: alternatives within one, conditions between them, and counts that are what choosing would find."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

import pytest

from archive.models import Article, Initiative, Mention, Newspaper, Organization, Region
from archive.search.facets import Facet, FacetValue
from archive.search.find import Sort, facets_of, find
from archive.search.question import Question


def counts(query: str = "工会", reader=None, **chosen) -> dict[str, dict[str, int]]:
    """The values of every facet and their counts."""
    return {
        facet: {value.value: value.count for value in every(values)}
        for facet, values in values_of(query, reader, **chosen).items()
    }


def values_of(query: str = "工会", reader=None, **chosen) -> dict[str, tuple[FacetValue, ...]]:
    results = find(Question(query, chosen=choice(chosen)), reader=reader)
    return {each.facet.value: each.values for each in facets_of(results.answer)}


def every(values):
    for value in values:
        yield value
        yield from value.inside


def choice(chosen: dict[str, list[str]]) -> dict[Facet, list[str]]:
    return {Facet(name): values for name, values in chosen.items()}


def left(query: str = "工会", **chosen) -> int:
    return find(Question(query, chosen=choice(chosen))).count


@pytest.fixture
def shelf(new_article, new_newspaper, indexed) -> list[Article]:
    """Twelve articles that hold 工会, in two newspapers, of several months, kinds, places, bylines and subjects."""
    province = Region.objects.create(code="530000", name="云南省", short_name="云南", level="province")
    city = Region.objects.create(
        code="530100", name="昆明市", short_name="昆明", level="prefecture", parent=province
    )
    union = Organization.objects.create(name="昆明市总工会", kind="local-federation")
    letters = Initiative.objects.create(name="主席信箱", kind="platform")
    days = [dt.date(2022, 12, 31), dt.date(2023, 6, 15), dt.date(2023, 6, 20), dt.date(2023, 7, 1), None]
    papers = [new_newspaper("one-daily"), new_newspaper("two-daily")]
    articles = [
        new_article(body="工会", date=day, newspaper=paper, kind=kind, byline=byline)
        for _number, day, paper, kind, byline in zip(
            range(12),
            cycle(days),
            cycle(papers),
            cycle(["news", "brief", "photo"]),
            cycle(["本报记者 赵黎浩", ""]),
        )
    ]
    for number, article in enumerate(articles):
        subjects = {"region": city} if number % 2 else {"organization": union}
        if number % 3 == 0:
            subjects["initiative"] = letters
        for kind, subject in subjects.items():
            Mention.objects.create(
                article=article, field="body", start=0, end=2, kind=kind, state="accepted", **{kind: subject}
            )
    new_article(body="花卉", kind="letter")
    indexed()
    return articles


@pytest.mark.usefixtures("shelf")
def test_each_count_is_what_choosing_the_value_finds():
    for facet, values in counts().items():
        for value, count in values.items():
            assert left(**{facet: [value]}) == count, (facet, value)


@pytest.mark.usefixtures("shelf")
def test_counts_of_what_an_article_has_one_of_add_up_to_all():
    all_counts = counts()
    assert sum(all_counts["newspaper"].values()) == sum(all_counts["kind"].values()) == 12
    assert sum(value.count for value in values_of()["date"]) == 12
    for year in values_of()["date"]:
        if year.inside:
            assert sum(month.count for month in year.inside) == year.count


@pytest.mark.usefixtures("shelf")
def test_within_a_facet_values_are_alternatives_and_between_facets_conditions():
    kinds = counts()["kind"]
    assert left(kind=["news", "brief"]) == kinds["news"] + kinds["brief"]
    chosen = counts(newspaper=["one-daily"])
    assert sum(chosen["kind"].values()) == left(newspaper=["one-daily"])
    for kind, count in chosen["kind"].items():
        assert left(newspaper=["one-daily"], kind=[kind]) == count
    assert set(chosen["newspaper"]) == {"one-daily", "two-daily"}


@pytest.mark.usefixtures("shelf")
def test_every_facet_of_the_archive_is_there_and_a_year_holds_its_months():
    values = values_of()
    assert list(values) == [facet.value for facet in Facet]
    assert [year.value for year in values["date"]] == ["2023", "2022", "undated"]
    assert [month.value for month in values["date"][0].inside] == ["2023-06", "2023-07"]
    assert [region.label for region in values["region"]] == ["云南省"]
    assert [region.label for region in values["region"][0].inside] == ["昆明市"]
    assert [value.label for value in values["byline"]] == ["赵黎浩"]
    assert [value.label for value in values["organization"]] == ["昆明市总工会"]


@pytest.mark.usefixtures("shelf")
def test_a_value_that_nobody_has_finds_nothing_and_can_be_let_go():
    for facet in Facet:
        assert left(**{facet.value: ["9" * 30]}) == 0
        assert left(**{facet.value: ["\0x' OR 1"]}) == 0
    (value,) = [value for value in values_of(byline=["无此人"])["byline"] if value.selected]
    assert (value.value, value.count) == ("无此人", 0)


@pytest.mark.usefixtures("shelf")
def test_queries_within_the_results_are_conditions_on_top(new_article, indexed):
    both = new_article(body="工会在昆明")
    indexed()
    assert [hit.article for hit in find(Question("工会", within=("昆明",))).hits] == [both]
    assert find(Question("工会", within=("昆明", "花卉"))).count == 0
    assert find(Question("工会", within=("-昆明 工会",))).count == 12


def test_what_narrows_never_changes_how_the_query_is_read(new_article, indexed):
    new_article(body="昆明 -大理", kind="letter")
    new_article(body="昆明", kind="news")
    indexed()
    assert find("昆明 -大理").count == 1
    assert find(Question("昆明 -大理", chosen={Facet.KIND: ["letter"]})).count == 0


def test_nothing_is_counted_that_a_reader_may_not_find(
    new_article, new_newspaper, indexed, django_user_model
):
    closed = new_newspaper("closed-daily", access=Newspaper.Access.SIGNED_IN)
    new_article(body="工会", newspaper=closed, byline="记者 钱多多")
    new_article(body="工会", state=Article.State.WITHHELD, byline="记者 孙小小")
    gone = new_article(body="工会", byline="记者 李丽丽")
    new_article(body="工会", byline="记者 周全")
    indexed()
    gone.state = Article.State.DRAFT
    gone.save()
    assert counts()["byline"] == {"周全": 1}
    assert set(counts(reader=django_user_model.objects.create_user("reader"))["byline"]) == {"周全", "钱多多"}


def test_a_mention_that_is_accepted_moved_or_deleted_reaches_the_counts(new_article, indexed, drained):
    article = new_article(body="工会")
    indexed()
    one, two = [Organization.objects.create(name=name, kind="company") for name in ("甲公司", "乙公司")]
    place = {"article": article, "field": "body", "start": 0, "end": 2, "kind": "organization"}
    Mention.objects.create(**place, organization=one, state="proposed")
    drained()
    assert "organization" not in counts()
    Mention.objects.update(state="accepted")
    drained()
    assert counts()["organization"] == {str(one.pk): 1}
    Mention.objects.update(organization=two)
    drained()
    assert counts()["organization"] == {str(two.pk): 1}
    Organization.objects.filter(pk=two.pk).delete()
    drained()
    assert "organization" not in counts()
    Mention.objects.bulk_create([Mention(**place, organization=one, state="accepted")])
    drained()
    assert counts()["organization"] == {str(one.pk): 1}
    other = new_article(body="工会，花卉")
    Mention.objects.update(article=other)
    drained()
    assert counts("花卉")["organization"] == {str(one.pk): 1}
    one.delete()
    drained()
    assert "organization" not in counts()


def test_initiatives_of_one_name_are_told_apart_by_who_leads_them(new_article, indexed):
    article = new_article(body="工会")
    for number in (1, 2):
        lead = Organization.objects.create(name=f"第{number}工会", kind="company")
        contest = Initiative.objects.create(name="劳动竞赛", kind="contest", lead=lead)
        article.mentions.create(
            field="body", start=0, end=2, kind="initiative", initiative=contest, state="accepted"
        )
    indexed()
    assert [value.label for value in values_of()["initiative"]] == [
        "劳动竞赛 · 第1工会",
        "劳动竞赛 · 第2工会",
    ]


def test_segments_in_which_no_article_has_a_value_keep_the_counts_and_the_order_right(
    new_article, indexed, drained
):
    dated = new_article(body="工会", byline="记者 周全", kind="photo")
    indexed()
    undated = [new_article(body="工会", date=None), new_article(body="工会", date=None)]
    drained()
    newest = new_article(body="工会", date=dt.date(2024, 1, 2), byline="记者 钱多多")
    drained()
    assert counts()["byline"] == {"周全": 1, "钱多多": 1}
    assert counts()["date"] == {"2024": 1, "2024-01": 1, "2023": 1, "2023-06": 1, "undated": 2}
    ordered = [hit.article for hit in find("工会", sort=Sort.NEWEST).hits]
    assert (ordered[:2], set(ordered[2:])) == ([newest, dated], set(undated))
