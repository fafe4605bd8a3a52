"""The outbox: what is saved is found, what is rolled back never was, and what fails is kept and tried again."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import suppress

import pytest
from django.db import transaction
from haystack import connections

from archive.errors import IndexUnavailable
from archive.models import Article, IndexTask, Issue
from archive.search import lock, outbox
from archive.search.find import find
from archive.search.indexes import ArticleIndex
from archive.search.rebuild import rebuild

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(new_article) -> Article:
    made = new_article(body="昆明")
    rebuild()
    return made


def test_a_saved_article_is_found_by_its_new_words_and_not_by_its_old(article):
    article.body = "呈贡"
    article.save()
    assert find("呈贡").count == 1
    assert find("昆明").count == 0
    assert not IndexTask.objects.exists()


@pytest.mark.usefixtures("article")
def test_changes_made_in_bulk_are_found(new_article):
    Article.objects.update(body="联链")
    assert find("联链").count == 1
    Article.objects.all().delete()
    assert find("联链").count == 0
    assert not IndexTask.objects.exists()


def test_an_article_withheld_leaves_the_index_and_comes_back(article):
    Article.objects.update(state=Article.State.WITHHELD)
    assert find("昆明").count == 0
    Article.objects.update(state=Article.State.PUBLISHED)
    assert find("昆明").count == 1


def test_an_issue_dated_anew_and_a_page_moved_are_found_by_their_new_date(article):
    issue = article.page.issue
    issue.date = dt.date(1949, 10, 1)
    issue.save()
    assert find("昆明 日期:1949").count == 1
    article.page.issue = Issue.objects.create(
        newspaper=issue.newspaper, date=dt.date(1950, 5, 1), date_certainty="printed"
    )
    article.page.save()
    assert find("昆明 日期:1949").count == 0
    assert find("昆明 日期:1950").count == 1


class Undone(Exception):
    """Raised to roll back."""


def save(article: Article) -> None:
    article.body = "呈贡"
    article.save()


def update(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(body="呈贡")


@pytest.mark.parametrize("change", [save, update, Article.delete])
def test_what_is_rolled_back_never_reaches_the_index(article, change):
    with suppress(Undone), transaction.atomic():
        change(article)
        raise Undone
    assert find("昆明").count == 1
    assert find("呈贡").count == 0
    assert not IndexTask.objects.exists()


def test_while_paused_tasks_wait_for_the_caller_to_drain(article):
    with outbox.paused():
        Article.objects.update(body="呈贡")
    assert IndexTask.objects.count() == 1
    assert outbox.drain().done == 1
    assert find("呈贡").count == 1


def test_a_save_while_the_index_is_locked_is_quick_and_its_task_waits(article, index_path):
    with lock.held(index_path):
        begin = time.monotonic()
        Article.objects.update(body="呈贡")
        assert time.monotonic() - begin < 1
    assert IndexTask.objects.count() == 1
    report = outbox.drain()
    assert (report.done, report.is_complete) == (1, True)
    assert find("呈贡").count == 1


def test_a_failed_write_keeps_the_save_and_the_task_and_a_retry_does_exactly_that(article, monkeypatch):
    backend = connections["default"].get_backend()
    with monkeypatch.context() as patch:
        patch.setattr(backend.folder, "writer", full_disk)
        Article.objects.update(body="呈贡")
        report = outbox.drain()
    assert Article.objects.get().body == "呈贡"
    task = IndexTask.objects.get()
    assert task.article_id == article.pk
    assert task.attempts == 2
    assert "No space left" in task.error
    assert not report.is_complete
    assert outbox.drain().done == 1
    assert find("呈贡").count == 1


def test_a_lock_that_another_program_holds_is_waited_for_and_not_taken_for_damage(article):
    foreign = connections["default"].get_backend().folder.writer()
    Article.objects.update(body="呈贡")
    foreign.cancel()
    assert "锁住" in IndexTask.objects.get().error
    assert outbox.drain().is_complete
    assert find("呈贡").count == 1


def full_disk():
    raise OSError(28, "No space left on device")


def test_an_article_that_cannot_be_prepared_is_listed_and_the_others_are_indexed(
    article, new_article, monkeypatch
):
    with outbox.paused():
        others = [new_article(body="呈贡") for _ in range(3)]
        article.save()
    with monkeypatch.context() as patch:
        patch.setattr(ArticleIndex, "prepare_headline", fails_for(article))
        report = outbox.drain()
    assert report.failed == (article.pk,)
    assert report.done == len(others)
    assert find("呈贡").count == len(others)
    assert "broken on purpose" in IndexTask.objects.get().error
    assert outbox.drain().is_complete


def fails_for(broken: Article):
    def prepare_headline(self, article: Article) -> str:
        if article == broken:
            raise RuntimeError("broken on purpose")
        return article.headline

    return prepare_headline


def test_without_an_index_saves_succeed_and_wait_for_the_first_rebuild(new_article):
    new_article(body="昆明")
    assert IndexTask.objects.count() == 1
    assert rebuild() == 1
    assert not IndexTask.objects.exists()
    assert find("昆明").count == 1


def test_a_damaged_index_does_not_break_a_save(article, index_path):
    for path in index_path.glob("index-*/*"):
        path.write_bytes(b"")
    Article.objects.update(body="呈贡")
    assert IndexTask.objects.count() == 1
    with pytest.raises(IndexUnavailable):
        find("呈贡")
    rebuild()
    assert find("呈贡").count == 1
