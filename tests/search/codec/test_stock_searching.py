"""Whoosh's own searching finds on arrays what it finds on its own postings, with the same scores."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query, sorting
from whoosh.filedb.filestore import FileStorage

from archive.search.engines.whoosh.codec.codec import ArrayCodec
from tests.search.codec.documents import (
    SCHEMA,
    Twins,
    batches,
    found_by,
    queries,
    terms,
    walked,
    written_alike,
)

MANY_QUERIES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MANY_QUERIES
@given(
    written=batches,
    gone=st.sets(st.integers(0, 20), max_size=4),
    asked=st.lists(queries, min_size=8, max_size=20),
)
def test_every_query_finds_the_same_with_the_same_scores(written, gone, asked):
    with TemporaryDirectory() as place:
        twins = written_alike(Twins(Path(place), SCHEMA), written, gone)
        stock, ours = twins.searchers()
        for one in asked:
            expected = walked(stock, one)
            assert expected is None or walked(ours, one) == expected, one


@MANY_QUERIES
@given(written=batches, asked=st.lists(terms, min_size=1, max_size=4))
def test_the_best_are_the_same_where_whoosh_skips_what_cannot_be_among_them(written, asked):
    with TemporaryDirectory() as place:
        stock, ours = written_alike(Twins(Path(place), SCHEMA), written).searchers()
        for one in (query.Or(asked), query.And(asked)):
            assert list(found_by(ours, one, limit=2).values()) == list(found_by(stock, one, limit=2).values())


@MANY_QUERIES
@given(written=batches)
def test_documents_sort_and_group_the_same(written):
    with TemporaryDirectory() as place:
        stock, ours = written_alike(Twins(Path(place), SCHEMA), written).searchers()
        for by in ("date", "kind", sorting.FieldFacet("date", reverse=True)):
            asked = [searcher.search(query.Every(), limit=None, sortedby=by) for searcher in (stock, ours)]
            assert asked[0].docs() == asked[1].docs()
            assert [hit.docnum for hit in asked[0]] == [hit.docnum for hit in asked[1]]
        groups = [
            searcher.search(query.Every(), limit=None, groupedby="kind").groups()
            for searcher in (stock, ours)
        ]
        assert groups[0] == groups[1]


@MANY_QUERIES
@given(written=batches)
def test_terms_lengths_and_stored_values_are_the_same(written):
    with TemporaryDirectory() as place:
        stock, ours = (s.reader() for s in written_alike(Twins(Path(place), SCHEMA), written).searchers())
        assert list(ours.all_terms()) == list(stock.all_terms())
        assert list(ours.all_stored_fields()) == list(stock.all_stored_fields())
        for name, text in stock.all_terms():
            assert ours.doc_frequency(name, text) == stock.doc_frequency(name, text)
            assert ours.frequency(name, text) == stock.frequency(name, text)
            assert ours.term_info(name, text).max_weight() == stock.term_info(name, text).max_weight()
        for name in ("text", "ranked", "exact"):
            assert ours.field_length(name) == stock.field_length(name)
        assert list(ours.terms_from("text", "工会会")) == list(stock.terms_from("text", "工会会"))


@pytest.mark.parametrize("optimize", [False, True])
def test_whooshs_own_writer_writes_merges_and_deletes_through_the_codec(tmp_path, optimize):
    index = FileStorage(str(tmp_path)).create_index(SCHEMA)
    for text in ("工会 会员", "工会 代表 工会", "z"):
        writer = index.writer(codec=ArrayCodec())
        writer.add_document(id=text, text=text, kind="news", date=1)
        writer.commit(merge=False)
    writer = index.writer(codec=ArrayCodec())
    writer.delete_by_term("id", "z")
    writer.commit(optimize=optimize)
    with index.searcher() as searcher:
        found = searcher.search(query.Phrase("text", ["代表", "工会"]))
        assert [hit["id"] for hit in found] == ["工会 代表 工会"]
        assert searcher.doc_count() == 2
        assert len(searcher.search(query.Term("text", "z"))) == 0
        assert searcher.suggest("text", "代裹", maxdist=1) == ["代表"]
