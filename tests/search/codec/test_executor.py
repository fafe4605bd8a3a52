"""The executor finds what Whoosh's own matchers find on the same index, with the same scores."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query, scoring
from whoosh.query import spans

from archive.search.engines.whoosh.executor.executor import Executor
from archive.search.engines.whoosh.executor.found import NOTHING, Found, summed
from archive.search.engines.whoosh.runs import Standing
from tests.search.codec.documents import (
    SCHEMA,
    WORDS,
    Twins,
    batches,
    compounds,
    found_by,
    multiterms,
    phrases,
    terms,
    walked,
    written_alike,
)
from tests.search.codec.model import numbers_of

MANY_QUERIES = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

standing = st.builds(
    Standing,
    st.lists(st.text("工会昆aB1+，𠮷", min_size=1, max_size=5).map(str.lower), max_size=3),
    st.sampled_from([("exact",), ("exact", "missing")]),
    st.sampled_from([1.0, 10_000.0]),
    st.sampled_from([(), ("text", "ranked")]),
)
long_phrases = st.builds(
    query.Phrase,
    st.just("text"),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    slop=st.sampled_from([1, 2, 3]),
    boost=st.sampled_from([1.0, 2.0]),
)
queries = st.recursive(st.one_of(terms, multiterms, phrases, long_phrases, standing), compounds, max_leaves=6)


# What Whoosh's own matchers sometimes get wrong: under a Not, documents that are deleted; under an AndNot, the first that it
# should take off; under a DisjunctionMax, the score, for which the other query's next document counts too.
FALLIBLE = (query.Not, query.AndNot, query.DisjunctionMax)


def executed(executor, asked):
    """What the executor finds."""
    found = executor.scored(asked)
    scores = dict(zip(found.documents.tolist(), np.round(found.scores, 6).tolist(), strict=True))
    assert list(scores) == executor.matched(asked).tolist()
    return scores


def has_fallible(asked):
    """Is there any of these in the query?"""
    return isinstance(asked, FALLIBLE) or any(map(has_fallible, asked.children()))


@MANY_QUERIES
@given(
    written=batches,
    gone=st.sets(st.integers(0, 20), max_size=4),
    asked=st.lists(queries, min_size=8, max_size=20),
)
def test_every_query_finds_what_the_documents_say_and_scores_as_whoosh_does(written, gone, asked):
    with TemporaryDirectory() as place:
        twins = written_alike(Twins(Path(place), SCHEMA), written, gone)
        searcher = twins.arrays.searcher()
        executor = Executor(searcher)
        documents = list(chain.from_iterable(written))
        for one in asked:
            found, expected = executed(executor, one), walked(searcher, one)
            assert list(found) == numbers_of(one, documents, gone, searcher.reader()), one
            if not has_fallible(one):
                assert found == pytest.approx(expected), one


@MANY_QUERIES
@given(written=batches)
def test_the_greatest_score_of_some_queries_is_the_score_of_the_best_of_them(written):
    with TemporaryDirectory() as place:
        executor = Executor(written_alike(Twins(Path(place), SCHEMA), written).arrays.searcher())
        asked = [query.Term("text", "工会"), query.Term("text", "a", boost=2.0), query.Prefix("text", "m")]
        each = [executed(executor, one) for one in asked]
        best = {
            number: max(scores.get(number, 0.0) for scores in each) for scores in each for number in scores
        }
        assert executed(executor, query.DisjunctionMax(asked)) == pytest.approx(best)


@MANY_QUERIES
@given(written=batches)
def test_what_the_executor_does_not_know_is_walked_by_whooshs_own_matchers(written):
    with TemporaryDirectory() as place:
        searcher = written_alike(Twins(Path(place), SCHEMA), written).arrays.searcher()
        words = [query.Term("text", "工会"), query.Term("text", "a")]
        for one in (
            spans.SpanNear2(words, slop=3, ordered=False),
            spans.SpanNear(*words, slop=2, ordered=False),
            query.Or(words, scale=0.5),
            query.Variations("text", "abc"),
        ):
            within = query.ConstantScoreQuery(query.AndMaybe(one, query.Term("text", "z")))
            for asked in (one, within):
                assert executed(Executor(searcher), asked) == pytest.approx(found_by(searcher, asked)), one


def test_scores_follow_the_collection_as_it_grows_and_shrinks(tmp_path):
    twins = Twins(tmp_path, SCHEMA)
    asked = query.Or([query.Term("text", "工会"), query.Term("ranked", "工会")])
    for turn in range(6):
        length = 2 ** (turn + 3)
        twins.write([{"text": "工会 " + "a " * length, "ranked": "工会" * turn} for _ in range(3)], [turn])
        stock, ours = twins.searchers()
        assert executed(Executor(ours), asked) == pytest.approx(found_by(stock, asked))


def test_a_searcher_that_weighs_otherwise_is_refused(tmp_path):
    searcher = Twins(tmp_path, SCHEMA).arrays.searcher(weighting=scoring.TF_IDF())
    with pytest.raises(TypeError, match="TF_IDF"):
        Executor(searcher)


def test_documents_that_no_part_of_a_query_scores_score_nothing():
    for count in (5, 5_000):
        assert summed([], np.array([0, 2], np.uint16), count).tolist() == [0, 0]
        assert summed([Found.alike(NOTHING, 1.0)], np.array([0, 2], np.uint16), count).tolist() == [0, 0]
