"""Small makers of rows for claims about pages, and a reader of HTML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from itertools import count

import pytest

from archive.models import (
    Article,
    Figure,
    ImportBatch,
    Initiative,
    Issue,
    Mention,
    Newspaper,
    Organization,
    Page,
    Region,
    SourceFile,
    Stretch,
)

NewArticle = Callable[..., Article]
# Elements that have no end tag.
VOID = {"br", "wbr", "meta", "link", "input", "img", "hr"}


@dataclass
class Element:
    """An element of a page: its tag, its attributes, and the text inside it."""

    tag: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())


class Document(HTMLParser):
    """A page as a list of elements in document order."""

    def __init__(self, response) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value or "" for name, value in attributes})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop().tag == tag, f"</{tag}> does not nest"

    def handle_data(self, data):
        for element in self.open:
            element.pieces.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of this tag whose attributes hold these words."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(value in element.attributes.get(name, "").split() for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, found)
        return found[0]

    def links(self) -> list[str]:
        return [element.attributes["href"] for element in self.all("a")]

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


@pytest.fixture
def document() -> type[Document]:
    """Turns a response into a document; says so when its elements do not nest."""
    return Document


@pytest.fixture
def read(client) -> Callable[..., Document]:
    """Fetch a page that must be there, as a document."""

    def get(address: str, status: int = 200) -> Document:
        response = client.get(address)
        assert response.status_code == status
        return Document(response)

    return get


@pytest.fixture
def newspaper(db) -> Newspaper:
    return Newspaper.objects.create(
        name="样例工人报",
        name_en="Sample Workers’ Paper",
        slug="sample-daily",
        rights_statement="样例权利",
        rights_statement_en="Sample rights",
    )


@pytest.fixture
def issue(newspaper) -> Issue:
    return Issue.objects.create(
        newspaper=newspaper, date=dt.date(2023, 6, 15), date_certainty="inferred", number="21005"
    )


@pytest.fixture
def page(issue) -> Page:
    return Page.objects.create(issue=issue, code="p3", number=3, number_certainty="printed", name="工会")


@pytest.fixture
def new_source(page) -> Callable[..., SourceFile]:
    batch = ImportBatch.objects.create()
    numbers = count(1)

    def make(*lines: str, name: str = "样例.txt", page: Page = page) -> SourceFile:
        content = "\n".join(lines).encode()
        return SourceFile.objects.create(
            batch=batch,
            page=page,
            name=name,
            sha256=sha256(content + str(next(numbers)).encode()).hexdigest(),
            text_sha256="0" * 64,
            content=content,
            size=len(content),
            encoding="utf-8",
            line_count=len(lines),
        )

    return make


@pytest.fixture
def new_article(page, new_source) -> NewArticle:
    """An article, published, each paragraph and its headline standing in a line of its own."""
    numbers = count(1)

    def make(*, page: Page = page, **values) -> Article:
        number = next(numbers)
        values = {"headline": f"样例{number}", "body": "近日，样例市总工会开展活动。", **values}
        lines = [values["headline"], *values["body"].split("\n")]
        defaults = {"position": number, "first_line": 1, "first_start": 0, "state": "published"}
        article = Article.objects.create(
            **{"page": page, "source": new_source(*lines, page=page), **defaults, **values}
        )
        map_lines(article, lines)
        return article

    return make


def map_lines(article: Article, lines: list[str]) -> None:
    """The line map of an article whose headline and paragraphs are a line each."""
    at = 0
    for number, line in enumerate(lines, start=1):
        if line:
            place = {"line": number, "start": 0, "end": len(line), "source": article.source}
            where = {"field": "headline", "at": 0} if number == 1 else {"field": "body", "at": at}
            Stretch.objects.create(article=article, **where, **place)
        at += len(line) + 1 if number > 1 else 0


@pytest.fixture
def article(new_article) -> Article:
    return new_article(
        kicker="样例公司工会聚力",
        headline="“样例信箱”服务职工",
        deck="副题在此",
        byline="记者样例",
        body="近日，样例公司工会开通“样例信箱”。\n小标题\n信箱开通3年来，收到来信120封。",
        crossheads=[1],
    )


@pytest.fixture
def region(db) -> Region:
    parent = Region.objects.create(
        code="530000", name="云南省", short_name="云南", name_en="Yunnan", level="province"
    )
    return Region.objects.create(
        code="530100", name="昆明市", short_name="昆明", name_en="Kunming", level="prefecture", parent=parent
    )


@pytest.fixture
def organization(region) -> Organization:
    found = Organization.objects.create(
        name="样例公司工会", name_en="Union of Sample Co.", kind="grassroots-union", region=region
    )
    found.aliases.create(name="样例工会")
    return found


@pytest.fixture
def initiative(organization, region) -> Initiative:
    found = Initiative.objects.create(
        name="样例信箱",
        kind="platform",
        lead=organization,
        region=region,
        started_on=dt.date(2020, 1, 1),
        start_precision="year",
        problem="诉求难达",
        practice="开通信箱",
        insight="小信箱大作用",
    )
    found.aliases.create(name="信箱")
    found.components.create(position=1, name="来信登记", description="逐封登记")
    return found


@pytest.fixture
def mention(article, initiative) -> Mention:
    start = article.body.index("样例信箱")
    return Mention.objects.create(
        article=article,
        field="body",
        start=start,
        end=start + 4,
        state="accepted",
        kind="initiative",
        surface="样例信箱",
        initiative=initiative,
    )


@pytest.fixture
def figure(article, initiative, organization) -> Figure:
    sentence = article.paragraphs()[2]
    start = article.body.index(sentence)
    return Figure.objects.create(
        article=article,
        field="body",
        start=start,
        end=start + len(sentence),
        state="accepted",
        value=120,
        unit="封",
        what="职工来信",
        sentence=sentence,
        surface="120封",
        initiative=initiative,
        organization=organization,
    )
