"""Make pages for measuring: ``python -m tests.pages.generate --part tuning --level seed-like --count 5 --seed 1 --out DIR``."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.pages.damage.gold import gold_of
from tests.pages.damage.levels import LEVELS, damage
from tests.pages.setting.layout import GRIDS, lay_out
from tests.pages.setting.stories import read_stories

PAGES_DIR = Path(__file__).parent
# The committed sets: pages of each level, all from this seed.
FIXED_SEED = 20230615
FIXED_COUNTS = {"light": 24, "seed-like": 24, "heavy": 24, "rows": 24, "shuffle": 8}


@dataclass(frozen=True)
class GeneratedPage:
    """A damaged page and the truth about it."""

    page_id: str
    text: str
    gold: dict[str, Any]


def generate_page(
    part: str, level: str, seed: int, number: int, stories: Sequence[str] = ()
) -> GeneratedPage:
    """One page; the same arguments always give the same page. ``stories`` are the parts they come from, if not ``part``."""
    rng = random.Random(f"{part}/{level}/{seed}/{number}")
    told = [story for one in stories or (part,) for story in read_stories(one, rng)]
    page = lay_out(part, tuple(told), rng)
    damaged = damage(page, level, rng)
    page_id = f"{level}-{seed}-{number:03d}"
    return GeneratedPage(page_id, damaged.written.text, gold_of(damaged, page_id, level))


def generate_pages(
    part: str, level: str, count: int, seed: int, stories: Sequence[str] = ()
) -> Iterator[GeneratedPage]:
    """So many pages of a part at a level."""
    return (generate_page(part, level, seed, number, stories) for number in range(count))


def save_page(page: GeneratedPage, folder: Path) -> None:
    """Write ``NAME.txt`` and ``NAME.gold.json``."""
    (folder / f"{page.page_id}.txt").write_text(page.text, encoding="utf-8")
    gold = json.dumps(page.gold, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{page.page_id}.gold.json").write_text(gold + "\n", encoding="utf-8")


def save_fixed_sets() -> None:
    """Write the committed sets anew; files of pages no longer made are removed."""
    for part in GRIDS:
        folder = PAGES_DIR / part
        folder.mkdir(exist_ok=True)
        for level, count in FIXED_COUNTS.items():
            for old in folder.glob(f"{level}-*"):
                old.unlink()
            for page in generate_pages(part, level, count, FIXED_SEED):
                save_page(page, folder)


def main() -> None:
    """Parse, generate, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=sorted(GRIDS), default="tuning")
    parser.add_argument("--level", choices=sorted(LEVELS), default="seed-like")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--fixed", action="store_true", help="write the committed sets anew and nothing else")
    asked = parser.parse_args()
    if asked.fixed:
        save_fixed_sets()
        return
    if asked.out is None:
        parser.error("say where to: --out DIR")
    asked.out.mkdir(parents=True, exist_ok=True)
    for page in generate_pages(asked.part, asked.level, asked.count, asked.seed):
        save_page(page, asked.out)


if __name__ == "__main__":
    main()
