"""How texts and queries are cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.analysis import exact_parts, exact_terms, is_word, query_words, word_terms
from archive.text.folding import fold

TEXTS = st.text(alphabet="工会昆明市产改劳动竞赛abN1+-。，“”() \n勞", max_size=60)


def test_words_are_numbered_one_after_another_not_by_their_characters():
    assert [(t.text, t.position) for t in word_terms("开通主席信箱。")] == [
        ("开通", 0),
        ("主席", 1),
        ("信箱", 2),
    ]


def test_words_inside_a_long_word_share_its_number():
    terms = {term.text: term.position for term in word_terms("参加中华全国总工会会议")}
    assert terms["参加"] == 0
    assert terms["总工会"] == terms["中华全国总工会"] == 1
    assert terms["会议"] == 2


@settings(deadline=None)  # the first word reads the dictionary
@given(TEXTS)
def test_word_numbers_leave_no_gap(text):
    numbers = [term.position for term in word_terms(text)]
    assert sorted(set(numbers)) == list(range(len(set(numbers))))
    assert numbers == sorted(numbers)


@given(TEXTS)
def test_every_character_and_every_pair_of_a_paragraph_is_a_term(text):
    terms = {term.text for term in exact_terms(text)}
    for paragraph in text.split("\n"):
        folded = fold(paragraph)
        assert set(folded) <= terms
        assert {folded[at : at + 2] for at in range(len(folded) - 1)} <= terms


def test_no_pair_reaches_from_one_paragraph_into_the_next():
    assert "市呈" not in {term.text for term in exact_terms("昆明市\n呈贡区")}


@given(st.text(min_size=1, max_size=20))
def test_the_parts_of_a_string_spell_it(needle):
    spelled = [""] * len(needle)
    for text, at in exact_parts(needle):
        for offset, character in enumerate(text):
            spelled[at + offset] = character
    assert "".join(spelled) == needle


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("1+6+N", ["1+6+n"]),
        ("“1+6+N”工作体系", ["1+6+n", "工作", "体系"]),
        ("C++程序", ["c++", "程序"]),
        ("增长2.5%。", ["增长", "2.5%"]),
        ("工会,工会", ["工会"]),
        ("。，", []),
    ],
)
def test_a_run_is_cut_into_words_without_its_marks(run, words):
    assert query_words(run) == words


@given(st.text(max_size=20).filter(lambda text: is_word(fold(text))))
def test_a_run_that_is_more_than_marks_has_a_word(run):
    assert query_words(run)


@given(TEXTS)
def test_every_word_of_a_run_stands_in_the_run(run):
    assert all(word in fold(run) for word in query_words(run))
