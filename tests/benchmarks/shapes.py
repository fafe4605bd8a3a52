"""The shapes of queries that are measured, each with words drawn from the texts themselves."""

from __future__ import annotations

import os
import pickle
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archive.text.words import cut
from tests.benchmarks.corpus import NEWSPAPERS, Text, kept_texts

QUERIES = 12
# Texts from which the words are drawn.
SAMPLE = 2_000
# Shares of the texts that have a rare and a common word.
RARE, COMMON = (0.0005, 0.004), (0.12, 0.6)
# Of a phrase: characters, cut out of a text.
PHRASE = (4, 7)
PER_PAGE, DEEP = 20, 50
# Of ours every so-manieth article is deleted before anything is asked, the first among them.
DELETED = 100


class Shape(StrEnum):
    """What is asked."""

    RARE = "rare"
    COMMON = "common"
    AND = "and"
    PHRASE = "phrase"
    PREFIX = "prefix"
    FILTER = "filter"
    FACETS = "facets"
    DEEP = "page 50"


@dataclass(frozen=True)
class Asked:
    """A query: words that all must stand, each whole; one alone can be a phrase or the beginning of words."""

    shape: Shape
    words: tuple[str, ...]
    newspaper: str = ""

    def holds(self, text: Text) -> bool:
        """What a plain scan says of a text."""
        whole = text.whole()
        return all(word in whole for word in self.words) and self.newspaper in {"", text.newspaper}


def drawn(texts: Sequence[Text], seed: int = 7) -> dict[Shape, list[Asked]]:
    """Queries of each shape."""
    draw = random.Random(seed)
    sample = texts[:: max(1, len(texts) // SAMPLE)][:SAMPLE]
    counts = Counter(word for text in sample for word in set(cut(text.whole())) if len(word) > 1)
    common, rare = _between(counts, len(sample), COMMON), _between(counts, len(sample), RARE)

    def several(make: Callable[[], tuple[str, ...]], shape: Shape, newspaper: bool = False) -> list[Asked]:
        return [Asked(shape, make(), draw.choice(NEWSPAPERS) if newspaper else "") for _ in range(QUERIES)]

    def one(words: Sequence[str]) -> Callable[[], tuple[str, ...]]:
        return lambda: (draw.choice(words),)

    return {
        Shape.RARE: several(one(rare), Shape.RARE),
        Shape.COMMON: several(one(common), Shape.COMMON),
        Shape.AND: several(lambda: tuple(draw.sample(common, 2)), Shape.AND),
        Shape.PHRASE: several(lambda: (_phrase(draw, sample),), Shape.PHRASE),
        Shape.PREFIX: several(one(common), Shape.PREFIX),
        Shape.FILTER: several(one(common), Shape.FILTER, newspaper=True),
        Shape.FACETS: several(one(common), Shape.FACETS),
        Shape.DEEP: several(one(common), Shape.DEEP),
    }


def kept_queries(count: int) -> dict[Shape, list[Asked]]:
    """Queries for so many articles, kept in the folder of the data: whoever asks them need not hold the articles."""
    kept = Path(os.environ["DATA_DIR"]) / "queries.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(drawn(kept_texts(count)), pickle.HIGHEST_PROTOCOL))
    found: dict[Shape, list[Asked]] = pickle.loads(kept.read_bytes())  # noqa: S301  # written here a moment ago
    return found


def _between(counts: Counter[str], total: int, shares: tuple[float, float]) -> list[str]:
    least, most = (share * total for share in shares)
    return sorted(word for word, count in counts.items() if max(1, least) <= count <= most and len(word) == 2)


def _phrase(draw: random.Random, sample: Sequence[Text]) -> str:
    """Characters that stand side by side in some text, no marks among them."""
    while True:
        body = draw.choice(sample).body
        begin, size = draw.randrange(len(body)), draw.randint(*PHRASE)
        phrase = body[begin : begin + size]
        if len(phrase) == size and phrase.isalpha():
            return phrase


def scanned(texts: Iterable[Text], queries: Sequence[Asked]) -> list[int]:
    """In how many texts each query holds, by a plain scan."""
    counts = [0] * len(queries)
    for text in texts:
        for number, query in enumerate(queries):
            counts[number] += query.holds(text)
    return counts
