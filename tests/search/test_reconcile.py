"""Comparing index and database."""

from haystack import connections

from archive.models import Article, IndexTask
from archive.search.find import find
from archive.search.reconcile import Differences, compare, repair


def test_ghosts_missing_and_stale_articles_are_told_apart_and_mended(new_article, indexed):
    articles = indexed(*("昆明" for _ in range(15)))
    ghosts, missing, stale = articles[:5], articles[5:10], articles[10:12]
    backend = connections["default"].get_backend()
    Article.objects.filter(pk__in=[a.pk for a in ghosts]).update(state=Article.State.WITHHELD)
    for article in missing:
        backend.remove(article)
    Article.objects.filter(pk__in=[a.pk for a in stale]).update(body="呈贡")
    IndexTask.objects.all().delete()
    differences = compare()
    assert differences == Differences(*(tuple(a.pk for a in group) for group in (ghosts, missing, stale)))
    assert repair(differences).is_complete
    assert compare() == Differences((), (), ())
    assert find("昆明").count == 8
