"""BM25F as Whoosh reckons it, for all documents of a term at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from whoosh.scoring import BM25F
from whoosh.searching import Searcher
from whoosh.util.numeric import byte_to_length

from archive.search.engines.whoosh.arrays.files import Array

# About how long a field is, for each byte that says so. Where it is not known Whoosh takes one word.
LENGTHS = np.array([1, *(byte_to_length(byte) for byte in range(1, 256))], np.float64)


@dataclass
class Weights:
    """What of a score is the same for all documents: how rare terms are, and how long a field is on average.

    They are those of the whole index, deleted documents included, and so are right for one generation of it only.
    """

    searcher: Searcher
    model: BM25F
    _norms: dict[str, Array] = field(default_factory=dict)

    def scores(self, name: str, term: bytes, often: Array, lengths: Array | None) -> Array:
        """The scores of documents in which a term stands so often and whose field is so long (as a byte)."""
        if not self.searcher.schema[name].scorable:
            return often
        norms = self.norms(name)
        norm = norms[0] if lengths is None else norms.take(lengths)
        scores: Array = self.searcher.idf(name, term) * ((often * (self.model.K1 + 1)) / (often + norm))
        return scores

    def norms(self, name: str) -> Array:
        """For each length of a field, how much of a term makes half of its greatest score."""
        if name not in self._norms:
            average = self.searcher.avg_field_length(name) or 1
            spread = self.model._field_B.get(name, self.model.B)
            self._norms[name] = self.model.K1 * ((1 - spread) + spread * LENGTHS / average)
        return self._norms[name]


def weights_of(searcher: Searcher) -> Weights:
    """The weights of a searcher.

    Raises:
        TypeError: it weighs otherwise than by BM25F.
    """
    model: Any = searcher.weighting
    if type(model) is not BM25F:
        raise TypeError(f"The executor scores by BM25F, not by {type(model).__name__}.")
    return Weights(searcher, model)
