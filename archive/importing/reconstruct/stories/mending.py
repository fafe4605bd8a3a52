"""Paragraphs that a box, a heading or another story has parted are joined again, once it is known that they are one story's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.importing.reconstruct.joins.assignment import NEVER, solve
from archive.importing.reconstruct.joins.evidence import head_of, tail_of, word_across
from archive.importing.reconstruct.joins.features import ends_sentence, quotation_closed, quotation_left_open
from archive.importing.reconstruct.stories.parts import Played
from archive.importing.reconstruct.stories.playing import Part
from archive.importing.reconstruct.stories.units import Unit
from archive.importing.reconstruct.vocabulary import PARAGRAPH_OPENERS
from archive.importing.reconstruct.widths import SAME_WIDTH_EM, em

Floats = NDArray[np.float64]

# What a join of two parted paragraphs of one story must have in its favour, in log-odds: a word of the dictionary broken
# between them speaks with its weight, a quotation that the one opens and the other closes with this much.
LEAST_EVIDENCE = 4.0
QUOTATION_FITS = 2.0

# What each paragraph between the two speaks against it.
PASSED_OVER = 0.25


def mended(played: Sequence[Played]) -> list[Played]:
    """A story's units, in file order, with broken paragraphs whole; a paragraph stands where its longer part stood."""
    body = [one for one in played if one.part is Part.BODY]
    if len(body) < 2:
        return list(played)
    following = solve(_evidence(body)).following
    chains = _chains(following.tolist())
    whole = {
        id(body[max(chain, key=lambda at: len(body[at].unit.lines))]): _together([body[at] for at in chain])
        for chain in chains
    }
    kept = (whole.get(id(one)) if one.part is Part.BODY else one for one in played)
    return [one for one in kept if one is not None]


def _evidence(body: Sequence[Played]) -> Floats:
    """How well each paragraph goes on in each other one; below zero where too little speaks for it."""
    gain = np.full((len(body), len(body)), -NEVER)
    open_tails = [at for at, one in enumerate(body) if _is_left_open(one.unit)]
    headless = [at for at, one in enumerate(body) if _is_headless(one.unit)]
    for tail in open_tails:
        for head in headless:
            if tail != head:
                passed = max(0, abs(head - tail) - 1)
                spoken = _spoken(body[tail].unit, body[head].unit)
                gain[tail, head] = spoken - PASSED_OVER * passed - LEAST_EVIDENCE
    return gain


def _spoken(tail: Unit, head: Unit) -> float:
    last, first = tail.lines[-1].text, head.lines[0].text
    fits = quotation_left_open(last) and quotation_closed(first)
    return word_across(tail_of(last), head_of(first)) + QUOTATION_FITS * fits


def _is_left_open(unit: Unit) -> bool:
    """Does its last line, as full as the others, leave a sentence open?"""
    widths = [em(line.text) for line in unit.lines]
    return not ends_sentence(unit.text) and widths[-1] >= max(widths) - 2 * SAME_WIDTH_EM


def _is_headless(unit: Unit) -> bool:
    """Does it begin as no paragraph does?"""
    return not unit.text.startswith(PARAGRAPH_OPENERS)


def _chains(following: Sequence[int]) -> list[list[int]]:
    """Places in the order in which they follow each other; rings are left apart."""
    preceded = {after for after in following if after >= 0}
    chains = []
    for start in (at for at in range(len(following)) if at not in preceded):
        chain = [start]
        while following[chain[-1]] >= 0:
            chain.append(following[chain[-1]])
        chains.append(chain)
    told = {at for chain in chains for at in chain}
    return [*chains, *([at] for at in range(len(following)) if at not in told)]


def _together(parts: Sequence[Played]) -> Played:
    """Several paragraphs as one, with the chances of the longest."""
    if len(parts) == 1:
        return parts[0]
    longest = max(parts, key=lambda one: len(one.unit.lines))
    lines = tuple(line for one in parts for line in one.unit.lines)
    return Played(Unit(lines, longest.unit.chances), longest.chances)
