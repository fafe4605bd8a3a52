"""R7: what is rolled back leaves the index as it was, wherever in nested transactions it stood."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction

from archive.models import Article, IndexTask
from archive.search import outbox
from archive.search.find import find

pytestmark = pytest.mark.django_db(transaction=True)


class Undone(Exception):
    """Raised to roll back."""


def save(article: Article) -> None:
    article.body = "呈贡"
    article.save()


def update(article: Article) -> None:
    Article.objects.update(body="呈贡")


def add(article: Article) -> None:
    Article.objects.create(
        page=article.page, source=article.source, position=9, first_line=9, first_start=9, body="呈贡"
    )


CHANGES = [save, update, add, Article.delete]


@pytest.fixture
def article(indexed) -> Article:
    (made,) = indexed("昆明")
    return made


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_is_rolled_back_never_reaches_the_index(article, change):
    with suppress(Undone), transaction.atomic():
        change(article)
        raise Undone
    assert (find("昆明").count, find("呈贡").count) == (1, 0)
    assert not IndexTask.objects.exists()


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_undone_to_a_savepoint_leaves_what_stood_before_it(article, change):
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(body="昆明联链")
        with suppress(Undone), transaction.atomic():
            change(Article.objects.get(pk=article.pk))
            raise Undone
    assert (find("联链").count, find("呈贡").count) == (1, 0)
    assert not IndexTask.objects.exists()


def test_a_drain_inside_a_transaction_that_is_rolled_back_is_mended_by_reconciling(article):
    from archive.search.reconcile import compare, repair  # noqa: PLC0415

    with suppress(Undone), outbox.paused(), transaction.atomic():
        update(article)
        outbox.drain()
        raise Undone
    repair(compare())
    assert (find("昆明").count, find("呈贡").count) == (1, 0)
