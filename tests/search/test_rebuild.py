"""Rebuilding: beside, then swapped; readers never see it half done."""

from __future__ import annotations

import stat
from contextlib import suppress

import pytest
from haystack import connections

from archive.errors import IndexBusy, IndexUnavailable
from archive.models import Article, IndexTask
from archive.search import lock, outbox
from archive.search import rebuild as module
from archive.search.find import find
from archive.search.indexes import ArticleIndex
from archive.search.manifest import Manifest, index_is_of_today, read_manifest, write_manifest
from archive.search.rebuild import rebuild, rebuild_if_needed


def folders(path) -> set[str]:
    return {folder.name for folder in path.glob("index-*")}


def test_readers_see_the_old_index_until_the_new_one_is_whole(indexed, new_article, monkeypatch):
    indexed("昆明")
    new_article(body="昆明")
    IndexTask.objects.all().delete()
    counts = []
    prepare_each = module.prepare_each

    def looking(rows):
        counts.append(find("昆明").count)
        return prepare_each(rows)

    monkeypatch.setattr(module, "prepare_each", looking)
    assert rebuild() == 2
    assert counts == [1]
    assert find("昆明").count == 2


def test_a_rebuild_that_breaks_leaves_the_old_index_serving_and_nothing_behind(
    indexed, index_path, monkeypatch
):
    indexed("昆明")
    before = folders(index_path)
    monkeypatch.setattr(module, "prepare_each", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rebuild()
    assert folders(index_path) == before
    assert find("昆明").count == 1


def interrupted(rows):
    raise KeyboardInterrupt


def test_what_a_killed_rebuild_left_is_swept_by_the_next(indexed, index_path):
    indexed("昆明")
    (index_path / "index-killed").mkdir()
    rebuild()
    rebuild()
    assert "index-killed" not in folders(index_path)
    assert len(folders(index_path)) == 2


def test_a_change_during_a_rebuild_is_not_lost(indexed, monkeypatch, django_capture_on_commit_callbacks):
    (article,) = indexed("昆明")
    prepare_each = module.prepare_each

    def changing(rows):
        documents = prepare_each(rows)
        Article.objects.filter(pk=article.pk).update(body="呈贡")
        assert outbox.drain().pending
        return documents

    monkeypatch.setattr(module, "prepare_each", changing)
    rebuild()
    assert find("呈贡").count == 1
    assert not IndexTask.objects.exists()


def test_an_article_that_cannot_be_prepared_is_left_out_and_listed(indexed, monkeypatch):
    broken, _kept = indexed("昆明", "昆明")

    def prepare_headline(self, article):
        if article == broken:
            raise RuntimeError("broken on purpose")
        return ""

    with monkeypatch.context() as patch:
        patch.setattr(ArticleIndex, "prepare_headline", prepare_headline)
        assert rebuild() == 1
    task = IndexTask.objects.get()
    assert task.article_id == broken.pk
    assert "broken on purpose" in task.error


def test_two_writers_do_not_meet(indexed, index_path, monkeypatch):
    indexed("昆明")
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    with lock.held(index_path), pytest.raises(IndexBusy):
        rebuild()


def test_the_lock_is_free_again_after_a_failure(index_path):
    with suppress(ValueError), lock.held(index_path):
        raise ValueError
    with lock.held(index_path):
        assert (index_path / "lock").exists()


def test_everything_in_the_index_folder_is_private(indexed, index_path):
    indexed("昆明")
    for path in (index_path, *index_path.glob("index-*")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    for name in ("manifest.json", "lock"):
        assert stat.S_IMODE((index_path / name).stat().st_mode) == 0o600


def test_an_index_of_another_dictionary_is_refused_at_start_with_the_command_that_mends_it(
    indexed, index_path
):
    indexed("昆明")
    assert index_is_of_today(None) == []
    manifest = read_manifest(index_path)
    write_manifest(index_path, Manifest(manifest.folder, manifest.schema, "another", manifest.folding))
    (error,) = index_is_of_today(None)
    assert (error.id, error.hint) == ("archive.E010", "python manage.py rebuild_index")
    rebuild_if_needed()
    assert index_is_of_today(None) == []
    assert find("昆明").count == 1


def test_a_damaged_manifest_is_refused_at_start(indexed, index_path):
    indexed("昆明")
    (index_path / "manifest.json").write_text("{", encoding="utf-8")
    assert [error.id for error in index_is_of_today(None)] == ["archive.E011"]
    rebuild_if_needed()
    assert index_is_of_today(None) == []


def test_a_missing_index_is_no_error_at_start(index_path):
    assert index_is_of_today(None) == []


def test_an_index_that_serves_is_not_rebuilt(indexed, index_path):
    indexed("昆明")
    before = folders(index_path)
    rebuild_if_needed()
    assert folders(index_path) == before


def test_the_searcher_is_kept_between_queries_and_refreshed_after_a_write(indexed):
    (article,) = indexed("昆明")
    folder = connections["default"].get_backend().folder
    kept = folder.executor()
    assert folder.executor() is kept
    Article.objects.filter(pk=article.pk).update(body="呈贡")
    outbox.drain()
    assert folder.executor() is not kept


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeroed(content: bytes) -> bytes:
    third = len(content) // 3
    return content[:third] + bytes(third) + content[2 * third :]


def inverted(content: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in content)


@pytest.mark.parametrize("damage", [truncated, zeroed, inverted])
@pytest.mark.parametrize("name", ["*.toc", "*.seg"])
def test_whatever_befalls_its_files_the_index_answers_or_says_that_it_cannot(
    indexed, index_path, name, damage
):
    indexed("昆明产改", "呈贡联链")
    for path in index_path.glob(f"index-*/{name}"):
        path.write_bytes(damage(path.read_bytes()))
    connections["default"].get_backend().folder.close()
    with suppress(IndexUnavailable):
        assert find("昆明").count in {0, 1, 2}
    rebuild()
    assert find("昆明").count == 1
