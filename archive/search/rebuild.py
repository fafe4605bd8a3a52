"""Builds the index anew beside the one that serves, then swaps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from django.db.models import Max
from haystack import connections

from archive.errors import IndexUnavailable
from archive.models import IndexTask
from archive.search import lock
from archive.search.manifest import index_path, read_manifest
from archive.search.outbox import drain
from archive.search.prepare import article_index, prepare_each

# Rows read and prepared at a time: what is held in memory beside the writer's own buffer.
BATCH = 200
# How long a rebuild waits for the indexer to finish its batch, in seconds.
PATIENCE = 60.0


def rebuild() -> int:
    """Build the index of everything published, swap it in, and return how many articles it has.

    Readers see the old index until the swap. What changes meanwhile waits in the outbox and follows at once. An article
    that cannot be prepared is left out, and a task in the outbox says why.
    """
    with lock.held(index_path(), PATIENCE):
        last = IndexTask.objects.aggregate(last=Max("pk"))["last"] or 0
        faults: dict[int, str] = {}
        count: int = connections["default"].get_backend().replace(_documents(faults))
        IndexTask.objects.filter(pk__lte=last).delete()
        IndexTask.objects.keep(faults)
    drain()
    return count


def _documents(faults: dict[int, str]) -> Iterator[dict[str, Any]]:
    """What the index takes of everything published; ``faults`` gathers what could not be prepared."""
    rows = article_index().index_queryset().order_by("pk").iterator(BATCH)
    while batch := list(islice(rows, BATCH)):
        documents, failed = prepare_each(batch)
        faults |= failed
        yield from documents


def rebuild_if_missing() -> None:
    """Build the index where there is none at all. A damaged one is left for a person to see."""
    with suppress(IndexUnavailable):
        if read_manifest(index_path()) is None:
            rebuild()


def rebuild_if_needed() -> None:
    """Build the index where there is none that can serve; else write what waits in the outbox."""
    try:
        manifest = read_manifest(index_path())
    except IndexUnavailable:
        manifest = None
    if manifest is None or not manifest.is_of_today():
        rebuild()
    else:
        drain()
