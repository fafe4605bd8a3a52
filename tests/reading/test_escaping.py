"""Nothing that anybody wrote becomes an element or a script."""

from __future__ import annotations

import pytest

from archive.models import Gap, Initiative, Newspaper, Organization

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</mark><iframe src=//evil>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "javascript:alert(1)",
    "&lt;script&gt;&#x3C;img onerror=1&#x3E;",
    "<!--",
    "]]>",
    "</title><script>",
    "</textarea><x>",
]
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "body",
    "a",
    "header",
    "div",
    "nav",
    "ul",
    "li",
    "form",
    "label",
    "input",
    "button",
    "p",
    "main",
    "footer",
    "article",
    "section",
    "aside",
    "h1",
    "h2",
    "h3",
    "span",
    "cite",
    "time",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "b",
    "i",
    "strong",
    "mark",
    "sup",
    "wbr",
    "br",
    "code",
    "pre",
    "caption",
    "abbr",
    "kbd",
    "q",
    "figure",
    "figcaption",
    "svg",
    "path",
    "rect",
    "line",
    "text",
    "select",
    "option",
    "fieldset",
    "legend",
    "small",
    "details",
    "summary",
}


def assert_harmless(page) -> None:
    assert {element.tag for element in page.elements} - {"script"} <= ALLOWED
    for script in page.all("script"):
        assert script.attributes["src"].startswith("/static/")
        assert script.text == ""
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            assert not element.attributes.get(name, "").lower().startswith(("javascript:", "data:", "//evil"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text_on_every_page(payload, figure, mention, read):
    article, initiative, organization = figure.article, figure.initiative, figure.organization
    article.kicker = article.headline = article.deck = article.byline = article.caption = article.box = (
        payload
    )
    article.body = f"{article.body}\n{payload}"
    article.save()
    Gap.objects.create(article=article, field="caption", at=1, after=payload)
    other = Initiative.objects.create(name="第二", kind="other")
    other.components.create(position=1, name="别的")
    Initiative.objects.filter(pk=initiative.pk).update(
        name=payload, problem=payload, practice=payload, insight=payload
    )
    Organization.objects.update(name=payload, name_en=payload, description=payload)
    Newspaper.objects.update(
        name=payload, name_en=payload, rights_statement=payload, rights_statement_en=payload
    )
    initiative.components.update(name=payload, description=payload)
    initiative.aliases.update(name=payload)
    article.source.unassigned_lines.create(line=1, start=0, end=1, text=payload)
    type(figure).objects.update(sentence=payload, surface=payload[:60], what=payload, unit=payload[:20])
    type(article.source).objects.update(name=payload)
    for address in (
        "/",
        "/sample-daily/",
        "/sample-daily/2023/",
        "/sample-daily/2023/06/",
        "/sample-daily/2023-06-15/",
        "/sample-daily/2023-06-15/p3/",
        f"/en/articles/{article.pk}/",
        f"/en/initiatives/{initiative.pk}/",
        f"/organizations/{organization.pk}/",
        "/en/regions/530100/",
        "/regions/",
        "/initiatives/",
        "/organizations/",
        f"/compare/?initiative={initiative.pk}&initiative={other.pk}",
    ):
        assert_harmless(read(address))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_query_stays_text(payload, article, client, document):
    for address in ("/search/", "/en/search/", f"/articles/{article.pk}/", "/nothing-here/"):
        response = client.get(address, {"q": payload, "sort": "", "x": payload})
        assert response.status_code in {200, 400, 404, 503}
        assert_harmless(document(response))


def test_pages_need_no_script_and_carry_a_strict_policy(article, client):
    response = client.get(f"/articles/{article.pk}/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "<script" not in response.content.decode()
    assert "style=" not in response.content.decode()
