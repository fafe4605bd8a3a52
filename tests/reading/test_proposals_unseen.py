"""What only the machine says is shown to no reader; a story that was printed twice says so."""

from __future__ import annotations

import pytest

from archive.models import Figure, Mention, Newspaper, ProposedName, Reprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposals(article, initiative, organization, region):
    """A proposal of every sort in a published article."""
    name = ProposedName.objects.create(kind="organization", name="机器所见之名")
    place = {"article": article, "field": "body", "start": 0, "end": 2, "surface": "近日"}
    Mention.objects.create(**place, kind="organization", proposal=name)
    for kind, record in (("initiative", initiative), ("organization", organization), ("region", region)):
        Mention.objects.create(**place, kind=kind, **{kind: record})
    Figure.objects.create(
        **{**place, "surface": "777"}, value=777, what="机器所见之数", sentence="近日", initiative=initiative,
        organization=organization,
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles/{article}/",
        "/initiatives/",
        "/initiatives/{initiative}/",
        "/organizations/",
        "/organizations/{organization}/",
        "/regions/",
        "/regions/530100/",
        "/compare/?initiative={initiative}",
        "/compare/figures.csv?initiative={initiative}",
        "/compare/figures.xlsx?initiative={initiative}",
        "/compare/?find=机器",
        "/suggest/?q=机器",
    ],
)
def test_a_proposal_reaches_no_reader(address, proposals, article, initiative, client):
    keys = {"article": article.pk, "initiative": initiative.pk, "organization": initiative.lead_id}
    answer = b"".join(client.get(address.format(**keys))).decode(errors="replace")
    for words in ("机器所见之名", "机器所见之数", "777", "mention-"):
        assert words not in answer


@pytest.mark.parametrize(
    "address", ["initiatives/{initiative}", "organizations/{organization}", "regions/530100"]
)
def test_a_proposed_mention_lists_no_article(address, proposals, initiative, organization, read):
    page = read(f"/en/{address.format(initiative=initiative.pk, organization=organization.pk)}/")
    assert page.all("ol", class_="timeline") == []


@pytest.fixture
def again(article, new_article):
    """The same story in another place."""
    other = new_article(headline="又印一次")
    Reprint.objects.create(first=article, second=other, likeness=0.97)
    return other


def test_a_story_printed_twice_says_where_else(article, again, read):
    for one, other in ((article, again), (again, article)):
        told = read(f"/en/articles/{one.pk}/").one("div", class_="reprints")
        assert "also printed in" in told.text
        assert f"/en/articles/{other.pk}/" in read(f"/en/articles/{one.pk}/").links()


def test_a_copy_that_readers_may_not_find_is_not_told(article, again, read):
    again.state = "withheld"
    again.save()
    assert read(f"/en/articles/{article.pk}/").all("div", class_="reprints") == []


def test_a_copy_in_a_paper_for_the_signed_in_is_not_told_to_others(article, again, read):
    Newspaper.objects.update(access="open")
    paper = Newspaper.objects.create(name="内部报", slug="inner", access="signed-in")
    page = again.page
    page.pk = None
    issue = again.page.issue
    issue.pk, issue.newspaper = None, paper
    issue.save()
    page.issue = issue
    page.save()
    again.page = page
    again.save()
    assert read(f"/en/articles/{article.pk}/").all("div", class_="reprints") == []


def test_a_link_that_was_refuted_is_not_told(article, again, read):
    Reprint.objects.update(is_refuted=True)
    assert read(f"/en/articles/{article.pk}/").all("div", class_="reprints") == []
