"""R2: what index and database do not have alike is counted, mended, and counted again."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command
from haystack import connections

from archive.models import Article, IndexTask
from archive.search.find import find


def reconcile(*options: str) -> tuple[list[dict[str, int]], bool]:
    """The counts of each comparison, and whether the command succeeded."""
    out = io.StringIO()
    try:
        call_command("reconcile", "--json", *options, stdout=out, stderr=io.StringIO())
        succeeded = True
    except CommandError:
        succeeded = False
    printed = [json.loads(line) for line in out.getvalue().splitlines()]
    return [{kind: len(ids) for kind, ids in line.items()} for line in printed], succeeded


NOTHING = {"ghosts": 0, "missing": 0, "stale": 0}


@pytest.fixture
def differing(indexed) -> list[Article]:
    """Twenty articles: five of them only in the index, five only in the database, two changed since."""
    articles = indexed(*("昆明" for _ in range(20)))
    backend = connections["default"].get_backend()
    Article.objects.filter(pk__in=[article.pk for article in articles[:5]]).delete()
    for article in articles[5:10]:
        backend.remove(article)
    Article.objects.filter(pk__in=[article.pk for article in articles[10:12]]).update(body="呈贡")
    IndexTask.objects.all().delete()
    return articles


@pytest.mark.usefixtures("differing")
def test_ghosts_and_missing_articles_are_counted_then_mended_then_none_are_left():
    assert reconcile() == ([{"ghosts": 5, "missing": 5, "stale": 2}], False)
    assert reconcile("--repair") == ([{"ghosts": 5, "missing": 5, "stale": 2}, NOTHING], True)
    assert reconcile() == ([NOTHING], True)
    assert (find("昆明").count, find("呈贡").count) == (13, 2)


@pytest.mark.usefixtures("differing")
def test_what_cannot_be_mended_now_is_said_and_fails(locked_elsewhere):
    err = io.StringIO()
    with locked_elsewhere(), pytest.raises(CommandError):
        call_command("reconcile", "--repair", stdout=io.StringIO(), stderr=err)
    assert "Another process" in err.getvalue()
    assert reconcile("--repair")[1]


def test_an_article_that_the_index_has_twice_is_not_alike(indexed):
    (article,) = indexed("昆明")
    backend = connections["default"].get_backend()
    index = connections["default"].get_unified_index().get_index(Article)
    with backend.folder.writer() as writer:
        writer.add_document(**backend.layout.document(index.full_prepare(article)))
    assert find("昆明").count == 2
    assert reconcile() == ([{"ghosts": 0, "missing": 0, "stale": 1}], False)
    assert reconcile("--repair")[0][-1] == NOTHING
    assert find("昆明").count == 1
