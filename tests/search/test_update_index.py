"""Haystack's own commands on our engine: nothing is lost, nothing hangs, and what failed is listed."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now, timedelta
from haystack.query import SearchQuerySet

from archive.models import Article, IndexTask
from archive.search import lock
from archive.search.engines.whoosh import backend
from archive.search.indexes import ArticleIndex

QUIET = {"verbosity": 0}


def update_index(**options) -> None:
    call_command("update_index", "archive", stdout=io.StringIO(), **QUIET, **options)


def count(word: str) -> int:
    return SearchQuerySet().filter(content=word).count()


@pytest.mark.parametrize("options", [{}, {"batchsize": 2}, {"batchsize": 2, "workers": 2}])
def test_everything_is_written_in_batches_and_by_several_processes(indexed, options):
    indexed(*("昆明" for _ in range(5)))
    Article.objects.update(body="呈贡")
    update_index(**options)
    assert (count("呈贡"), count("昆明")) == (5, 0)


def test_remove_takes_out_what_is_no_longer_published(indexed):
    withheld, _kept = indexed("昆明", "昆明")
    Article.objects.filter(pk=withheld.pk).update(state=Article.State.WITHHELD)
    update_index()
    assert count("昆明") == 2
    update_index(remove=True)
    assert count("昆明") == 1


def test_age_writes_only_what_changed_since(indexed):
    old, new = indexed("昆明", "昆明")
    Article.objects.update(body="呈贡")
    Article.objects.filter(pk=old.pk).update(changed_at=now() - timedelta(days=2))
    Article.objects.filter(pk=new.pk).update(changed_at=now())
    update_index(age=1)
    assert [int(hit.pk) for hit in SearchQuerySet().filter(content="呈贡")] == [new.pk]


def test_a_document_that_cannot_be_prepared_is_listed_waits_and_holds_up_no_other(indexed, monkeypatch):
    broken, *others = indexed(*("昆明" for _ in range(5)))
    Article.objects.update(body="呈贡")
    IndexTask.objects.all().delete()

    def prepare_headline(self, article):
        if article == broken:
            raise RuntimeError("broken on purpose")
        return ""

    with monkeypatch.context() as patch:
        patch.setattr(ArticleIndex, "prepare_headline", prepare_headline)
        with pytest.raises(CommandError, match=f"#{broken.pk} .*broken on purpose"):
            update_index(batchsize=2)
    assert count("呈贡") == len(others)
    assert [task.article_id for task in IndexTask.objects.all()] == [broken.pk]


def test_a_lock_that_is_not_let_go_ends_the_command_with_an_error(indexed, index_path, monkeypatch):
    indexed("昆明")
    monkeypatch.setattr(backend, "PATIENCE", 0.1)
    with lock.held(index_path), pytest.raises(CommandError, match="Another process"):
        update_index()


def test_without_an_index_the_command_names_the_one_that_builds_it(new_article):
    new_article(body="昆明")
    with pytest.raises(CommandError, match="rebuild_index"):
        update_index()


def test_clear_index_empties_it(indexed):
    indexed("昆明")
    call_command("clear_index", interactive=False, **QUIET, stdout=io.StringIO())
    assert SearchQuerySet().count() == 0


def test_rebuild_index_is_ours_and_never_empties_the_index_first(indexed):
    indexed("昆明")
    call_command("rebuild_index", interactive=False, stdout=io.StringIO())
    assert count("昆明") == 1
