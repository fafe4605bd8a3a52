"""Measure the reconstruction: ``python -m tests.pages.measure --part heldout --level seed-like``."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.importing.reconstruct import reconstruct
from archive.importing.reconstruct.shapes import RawPage, Reconstruction, Story
from tests.pages.generate import generate_pages
from tests.pages.junctions import (
    GapTally,
    Junction,
    confidence_rates,
    gaps_of,
    junctions_of,
    reliability,
    set_aside,
)
from tests.pages.scoring import Tally, score_page

PAGES_DIR = Path(__file__).parent
PARTS = ("tuning", "heldout")
LEVELS = ("light", "seed-like", "heavy", "rows", "shuffle", "extracted")


@dataclass(frozen=True)
class Sample:
    """A page of a set: its name, its text, its gold."""

    name: str
    text: str
    gold: dict[str, Any]


@dataclass
class Measurement:
    """What a set of pages has shown so far."""

    score: Tally = field(default_factory=Tally)
    gaps: GapTally = field(default_factory=GapTally)
    junctions: list[Junction] = field(default_factory=list)
    runs_aside: int = 0
    runs: int = 0
    seconds: float = 0.0
    pages: int = 0

    def add(self, sample: Sample) -> dict[str, float | None]:
        """Reconstruct one page, count it in, and return its own rates."""
        page = RawPage(sample.name, tuple(sample.text.split("\n")))
        began = time.perf_counter()
        result = reconstruct(page)
        self.seconds += time.perf_counter() - began
        lines = list(page.lines)
        score = score_page(sample.gold, as_record(result))
        aside, runs = set_aside(result, lines)
        self.score += score
        self.gaps += gaps_of(result, sample.gold, lines)
        self.junctions += junctions_of(result, sample.gold, lines)
        self.runs_aside, self.runs, self.pages = self.runs_aside + aside, self.runs + runs, self.pages + 1
        return score.rates()

    def rates(self) -> dict[str, float | None]:
        """Every figure that a floor may be set for."""
        not_given = [junction for junction in self.junctions if not junction.given]
        return {
            **self.score.rates(),
            **confidence_rates(self.junctions),
            **{f"{key}_not_given": rate for key, rate in confidence_rates(not_given).items()},
            **self.gaps.rates(),
            "set_aside": round(self.runs_aside / self.runs, 4) if self.runs else None,
            "pages_per_second": round(self.pages / self.seconds, 2) if self.seconds else None,
        }


def as_record(result: Reconstruction) -> dict[str, Any]:
    """A reconstruction in the form that gold is compared with."""
    return {"stories": [_story_record(story) for story in result.stories]}


def _story_record(story: Story) -> dict[str, Any]:
    return {
        "kicker": story.kicker,
        "headline": story.headline,
        "deck": story.deck,
        "byline": story.byline,
        "body": list(story.body),
        "caption": story.caption,
        "box": story.box,
    }


def saved_samples(folder: Path, level: str) -> Iterator[Sample]:
    """The pages of a folder whose names begin with the level, by name; every page if the level is empty."""
    for path in sorted(folder.glob(f"{level}*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield Sample(name, (folder / f"{name}.txt").read_text(encoding="utf-8"), gold)


def fresh_samples(part: str, level: str, count: int, seed: int) -> Iterator[Sample]:
    """Pages made for the occasion."""
    for page in generate_pages(part, level, count, seed):
        yield Sample(page.page_id, page.text, page.gold)


def measure(samples: Iterable[Sample], show: bool = False) -> Measurement:
    """Reconstruct every page and count; with ``show``, print each page's figures as they come."""
    measured = Measurement()
    for sample in samples:
        rates = measured.add(sample)
        if show:
            print(sample.name, " ".join(f"{key}={rate}" for key, rate in rates.items()))
    return measured


def report(level: str, measured: Measurement) -> str:
    """The figures of a set in lines a person can read."""
    figures = [f"  {key:24} {rate}" for key, rate in measured.rates().items()]
    bins = [
        f"  p {low:.2f}-{high:.2f} {count:7} junctions, right {right}"
        for low, high, count, right in reliability(measured.junctions)
    ]
    return "\n".join([f"{level}: {measured.pages} pages, {measured.score.stories} stories", *figures, *bins])


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="tuning")
    parser.add_argument(
        "--level", choices=LEVELS, action="append", help="again for another level; all if left out"
    )
    parser.add_argument(
        "--folder", type=Path, help="measure every NAME.txt with NAME.gold.json in this folder instead"
    )
    parser.add_argument(
        "--count", type=int, help="measure so many pages made now instead of the committed ones"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", action="store_true", help="print every page's figures too")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    for name, samples in _sets(asked):
        measured = measure(samples, show=asked.pages)
        print(json.dumps({name: measured.rates()}) if asked.json else report(name, measured))


def _sets(asked: argparse.Namespace) -> Iterator[tuple[str, Iterator[Sample]]]:
    if asked.folder:
        yield asked.folder.name, saved_samples(asked.folder, "")
        return
    for level in asked.level or LEVELS:
        if asked.count:
            yield level, fresh_samples(asked.part, level, asked.count, asked.seed)
        else:
            yield level, saved_samples(PAGES_DIR / asked.part, level)


if __name__ == "__main__":
    main()
