"""What readers ask is answered well, and better than by the peers in the same run."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.relevance import corpus, report
from tests.relevance.judging import HALVES, figures, judged_queries, ndcg, recall

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["relevance"]
KINDS = {"known", "topic", "name", "alias", "number", "question"}


@pytest.fixture
def engines(db, index_path, tmp_path):
    with report.with_stories(tmp_path) as asked:
        yield asked


def test_no_figure_falls_below_its_floor_and_every_peer_stays_behind_by_its_margin(engines):
    reported = [query for query in judged_queries() if query.half == "reported"]
    ours = figures(reported, engines[report.OURS])
    fallen = {name: ours[name] for name, floor in FLOORS["reported"].items() if ours[name] < floor}
    peers = {peer: figures(reported, engines[peer])["ndcg_10"] for peer in FLOORS["ndcg_10_above"]}
    near = {
        peer: theirs
        for peer, theirs in peers.items()
        if ours["ndcg_10"] < theirs + FLOORS["ndcg_10_above"][peer]
    }
    assert (fallen, near) == ({}, {})


def test_the_judged_queries_are_many_and_of_every_kind_and_name_stories_that_there_are():
    judged = judged_queries()
    names = {text.name for text in corpus.texts()}
    assert len(judged) >= 120
    assert {query.kind for query in judged} == KINDS
    assert {query.half for query in judged} == set(HALVES)
    for query in judged:
        assert query.grades.keys() <= names, query.query
        assert set(query.grades.values()) <= {1, 2, 3}, query.query
        assert query.kind != "known" or next(iter(query.grades.values())) == 3, query.query


def test_the_figures_are_what_they_are_called():
    grades = {"a": 3, "b": 2, "c": 1}
    assert ndcg(["a", "b", "c"], grades) == 1
    assert ndcg(["x", "y"], grades) == 0
    assert 0 < ndcg(["c", "b", "a"], grades) < 1
    assert recall(["b"], grades) == 0.5
    assert recall(["x"] * 50 + ["a", "b"], grades) == 0


def test_an_engine_that_lists_a_story_twice_is_not_measured():
    with pytest.raises(ValueError, match="a"):
        figures(judged_queries()[:1], lambda query: ["a", "a"])
