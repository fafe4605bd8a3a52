"""`make run` sets up an archive once; afterwards it leaves it alone."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from archive.models import Article, Figure, ImportBatch, Initiative, Mention, Region, SourceFile

# Figures that the curated records hold, and of these, how many at least find their sentence whole on the page.
CURATED_FIGURES, PROVEN_AT_LEAST = 38, 33

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    """An index and static files of this test's own."""
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"


def set_up(**options) -> str:
    out = StringIO()
    call_command("set_up", stdout=out, **options)
    return out.getvalue()


def row_counts() -> dict[str, int]:
    kept = (Article, Figure, ImportBatch, Initiative, Mention, Region, SourceFile, User)
    return {model.__name__: model.objects.count() for model in kept}


def test_a_fresh_archive_holds_the_real_page_its_records_and_an_editor():
    out = set_up()
    assert Article.objects.published().count() == 9
    assert Region.objects.provinces().count() == 34
    assert Initiative.objects.count() >= 7
    assert Figure.objects.accepted().count() + out.count("Left out") == CURATED_FIGURES
    assert Figure.objects.accepted().count() >= PROVEN_AT_LEAST
    password = re.search(r"password: (\S+)", out)
    assert password
    assert User.objects.get(username="editor").check_password(password[1])


def test_each_initiative_of_the_real_page_leads_to_its_article():
    set_up()
    for initiative in Initiative.objects.all():
        assert Article.objects.about(initiative).exists(), initiative


def test_a_second_run_changes_nothing_and_tells_no_password():
    set_up()
    before = row_counts()
    assert "password" not in set_up()
    assert row_counts() == before


def test_what_an_editor_deleted_does_not_come_back():
    set_up()
    Initiative.objects.all().delete()
    set_up()
    assert not Initiative.objects.exists()


def test_a_start_that_is_stopped_half_way_begins_anew(monkeypatch):
    monkeypatch.setattr("archive.management.commands.set_up.RECORDS", "no-such-folder", raising=True)
    with pytest.raises(Exception, match="no-such-folder"):
        set_up()
    assert not ImportBatch.objects.exists()
    monkeypatch.undo()
    set_up()
    assert Article.objects.published().count() == 9
