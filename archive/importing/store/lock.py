"""One import or undo at a time: each has to know every file that the others brought."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from archive.errors import ImportUnderWay


@contextmanager
def import_lock() -> Iterator[None]:
    """Held while the block runs; a process that dies leaves it free. Raises ImportUnderWay where it is held."""
    with (settings.DATA_DIR / "import.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ImportUnderWay(
                "另一次导入或撤销正在进行，请等它结束后再试。",
                "Another import or undo is under way. Try again when it has finished.",
            ) from error
        yield
