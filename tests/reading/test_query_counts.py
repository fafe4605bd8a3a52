"""A page asks the database as often for much as for little."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.models import Component, Doubt, Figure, Gap, Initiative, Issue, Mention, Organization, Page

pytestmark = pytest.mark.django_db

# The most that a page may ask, measured with a page full of everything; more means a question per row.
ALLOWED = {
    "/": 5,
    "/sample-daily/": 3,
    "/sample-daily/2023/": 2,
    "/sample-daily/2023/06/": 2,
    "/sample-daily/2023-06-15/": 2,
    "/sample-daily/2023-06-15/p3/": 5,
    "/articles/{article}/": 18,  # the last one only where an index knows texts that are near
    "/initiatives/{initiative}/": 13,
    "/organizations/{organization}/": 9,
    "/regions/530100/": 8,
    "/about/": 2,
    "/initiatives/": 5,
    "/organizations/": 3,
    "/regions/": 5,
    "/compare/": 2,
    "/compare/?initiative={initiative}": 9,
    "/compare/?initiative={initiative}&initiative={other}&initiative={third}": 9,
    "/compare/?programme=样例信箱": 9,
    "/compare/figures.csv?initiative={initiative}&initiative={other}": 2,
    "/compare/figures.xlsx?initiative={initiative}&initiative={other}": 2,
    "/search/": 2,
}


@pytest.fixture
def crowd(figure, mention, newspaper, issue, new_article):
    """Many of everything."""
    article, initiative, organization = figure.article, figure.initiative, figure.organization
    for number in range(12):
        other = new_article(headline=f"第{number}篇", body="样例信箱收到来信")
        day = Issue.objects.create(
            newspaper=newspaper, date=dt.date(2023, 6, 16) + dt.timedelta(number), date_certainty="printed"
        )
        new_article(page=Page.objects.create(issue=day, code="p1", number=1))
        new_article(page=Page.objects.create(issue=issue, code=f"p{number + 10}", number=number + 10))
        lead = Organization.objects.create(
            name=f"机构{number}", kind="company", parent=organization, region=organization.region
        )
        Initiative.objects.create(name=f"举措{number}", kind="other", lead=lead, region=organization.region)
        Component.objects.create(initiative=initiative, position=number + 2, name=f"组成{number}")
        initiative.partners.add(lead)
        for subject, field in ((initiative, "initiative"), (lead, "organization")):
            Mention.objects.create(
                article=article,
                field="body",
                start=3,
                end=5,
                state="accepted",
                kind=field,
                surface="样例",
                **{field: subject},
            )
        Mention.objects.create(
            article=other,
            field="body",
            start=0,
            end=4,
            state="accepted",
            kind="initiative",
            surface="样例信箱",
            initiative=initiative,
        )
        Figure.objects.create(
            article=other,
            field="body",
            start=0,
            end=4,
            state="accepted",
            value=1,
            what="来信",
            sentence="样例",
            surface="1",
            initiative=initiative,
            organization=organization,
        )
        Gap.objects.create(article=article, field="body", at=number, after="")
        Doubt.objects.create(article=article, field="body", at=number, p=0.5, rivals=[])
    others = Initiative.objects.exclude(pk=initiative.pk).values_list("pk", flat=True)
    return {
        "article": article.pk,
        "initiative": initiative.pk,
        "organization": organization.pk,
        "other": others[0],
        "third": others[1],
    }


@pytest.mark.parametrize("address", ALLOWED)
def test_the_number_of_questions_does_not_grow_with_the_rows(
    address, crowd, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(ALLOWED[address]):
        assert client.get(address.format(**crowd)).status_code == 200
