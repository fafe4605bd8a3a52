"""Hostile queries: nothing breaks, nothing hangs, nothing anybody writes becomes an element, and a limit has a name."""

from __future__ import annotations

import resource
import time
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from archive.models import Organization
from archive.reading.addresses import LONGEST
from archive.search.query import parse
from archive.search.query.parser import FIELDS, MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH
from archive.search.query.tree import all_leaves

# -- R11: what is written stays text -----------------------------------------------------------------------------------

HANDLERS = ["onerror", "onload", "onclick", "onmouseover", "onfocus", "onanimationstart", "ontoggle"]
ELEMENTS = [
    "img",
    "svg",
    "iframe",
    "body",
    "input autofocus",
    "details open",
    "video",
    "math",
    "object",
    "embed",
]
PAYLOADS = [
    *(f"<{element} {handler}=alert(1)>" for element, handler in zip(ELEMENTS, HANDLERS * 2, strict=False)),
    *(
        f'"><{element} src=x {handler}=alert(1)>'
        for element, handler in zip(ELEMENTS, HANDLERS * 2, strict=False)
    ),
    *(f"' {handler}='alert(1)" for handler in HANDLERS),
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script\n>alert(1)</script\n>",
    "</mark><script>alert(1)</script><mark>",
    "<mark onclick=alert(1)>",
    "<<script>script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<form action=//evil.example><button>x",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<style>*{background:url(//evil.example)}</style>",
    "<!--><script>alert(1)</script>-->",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "＜script＞alert(1)＜/script＞",
    "\\u003cscript\\u003ealert(1)",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "{{ 7|add:7 }}{% debug %}",
    "</title></textarea></noscript><script>alert(1)</script>",
]


class Elements(HTMLParser):
    """The elements of a page, and what in them could run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.running: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            runs = name.startswith("on") or name in {"style", "srcdoc", "formaction"}
            leads = name in {"href", "src", "action"} and (value or "").lower().startswith(
                ("javascript:", "data:", "//")
            )
            if runs or leads:
                self.running.append(f"{tag} {name}={value}")


def elements_of(client: Client, query: str, page: int = 1) -> Elements:
    answer = client.get("/search/", {"q": query, "page": page})
    assert answer.status_code == 200
    return Elements(answer.text)


def test_payloads_in_texts_headlines_and_bylines_stay_text(new_article, indexed, client):
    assert len(PAYLOADS) >= 50
    for payload in PAYLOADS:
        text = f"昆明{payload}昆明"
        new_article(headline=text, byline=text, deck=text, body=text, caption=text, box=text)
    indexed()
    harmless = set(elements_of(client, "无此词").tags) | {
        "ol",
        "li",
        "mark",
        "h2",
        "p",
        "span",
        "time",
        "wbr",
    }
    for page in (1, 2, 3):
        shown = elements_of(client, "昆明", page)
        assert shown.running == []
        assert not {"script", "img", "svg", "iframe", "object", "style", "base"} & (
            set(shown.tags) - harmless
        )
        assert shown.tags["mark"] > 20


def test_payloads_in_the_names_of_records_stay_text_in_facets_chips_and_other_names(
    new_article, new_newspaper, indexed, client
):
    for number, payload in enumerate(PAYLOADS):
        paper = new_newspaper(f"daily-{number}")
        paper.name = paper.name_en = payload
        paper.save()
        union = Organization.objects.create(name=f"{payload}{number}", name_en=payload, kind="company")
        union.aliases.create(name=f"样例{number}{payload}")
        article = new_article(body=f"工会样例{number}{payload}", newspaper=paper)
        article.mentions.create(
            field="body", start=0, end=2, kind="organization", organization=union, state="accepted"
        )
    indexed()
    for query in ("工会", f"样例{len(PAYLOADS) - 1}{PAYLOADS[-1]}"):
        assert elements_of(client, query).running == []
    for name in ("newspaper", "organization", "byline", "date", "within"):
        for payload in PAYLOADS[:20]:
            shown = Elements(client.get("/en/search/", {"q": "工会", name: payload}).text)
            assert shown.running == [], payload
            assert not {"svg", "iframe", "object", "style", "base", "img", "math"} & set(shown.tags)


def test_payloads_as_queries_stay_text_in_the_box_the_notices_and_the_links(indexed, client):
    indexed(*(f"昆明{payload}" for payload in PAYLOADS[:12]))
    usual = elements_of(client, "昆明").tags | elements_of(client, "无此词").tags
    for payload in PAYLOADS:
        shown = elements_of(client, payload)
        assert shown.running == [], payload
        for tag in (
            "script",
            "img",
            "svg",
            "iframe",
            "object",
            "embed",
            "video",
            "style",
            "base",
            "meta",
            "link",
        ):
            assert shown.tags[tag] <= usual[tag], (payload, tag)


# -- R12: too long, too deep, too many ---------------------------------------------------------------------------------

HOSTILE = {
    "ten thousand characters": "工会" * 5_000,
    "a hundred thousand": "工" * 100_000,
    "at the limit": "职工" * (MAX_LENGTH // 2),
    "different words at the limit": "".join(map(chr, range(0x4E00, 0x4E00 + MAX_LENGTH))),
    "two thousand ORs": " OR ".join("工会" for _ in range(2_000)),
    "ORs at the limit": " OR ".join("工会" for _ in range(80)),
    "nested parentheses": "(" * 400 + "工会" + ")" * 100,
    "parentheses never closed": "(" * 499,
    "parentheses never opened": ")" * 499,
    "nots": "NOT " * 100 + "工会",
    "minuses": "-" * 499,
    "quotation marks": '"' * 499,
    "backslashes": "\\" * 499,
    "quoted backslashes": '"' + "\\" * 200 + '"',
    "stars": "*" * 499,
    "a leading star": "*会",
    "stars between": "工*" * 200,
    "question marks": "?" * 499,
    "fuzzy": "工会~",
    "fuzzy words": "工会~2 " * 60,
    "prefixes": "a* " * 90,
    "one letter prefix": "a*",
    "fields": "标题:" * 120,
    "fields of fields": "标题:(正文:(署名:(工会)))",
    "dates": "日期:2022..2023 " * 30,
    "an endless range": "日期:0001..9999",
    "no day": "日期:2023-02-31",
    "nul": "工\0会",
    "half a character": "\ud800\udfff\udc00",
    "control characters": "\x01\x02\x1b[31m工会",
    "right to left": "\u202e工会\u202c",
    "joiners": "👩‍👩‍👧‍👦" * 20,
    "combining marks": "e" + "\u0301" * 400,
    "a character that unfolds": "\ufdfa" * 400,
    "roman numbers": "Ⅷ㎡㈱ﷺ" * 100,
    "percent": "%00%0a%ff",
    "sql": "' OR 1=1; DROP TABLE archive_article;--",
    "whoosh": "django_ct:archive.article id:[a TO z]",
    "lucene": "{!lucene}工会 AND /工.*/ && !职工",
    "digits": "1" * 500,
    "only blanks": " \u3000\t\n" * 50,
}


@pytest.fixture
def texts(indexed):
    return indexed(*(f"工会职工昆明产改第{number}篇，union worker a{number}。" * 20 for number in range(20)))


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_answered_or_refused(client, name):
    assert client.get("/search/", {"q": HOSTILE[name].encode("utf-8", "surrogatepass")}).status_code in {
        200,
        400,
    }
    tree, _notices = parse(HOSTILE[name])
    assert tree is not None
    assert sum(1 for _ in all_leaves(tree)) <= MAX_CLAUSES


@pytest.mark.full
@pytest.mark.usefixtures("texts", "server_process")
def test_no_hostile_query_costs_two_seconds_or_fifty_megabytes(client):
    client.get("/search/", {"q": "工会"})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, query in HOSTILE.items():
        began = time.process_time()
        client.get("/search/", {"q": query.encode("utf-8", "surrogatepass")})
        assert time.process_time() - began < 2, name
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000, name


@pytest.mark.parametrize(
    ("query", "limit"),
    [("工" * (MAX_LENGTH + 1), MAX_LENGTH), ("1 " * 200, MAX_CLAUSES), ("NOT " * 30 + "工", MAX_DEPTH)],
)
def test_a_limit_that_is_passed_is_named_on_the_page(indexed, client, query, limit):
    indexed("工会")
    assert str(limit) in client.get("/en/search/", {"q": query}).text


def test_an_address_that_is_far_too_long_is_refused_with_its_limit_wherever_it_leads(indexed, client):
    (article,) = indexed("工会")
    for address in (
        "/en/search/",
        "/en/search/trend.csv",
        "/en/suggest/",
        f"/en{article.get_absolute_url()}",
    ):
        refused = client.get(address, {"q": "工" * 10_000})
        assert refused.status_code == 400, address
        assert str(LONGEST) in refused.text


# -- R13: what other engines understand --------------------------------------------------------------------------------

FOREIGN = [
    "工会~",
    "工会~2",
    "工会^3",
    "+工会",
    "!工会",
    "工会 && 职工",
    "工会 || 职工",
    "*工会",
    "工?会",
    "[2022 TO 2023]",
    "author:工会",
    "/工.会/",
    '"工会',
    "(工会",
    "日期:昨天",
    "标题:",
    "工会 NOT",
]


@pytest.mark.parametrize("query", FOREIGN)
def test_syntax_of_other_engines_is_met_with_a_hint_that_a_reader_sees(indexed, client, query):
    indexed("工会")
    page = client.get("/en/search/", {"q": query}).text
    notices = page[page.index('<ul class="notices"') :].split("</ul>")[0]
    assert "<li>" in notices


# -- R21: pages that are none ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["0", "-1", "abc", "1e3", "1.5", "1" + "0" * 20, "９９", "٣", "", "１", " 1 ", "NaN", "9" * 4_500]
)
def test_a_page_of_results_is_there_or_is_not(indexed, client, page):
    indexed("工会")
    assert client.get("/search/", {"q": "工会", "page": page}).status_code in {200, 404}


# -- fuzz --------------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *FIELDS,
        "AND",
        "OR",
        "NOT",
        "工会",
        "职工",
        "a1",
        "1+6+N",
        "2023",
        "2022..2023",
        *'()（）"“”「」-－*＊:：\\~^?[]{}+!&|/，。 \n\t\0',
    ]
)
QUERIES = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


def fuzzed(examples: int) -> settings:
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


@seed(4)
@fuzzed(300)
@given(QUERIES)
def test_whatever_is_typed_has_a_tree_within_the_limits_and_is_read_the_same_twice(query):
    found = parse(query)
    assert found == parse(query)
    assert sum(1 for _ in all_leaves(found.tree)) <= MAX_CLAUSES


@seed(4)
@fuzzed(60)
@given(query=QUERIES)
def test_whatever_is_typed_the_page_answers(texts, query):
    answer = Client().get("/search/", {"q": query.encode("utf-8", "surrogatepass")})
    assert answer.status_code in {200, 400}
    assert Elements(answer.text).running == []


@pytest.mark.full
@seed(5)
@fuzzed(3_000)
@given(query=QUERIES)
def test_whatever_is_typed_the_page_answers_three_thousand_times(texts, query):
    assert Client().get("/search/", {"q": query.encode("utf-8", "surrogatepass")}).status_code in {200, 400}
