"""All that is asked of a printed line before its part is told: one table, a row a line, a column a named trait."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.lines import Line
from archive.importing.reconstruct.roles import likeness, neighbours, page, seams, setting, words

Floats = NDArray[np.float64]

# What a line tells by itself; the lines next to it are asked the same.
OWN_NAMES = (*setting.NAMES, *words.NAMES, *seams.NAMES[:2])


def line_traits(lines: Sequence[Line]) -> tuple[Floats, tuple[str, ...]]:
    """The table and the names of its columns; at least one line must be given."""
    texts = [line.text for line in lines]
    seam = seams.seam_traits(texts)
    own = np.column_stack([setting.setting_traits(lines), words.word_traits(texts), seam[:, :2]])
    around, around_names = neighbours.shifted(own, OWN_NAMES)
    near, whole = neighbours.near_traits(own, OWN_NAMES), page.page_traits(own, OWN_NAMES)
    table = np.column_stack([own, around, seam[:, 2:], likeness.likeness_traits(texts), near, whole])
    names = (*OWN_NAMES, *around_names, *seams.NAMES[2:], *likeness.NAMES, *neighbours.NAMES, *page.NAMES)
    return table, names
