"""Recognition of stories never tuned on does not get worse, and of the real page every figure is found."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archive.importing.recognize import recognized
from tests.recognition.gold import gold_stories
from tests.recognition.measure import measured
from tests.recognition.scoring import KINDS

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["recognition"]


@pytest.mark.parametrize("part", FLOORS)
def test_no_kind_falls_below_its_floors(part):
    tallies = measured(part).tallies
    reached = {
        kind: {"precision": tallies[kind].precision(), "recall": tallies[kind].recall()} for kind in KINDS
    }
    fallen = {
        f"{kind} {rate}": reached[kind][rate]
        for kind, floors in FLOORS[part].items()
        for rate, floor in floors.items()
        if reached[kind][rate] < floor
    }
    assert fallen == {}


def test_every_kind_has_its_floors():
    for part in ("heldout", "page"):
        assert set(FLOORS[part]) == set(KINDS)


def test_every_figure_of_the_real_page_is_found_with_value_unit_qualifier_and_sentence():
    for gold in gold_stories("page"):
        found = {(one.field, one.start): one for one in recognized(gold.texts).figures}
        for wanted in gold.figures:
            if wanted.is_optional:
                continue
            one = found[wanted.field, wanted.start]
            assert (one.value, one.maximum, one.unit, one.qualifier, one.end) == (
                wanted.value,
                wanted.maximum,
                wanted.unit,
                wanted.qualifier,
                wanted.end,
            )
            assert gold.texts.fields[one.field][one.start : one.end] in one.sentence


def test_the_held_out_stories_are_not_those_that_were_tuned_on():
    held_out, tuning = ({gold.name for gold in gold_stories(part)} for part in ("heldout", "tuning"))
    assert held_out.isdisjoint(tuning)
    assert len(held_out) + len(tuning) == 60
