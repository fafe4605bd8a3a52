"""Which stored text is which new one, by the words they share: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from archive.text.folding import fold

# Length of the runs of characters by which texts are compared: below four, everyday words make strangers alike.
RUN_CHARS = 4
# Share of their runs that two versions of one text have in common at least. Stories of one page share up to .05
# (measured on the real page), versions of one story all but what was mended.
SAME_FROM = 0.3
# Two stories whose headlines are the same are taken for the same from this share on.
SAME_HEADLINE_FROM = 0.1


def likeness(one: str, other: str) -> float:
    """The share, 0 to 1, of the smaller text's runs that stand in the other text too."""
    return _overlap(_runs(one), _runs(other))


def pairs(old: Mapping[int, tuple[str, str]], new: Sequence[tuple[str, str]]) -> dict[int, int]:
    """From the places of new texts to the keys of old ones: the likest first, each at most once.

    A text is given as its headline and the whole of it.
    """
    runs_of_old = {key: _runs(text) for key, (_, text) in old.items()}
    runs_of_new = [_runs(text) for _, text in new]
    scored = []
    for (key, (headline, _)), (place, (new_headline, _)) in product(old.items(), enumerate(new)):
        score = _resemblance(runs_of_old[key], runs_of_new[place])
        is_same_headline = bool(headline) and fold(headline) == fold(new_headline)
        if score >= (SAME_HEADLINE_FROM if is_same_headline else SAME_FROM):
            scored.append((score + is_same_headline, -abs(list(old).index(key) - place), place, key))
    matched: dict[int, int] = {}
    for _, _, place, key in sorted(scored, reverse=True):
        if place not in matched and key not in matched.values():
            matched[place] = key
    return matched


def _runs(text: str) -> frozenset[str]:
    """Every run of characters, folded; of a text shorter than one, the text."""
    folded = fold(text)
    return frozenset(folded[at : at + RUN_CHARS] for at in range(max(len(folded) - RUN_CHARS, 0) + 1))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))


def _resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """Runs in common among all of both: what is only a part of the other resembles it less than its equal does."""
    return 2 * len(one & other) / (len(one) + len(other))
