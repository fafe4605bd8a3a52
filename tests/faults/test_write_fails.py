"""R8: an index that cannot be written fails loudly, keeps the save, and a retry does exactly what is left."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.core.management import CommandError, call_command
from haystack import connections

from archive.models import Article, IndexTask
from archive.search import outbox
from archive.search.find import find

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def full_disk(bytes_left: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: what a writer meets is an error of the system, in its own code."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def index_pending() -> str:
    out = io.StringIO()
    call_command("index_pending", stdout=out)
    return out.getvalue()


@pytest.fixture
def changed(indexed) -> list[Article]:
    """Three articles, two of which were changed and wait for the index."""
    articles = indexed("昆明", "昆明", "昆明")
    with outbox.paused():
        Article.objects.filter(pk__in=[article.pk for article in articles[:2]]).update(body="呈贡" * 400)
    return articles


@pytest.mark.parametrize("bytes_left", [1, 300, 2_000])
def test_a_write_that_fails_lists_its_articles_and_a_retry_writes_exactly_those(
    changed, monkeypatch, bytes_left
):
    with full_disk(bytes_left), pytest.raises(CommandError) as failure:
        index_pending()
    for article in changed[:2]:
        assert f"#{article.pk}" in str(failure.value)
    assert f"#{changed[2].pk}" not in str(failure.value)
    assert {task.article_id for task in IndexTask.objects.all()} == {article.pk for article in changed[:2]}
    assert all(task.attempts and "File too large" in task.error for task in IndexTask.objects.all())
    assert Article.objects.filter(body__startswith="呈贡").count() == 2

    written = []
    backend = connections["default"].get_backend()
    change = backend.change
    monkeypatch.setattr(backend, "change", lambda new, gone: (written.extend(new), change(new, gone)))
    index_pending()
    assert {int(document["django_id"]) for document in written} == {article.pk for article in changed[:2]}
    assert (find("呈贡").count, find("昆明").count) == (2, 1)


def test_the_old_index_answers_while_the_disk_is_full(changed):
    with full_disk(1):
        with suppress(CommandError):
            index_pending()
        assert find("昆明").count == 3
        assert find("昆明").notices


@pytest.mark.parametrize("bytes_left", [1, 2_000])
def test_a_rebuild_that_fails_says_so_and_leaves_the_old_index_serving(changed, index_path, bytes_left):
    index_pending()
    before = {folder.name for folder in index_path.glob("index-*")}
    with full_disk(bytes_left), pytest.raises(CommandError, match="File too large"):
        call_command("rebuild_index", stdout=io.StringIO())
    assert {folder.name for folder in index_path.glob("index-*")} == before
    assert find("呈贡").count == 2


def test_update_index_that_fails_says_so(changed):
    with full_disk(1), pytest.raises(CommandError, match="File too large"):
        call_command("update_index", "archive", verbosity=0, stdout=io.StringIO())
    call_command("update_index", "archive", verbosity=0, stdout=io.StringIO())
    index_pending()
    assert find("呈贡").count == 2
