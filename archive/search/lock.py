"""One writer of the index at a time, across processes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import IndexBusy

# How often a waiting writer looks again, in seconds.
POLL = 0.05


@contextmanager
def held(index: Path, wait: float = 0) -> Iterator[None]:
    """Hold the lock of this index folder; the system frees it when the process dies.

    Raises:
        IndexBusy: another writer did not let go within ``wait`` seconds.
    """
    index.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(index / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(lock, time.monotonic() + wait)
        yield
    finally:
        os.close(lock)


def _acquire(lock: int, deadline: float) -> None:
    """Take the lock, or raise IndexBusy when the time is over."""
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise IndexBusy(
                    "检索库正由另一进程写入，稍后会补上。",
                    "Another process is writing the index; the change will follow.",
                ) from error
        time.sleep(POLL)
