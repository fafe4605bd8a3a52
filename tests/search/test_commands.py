"""The commands of the search."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article, IndexTask
from archive.search import outbox


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_find_prints_one_object_in_the_promised_shape(new_article, indexed):
    article = new_article(headline="昆明<产改>", body="昆明“产改”<b>。")
    indexed()
    assert json.loads(run("find", "昆明", "--json")) == {
        "query": "昆明",
        "count": 1,
        "notices": [],
        "also": {},
        "meant": None,
        "hits": [
            {
                "id": article.pk,
                "url": f"/articles/{article.pk}/",
                "headline": "昆明<产改>",
                "snippet": "<mark>昆明</mark>“产改”&lt;b&gt;。",
                "marks": ["昆明"],
                "near": False,
            }
        ],
    }


def test_find_reads_a_query_a_line_and_prints_an_object_a_line(indexed, monkeypatch):
    indexed("昆明", "呈贡", "昆明 呈贡")
    monkeypatch.setattr("sys.stdin", io.StringIO('昆明\n"昆明呈贡"\n\n呈贡'))
    lines = run("find", "-", "--json", "--limit", "1").splitlines()
    answers = [json.loads(line) for line in lines]
    assert [(answer["query"], answer["count"], len(answer["hits"])) for answer in answers] == [
        ("昆明", 2, 1),
        ('"昆明呈贡"', 1, 1),
        ("", 0, 0),
        ("呈贡", 2, 1),
    ]


def test_find_says_with_every_query_what_a_reader_would_be_told_and_which_articles_only_come_near(
    indexed, monkeypatch
):
    whole, part = indexed("昆明产改", "昆明")
    monkeypatch.setattr("sys.stdin", io.StringIO("昆明产改\n呈贡昆明\n。"))
    answers = [json.loads(line) for line in run("find", "-", "--json").splitlines()]
    assert [[(hit["id"], hit["near"]) for hit in answer["hits"]] for answer in answers] == [
        [(whole.pk, False), (part.pk, True)],
        [(part.pk, True), (whole.pk, True)],
        [],
    ]
    assert [(answer["count"], len(answer["notices"])) for answer in answers] == [(1, 0), (0, 1), (0, 1)]


def test_find_tells_other_names_what_may_have_been_meant_and_the_facets(indexed):
    indexed("推进产改", "产业工人队伍建设改革", "职工代表大会")
    answer = json.loads(run("find", "产改", "--json", "--facets"))
    assert (answer["count"], answer["also"], answer["meant"]) == (2, {"产改": ["产业工人队伍建设改革"]}, None)
    assert answer["facets"]["newspaper"] == [
        {"value": "sample-daily", "label": "样例报 sample-daily", "count": 2, "inside": []}
    ]
    assert json.loads(run("find", "产改", "--json", "--only-typed"))["count"] == 1
    assert json.loads(run("find", "职工代表大绘", "--json"))["meant"] == "职工代表大会"


def test_find_reads_on_behind_a_line_that_is_no_text(indexed, monkeypatch):
    indexed("昆明")
    stream = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n" + "昆明\n".encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stream)
    counts = [json.loads(line)["count"] for line in run("find", "-", "--json").splitlines()]
    assert counts == [0, 1]


def test_find_prints_headlines_for_people(new_article, indexed):
    article = new_article(headline="昆明", body="昆明“产改”")
    indexed()
    printed = run("find", "昆明")
    assert f"/articles/{article.pk}/" in printed
    assert "昆明“产改”" in printed


def test_find_says_when_there_is_no_index(db, index_path):
    with pytest.raises(CommandError, match="rebuild_index"):
        run("find", "昆明")


def test_rebuild_index_says_how_many_articles_it_has(indexed):
    indexed("昆明", "呈贡")
    assert "2" in run("rebuild_index")


def test_index_pending_lists_what_failed_and_fails(indexed, monkeypatch):
    (article,) = indexed("昆明")
    Article.objects.update(body="呈贡")
    with monkeypatch.context() as patch:
        patch.setattr(
            outbox, "prepare_each", lambda rows: ([], {row.pk: "broken on purpose" for row in rows})
        )
        with pytest.raises(CommandError, match=f"#{article.pk}"):
            run("index_pending")
    assert IndexTask.objects.get().error == "broken on purpose"
    assert "1" in run("index_pending")
    assert not IndexTask.objects.exists()


def test_reconcile_fails_until_nothing_differs(indexed):
    (article,) = indexed("昆明")
    assert json.loads(run("reconcile", "--json")) == {"ghosts": [], "missing": [], "stale": []}
    Article.objects.update(body="呈贡")
    with pytest.raises(CommandError):
        run("reconcile")
    assert f"#{article.pk}" in run("reconcile", "--repair")
    assert "#" not in run("reconcile")
