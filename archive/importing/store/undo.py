"""Taking back a batch: its files and articles go, and where it brought a newer version, the earlier one returns."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction

from archive.importing.metadata import Placing
from archive.importing.prepare import prepare
from archive.importing.read import source_of
from archive.importing.report import Outcome
from archive.importing.store.batches import mark_undone, take_back, undoable
from archive.importing.store.findings.known import known
from archive.importing.store.lock import import_lock
from archive.importing.store.sources import Decision, Incoming, Terms, write
from archive.models import Article, SourceFile


class Undone(NamedTuple):
    """What an undo took back: files and articles; and how many files stand in an earlier version again."""

    files: int
    articles: int
    restored: int


def undo(pk: int, *, force: bool = False) -> Undone:
    """Take back a batch whole or, raising BatchNotUndoable, not at all. ``force`` passes over what people did."""
    with import_lock():
        batch = undoable(pk, force=force)
        sources = list(batch.source_files.select_related("replaces", "page").order_by("-pk"))
        earlier = {one.pk: _as_received(one.replaces) for one in sources if one.replaces}
        with transaction.atomic():
            terms = Terms(batch, Article.State.PUBLISHED, known())
            for source in sources:
                if source.pk in earlier:
                    write(
                        earlier[source.pk],
                        Decision(Outcome.NEW_VERSION, source.replaces, replaces=source),
                        terms,
                    )
            articles = take_back(sources, batch)
            mark_undone(batch)
    return Undone(len(sources), articles, len(earlier))


def _as_received(source: SourceFile) -> Incoming:
    """A file on record, put back together anew from its bytes."""
    text = source_of(source.name, bytes(source.content), source.encoding)
    pages = prepare(text)
    return Incoming(text, pages, tuple(Placing() for _ in pages))
