"""Claims about interruption: killed at any moment and run again, an import ends where one clean run ends."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

# What a clock or a run's own number writes; everything else has to be the same.
CLOCK = {"started_at", "finished_at", "received_at", "created_at", "changed_at", "written_at", "retired_at"}
# Seconds in which a run has to store one more file, start included; a run that hangs fails the test.
PATIENCE = 60


@pytest.fixture(scope="module")
def empty_archive(root, tmp_path_factory) -> Path:
    """A data folder with nothing but tables."""
    data = tmp_path_factory.mktemp("archive")
    manage(root, data, "migrate", "-v0").wait()
    return data


def manage(root: Path, data: Path, *arguments: str) -> subprocess.Popen:
    environment = {**os.environ, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def stored(data: Path) -> int:
    """How many files the archive holds at this moment."""
    with closing(sqlite3.connect(data / "archive.sqlite3", timeout=PATIENCE)) as database:
        return database.execute("SELECT count(*) FROM archive_sourcefile").fetchone()[0]


def kill_after(root: Path, data: Path, folder: Path, files: int, workers: int) -> None:
    """Start an import and kill it as soon as it has stored so many files more, wherever it is just then."""
    goal = stored(data) + files
    process = manage(root, data, "import_texts", str(folder), "--workers", str(workers))
    deadline = time.monotonic() + PATIENCE
    while stored(data) < goal and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()


def contents(data: Path) -> dict[str, list[dict]]:
    """Every row of every table of ours, but for the clock."""
    with closing(sqlite3.connect(data / "archive.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        tables = [
            row[0]
            for row in database.execute(
                "SELECT name FROM sqlite_master WHERE name LIKE 'archive_%' AND type='table'"
            )
        ]
        return {
            table: [
                {key: row[key] for key in row.keys() if key not in CLOCK}  # noqa: SIM118  # a Row is no mapping
                for row in database.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
            ]
            for table in tables
        }


@pytest.fixture
def killed_and_run_again(root, tmp_path, empty_archive, folder) -> Callable[..., tuple[dict, dict]]:
    """The contents after a clean run, and after a run that was killed so many times and then let finish."""

    def run(*, kills: int, workers: int) -> tuple[dict, dict]:
        chance = random.Random(20230615)
        clean, broken = (
            Path(shutil.copytree(empty_archive, tmp_path / name)) for name in ("clean", "broken")
        )
        assert manage(root, clean, "import_texts", str(folder)).wait() == 0
        step = stored(clean) // (kills + 1)
        for _ in range(kills):
            kill_after(root, broken, folder, chance.randint(0, 2 * step - 1), workers)
        assert manage(root, broken, "import_texts", str(folder), "--workers", str(workers)).wait() == 0
        return contents(clean), contents(broken)

    return run


@pytest.fixture
def many(write, clean):
    """Write so many clean files that differ."""

    def write_many(count: int) -> None:
        for number in range(count):
            text = f"第{number}号车间的{number * 7}名职工参加了样例技能比武。" * 5
            header = {"newspaper": "样例报", "date": f"2023-06-{1 + number % 28:02}"}
            write(f"{number:04}.txt", clean(f"第{number}篇", text, **header))

    return write_many


@pytest.mark.parametrize("workers", [1, 2])
def test_killed_and_run_again_ends_as_one_clean_run(killed_and_run_again, many, workers):
    many(60)
    clean, broken = killed_and_run_again(kills=4, workers=workers)
    assert len(clean["archive_sourcefile"]) == 60
    assert broken == clean


@pytest.mark.full
def test_killed_twenty_times_over_a_thousand_files_ends_as_one_clean_run(killed_and_run_again, many):
    many(1000)
    clean, broken = killed_and_run_again(kills=20, workers=2)
    assert len(clean["archive_sourcefile"]) == 1000
    assert broken == clean


def test_the_workers_of_a_killed_import_end_with_it(root, tmp_path, empty_archive, folder, many):
    many(40)
    data = Path(shutil.copytree(empty_archive, tmp_path / "archive"))
    process = manage(root, data, "import_texts", str(folder), "--workers", "2")
    deadline = time.monotonic() + PATIENCE
    while len(of_session(process.pid)) < 3 and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    while of_session(process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def of_session(session: int) -> list[int]:
    """The living processes of a session."""
    living = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (entry / "stat").exists():
            state, _, _, its_session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                living.append(int(entry.name))
    return living
