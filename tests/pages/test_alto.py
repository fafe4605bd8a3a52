"""Pages with coordinates are read in order, and their reconstruction does not get worse."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from archive.importing.pages import pages_of
from archive.importing.prepare import prepare
from archive.importing.read import SourceText, source_of
from tests.pages.alto import AltoSample, alto_pages
from tests.pages.measure import as_record
from tests.pages.scoring import Tally, score_page

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))["coordinates"]
PAGES, SEED = 12, 20230615


@pytest.fixture(scope="module")
def samples() -> list[tuple[AltoSample, SourceText]]:
    """Pages of layouts and stories that nothing was tuned on."""
    return [
        (sample, source_of(f"{sample.name}.xml", sample.xml.encode()))
        for sample in alto_pages("heldout", PAGES, SEED)
    ]


def test_lines_of_running_text_are_read_after_one_another(samples):
    followed = total = 0
    for sample, source in samples:
        (part,) = pages_of(source)
        place = {spot.line: at for at, spot in enumerate(spot for spot in part.spots if spot.line)}
        for text in sample.texts:
            followed += sum(place[after] == place[before] + 1 for before, after in pairwise(text))
            total += max(len(text) - 1, 0)
    assert followed / total >= FLOORS["read_in_order"]


def test_no_figure_falls_below_its_floor(samples):
    score = Tally()
    for sample, source in samples:
        (page,) = prepare(source)
        score += score_page(sample.gold, as_record(page.found))
    rates = score.rates()
    wanted = {name: floor for name, floor in FLOORS.items() if name in rates}
    assert {name: rates[name] for name, floor in wanted.items() if rates[name] < floor} == {}
    assert wanted
