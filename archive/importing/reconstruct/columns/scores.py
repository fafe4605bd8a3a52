"""All evidence weighed: how well each cell stands below each, ends a column, starts one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from archive.importing.reconstruct.columns import weights
from archive.importing.reconstruct.columns.alignment import NEVER, Scores
from archive.importing.reconstruct.columns.below import BELOW_NAMES, below_evidence, impossible
from archive.importing.reconstruct.columns.edges import END_NAMES, START_NAMES, end_evidence, start_evidence
from archive.importing.reconstruct.columns.traits import Floats, Traits


def scores_of(traits: Traits, lone: Floats) -> Scores:
    """Weigh the page; ``lone`` tells how likely each cell stands in no column."""
    below = below_evidence(traits, lone) @ weights_of(weights.BELOW, BELOW_NAMES)
    return Scores(
        below=np.where(impossible(traits), NEVER, below),
        end=end_evidence(traits, lone) @ weights_of(weights.END, END_NAMES),
        start=start_evidence(traits, lone) @ weights_of(weights.START, START_NAMES),
        end_again=weights.END.get("again", 0.0),
        start_again=weights.START.get("again", 0.0),
    )


def weights_of(table: Mapping[str, float], names: Sequence[str]) -> Floats:
    """A table of weights in the order of the names; what is not named weighs nothing."""
    return np.array([table.get(name, 0.0) for name in names])
