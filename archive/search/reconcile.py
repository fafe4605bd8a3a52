"""Compares the index with the database: what one has and the other lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from haystack import connections
from haystack.query import SearchQuerySet

from archive.models import Article, IndexTask
from archive.search.outbox import DrainReport, drain, paused
from archive.search.prepare import article_index

# Rows read at a time; a fingerprint needs an article's whole text.
BATCH = 200


@dataclass(frozen=True)
class Differences:
    """Ids of articles: ``ghosts`` are only in the index, ``missing`` only in the database, ``stale`` are not alike."""

    ghosts: tuple[int, ...]
    missing: tuple[int, ...]
    stale: tuple[int, ...]

    def all(self) -> list[int]:
        """Every article that the index must look at again."""
        return sorted({*self.ghosts, *self.missing, *self.stale})


def compare() -> Differences:
    """What the index has and should not, what it lacks, and what it has of an older day.

    Raises:
        IndexUnavailable: there is no index to compare, or a byte of it is not what was written.
    """
    connections["default"].get_backend().verify()
    held, wanted = _held(), _wanted()
    return Differences(
        ghosts=tuple(sorted(held.keys() - wanted.keys())),
        missing=tuple(sorted(wanted.keys() - held.keys())),
        stale=tuple(sorted(pk for pk in held.keys() & wanted.keys() if held[pk] != wanted[pk])),
    )


def repair(differences: Differences) -> DrainReport:
    """Bring the index up to the database where they differ."""
    with paused():
        IndexTask.objects.write(differences.all())
    return drain()


def _held() -> Mapping[int, str]:
    """The articles of the index, with their fingerprints; of one that it has twice, both."""
    found = SearchQuerySet().models(Article)
    held: dict[int, str] = {}
    for result in found[: len(found)]:
        key = int(result.pk)
        held[key] = f"{held[key]} {result.fingerprint}" if key in held else result.fingerprint
    return held


def _wanted() -> Mapping[int, str]:
    """The articles of the database that the index should have, with their fingerprints."""
    index = article_index()
    rows = index.index_queryset().iterator(BATCH)
    return {row.pk: index.full_prepare(row)["fingerprint"] for row in rows}
