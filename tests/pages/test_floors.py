"""Reconstruction of pages never tuned on does not get worse."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.pages.measure import measure, saved_samples

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))
HELDOUT = FLOORS["reconstruction"]["heldout"]


@pytest.mark.parametrize("level", HELDOUT)
def test_no_figure_falls_below_its_floor(level):
    rates = measure(saved_samples(Path(__file__).parent / "heldout", level)).rates()
    fallen = {name: rates[name] for name, floor in HELDOUT[level].items() if rates[name] < floor}
    assert fallen == {}
