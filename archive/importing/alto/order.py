"""The order in which boxes on paper are read: down before across, unless something that spans both says otherwise.

After Breuel, "High performance document layout analysis" (2003): of two boxes that stand above each other, the upper one
comes first; of two that stand beside each other, the left one, unless what stands between them makes it the later one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.alto.boxes import Box

Relation = NDArray[np.bool_]

# Share of the narrower box's width by which two boxes may overlap and still stand beside each other: recognized boxes
# are a little too wide, and scans lean.
OVERLAP_SHARE = 0.2


def in_reading_order(boxes: Sequence[Box]) -> list[int]:
    """The places of boxes, first to last."""
    before = _before(boxes)
    waiting = before.sum(axis=0)
    left = set(range(len(boxes)))
    order: list[int] = []
    while left:
        # Boxes that lie over each other can ask for each other first: then the one that asks least begins.
        place = min(left, key=lambda one: (waiting[one], boxes[one].top, boxes[one].left))
        left.remove(place)
        waiting -= before[place]
        order.append(place)
    return order


def _before(boxes: Sequence[Box]) -> Relation:
    """Which box comes before which: row before column."""
    edges = np.array(boxes, dtype=float).reshape(-1, 4)
    left, top, right = edges[:, 0], edges[:, 1], edges[:, 2]
    shared = np.minimum(right[:, None], right) - np.maximum(left[:, None], left)
    widths = right - left
    over = shared > OVERLAP_SHARE * np.minimum(widths[:, None], widths)
    above = over & ((top[:, None] < top) | ((top[:, None] == top) & (left[:, None] < left)))
    above = _through(above)
    beside = ~over & (left[:, None] < left)
    return np.asarray(above | (beside & ~above.T))


def _through(relation: Relation) -> Relation:
    """The relation carried through: what comes before something that comes before."""
    while True:
        wider = relation | (relation.astype(np.float32) @ relation.astype(np.float32) > 0)
        if (wider == relation).all():
            return relation
        relation = wider
