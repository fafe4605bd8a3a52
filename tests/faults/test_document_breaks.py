"""R9: one article that cannot be prepared keeps no other from the index, is listed, and holds nothing up."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article, IndexTask
from archive.search import outbox
from archive.search.find import find
from archive.search.indexes import ArticleIndex

COMMANDS = {
    "index_pending": (),
    "rebuild_index": (),
    "update_index": ("archive", "--batch-size", "2", "--verbosity", "0"),
}


@pytest.fixture
def broken(indexed, monkeypatch) -> Article:
    """One of five changed articles, whose headline cannot be read."""
    articles = indexed(*("昆明" for _ in range(5)))
    with outbox.paused():
        Article.objects.update(body="呈贡")

    def prepare_headline(self, article: Article) -> str:
        if article == articles[2]:
            raise ZeroDivisionError("broken on purpose")
        return article.headline

    monkeypatch.setattr(ArticleIndex, "prepare_headline", prepare_headline)
    return articles[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_others_are_indexed_and_the_broken_one_is_listed_and_waits(broken, command):
    with pytest.raises(CommandError, match=f"#{broken.pk}"):
        call_command(command, *COMMANDS[command], stdout=io.StringIO(), stderr=io.StringIO())
    assert find("呈贡").count == 4
    task = IndexTask.objects.filter(article_id=broken.pk).latest("pk")
    assert "ZeroDivisionError: broken on purpose" in task.error


def test_once_it_is_mended_the_next_run_indexes_it(broken, monkeypatch):
    with pytest.raises(CommandError):
        call_command("index_pending", stdout=io.StringIO())
    monkeypatch.undo()
    call_command("index_pending", stdout=io.StringIO())
    assert find("呈贡").count == 5
    assert not IndexTask.objects.exists()
