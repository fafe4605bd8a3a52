"""No miss and no false hit: what the index answers equals a plain scan of the folded text."""

from __future__ import annotations

import pytest
from haystack import connections
from haystack.exceptions import SkipDocument
from haystack.query import SearchQuerySet
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from archive.models import Article
from archive.search.analysis import is_word, query_words
from archive.search.find import find
from archive.search.prepare import prepare_each
from archive.search.query.tree import Phrase, Run
from archive.text.folding import fold

# The index is built once a test; every example asks it.
ASKED_OF_ONE_INDEX = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FIELDS = ("kicker", "headline", "deck", "byline", "body", "caption", "box")
LONGEST_PIECE = 12


def paragraphs(article: Article) -> list[str]:
    """Within these, and never from one into the next, a string may stand."""
    one_line = [
        getattr(article, name).replace("\n", " ") for name in ("kicker", "headline", "deck", "byline")
    ]
    return [*one_line, *article.body.split("\n"), *article.caption.split("\n"), *article.box.split("\n")]


def holding(articles: list[Article], *needles: str) -> set[int]:
    """A plain scan: the articles that hold every one of these folded strings."""
    return {
        article.pk
        for article in articles
        if all(any(needle in fold(text) for text in paragraphs(article)) for needle in needles)
    }


def found(tree) -> set[int]:
    hits = SearchQuerySet().filter(content=tree)
    return {int(hit.pk) for hit in hits[: len(hits)]}


@st.composite
def pieces(draw, articles: list[Article]) -> tuple[Article, str]:
    """An article and a few neighbouring characters of one of its paragraphs."""
    article = draw(st.sampled_from(articles))
    text = draw(st.sampled_from([text for text in paragraphs(article) if text]))
    start = draw(st.integers(0, len(text) - 1))
    piece = text[start : start + draw(st.integers(1, LONGEST_PIECE))]
    assume(is_word(fold(piece)))
    return article, piece


@ASKED_OF_ONE_INDEX
@given(data=st.data())
def test_any_few_characters_of_a_text_find_its_article(real_articles, data):
    article, piece = data.draw(pieces(real_articles))
    results = find(piece, per_page=len(real_articles))
    assert article in [hit.article for hit in results.hits]
    assert results.count == len(results.hits)


@ASKED_OF_ONE_INDEX
@given(data=st.data())
def test_a_phrase_is_found_exactly_where_it_stands(real_articles, data):
    _article, piece = data.draw(pieces(real_articles))
    escaped = piece.replace("\\", "\\\\").replace('"', '\\"')
    results = find(f'"{escaped}"', per_page=len(real_articles))
    assert {hit.article.pk for hit in results.hits} == holding(real_articles, fold(piece))
    assert results.count == len(results.hits)


@ASKED_OF_ONE_INDEX
@given(data=st.data())
def test_a_run_is_found_wherever_each_of_its_words_stands(real_articles, data):
    _article, piece = data.draw(pieces(real_articles))
    assert found(Run(piece)) == holding(real_articles, *query_words(piece))


TEXTS = st.text(alphabet="工会昆明aB12+-“”，。( )\n勞㎡𠮷", max_size=40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bodies=st.lists(TEXTS, min_size=1, max_size=4),
    needles=st.lists(TEXTS.filter(lambda text: is_word(fold(text))), min_size=1, max_size=5),
)
def test_random_texts_are_found_as_a_plain_scan_finds_them(index_path, bodies, needles):
    articles = [Article(pk=number, body=body) for number, body in enumerate(bodies, 1)]
    documents = [
        {
            "id": f"archive.article.{a.pk}",
            "django_ct": "archive.article",
            "django_id": str(a.pk),
            "text": a.body,
        }
        for a in articles
    ]
    connections["default"].get_backend().replace(documents)
    for needle in needles:
        assert found(Phrase(needle)) == holding(articles, fold(needle))
        assert found(Run(needle)) == holding(articles, *query_words(needle))


def test_no_phrase_crosses_a_paragraph(indexed):
    indexed("昆明市\n呈贡区")
    assert find('"昆明市呈贡区"').count == 0
    assert find("昆明市呈贡区").count == 1


def test_no_phrase_crosses_a_field(new_article, indexed):
    new_article(kicker="昆明市", headline="呈贡区", deck="联链", box="服务", caption="站点")
    indexed("花卉")
    for phrase in ("昆明市呈贡区", "呈贡区联链", "联链服务", "服务站点"):
        assert find(f'"{phrase}"').count == 0


def test_line_ends_and_spaces_of_the_print_do_not_count(new_article, indexed):
    article = new_article(headline="全国化学医药行业引领性\n劳动竞赛推进会召开", body="昆明 市呈　贡区")
    indexed()
    for query in ('"引领性劳动竞赛"', "引领性劳动竞赛", '"昆明市呈贡区"', '"昆明市 呈贡区"'):
        assert [hit.article for hit in find(query).hits] == [article]


def test_a_string_that_stands_eighty_thousand_characters_deep_is_found(indexed):
    (article,) = indexed("工会" * 40_000 + "主席信箱")
    assert [hit.article for hit in find('"工会主席信箱"').hits] == [article]


def test_articles_that_hold_the_run_whole_stand_before_those_that_hold_its_words(indexed):
    scattered, whole = indexed("信箱，信箱，主席，主席，主席信。" * 20, "开通主席信箱。" + "职工来信。" * 50)
    assert [hit.article for hit in find("主席信箱").hits] == [whole, scattered]


def test_articles_that_hold_the_query_as_typed_stand_first(indexed):
    _scattered, spaced, quoted = indexed(
        "通讯员说，何桂刚俊，职工，心晴小屋，接。" * 9,
        "王俊 通讯员何桂刚" + "工会" * 99,
        "职工“心晴小屋”接" + "工会" * 99,
    )
    assert find("俊 通讯员何桂刚").hits[0].article == spaced
    assert find("职工“心晴小屋”接").hits[0].article == quoted


def test_a_word_in_the_headline_weighs_more(new_article, indexed):
    (body,) = indexed("昆明的工会")
    headline = new_article(headline="昆明的工会", body="呈贡")
    indexed()
    assert [hit.article for hit in find("昆明").hits] == [headline, body]


@pytest.mark.parametrize("query", ["工", "1", "+6", "N", "联"])
def test_single_characters_are_found(indexed, query):
    (article,) = indexed("工会“1+6+N”联链")
    assert [hit.article for hit in find(query).hits] == [article]


def test_a_document_haystack_skips_is_left_out():
    class Skips:
        def full_prepare(self, row):
            raise SkipDocument

    assert prepare_each([object()], Skips()) == ([], {})
