"""The archive says at the start what would go wrong later."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from django.core.management import call_command

from archive import checks


def test_a_data_folder_that_others_can_enter_is_named(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o755)
    assert [message.id for message in checks.data_folder_is_private(None)] == ["archive.W001"]
    tmp_path.chmod(0o700)
    assert checks.data_folder_is_private(None) == []


@pytest.mark.parametrize(("version", "ids"), [("3.3.0", ["archive.E002"]), ("3.4.0", []), ("4.0.1", [])])
def test_an_unsafe_haystack_is_refused(monkeypatch, version, ids):
    monkeypatch.setattr(checks, "version", lambda name: version)
    assert [message.id for message in checks.haystack_is_safe(None)] == ids


def manage(root, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would, with this environment and no other."""
    clean = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=root,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_on_this_machine_alone_the_secret_is_made_and_kept_private(root, tmp_path):
    data = tmp_path / "data"
    assert manage(root, "check", DATA_DIR=str(data)).returncode == 0
    secret = (data / "secret").read_text()
    assert len(secret) >= 50
    assert stat.S_IMODE((data / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    manage(root, "check", DATA_DIR=str(data))
    assert (data / "secret").read_text() == secret


def test_beyond_this_machine_a_secret_must_be_given(root, tmp_path):
    done = manage(root, "check", DATA_DIR=str(tmp_path / "data"), HOST="0.0.0.0")  # noqa: S104
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


def test_a_site_beyond_this_machine_passes_djangos_deployment_checks(root, tmp_path):
    done = manage(
        root,
        "check",
        "--deploy",
        "--fail-level=WARNING",
        DATA_DIR=str(tmp_path / "data"),
        HOST="0.0.0.0",  # noqa: S104
        ALLOWED_HOSTS="archive.example.org",
        SECRET_KEY="k" * 25 + "0123456789abcdefghijklmnopq",
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
