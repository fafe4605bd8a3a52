"""Which shortlisted joins are true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from archive.importing.reconstruct.joins.features import ends_of
from archive.importing.reconstruct.joins.matching import evidence_of, gains
from archive.importing.reconstruct.joins.shortlist import NAMES, Setting, looks_at, second_look, shortlisted
from archive.importing.reconstruct.roles import role_chances
from archive.importing.reconstruct.roles.kinds import HEADINGS
from archive.importing.reconstruct.stories.units import flowing
from tests.importing.reconstruct.learn.forests import Growth, grown
from tests.importing.reconstruct.learn.gold import GoldPage

GROWTH = Growth(rounds=320, leaves=31, step=0.1, traits_share=0.3)


def learnt(pages: Iterable[GoldPage]) -> dict[str, Any]:
    """The forest that takes a second look at joins."""
    rows, right = zip(*(examples(page) for page in pages if len(page.lines) > 1), strict=True)
    return grown(np.vstack(rows), np.concatenate(right), NAMES, ("join",), GROWTH)


def examples(page: GoldPage) -> tuple[np.ndarray, np.ndarray]:
    """The shortlisted joins of a page, and which are true; lines that gold does not name are left out."""
    chances = role_chances(page.lines)
    flow = np.array(flowing(chances))
    ends = ends_of([page.lines[at] for at in flow], chances[flow][:, HEADINGS].sum(axis=1))
    evidence = evidence_of(ends)
    looks = looks_at(gains(ends, evidence))
    kept = shortlisted(looks, evidence.tails, evidence.heads)
    pairs = evidence.tails[kept], evidence.heads[kept]
    seen = second_look(Setting(ends, chances[flow], evidence.shares, looks), evidence.features[kept], pairs)
    following = page.following()
    true = np.array([following.get(flow[tail]) == flow[head] for tail, head in zip(*pairs, strict=True)])
    named = np.array([page.truth[at] is not None for at in flow])
    told = named[pairs[0]] & named[pairs[1]]
    return seen[told].astype(np.float32), true[told]
