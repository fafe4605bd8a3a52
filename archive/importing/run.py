"""The import, as a recipe: read, put back together, place, store; then the next file. One bad file stops no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol

from django.db import transaction

from archive.errors import ArchiveError, ConflictingMetadata, UnreadableFile
from archive.importing.metadata import Placing, Said, for_page, heard_on_other_pages, settle
from archive.importing.metadata.seen import in_the_name
from archive.importing.metadata.stated import in_sidecar
from archive.importing.prepare import PreparedPage, ahead, executor_of, prepare
from archive.importing.read import Found, SourceText, read, read_sidecar
from archive.importing.report import FileOutcome, Outcome, counts_of
from archive.importing.store.batches import Log
from archive.importing.store.findings.known import Known, known
from archive.importing.store.lock import import_lock
from archive.importing.store.places import known_newspapers
from archive.importing.store.sources import (
    Decision,
    Incoming,
    Terms,
    decide,
    identity_of,
    is_held,
    place_anew,
    write,
)
from archive.models import Article, ImportBatch, SourceFile

logger = logging.getLogger(__name__)

Seen = Callable[[FileOutcome], None]


@dataclass(frozen=True)
class Wishes:
    """What the person who imports wants; ``options`` are kept with the batch."""

    encoding: str | None = None
    stated: Said | None = None
    state: str = Article.State.PUBLISHED
    workers: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)


class Imported(NamedTuple):
    """What became of each file, and the batch; there is none where nothing changed."""

    outcomes: tuple[FileOutcome, ...]
    batch: ImportBatch | None


class Shelf(Protocol):
    """Where files end: in the archive or, when rehearsing, nowhere."""

    def put(self, file: Incoming, decision: Decision) -> FileOutcome:
        """Keep a file that the archive has not, and say what became of it."""

    def hold(self, outcome: FileOutcome, held: SourceFile, placing: Placing) -> FileOutcome:
        """Report a file that is in the archive already, and note what is now known better of it."""

    def refuse(self, outcome: FileOutcome) -> FileOutcome:
        """Report a file of which nothing is kept."""


def import_files(files: Iterable[Found], wishes: Wishes, seen: Seen = lambda outcome: None) -> Imported:
    """Store these files in their order, each whole or not at all, and tell ``seen`` what became of each."""
    with import_lock():
        log = Log(wishes.options)
        outcomes = tuple(_each(files, wishes, _Archive(log, known(), wishes.state), seen))
        return Imported(outcomes, log.finish())


def rehearse(files: Iterable[Found], wishes: Wishes, seen: Seen = lambda outcome: None) -> Imported:
    """What an import would say of these files; nothing is written."""
    return Imported(tuple(_each(files, wishes, _Rehearsal(), seen)), None)


@dataclass(frozen=True)
class _Archive:
    """Keeps files, each with its report in one transaction."""

    log: Log
    known: Known
    state: str

    def put(self, file: Incoming, decision: Decision) -> FileOutcome:
        terms = Terms(self.log.open(), self.state, self.known)
        with transaction.atomic():
            source, notices = write(file, decision, terms)
            return self.log.note(_outcome(file, decision, notices), source)

    def hold(self, outcome: FileOutcome, held: SourceFile, placing: Placing) -> FileOutcome:
        with transaction.atomic():
            moved = place_anew(held, [placing])
            if moved:
                self.log.open()
                outcome = replace(outcome, message="\n".join(filter(None, [outcome.message, *moved])))
            return self.log.note(outcome, held)

    def refuse(self, outcome: FileOutcome) -> FileOutcome:
        return self.log.note(outcome)


@dataclass(frozen=True)
class _Rehearsal:
    """Keeps nothing but the hashes of what it would have kept, so that a text that comes twice is told."""

    texts: dict[str, str] = field(default_factory=dict)

    def put(self, file: Incoming, decision: Decision) -> FileOutcome:
        first = self.texts.setdefault(identity_of(file.source).text_sha256, file.source.name)
        if first != file.source.name:
            message = f"与“{first}”文字相同，不会重复入库。 The same text as “{first}”."
            return FileOutcome(file.source.name, Outcome.UNCHANGED, file.source.encoding, message=message)
        return _outcome(file, decision)

    def hold(self, outcome: FileOutcome, held: SourceFile, placing: Placing) -> FileOutcome:
        return outcome

    def refuse(self, outcome: FileOutcome) -> FileOutcome:
        return outcome


class Job(NamedTuple):
    """A file on its way: what is stated of it, and its pages, which may still be in the making."""

    name: str
    source: SourceText | None
    stated: tuple[Said, ...]
    pages: Future[tuple[PreparedPage, ...]]


def _each(files: Iterable[Found], wishes: Wishes, shelf: Shelf, seen: Seen) -> Iterator[FileOutcome]:
    """Every file's outcome, in order, while the next files are put back together."""
    with executor_of(wishes.workers) as executor:
        jobs = (_begun(found, wishes, executor) for found in files)
        for job in ahead(jobs, wishes.workers):
            outcome = _ended(job, shelf)
            seen(outcome)
            yield outcome


def _begun(found: Found, wishes: Wishes, executor: Executor) -> Job:
    """A file, read; its pages are being put back together unless the archive holds these very bytes."""
    pages: Future[tuple[PreparedPage, ...]] = Future()
    try:
        source = read(found, wishes.encoding)
        sidecar = read_sidecar(found)
        stated = (wishes.stated, in_sidecar(*sidecar) if sidecar else None)
    except ArchiveError as error:
        pages.set_exception(error)
        return Job(found.name, None, (), pages)
    if is_held(source):
        pages.set_result(())
    else:
        pages = executor.submit(prepare, source)
    return Job(found.name, source, tuple(filter(None, stated)), pages)


def _ended(job: Job, shelf: Shelf) -> FileOutcome:
    """What becomes of a file. An error is the file's own affair, but for the loss of the processes themselves."""
    error = job.pages.exception()
    if isinstance(error, BrokenExecutor):
        raise error
    if job.source is None or error:
        return shelf.refuse(_refused(job.name, error))
    try:
        return _weighed(job.source, job.pages.result(), job.stated, shelf)
    except ArchiveError as refusal:
        return shelf.refuse(_refused(job.name, refusal))


def _refused(name: str, error: BaseException | None) -> FileOutcome:
    """Says why; an error that nobody foresaw is logged whole."""
    if isinstance(error, ArchiveError):
        return FileOutcome(name, Outcome.REFUSED, message=str(error))
    logger.error("还原“%s”时程序出错。 “%s” made the program fail.", name, name, exc_info=error)
    return FileOutcome(
        name,
        Outcome.REFUSED,
        message=f"程序出错，请连同此文件报告：{error!r}\nThe program failed; please report it with this file: {error!r}",
    )


def _weighed(
    source: SourceText, pages: tuple[PreparedPage, ...], stated: Sequence[Said], shelf: Shelf
) -> FileOutcome:
    """Keep a file, or report that it is held already."""
    known = known_newspapers()
    pages = pages if pages or is_held(source) else prepare(source)
    if not pages and not is_held(source):
        raise UnreadableFile(
            f"{source.name}：文件里没有任何文字。", f"{source.name}: nothing is printed in this file."
        )
    said = placings(source, pages, stated, known)
    decision = decide(source, said[0] if said else None)
    if decision.outcome is not Outcome.UNCHANGED or decision.held is None:
        return shelf.put(Incoming(source, pages, said), decision)
    # What a file of the same text, but of another name, says of itself does not move the one that is held.
    is_itself = decision.held.name == source.name
    placing = settle([*stated, in_the_name(source.name, known)], known) if is_itself else Placing()
    message = "\n".join(decision.notices)
    outcome = FileOutcome(source.name, Outcome.UNCHANGED, source.encoding, message=message)
    return shelf.hold(outcome, decision.held, placing)


def placings(
    source: SourceText, pages: Sequence[PreparedPage], stated: Sequence[Said], known: Mapping[str, str]
) -> tuple[Placing, ...]:
    """Where each page of a file belongs. ConflictingMetadata where page numbers are stated for another count of pages."""
    for one in stated:
        if pages and one.pages and len(one.pages) != len(pages):
            raise ConflictingMetadata(
                f"{source.name}：文件有 {len(pages)} 版，{one.origin.value} 给了 {len(one.pages)} 个版次。",
                f"{source.name}: the file has {len(pages)} pages, {one.origin.value} numbers {len(one.pages)}.",
            )
    named = in_the_name(source.name, known)
    said = [*stated, named if len(pages) == 1 else replace(named, pages=())]
    seen = [page.said for page in pages]
    return tuple(
        settle(
            [*(for_page(one, place) for one in said), seen[place], heard_on_other_pages(seen, place)], known
        )
        for place in range(len(pages))
    )


def _outcome(file: Incoming, decision: Decision, notices: Iterable[str] = ()) -> FileOutcome:
    """The report of a file that is kept."""
    date = file.placings[0].date
    remarks = [
        *(notice for placing in file.placings for notice in placing.notices),
        *decision.notices,
        *notices,
    ]
    return FileOutcome(
        file.source.name,
        decision.outcome,
        file.source.encoding,
        date_origin=date.origin.value if date else "",
        message="\n".join(dict.fromkeys(remarks)),
        **counts_of(file.pages),
    )
