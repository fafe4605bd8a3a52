"""Import batches: opened when a first file needs one, taken up again after an interruption, finished, undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from django.db import transaction
from django.utils import timezone

from archive.errors import BatchNotUndoable
from archive.importing.report import FileOutcome, Outcome
from archive.importing.store.places import remove_if_empty
from archive.models import Article, FileReport, ImportBatch, Page, RetiredArticle, SourceFile, Stretch

State = ImportBatch.State


class Log:
    """The batch of one run and its reports. A run that changes nothing opens none and writes nothing.

    A run that was interrupted is taken up by the next one with the same options: both are one batch.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = dict(options)
        running = ImportBatch.objects.filter(state=State.RUNNING)
        self._batch = next((batch for batch in running if batch.options == self._options), None)
        self._before = _reports_of(self._batch) if self._batch else {}
        self._unwritten: list[tuple[FileOutcome, SourceFile | None]] = []

    def open(self) -> ImportBatch:
        """The batch; where there is none yet it is made, with the reports of the files before."""
        if self._batch is None:
            with transaction.atomic():
                self._batch = ImportBatch.objects.create(options=self._options)
                for outcome, source in self._unwritten:
                    self._write(self._batch, outcome, source)
            self._unwritten.clear()
        return self._batch

    def note(self, outcome: FileOutcome, source: SourceFile | None = None) -> FileOutcome:
        """Report a file. What the interrupted part of this run has reported of it already stands, and is returned."""
        before = self._reported(outcome)
        if before:
            return before
        if self._batch is None and outcome.outcome is Outcome.UNCHANGED:
            self._unwritten.append((outcome, source))
        else:
            self._write(self.open(), outcome, source)
        return outcome

    def finish(self) -> ImportBatch | None:
        """Close the batch; None where the run has changed nothing."""
        if self._batch:
            self._batch.state, self._batch.finished_at = State.FINISHED, timezone.now()
            self._batch.save(update_fields=["state", "finished_at"])
        return self._batch

    def _reported(self, outcome: FileOutcome) -> FileOutcome | None:
        """What the interrupted part of this run has said of the file, if it is still true of it."""
        told = self._before.get(outcome.name, [])
        return next((one for one in told if outcome.outcome is Outcome.UNCHANGED or one == outcome), None)

    @staticmethod
    def _write(batch: ImportBatch, outcome: FileOutcome, source: SourceFile | None) -> None:
        FileReport.objects.create(batch=batch, source=source, **asdict(outcome))


def _reports_of(batch: ImportBatch) -> dict[str, list[FileOutcome]]:
    """The reports of a batch, by the names of the files."""
    told: dict[str, list[FileOutcome]] = defaultdict(list)
    names = [field.name for field in fields(FileOutcome)]
    for values in batch.file_reports.values(*names):
        told[values["name"]].append(FileOutcome(**values | {"outcome": Outcome(values["outcome"])}))
    return told


def undoable(pk: int, *, force: bool) -> ImportBatch:
    """The batch, if it may be undone. BatchNotUndoable says why it may not; force passes over what people did."""
    batch = ImportBatch.objects.filter(pk=pk).first()
    if batch is None or batch.state == State.UNDONE:
        raise BatchNotUndoable(
            f"没有可以撤销的导入批次 #{pk}（不存在，或已撤销）。",
            f"There is no import batch #{pk} to undo: it does not exist, or is undone already.",
        )
    later = SourceFile.objects.filter(replaces__batch=batch).exclude(batch=batch).first()
    if later:
        raise BatchNotUndoable(
            f"批次 #{later.batch_id} 中的“{later.name}”是本批文件的新版本，请先撤销批次 #{later.batch_id}。",
            f"“{later.name}” in batch #{later.batch_id} is a newer version of a file of this batch: undo that batch first.",
        )
    touched = list(Article.objects.filter(source__batch=batch).touched().values_list("pk", flat=True))
    if touched and not force:
        listed = "、".join(f"#{one}" for one in touched)
        raise BatchNotUndoable(
            f"有人改过这些文章：{listed}。确要撤销，请加 --force。",
            f"People have worked on these articles: {listed}. To undo the batch all the same, add --force.",
        )
    return batch


def take_back(sources: Iterable[SourceFile], batch: ImportBatch) -> int:
    """Remove source files with their articles, whose addresses then say that they are gone; say how many those were."""
    count = 0
    for source in sources:
        gone = source.articles.all()
        pages = set(Page.objects.filter(articles__source=source)) | set(filter(None, [source.page]))
        reason = f"导入批次 #{batch.pk} 已撤销 import batch #{batch.pk} undone"
        retired = RetiredArticle.objects.bulk_create(RetiredArticle(id=one.pk, reason=reason) for one in gone)
        count += len(retired)
        gone.delete()
        Stretch.objects.filter(source=source).delete()
        _leave_the_line(source)
        source.delete()
        for page in pages:
            remove_if_empty(page)
    return count


def _leave_the_line(source: SourceFile) -> None:
    """Join the versions before and after one that goes."""
    before, source.replaces = source.replaces, None
    source.save(update_fields=["replaces"])
    SourceFile.objects.filter(replaces=source).update(replaces=before)


def mark_undone(batch: ImportBatch) -> None:
    """Note that nothing of the batch is left, and when that happened."""
    batch.state, batch.undone_at = State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])
