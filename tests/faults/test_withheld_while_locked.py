"""R1: what is deleted or withheld while the index cannot be written is gone from every answer at once."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from archive.models import Article
from archive.search import outbox
from archive.search import rebuild as rebuilding
from archive.search.find import find

pytestmark = pytest.mark.django_db(transaction=True)


def save_withheld(article: Article) -> None:
    article.state = Article.State.WITHHELD
    article.save()


def update_withheld(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(state=Article.State.WITHHELD)


def delete(article: Article) -> None:
    article.delete()


def delete_set(article: Article) -> None:
    Article.objects.filter(pk=article.pk).delete()


CHANGES = [save_withheld, update_withheld, delete, delete_set]


def found_by_command(query: str) -> tuple[int, list[int]]:
    out = io.StringIO()
    call_command("find", query, "--json", stdout=out)
    answer = json.loads(out.getvalue())
    return answer["count"], [hit["id"] for hit in answer["hits"]]


@pytest.mark.parametrize("change", CHANGES)
def test_gone_at_once_while_another_process_holds_the_lock_and_for_good_afterwards(
    indexed, locked_elsewhere, client, change
):
    gone, kept = indexed("昆明产改", "昆明联链")
    with locked_elsewhere():
        change(gone)
        assert found_by_command("昆明") == (1, [kept.pk])
        page = client.get("/search/", {"q": "昆明"})
        assert f"/articles/{gone.pk}/" not in page.text
        assert find("昆明").notices
    assert outbox.drain().is_complete
    assert found_by_command("昆明") == (1, [kept.pk])
    assert not find("昆明").notices


@pytest.mark.parametrize("change", CHANGES)
def test_gone_at_once_while_the_index_is_rebuilt_and_not_brought_back_by_it(indexed, monkeypatch, change):
    gone, kept = indexed("昆明产改", "昆明联链")
    prepare_each = rebuilding.prepare_each

    def changing(rows):
        prepared = prepare_each(rows)
        change(gone)
        assert found_by_command("昆明") == (1, [kept.pk])
        return prepared

    monkeypatch.setattr(rebuilding, "prepare_each", changing)
    rebuilding.rebuild()
    assert found_by_command("昆明") == (1, [kept.pk])
    assert not find("昆明").notices
