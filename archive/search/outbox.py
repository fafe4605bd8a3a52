"""Drains the outbox into the index: after commit, and whenever a command asks.

A task is written in the transaction that changes an article, so what is rolled back never reaches the index. The tasks
go only when the index has them: whatever fails in between is tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple

from haystack import connections
from haystack.constants import ID

from archive.errors import IndexBusy, IndexNotWritable, IndexUnavailable
from archive.models import IndexTask, tasks_written
from archive.search import lock
from archive.search.manifest import REBUILD, index_path, read_manifest
from archive.search.prepare import article_index, identifier_of, prepare_each

logger = logging.getLogger(__name__)

# Articles written in one commit of the index: a second's work, and a bound on what a failure holds up.
BATCH = 200
# Why the index may not take what is written: the tasks stay, and say so.
UNWRITTEN = (IndexBusy, IndexNotWritable, IndexUnavailable)

_paused: ContextVar[bool] = ContextVar("paused", default=False)


@dataclass(frozen=True)
class DrainReport:
    """What a drain did: articles written or removed, articles that failed, and why nothing could be written."""

    done: int = 0
    failed: tuple[int, ...] = ()
    pending: int = 0
    reason: str = ""

    @property
    def is_complete(self) -> bool:
        """Does the index know everything the database knows?"""
        return not self.pending


class _Outcome(NamedTuple):
    """What became of one batch: how many articles were written or removed, and which failed."""

    done: int
    failed: tuple[int, ...]


def connect() -> None:
    """Drain after every commit that wrote tasks."""
    tasks_written.connect(_after_commit, dispatch_uid="archive.search.outbox")


@contextmanager
def paused() -> Iterator[None]:
    """Leave tasks in the outbox while many rows are written; the caller drains at the end."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def drain() -> DrainReport:
    """Bring the index up to the database, unless somebody else is writing it; never raises for the index's sake."""
    done, failed, reason = 0, list[int](), ""
    try:
        for outcome in _outcomes():
            done += outcome.done
            failed += outcome.failed
    except UNWRITTEN as error:
        reason = str(error)
    return DrainReport(done, tuple(failed), IndexTask.objects.count(), reason)


def _outcomes() -> Iterator[_Outcome]:
    """What becomes of the outbox, a batch at a time, while the lock is held."""
    manifest = read_manifest(index_path())
    if manifest is None:
        raise IndexUnavailable("检索库尚未建立。", "The index has not been built yet.")
    if not manifest.is_of_today():
        raise IndexUnavailable(
            f"检索库是用另一版本建立的。请运行：{REBUILD}",
            f"The index was made with another version. Run: {REBUILD}",
        )
    with lock.held(index_path()):
        yield from map(_index, _batches())


def _after_commit(sender: Any, **kwargs: Any) -> None:
    if _paused.get():
        return
    report = drain()
    if report.reason:
        logger.info(
            "%d 篇待入检索库。 %d waiting for the index. %s", report.pending, report.pending, report.reason
        )


def _batches() -> Iterator[list[IndexTask]]:
    """The tasks that stand in the outbox now, oldest first; tasks that fail are not met twice."""
    last = 0
    while tasks := list(IndexTask.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = tasks[-1].pk
        yield tasks


def _index(tasks: list[IndexTask]) -> _Outcome:
    """Write or remove the articles of these tasks in one commit; the tasks of those that fail stay.

    Raises:
        IndexBusy, IndexNotWritable, IndexUnavailable: nothing was written; every task says why.
    """
    wanted = {task.article_id for task in tasks}
    rows = article_index().index_queryset().order_by().in_bulk(wanted)
    documents, faults = prepare_each(rows.values())
    kept = {document[ID] for document in documents}
    gone = {identifier_of(pk) for pk in wanted - faults.keys()} - kept
    try:
        connections["default"].get_backend().change(documents, gone)
    except UNWRITTEN as error:
        _note(tasks, dict.fromkeys(wanted, str(error)))
        raise
    _note(tasks, faults)
    IndexTask.objects.filter(pk__in=[task.pk for task in tasks if task.article_id not in faults]).delete()
    return _Outcome(len(wanted) - len(faults), tuple(sorted(faults)))


def _note(tasks: list[IndexTask], faults: dict[int, str]) -> None:
    """Write on the tasks that one more attempt failed, and why."""
    for task in tasks:
        if task.article_id in faults:
            task.attempts += 1
            task.error = faults[task.article_id]
    IndexTask.objects.bulk_update(
        [task for task in tasks if task.article_id in faults], ["attempts", "error"]
    )
