"""Which segments are merged: those of about the same size, when there are several; so each document is merged seldom."""

from __future__ import annotations

from collections.abc import Sequence

from archive.search.engines.whoosh.codec.segments import ArraySegment

# Documents of a segment: their numbers fit in two bytes, and merging one takes a few seconds.
MOST_DOCUMENTS = 1 << 16
# Segments of one tier before they are merged, and how much greater the segments of the next tier are. Every segment
# costs each query some 50 µs; every merge costs the documents it moves.
WIDTH = 4
# Share of deleted documents at which a segment is written anew: they cost size and time, and count as if they were there.
MOST_DELETED = 0.2


def merges(segments: Sequence[ArraySegment]) -> list[list[ArraySegment]]:
    """Groups of segments that should become one each, in the order of the segments."""
    groups: list[list[ArraySegment]] = []
    by_tier: dict[int, list[ArraySegment]] = {}
    for segment in segments:
        by_tier.setdefault(_tier(segment), []).append(segment)
    for tier in by_tier.values():
        groups += [group for group in _fitting(tier) if len(group) >= WIDTH]
    grouped = {segment.segid for group in groups for segment in group}
    worn = [segment for segment in segments if segment.segid not in grouped and _is_worn(segment)]
    return [*groups, *([segment] for segment in worn)]


def everything(segments: Sequence[ArraySegment]) -> list[list[ArraySegment]]:
    """As few segments as can hold all documents."""
    return [group for group in _fitting(segments) if len(group) > 1 or group[0].has_deletions()]


def _tier(segment: ArraySegment) -> int:
    """Each tier's segments have up to ``WIDTH`` times the documents of the tier below."""
    tier, size = 0, max(1, segment.doc_count())
    while size >= WIDTH:
        size //= WIDTH
        tier += 1
    return tier


def _fitting(segments: Sequence[ArraySegment]) -> list[list[ArraySegment]]:
    """The segments in groups that fit into one segment each."""
    groups: list[list[ArraySegment]] = []
    room = 0
    for segment in segments:
        if not groups or segment.doc_count() > room:
            groups.append([])
            room = MOST_DOCUMENTS
        groups[-1].append(segment)
        room -= segment.doc_count()
    return groups


def _is_worn(segment: ArraySegment) -> bool:
    return segment.deleted_count() > MOST_DELETED * segment.count
