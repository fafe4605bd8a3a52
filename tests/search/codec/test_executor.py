"""The executor finds what Whoosh's own matchers find on the same index, with the same scores."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query

from archive.search.engines.whoosh.executor.executor import Executor
from archive.search.engines.whoosh.runs import Standing
from tests.search.codec.documents import (
    SCHEMA,
    WORDS,
    Twins,
    batches,
    compounds,
    multiterms,
    phrases,
    terms,
    walked,
    written_alike,
)
from tests.search.codec.model import numbers_of

MANY_QUERIES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

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


# What Whoosh's own matchers sometimes get wrong: documents that are deleted under a Not, that an AndNot should take off.
FALLIBLE = (query.Not, query.AndNot)


def executed(executor, asked):
    """What the executor finds."""
    found = executor.scored(asked)
    scores = dict(zip(found.documents.tolist(), np.round(found.scores, 6).tolist(), strict=True))
    assert list(scores) == executor.matched(asked).tolist()
    return scores


def has_fallible(asked):
    """Is there a Not or AndNot in the query?"""
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
            if expected is not None and expected.keys() == found.keys():
                assert found == pytest.approx(expected), one
            else:
                assert has_fallible(one), one
