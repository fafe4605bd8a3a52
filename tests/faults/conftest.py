"""A real index, articles in it, and ways to break both."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from archive.search import lock
from tests.search.conftest import indexed, new_article, new_newspaper

__all__ = ["indexed", "new_article", "new_newspaper"]


@pytest.fixture
def locked_elsewhere(index_path) -> Callable[[], Iterator[None]]:
    """While it lasts another process writes the index."""

    @contextmanager
    def hold() -> Iterator[None]:
        ready, let_go = os.pipe(), os.pipe()
        child = os.fork()
        if child == 0:
            with lock.held(index_path):
                os.write(ready[1], b"!")
                os.read(let_go[0], 1)
                os._exit(0)
        os.read(ready[0], 1)
        try:
            yield
        finally:
            os.write(let_go[1], b"!")
            os.waitpid(child, 0)
            for end in (*ready, *let_go):
                os.close(end)

    return hold


def killed_child(work: Callable[[], object], after: float | None = None) -> int:
    """Do the work in a process that is killed (-9) after so many seconds, or when it kills itself; its exit status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    timer = threading.Timer(after, os.kill, (child, signal.SIGKILL)) if after is not None else None
    if timer:
        timer.start()
    _, status = os.waitpid(child, 0)
    if timer:
        timer.cancel()
    return status
