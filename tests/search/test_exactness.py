"""No miss and no false hit: what the index answers equals a plain scan of the folded text."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import override_settings
from haystack import connections
from haystack.exceptions import SkipDocument
from haystack.query import SearchQuerySet
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from archive.models import Article
from archive.search.analysis import is_word, query_words
from archive.search.find import find
from archive.search.indexes import ArticleIndex
from archive.search.prepare import prepare_each
from archive.search.query.tree import Phrase, Run
from archive.search.rebuild import rebuild
from archive.text.folding import fold
from tests.relevance import corpus

LONGEST_PIECE = 12


def asked(examples: int) -> settings:
    """The index is built once; every example asks it."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


# -- the plain scan ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Library:
    """Articles that are in the index and, folded, the paragraphs of each: within these a string may stand."""

    articles: tuple[Article, ...]
    folded: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Library:
        kept = tuple(articles)
        return cls(kept, {article.pk: tuple(map(fold, paragraphs(article))) for article in kept})

    def holding(self, *needles: str) -> set[int]:
        """The articles that hold every one of these folded strings."""
        return {
            pk
            for pk, texts in self.folded.items()
            if all(any(needle in text for text in texts) for needle in needles)
        }


def paragraphs(article: Article) -> list[str]:
    one_line = [
        getattr(article, name).replace("\n", " ") for name in ("kicker", "headline", "deck", "byline")
    ]
    return [*one_line, *article.body.split("\n"), *article.caption.split("\n"), *article.box.split("\n")]


def document(article: Article) -> dict[str, str]:
    """What the index takes of an article, its newspaper and day left out."""
    index = ArticleIndex()
    return {
        "id": f"archive.article.{article.pk}",
        "django_ct": "archive.article",
        "django_id": str(article.pk),
        "text": article.body,
        "headline": index.prepare_headline(article),
        "byline": index.prepare_byline(article),
        "caption": article.caption,
        "box": article.box,
    }


def found(tree) -> set[int]:
    hits = SearchQuerySet().filter(content=tree)
    return {int(hit.pk) for hit in hits[: len(hits)]}


def quoted(phrase: str) -> str:
    escaped = phrase.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@contextmanager
def index_in(folder: Path) -> Iterator[None]:
    """The index of this folder is the one that is asked."""
    default = {**django_settings.HAYSTACK_CONNECTIONS["default"], "PATH": str(folder)}
    with override_settings(HAYSTACK_CONNECTIONS={"default": default}):
        connections.reload("default")
        yield
        connections["default"].get_backend().folder.close()
    connections.reload("default")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Library]:
    """The stories of the workshop and of the real page, in an index that no test changes."""
    folder = tmp_path_factory.mktemp("library")
    kept = Library.of(Article(pk=number, **text.fields) for number, text in enumerate(corpus.texts(), 1))
    with index_in(folder):
        connections["default"].get_backend().replace(map(document, kept.articles))
    return folder, kept


@pytest.fixture
def library(built) -> Iterator[Library]:
    folder, kept = built
    with index_in(folder):
        yield kept


def one_of(several: Sequence) -> st.SearchStrategy:
    """Any of these, without hypothesis writing them all down."""
    return st.integers(0, len(several) - 1).map(several.__getitem__)


@st.composite
def pieces(draw, library: Library, longest: int = LONGEST_PIECE) -> tuple[int, str]:
    """An article and a few neighbouring characters of one of its paragraphs."""
    article = draw(one_of(library.articles))
    text = draw(one_of([text for text in paragraphs(article) if text]))
    start = draw(st.integers(0, len(text) - 1))
    piece = text[start : start + draw(st.integers(1, longest))]
    assume(is_word(fold(piece)))
    return article.pk, piece


# -- the stories -------------------------------------------------------------------------------------------------------


@asked(300)
@given(data=st.data())
def test_any_few_characters_of_a_text_find_its_article_wherever_their_words_stand(library, data):
    article, piece = data.draw(pieces(library))
    hits = found(Run(piece))
    assert article in hits
    assert hits == library.holding(*query_words(piece))


@asked(300)
@given(data=st.data())
def test_a_phrase_is_found_exactly_where_it_stands(library, data):
    _article, piece = data.draw(pieces(library, longest=40))
    assert found(Phrase(piece)) == library.holding(fold(piece))


@asked(200)
@given(data=st.data())
def test_a_phrase_of_two_pieces_is_found_only_where_it_stands_too(library, data):
    (_, one), (_, other) = data.draw(pieces(library, 3)), data.draw(pieces(library, 3))
    assert found(Phrase(one + other)) == library.holding(fold(one + other))


@asked(200)
@given(data=st.data())
def test_no_phrase_crosses_the_border_of_a_paragraph_or_field(library, data):
    article = data.draw(one_of(library.articles))
    borders = [(one, other) for one, other in pairwise(filter(None, paragraphs(article)))]
    assume(borders)
    before, behind = data.draw(one_of(borders))
    crossing = before[-data.draw(st.integers(1, 4)) :] + behind[: data.draw(st.integers(1, 4))]
    assume(is_word(fold(crossing)))
    assert found(Phrase(crossing)) == library.holding(fold(crossing))


@asked(200)
@given(data=st.data())
def test_white_space_and_line_ends_in_a_phrase_do_not_count(library, data):
    _article, piece = data.draw(pieces(library))
    gaps = data.draw(st.lists(st.sampled_from(["", "", " ", "\u3000", "\n", "\t"]), min_size=12, max_size=12))
    spaced = "".join(character + gap for character, gap in zip(piece, gaps, strict=False))
    assert found(Phrase(spaced)) == found(Phrase(piece))


# -- through the door --------------------------------------------------------------------------------------------------


@asked(100)
@given(data=st.data())
def test_the_search_page_s_own_search_misses_nothing_and_counts_right(real_articles, data):
    library = Library.of(real_articles)
    article, piece = data.draw(pieces(library))
    plain = find(piece, per_page=len(real_articles))
    assert article in [hit.article.pk for hit in plain.hits]
    assert plain.count == len(plain.hits)
    exact = find(quoted(piece), per_page=len(real_articles))
    assert {hit.article.pk for hit in exact.hits} == library.holding(fold(piece))
    assert exact.count == len(exact.hits)


@pytest.mark.parametrize("pieces", [50, pytest.param(1000, marks=pytest.mark.full)])
def test_queries_a_line_each_miss_nothing(db, index_path, monkeypatch, pieces):
    library = Library.of(corpus.store(corpus.texts()).values())
    rebuild()
    draw = random.Random(7)
    asked_for = list(drawn(library, draw, pieces))
    lines = [line for _pk, piece in asked_for for line in (piece, quoted(piece))]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    out = io.StringIO()
    call_command("find", "-", "--json", "--limit", str(len(library.articles)), stdout=out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    for (pk, piece), plain, exact in zip(asked_for, answers[::2], answers[1::2], strict=True):
        assert pk in [hit["id"] for hit in plain["hits"] if not hit["near"]], piece
        assert {hit["id"] for hit in exact["hits"]} == library.holding(fold(piece)), piece
        assert exact["count"] == len(exact["hits"]), piece


def drawn(library: Library, draw: random.Random, count: int) -> Iterator[tuple[int, str]]:
    """Pieces that stand on one line, as a line of the standard input does."""
    while count:
        article = draw.choice(library.articles)
        text = draw.choice(list(filter(None, paragraphs(article))))
        start = draw.randrange(len(text))
        piece = text[start : start + draw.randint(1, LONGEST_PIECE)].strip()
        if is_word(fold(piece)):
            count -= 1
            yield article.pk, piece


# -- random texts, and an index that changes ---------------------------------------------------------------------------

TEXTS = st.text(alphabet="工会昆明aB12+-“”，。( )\n勞㎡𠮷", max_size=40)
ANYTHING = st.text(max_size=30)
NEEDLES = st.lists((TEXTS | ANYTHING).filter(lambda text: is_word(fold(text))), min_size=1, max_size=5)


@asked(60)
@given(bodies=st.lists(TEXTS | ANYTHING, min_size=1, max_size=4), needles=NEEDLES)
def test_random_texts_are_found_as_a_plain_scan_finds_them(index_path, bodies, needles):
    library = Library.of(Article(pk=number, body=body) for number, body in enumerate(bodies, 1))
    connections["default"].get_backend().replace(map(document, library.articles))
    whole = [body for body in bodies if is_word(fold(body)) and "\n" not in body]
    for needle in (*needles, *whole):
        assert found(Phrase(needle)) == library.holding(fold(needle))
        assert found(Run(needle)) == library.holding(*query_words(needle))


CHANGES = st.lists(st.dictionaries(st.integers(1, 6), TEXTS | st.none(), min_size=1), min_size=1, max_size=6)


@asked(25)
@given(changes=CHANGES, needles=NEEDLES)
def test_an_index_that_was_written_over_and_over_answers_as_if_it_were_new(index_path, changes, needles):
    backend = connections["default"].get_backend()
    backend.replace(())
    kept: dict[int, Article] = {}
    for change in changes:
        new = {pk: Article(pk=pk, body=body) for pk, body in change.items() if body is not None}
        gone = change.keys() - new.keys()
        backend.change(map(document, new.values()), [f"archive.article.{pk}" for pk in gone])
        kept = {pk: article for pk, article in (kept | new).items() if pk not in gone}
    library = Library.of(kept.values())
    for needle in needles:
        assert found(Phrase(needle)) == library.holding(fold(needle))
        assert found(Run(needle)) == library.holding(*query_words(needle))


# -- large texts -------------------------------------------------------------------------------------------------------


def long_paragraph(length: int) -> str:
    draw = random.Random(3)
    return "".join(draw.choices("工会职代产改昆明劳动竞赛的，。12a", k=length))


def test_a_paragraph_of_seventy_thousand_characters_is_found_by_any_piece_of_it(indexed):
    text = long_paragraph(70_000)
    library = Library.of(indexed(text, long_paragraph(300)))
    draw = random.Random(5)
    starts = [0, 255, 32_760, 65_530, 65_536, len(text) - 9, *(draw.randrange(len(text)) for _ in range(40))]
    for start in starts:
        piece = text[start : start + 9]
        assert found(Phrase(piece)) == library.holding(fold(piece)), start
        other = piece[:-1] + "赵"
        assert found(Phrase(other)) == set(), start


def test_no_phrase_is_found_across_the_place_where_a_narrow_number_would_begin_anew(indexed):
    for distance in (256, 65_536):
        indexed("主席" + long_paragraph(distance - 2) + "信箱")
        assert find('"主席信箱"').count == 0


@pytest.mark.parametrize("fewer", [44, 255, 256, 299])
def test_a_word_that_stands_three_hundred_times_outweighs_it_standing_fewer(indexed, fewer):
    less, more = indexed("产改，" * fewer + "花卉，" * (300 - fewer), "产改，" * 300)
    assert [hit.article for hit in find("产改").hits] == [more, less]


def test_a_string_that_stands_eighty_thousand_characters_deep_is_found(indexed):
    (article,) = indexed("工会" * 40_000 + "主席信箱")
    assert [hit.article for hit in find('"工会主席信箱"').hits] == [article]


# -- by example --------------------------------------------------------------------------------------------------------


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


def test_marks_keep_their_place_in_a_phrase(indexed):
    marked, plain = indexed("推进“产改”工作", "推进产改工作")
    assert [hit.article for hit in find('"推进产改"').hits] == [plain]
    assert [hit.article for hit in find('"推进\\“产改\\”"').hits] == [marked]
    assert find('"推进，产改"').count == 0


@given(st.text(alphabet="，。、；：？！“”‘’（）《》…—·-+*/\\|~@#$%^&=<>[]{}_ ", min_size=1, max_size=8))
@example("（）").via("discovered failure")
def test_a_query_of_marks_alone_is_answered_by_a_notice(query):
    from archive.search.query import parse  # noqa: PLC0415
    from archive.search.query.tree import Nothing  # noqa: PLC0415

    assume(query.strip())
    tree, notices = parse(query)
    assert tree == Nothing()
    assert notices


@pytest.mark.parametrize("query", ["工", "1", "+6", "N", "联"])
def test_single_characters_are_found(indexed, query):
    (article,) = indexed("工会“1+6+N”联链")
    assert [hit.article for hit in find(query).hits] == [article]


def test_a_document_haystack_skips_is_left_out():
    class Skips:
        def full_prepare(self, row):
            raise SkipDocument

    assert prepare_each([object()], Skips()) == ([], {})


# -- order -------------------------------------------------------------------------------------------------------------


def test_articles_that_hold_the_run_whole_stand_before_those_that_hold_its_words(indexed):
    scattered, whole = indexed("信箱，信箱，主席，主席，主席信。" * 20, "开通主席信箱。" + "职工来信。" * 50)
    assert [hit.article for hit in find("主席信箱").hits] == [whole, scattered]


def test_articles_that_hold_the_query_as_typed_stand_first(indexed):
    _scattered, spaced, quoted_one = indexed(
        "通讯员说，何桂刚俊，职工，心晴小屋，接。" * 9,
        "王俊 通讯员何桂刚" + "工会" * 99,
        "职工“心晴小屋”接" + "工会" * 99,
    )
    assert find("俊 通讯员何桂刚").hits[0].article == spaced
    assert find("职工“心晴小屋”接").hits[0].article == quoted_one


def test_a_word_in_the_headline_weighs_more(new_article, indexed):
    (body,) = indexed("昆明的工会")
    headline = new_article(headline="昆明的工会", body="呈贡")
    indexed()
    assert [hit.article for hit in find("昆明").hits] == [headline, body]


def test_rarer_words_weigh_more_where_not_all_are_there(indexed):
    *_common, rare = indexed(*("工会昆明" for _ in range(9)), "呈贡昆明")
    results = find("昆明呈贡联链工会")
    assert (results.count, len(results.nearest)) == (0, 10)
    assert results.nearest[0].article == rare


# -- near it -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["援助法律", "援助 法律", "援助 AND 法律"])
def test_where_few_articles_answer_those_with_some_of_the_words_follow_uncounted(indexed, query):
    both, one, none = indexed("法律的援助", "法律服务", "花卉")
    results = find(query)
    assert ([hit.article for hit in results.hits], results.count) == ([both], 1)
    assert [hit.article for hit in results.nearest] == [one]
    assert none not in [hit.article for hit in results.nearest]


@pytest.mark.parametrize("query", ['"法律的援助"', "正文:(援助 法律)", "援助 -花卉", "法律 援助 OR 花卉"])
def test_a_query_that_says_exactly_what_is_wanted_has_nothing_near_its_answers(indexed, query):
    indexed("法律的援助", "法律服务")
    results = find(query)
    assert (results.count, results.nearest) == (1, ())


def test_many_answers_are_enough(indexed):
    indexed(*("法律的援助" for _ in range(10)), "法律服务")
    results = find("援助法律")
    assert (results.count, results.nearest) == (10, ())


def test_what_comes_near_holds_more_than_words_of_asking(indexed):
    (answer, _other) = indexed("为什么骑手没有合同", "为什么哪里什么怎么办")
    assert [hit.article for hit in find("为什么骑手哪里有保险").nearest] == [answer]
