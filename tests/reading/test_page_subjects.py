"""The pages of organizations, initiatives and regions."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.models import Figure, Initiative, Issue, Mention, Organization, Page
from archive.reading.paging import PER_PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def named_often(new_article, initiative):
    """More articles about one initiative than a page of a list holds."""
    for number in range(PER_PAGE + 1):
        found = new_article(headline=f"第{number}篇", body="样例信箱")
        Mention.objects.create(
            article=found,
            field="body",
            start=0,
            end=4,
            state="accepted",
            kind="initiative",
            surface="样例信箱",
            initiative=initiative,
        )
    return f"/en/initiatives/{initiative.pk}/"


def test_an_initiative_says_what_who_where_and_since_when(initiative, read):
    page = read(f"/en/initiatives/{initiative.pk}/")
    record = page.one("dl", class_="record").text
    for words in ("Union of Sample Co.", "Kunming", "2020", "信箱"):
        assert words in record
    account = page.one("section", class_="account").text
    for words in ("诉求难达", "开通信箱", "小信箱大作用"):
        assert words in account
    assert "来信登记" in page.one("ol", class_="components").text


def test_a_start_is_no_more_exact_than_it_is_known(initiative, read):
    assert "January" not in read(f"/en/initiatives/{initiative.pk}/").one("dl", class_="record").text


def test_every_figure_leads_to_its_sentence(initiative, figure, read):
    page = read(f"/en/initiatives/{initiative.pk}/")
    sentence = page.one("a", class_="sentence")
    assert sentence.attributes["href"] == f"/en/articles/{figure.article_id}/#figure-{figure.pk}"
    assert sentence.text == figure.sentence
    assert page.one("strong").text == "120封"


def test_a_range_shows_both_ends_and_no_empty_decimals(initiative, figure, read):
    Figure.objects.update(value=12000, maximum=15000.5)
    assert "12,000–15,000.5" in read(f"/en/initiatives/{initiative.pk}/").one("table", class_="figures").text


@pytest.mark.parametrize("change", [{"state": "proposed"}, {"state": "rejected"}, {"stale": True}])
def test_a_figure_that_nobody_vouches_for_is_not_shown(initiative, figure, read, change):
    Figure.objects.update(**change)
    assert read(f"/en/initiatives/{initiative.pk}/").all("table", class_="figures") == []


def test_a_figure_of_an_unpublished_article_is_not_shown(initiative, figure, article, read):
    article.state = "withheld"
    article.save()
    assert figure.sentence not in read(f"/en/initiatives/{initiative.pk}/").one("main").text


def test_articles_are_paged_newest_first(named_often, read):
    page = read(named_often)
    assert len(page.all("li", class_="entry")) == PER_PAGE
    assert page.one("a", rel="next").attributes["href"] == "?page=2"
    assert len(read(f"{named_often}?page=2").all("li", class_="entry")) == 1


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1" + "0" * 20, "3", "1.0", "", "²", "9" * 5000])
def test_a_page_that_is_no_page_of_the_list_is_not_there(named_often, client, number):
    assert client.get(named_often, {"page": number}).status_code == 404


@pytest.mark.parametrize("number", ["1", "2", "２", "٢"])
def test_a_page_number_may_be_written_in_any_digits(named_often, client, number):
    assert client.get(named_often, {"page": number}).status_code == 200


def test_a_subject_that_no_article_names_says_what_that_means(initiative, read):
    assert "what is held, not what happened" in read(f"/en/initiatives/{initiative.pk}/").one("main").text


def test_every_report_opens_at_the_words_that_name_the_subject(initiative, mention, article, read):
    page = read(f"/en/initiatives/{initiative.pk}/")
    assert f"/en/articles/{article.pk}/#mention-{mention.pk}" in page.links()
    assert page.one("ol", class_="timeline").text.count("样例公司工会开通“样例信箱”") == 1
    assert [mark.text for mark in page.all("mark")] == ["样例信箱"]


@pytest.mark.parametrize("access", ["snippet", "signed-in"])
def test_words_from_inside_a_text_are_shown_of_open_newspapers_alone(
    initiative, mention, newspaper, read, access
):
    newspaper.access = access
    newspaper.save()
    assert read(f"/en/initiatives/{initiative.pk}/").all("mark") == []


def test_reports_are_counted_by_year_beside_the_years_of_which_nothing_is_held(
    initiative, mention, newspaper, new_article, read
):
    for year in (2020, 2021):
        day = Issue.objects.create(newspaper=newspaper, date=dt.date(year, 1, 5), date_certainty="printed")
        new_article(page=Page.objects.create(issue=day, code="p1", number=1))
    chart = read(f"/en/initiatives/{initiative.pk}/").one("figure", class_="years")
    assert chart.text.startswith("1 2020202120222023")
    assert "no issue held" in chart.text


def test_a_year_alone_is_no_chart(initiative, mention, read):
    assert read(f"/en/initiatives/{initiative.pk}/").all("figure", class_="years") == []


def test_a_record_says_how_complete_it_is_and_what_nobody_has_written_down(initiative, figure, read):
    assert (
        "8 of 9 parts Not recorded yet: status"
        in read(f"/en/initiatives/{initiative.pk}/").one("dd", class_="completeness").text
    )


def test_a_figure_that_readers_may_not_see_completes_no_record(initiative, figure, article, read):
    article.state = "withheld"
    article.save()
    assert (
        "status, figures" in read(f"/en/initiatives/{initiative.pk}/").one("dd", class_="completeness").text
    )


def test_initiatives_are_narrowed_by_kind_and_province_and_sorted_by_completeness(
    initiative, organization, read
):
    Initiative.objects.create(name="别的举措", kind="contest")
    Initiative.objects.create(name="再一个", kind="platform", lead=organization)

    def names(asked: str) -> list[str]:
        listed = read(f"/en/initiatives/?{asked}").all("ul", class_="records")
        return (
            [] if not listed else [one for one in ("样例信箱", "再一个", "别的举措") if one in listed[0].text]
        )

    assert names("kind=contest") == ["别的举措"]
    assert names("province=530000") == ["样例信箱"]
    assert names("kind=relief") == []
    first = read("/en/initiatives/?order=complete").one("ul", class_="records").text
    assert first.index("样例信箱") < first.index("再一个") < first.index("别的举措")


@pytest.mark.parametrize("asked", ["kind=x", "province=53", "order=up"])
def test_what_a_list_cannot_be_narrowed_by_is_said(region, client, asked):
    assert client.get(f"/initiatives/?{asked}").status_code == 400


def test_related_initiatives_say_why(initiative, mention, article, region, read):
    organization = initiative.lead
    beside = Initiative.objects.create(name="同文提及", kind="other")
    Mention.objects.create(
        article=article, field="body", start=0, end=2, state="accepted", kind="initiative", surface="近日",
        initiative=beside,
    )  # fmt: skip
    Initiative.objects.create(name="同一主办", kind="other", lead=organization)
    Initiative.objects.create(name="同省同类", kind="platform", region=region.parent)
    Initiative.objects.create(name="无关", kind="platform")
    page = read(f"/en/initiatives/{initiative.pk}/")
    kin = next(element for element in page.all("section") if "Related initiatives" in element.text).text
    assert "同文提及 named together in 1 article" in kin
    assert "同一主办 Union of Sample Co. same lead organization" in kin
    assert "同省同类 same kind in the same province" in kin
    assert "无关" not in kin
    assert kin.index("同文提及") < kin.index("同一主办") < kin.index("同省同类")


def test_a_proposed_mention_relates_nothing(initiative, mention, article, read):
    other = Initiative.objects.create(name="只是建议", kind="other")
    Mention.objects.create(
        article=article, field="body", start=0, end=2, kind="initiative", surface="近日", initiative=other
    )
    assert "只是建议" not in read(f"/en/initiatives/{initiative.pk}/").one("main").text


def test_an_organization_is_shown_with_all_that_is_above_it_and_with_whom_it_is_named(
    organization, article, new_article, read
):
    top = Organization.objects.create(name="中华全国总工会", kind="federation")
    city = Organization.objects.create(name="昆明市总工会", kind="local-federation", parent=top)
    organization.parent = city
    organization.save()
    for place, subject in enumerate((organization, city)):
        Mention.objects.create(
            article=article, field="body", start=place, end=place + 1, state="accepted", kind="organization",
            surface="近", organization=subject,
        )  # fmt: skip
    page = read(f"/en/organizations/{organization.pk}/")
    assert page.one("dd", class_="line-of").text == "中华全国总工会 › 昆明市总工会"
    company = next(element for element in page.all("section") if "Named with it" in element.text).text
    assert "昆明市总工会 in 1 article" in company


def test_an_initiative_points_to_its_namesakes(initiative, read):
    other = Initiative.objects.create(name=initiative.name, kind="platform")
    assert f"/en/initiatives/{other.pk}/" in read(f"/en/initiatives/{initiative.pk}/").links()


def test_an_organization_says_who_it_is_and_what_it_runs(organization, initiative, figure, mention, read):
    branch = Organization.objects.create(name="样例公司分会", kind="grassroots-union", parent=organization)
    page = read(f"/en/organizations/{organization.pk}/")
    assert page.one("h1").text == "Union of Sample Co."
    assert "样例工会" in page.one("dl", class_="record").text
    assert {f"/en/initiatives/{initiative.pk}/", f"/en/organizations/{branch.pk}/"} <= set(page.links())
    assert figure.sentence in page.one("table", class_="figures").text


def test_initiatives_and_organizations_are_listed_the_most_reported_first(
    initiative, mention, organization, read
):
    Initiative.objects.create(name="无人报道", kind="other")
    for address in ("initiatives", "organizations"):
        assert read(f"/en/{address}/").one("ul", class_="records").text
    first, second = read("/en/initiatives/").one("ul", class_="records").text.split("Union of Sample Co.")
    assert first == "样例信箱 1 article "
    assert "无人报道" in second


def test_reports_that_are_not_published_are_not_counted(initiative, mention, article, read):
    article.state = "withheld"
    article.save()
    assert "1 article" not in read("/en/initiatives/").one("main").text


def test_a_region_shows_what_is_done_in_it_and_below_it(region, initiative, organization, read):
    for code in ("530000", "530100"):
        page = read(f"/en/regions/{code}/")
        assert f"/en/initiatives/{initiative.pk}/" in page.links()
        assert f"/en/organizations/{organization.pk}/" in page.links()


def test_a_region_does_not_show_what_is_done_beside_it(region, initiative, read):
    region.parent.children.create(code="530300", name="曲靖市", short_name="曲靖", level="prefecture")
    assert f"/en/initiatives/{initiative.pk}/" not in read("/en/regions/530300/").links()


@pytest.mark.parametrize(
    "address", ["organizations/999/", "initiatives/999/", "regions/999999/", "regions/x/"]
)
def test_a_subject_that_is_not_recorded_is_not_there(db, client, address):
    assert client.get(f"/{address}").status_code == 404
