"""The query language: what is understood, and what is said of the rest."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import parse
from archive.search.query.parser import MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH
from archive.search.query.tree import And, Not, Nothing, Or, Phrase, Prefix, Property, Range, Run

A, B, C = Run("昆明"), Run("产改"), Run("呈贡")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("昆明", A),
        ("昆明 产改", And((A, B))),
        ("昆明　产改", And((A, B))),
        ("昆明 AND 产改", And((A, B))),
        ("昆明 OR 产改", Or((A, B))),
        ("昆明 ＯＲ 产改", Or((A, B))),
        ("昆明 OR 产改 呈贡", Or((A, And((B, C))))),
        ("(昆明 OR 产改) 呈贡", And((Or((A, B)), C))),
        ("（昆明 OR 产改） 呈贡", And((Or((A, B)), C))),
        ("昆明 NOT 产改", And((A, Not(B)))),
        ("昆明 -产改", And((A, Not(B)))),
        ("昆明 －产改", And((A, Not(B)))),
        ("昆明 -(产改 呈贡)", And((A, Not(And((B, C)))))),
        ("NOT 昆明", Not(A)),
        ('"1+6+N"', Phrase("1+6+N")),
        ("“1+6+N”", Phrase("1+6+N")),
        ("「1+6+N」", Phrase("1+6+N")),
        ("＂1+6+N＂", Phrase("1+6+N")),
        (r'"他说\"好\"了"', Phrase('他说"好"了')),
        ("union*", Prefix("union")),
        ("昆明＊", Prefix("昆明")),
        ("标题:昆明", Run("昆明", "headline")),
        ("标题：昆明", Run("昆明", "headline")),
        ("Headline:昆明", Run("昆明", "headline")),
        ("ＨＥＡＤＬＩＮＥ：昆明", Run("昆明", "headline")),
        ("ＤＡＴＥ：２０２３－０２", Range("date", dt.date(2023, 2, 1), dt.date(2023, 2, 28))),
        ('正文:"产改"', Phrase("产改", "body")),
        ("署名:(昆明 OR 产改)", Or((Run("昆明", "byline"), Run("产改", "byline")))),
        ("报纸:工人日报", Property("newspaper", "工人日报")),
        ('organization:"Sample Union"', Property("organization", "Sample Union")),
        ("日期:2023", Range("date", dt.date(2023, 1, 1), dt.date(2023, 12, 31))),
        ("日期:2023-02", Range("date", dt.date(2023, 2, 1), dt.date(2023, 2, 28))),
        ("日期:２０２３年６月１５日", Range("date", dt.date(2023, 6, 15), dt.date(2023, 6, 15))),
        ("date:2022..2023-06", Range("date", dt.date(2022, 1, 1), dt.date(2023, 6, 30))),
        ("日期:2022至2023", Range("date", dt.date(2022, 1, 1), dt.date(2023, 12, 31))),
        ("日期：2022～2023", Range("date", dt.date(2022, 1, 1), dt.date(2023, 12, 31))),
        ("date:2022..", Range("date", dt.date(2022, 1, 1), None)),
        ("date:..2022", Range("date", None, dt.date(2022, 12, 31))),
        ("什么是产改?", Run("什么是产改?")),
        ("职工/会员", Run("职工/会员")),
        ("工会(试行)办法", Run("工会(试行)办法")),
        ("2020-2023", Run("2020-2023")),
        ("ANDROID", Run("ANDROID")),
    ],
)
def test_what_is_understood_is_understood_without_a_word(query, tree):
    assert parse(query) == (tree, ())


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("foo:昆明", Run("foo:昆明")),
        ("日期:昨天", Run("日期:昨天")),
        ("日期:2023-13", Run("日期:2023-13")),
        ("日期:2025..2022", Run("日期:2025..2022")),
        ("昆明~2", Run("昆明~2")),
        ("昆明^3", Run("昆明^3")),
        ("*昆明", Run("*昆明")),
        ("昆*明", Run("昆*明")),
        ("+昆明", Run("+昆明")),
        ("[昆明", Run("[昆明")),
        ("(昆明", A),
        ('昆明"', Run('昆明"')),
        ("昆明 。", A),
        ("昆明 NOT", A),
        ("-昆明", A),
        ("昆明 ||", A),
        ("昆明 OR", A),
        ("OR 昆明", A),
        ("— OR", Run("OR")),
        ("NOT 、", Run("NOT")),
        ("昆明 AND", A),
        ("AND 昆明", A),
        ("昆明 AND AND 产改", And((A, B))),
        ("昆明 and 产改", And((A, Run("and"), B))),
        ('"昆明"~5', And((Phrase("昆明"), Run("~5")))),
        ("昆明 NEAR/5 产改", And((A, Run("NEAR/5"), B))),
        ("昆明|产改", Run("昆明|产改")),
        ("日期>2022", Run("日期>2022")),
        ("{!lucene}昆明", Run("{!lucene}昆明")),
    ],
)
def test_what_is_not_understood_is_searched_for_as_it_stands_and_said(query, tree):
    found = parse(query)
    assert found.tree == tree
    assert found.notices


@pytest.mark.parametrize("query", ["。", '"，。"', "——", "((", '"" ', "-", "\ud800"])
def test_a_query_of_marks_alone_finds_nothing_and_says_why(query):
    found = parse(query)
    assert found.tree == Nothing()
    assert found.notices


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("工" * (MAX_LENGTH + 1), MAX_LENGTH),
        ("\ufdfa" * (MAX_LENGTH // 10), MAX_LENGTH),
        ("1 " * (MAX_CLAUSES + 1), MAX_CLAUSES),
        ("(" * (MAX_DEPTH + 1) + "工" + ")" * (MAX_DEPTH + 1), MAX_DEPTH),
        ("NOT " * (MAX_DEPTH + 1) + "工", MAX_DEPTH),
        ("-" * (MAX_DEPTH + 1) + "工", MAX_DEPTH),
    ],
)
def test_a_query_beyond_a_limit_finds_nothing_and_names_the_limit(query, limit):
    found = parse(query)
    assert found.tree == Nothing()
    assert str(limit) in found.notices[0]


@given(st.text(max_size=80))
def test_any_query_has_a_tree(query):
    assert parse(query).tree is not None


@given(st.text(alphabet='工会aN1()（）"“”「」-*:： ANDORNOT标题日期\\~+', max_size=60))
def test_any_query_of_the_language_s_own_marks_has_a_tree(query):
    assert parse(query).tree is not None
