"""What each printed line is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from archive.importing.reconstruct.roles.kinds import ROLES, LineRole
from archive.importing.reconstruct.roles.traits import line_traits
from tests.importing.reconstruct.learn.forests import Growth, grown
from tests.importing.reconstruct.learn.gold import GoldPage

GROWTH = Growth(
    rounds=180, leaves=20, step=0.08, traits_share=0.3, rows_share=0.5, least_rows=30, shrinkage=1.0
)

ROLE_OF = {
    "kicker": LineRole.HEAD,
    "headline": LineRole.HEAD,
    "deck": LineRole.HEAD,
    "crosshead": LineRole.CROSSHEAD,
    "body": LineRole.BODY,
    "byline_lines": LineRole.BYLINE,
    "caption": LineRole.CAPTION,
    "box": LineRole.BOX,
    "furniture": LineRole.FURNITURE,
}


def learnt(pages: Iterable[GoldPage]) -> dict[str, Any]:
    """The forest that tells the roles of lines apart."""
    rows, right, names = [], [], ()
    for page in pages:
        if not page.lines:
            continue
        table, names = line_traits(page.lines)
        told = [at for at, truth in enumerate(page.truth) if truth is not None]
        rows.append(table[told].astype(np.float32))
        right.append([ROLES.index(ROLE_OF[page.truth[at].part]) for at in told])
    return grown(np.vstack(rows), np.concatenate(right), names, ROLES, GROWTH)
