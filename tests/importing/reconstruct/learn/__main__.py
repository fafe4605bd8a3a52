"""Learn all forests anew: ``python -m tests.importing.reconstruct.learn --count 70 [--step lines …] [--folder DIR …]``.

Each step learns on pages of its own, for it rests on what the steps before it say of pages that they never saw. With
``--folder DIR`` the pages in ``DIR/lines``, ``DIR/joins`` and so on are added to those made from the tuning stories.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from archive.importing.reconstruct.learnt.trees import forest
from tests.importing.reconstruct.learn import joins, lines, rows, stories
from tests.importing.reconstruct.learn.forests import save
from tests.importing.reconstruct.learn.gold import files_in_rows, pages


def _units(found: Iterator[Any]) -> Iterator[stories.UnitsPage]:
    return (stories.units_page(page) for page in found if page.lines)


# The steps on files in rows, before anything is made of their lines.
ROW_STEPS: dict[str, tuple[str, Callable[[Iterator[Any]], dict[str, Any]]]] = {
    "alone": ("junctions", rows.alone),
    "links": ("joins", rows.links),
    "succession": ("lines", rows.succession),
    "headings": ("membership", rows.headings),
}
# The steps in their order, each with the forest it learns and the set of pages it learns on.
STEPS: dict[str, tuple[str, Callable[[Iterator[Any]], dict[str, Any]]]] = {
    "lines": ("lines", lines.learnt),
    "joins": ("joins", joins.learnt),
    "boundaries": ("boundaries", lambda found: stories.boundaries(_units(found))),
    "membership": ("membership", lambda found: stories.membership(_units(found))),
    "parts": ("membership", lambda found: stories.parts(_units(found))),
    "junctions": ("junctions", lambda found: stories.sureness(_units(found))),
}
SEEDS = {"lines": 31, "joins": 32, "boundaries": 33, "membership": 34, "junctions": 35}


def main() -> None:
    """Parse, learn step by step, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", choices=[*ROW_STEPS, *STEPS], action="append", help="only these steps")
    parser.add_argument("--count", type=int, default=70, help="pages made of each level, for each set")
    parser.add_argument("--folder", type=Path, action="append", default=[])
    asked = parser.parse_args()
    for step in asked.step or (*ROW_STEPS, *STEPS):
        pages_of, learn = (ROW_STEPS | STEPS)[step]
        folders = [folder / pages_of for folder in asked.folder]
        read = files_in_rows if step in ROW_STEPS else pages
        save(step, learn(read(asked.count, SEEDS[pages_of], folders)))
        forest.cache_clear()
        print(step, "learnt", flush=True)


if __name__ == "__main__":
    main()
