"""Make pages with real extractors: ``python -m tests.pages.extracting --part heldout --count 5 --seed 1 --out DIR``."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.pages.damage.gold import gold_of
from tests.pages.damage.levels import DamagedPage
from tests.pages.damage.wear import HALF_WIDTH, HALF_WIDTH_SHARE
from tests.pages.extracting.decoding import UndecodableError, decode
from tests.pages.extracting.extractors import EXTRACTORS
from tests.pages.extracting.rendering import render
from tests.pages.generate import FIXED_SEED, PAGES_DIR, GeneratedPage, save_page
from tests.pages.setting.layout import GRIDS, lay_out
from tests.pages.setting.stories import read_stories

LEVEL = "extracted"
# Pages of each extractor in the committed sets.
FIXED_COUNT = 2
# How many pages may prove undecodable before something is wrong with the decoding.
MOST_ATTEMPTS = 20


def extract_page(part: str, extractor: str, seed: int, number: int) -> GeneratedPage:
    """One page as a real extractor gives it; the same four arguments always give the same page."""
    page_id = f"{LEVEL}-{extractor}-{seed}-{number:03d}"
    for attempt in range(MOST_ATTEMPTS):
        rng = random.Random(f"{part}/{page_id}/{attempt}")
        page = lay_out(part, read_stories(part, rng), rng)
        pdf = render(page, rng)
        try:
            extracted = decode(EXTRACTORS[extractor](pdf.data), pdf, page)
        except UndecodableError:
            continue
        if rng.random() < HALF_WIDTH_SHARE:
            extracted = _narrowed(extracted)
        return GeneratedPage(page_id, extracted.written.text, gold_of(extracted, page_id, LEVEL))
    raise UndecodableError(f"{extractor}: {MOST_ATTEMPTS} pages in a row could not be traced back")


def extract_pages(part: str, count: int, seed: int) -> Iterator[GeneratedPage]:
    """So many pages of every extractor."""
    return (
        extract_page(part, extractor, seed, number) for extractor in EXTRACTORS for number in range(count)
    )


def _narrowed(damaged: DamagedPage) -> DamagedPage:
    """The page with half-width marks, as many archives keep their text; every mark stays one character."""
    stories = tuple(
        replace(
            story,
            byline=story.byline.translate(HALF_WIDTH),
            lines=tuple(replace(line, text=line.text.translate(HALF_WIDTH)) for line in story.lines),
        )
        for story in damaged.page.stories
    )
    furniture = tuple(replace(line, text=line.text.translate(HALF_WIDTH)) for line in damaged.page.furniture)
    written = replace(damaged.written, text=damaged.written.text.translate(HALF_WIDTH))
    return replace(damaged, page=replace(damaged.page, stories=stories, furniture=furniture), written=written)


def save_fixed_sets() -> None:
    """Write the committed pages of real extractors anew."""
    for part in GRIDS:
        folder = PAGES_DIR / part
        for old in folder.glob(f"{LEVEL}-*"):
            old.unlink()
        for page in extract_pages(part, FIXED_COUNT, FIXED_SEED):
            save_page(page, folder)


def main() -> None:
    """Parse, extract, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=sorted(GRIDS), default="tuning")
    parser.add_argument("--count", type=int, default=1, help="pages of each extractor")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--fixed", action="store_true", help="write the committed pages anew and nothing else"
    )
    asked = parser.parse_args()
    if asked.fixed:
        save_fixed_sets()
        return
    if asked.out is None:
        parser.error("say where to: --out DIR")
    asked.out.mkdir(parents=True, exist_ok=True)
    for page in extract_pages(asked.part, asked.count, asked.seed):
        save_page(page, asked.out)


if __name__ == "__main__":
    main()
