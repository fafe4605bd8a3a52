"""Everything a reader meets is in both languages, and the catalogue is what the code asks for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

CATALOGUE = Path("archive/locale/zh_Hans/LC_MESSAGES/django.po")


@pytest.fixture(scope="module")
def catalogue(root) -> polib.POFile:
    return polib.pofile(str(root / CATALOGUE))


def keys_of(catalogue: polib.POFile) -> set[tuple[str, str]]:
    return {(entry.msgctxt or "", entry.msgid) for entry in catalogue if not entry.obsolete}


def test_every_message_has_its_chinese(catalogue):
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []


def test_no_translation_is_a_guess(catalogue):
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_the_compiled_catalogue_is_the_written_one(root, catalogue):
    compiled = polib.mofile(str((root / CATALOGUE).with_suffix(".mo")))
    assert {(entry.msgid, entry.msgstr) for entry in compiled if not entry.msgid_plural} == {
        (entry.msgid, entry.msgstr) for entry in catalogue if not entry.msgid_plural and not entry.obsolete
    }


def test_the_catalogue_holds_exactly_what_code_and_templates_ask_for(root, catalogue, tmp_path):
    for part in ("archive", "templates"):
        shutil.copytree(root / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "manage.py", tmp_path)
    command = [sys.executable, "manage.py", "makemessages", "-l", "zh_Hans", "--no-obsolete", "-v", "0"]
    subprocess.run(
        [*command, "-i", "archive/migrations/*"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data")},
        check=True,
    )
    assert keys_of(polib.pofile(str(tmp_path / CATALOGUE))) == keys_of(catalogue)
