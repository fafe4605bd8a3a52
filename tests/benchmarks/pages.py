# ruff: noqa: E402  # Django is set up before anything of it is imported
"""The search page over HTTP, with facets: clients that ask once a second each, against the server as `make run` starts it.

DATA_DIR=FOLDER python -m tests.benchmarks.pages ours COUNT
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from tests.benchmarks import ours, shapes
from tests.benchmarks.measuring import Times

CLIENTS, REQUESTS, INTERVAL = 20, 20, 1.0
HOST = "127.0.0.1"
WORKERS, THREADS = 2, 4
# How long the server may take to start, in seconds.
PATIENCE = 60
TICKS = os.sysconf("SC_CLK_TCK")


def measured(queries: list[str]) -> dict[str, object]:
    """CPU of the server's processes a page, how long a client waits, and how many answers were no page."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", f"{HOST}:{port}"),
        *(
            "--workers",
            str(WORKERS),
            "--threads",
            str(THREADS),
            "--limit-request-line",
            "8190",
            "--no-control-socket",
        ),
    ]
    server = subprocess.Popen(command)
    try:
        _wait_for(port)
        for query in queries:  # every process has its index open and its templates read
            _ask(port, query)
        before = _cpu(server.pid)
        with ThreadPoolExecutor(CLIENTS) as clients:
            asked = [islice(cycle(queries), number, number + REQUESTS) for number in range(CLIENTS)]
            waits = [
                wait for several in clients.map(lambda one: _client(port, one), asked) for wait in several
            ]
        spent = _cpu(server.pid) - before
    finally:
        server.terminate()
        server.wait()
    failed = sum(wait is None for wait in waits)
    return {
        "page over HTTP, CPU ms": round(1000 * spent / len(waits), 1),
        "page over HTTP, wall ms": vars(Times.of(wait for wait in waits if wait is not None)),
        "page over HTTP, errors": failed,
    }


def _client(port: int, queries: islice[str]) -> list[float | None]:
    """One request a second; how long each took in milliseconds, None where no page came."""
    waits: list[float | None] = []
    for query in queries:
        begin = time.monotonic()
        status = _ask(port, query)
        taken = time.monotonic() - begin
        waits.append(1000 * taken if status == 200 else None)
        time.sleep(max(0, INTERVAL - taken))
    return waits


def _ask(port: int, query: str) -> int:
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    connection.request("GET", f"/search/?q={quote(query)}", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def _wait_for(port: int) -> None:
    for _ in range(PATIENCE * 10):
        try:
            _ask(port, "")
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not start.")


def _cpu(parent: int) -> float:
    """Seconds of CPU that the children of a process have spent."""
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        if int(fields[1]) == parent:
            spent += int(fields[11]) + int(fields[12])
    return spent / TICKS


if __name__ == "__main__":
    if not settings.STATIC_ROOT.exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    shuffled = zip(*shapes.kept_queries(int(sys.argv[2])).values(), strict=True)
    print(json.dumps(measured([ours.as_typed(one) for several in shuffled for one in several])))
