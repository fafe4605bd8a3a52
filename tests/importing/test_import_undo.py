"""Claims about taking back a batch."""

import pytest

from archive.desk.correct import correct
from archive.errors import BatchNotUndoable
from archive.importing.store.undo import undo
from archive.models import (
    Article,
    Doubt,
    FileReport,
    ImportBatch,
    Issue,
    Newspaper,
    Page,
    RetiredArticle,
    SourceFile,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blocks")]

FIRST = "甲市总工会走访职工\n甲市总工会近日走访三家企业，听取职工对食堂和宿舍的意见。\n\n乙县比武\n乙县二十支班组参加焊接比武。"
SECOND = FIRST.replace("三家", "五家").replace("\n\n乙县比武\n乙县二十支班组参加焊接比武。", "")


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create(username="editor")


def test_an_undone_batch_leaves_nothing_but_the_addresses_it_gave(write, bring_in, client):
    write("版.txt", FIRST)
    batch = bring_in().batch
    keys = set(Article.objects.values_list("pk", flat=True))
    undone = undo(batch.pk)
    assert (undone.files, undone.articles, undone.restored) == (1, 2, 0)
    for model in (Article, SourceFile, Page, Issue, Newspaper):
        assert not model.objects.exists(), model
    assert set(RetiredArticle.objects.values_list("pk", flat=True)) == keys
    assert {client.get(f"/articles/{key}/").status_code for key in keys} == {410}
    batch.refresh_from_db()
    assert (batch.state, batch.undone_at is not None) == (ImportBatch.State.UNDONE, True)
    assert FileReport.objects.filter(batch=batch).count() == 1


def test_what_was_there_before_the_batch_stays(write, bring_in, clean):
    kept = write("a.txt", clean("甲", newspaper="样例报", date="2023-06-15", page="1"))
    bring_in(kept)
    other = write(
        "b.txt", clean("乙", "另一篇全然不同的正文。", newspaper="样例报", date="2023-06-15", page="1")
    )
    undo(bring_in(other).batch.pk)
    assert Article.objects.get().headline == "甲"
    assert Page.objects.get().code == "p1"


def test_an_undone_import_can_be_made_again_and_never_reuses_an_address(write, bring_in):
    write("版.txt", FIRST)
    undo(bring_in().batch.pk)
    again = bring_in()
    assert again.batch is not None
    assert not set(RetiredArticle.objects.values_list("pk", flat=True)) & set(
        Article.objects.values_list("pk", flat=True)
    )


def test_undoing_a_new_version_brings_the_earlier_one_back(write, bring_in, maps_back):
    write("版.txt", FIRST)
    bring_in()
    first = Article.objects.get(position=1).pk
    write("版.txt", SECOND)
    undone = undo(bring_in().batch.pk)
    assert undone.restored == 1
    assert bytes(SourceFile.objects.get().content).decode() == FIRST
    assert "三家" in Article.objects.get(pk=first).body
    assert sorted(Article.objects.values_list("headline", flat=True)) == ["乙县比武", "甲市总工会走访职工"]
    assert all(map(maps_back, Article.objects.all()))


def test_a_batch_with_a_newer_version_upon_it_is_not_undone_first(write, bring_in):
    write("版.txt", FIRST)
    first = bring_in().batch
    write("版.txt", SECOND)
    second = bring_in().batch
    with pytest.raises(BatchNotUndoable, match=f"#{second.pk}"):
        undo(first.pk, force=True)
    undo(second.pk)
    undo(first.pk)
    assert not SourceFile.objects.exists()


def test_what_a_person_has_worked_on_is_undone_only_by_force(write, bring_in, editor):
    write("版.txt", FIRST)
    batch = bring_in().batch
    article = Article.objects.get(position=1)
    correct(article, {"headline": "改过的标题"}, editor)
    with pytest.raises(BatchNotUndoable, match=f"#{article.pk}.*--force"):
        undo(batch.pk)
    assert Article.objects.count() == 2
    undo(batch.pk, force=True)
    assert not Article.objects.exists()


def test_a_decision_on_a_doubt_is_a_persons_work_too(write, bring_in):
    write("版.txt", FIRST)
    batch = bring_in().batch
    article = Article.objects.get(position=1)
    Doubt.objects.create(
        article=article, field="body", at=3, p=0.5, state="confirmed", decided_at=batch.started_at
    )
    with pytest.raises(BatchNotUndoable):
        undo(batch.pk)


def test_force_takes_back_a_new_version_that_a_person_has_corrected(write, bring_in, editor):
    write("版.txt", FIRST)
    bring_in()
    write("版.txt", SECOND)
    batch = bring_in().batch
    correct(Article.objects.get(position=1), {"body": "编辑重写的正文。"}, editor)
    undo(batch.pk, force=True)
    assert Article.objects.get(headline="甲市总工会走访职工").body == "编辑重写的正文。"
    assert SourceFile.objects.count() == 1


@pytest.mark.parametrize("times", [0, 1])
def test_there_has_to_be_something_to_undo(write, bring_in, times):
    write("版.txt", FIRST)
    pk = bring_in().batch.pk
    for _ in range(times):
        undo(pk)
    with pytest.raises(BatchNotUndoable):
        undo(pk if times else pk + 99)
