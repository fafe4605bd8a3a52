"""A batch is taken back from the desk, by those who may and only whole."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from archive.desk.correct import correct
from archive.models import Article, RetiredArticle, SourceFile


@pytest.fixture
def undo_page(article) -> str:
    """The page that asks whether the batch of the article shall be undone."""
    return reverse("admin:archive_importbatch_undo", args=[article.source.batch_id])


def test_the_page_asks_and_changes_nothing(client, chief, article, undo_page):
    client.force_login(chief)
    assert client.get(undo_page).status_code == 200
    assert Article.objects.get() == article


def test_the_answer_takes_files_and_articles_back_and_says_who_did(client, chief, article, undo_page):
    batch = article.source.batch
    client.force_login(chief)
    client.post(undo_page)
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert not Article.objects.exists()
    assert not SourceFile.objects.exists()
    assert RetiredArticle.objects.get().pk == article.pk
    assert LogEntry.objects.get().user == chief


def test_what_a_person_worked_on_is_not_taken_back(client, chief, article, undo_page):
    correct(article, {"headline": "另一标题"}, chief)
    client.force_login(chief)
    assert 'type="submit" class="default"' not in client.get(undo_page).content.decode()
    told = client.post(undo_page, follow=True).context["messages"]
    assert [message.level_tag for message in told] == ["error"]
    assert Article.objects.get().headline == "另一标题"


def test_an_editor_neither_sees_the_way_nor_may_go_it(client, editor, article, undo_page):
    client.force_login(editor)
    report = reverse("admin:archive_importbatch_change", args=[article.source.batch_id])
    assert undo_page not in client.get(report).content.decode()
    assert client.post(undo_page).status_code == 403
    assert Article.objects.exists()


def test_the_way_is_shown_until_it_is_gone(client, chief, article, undo_page):
    client.force_login(chief)
    report = reverse("admin:archive_importbatch_change", args=[article.source.batch_id])
    assert undo_page in client.get(report).content.decode()
    client.post(undo_page)
    assert undo_page not in client.get(report).content.decode()
