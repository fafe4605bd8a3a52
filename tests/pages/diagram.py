"""Draw how far probabilities can be believed: ``python -m tests.pages.diagram --part heldout --out docs/pictures/reliability.svg``."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.pages.junctions import reliability
from tests.pages.measure import PAGES_DIR, PARTS, measure, saved_samples

LEVELS = ("light", "seed-like", "heavy", "rows")
# The drawing in points: a square for probabilities from 0 to 1, and room for its labels.
SIDE, LEFT, TOP = 360, 56, 24
INK, PAPER, MARK = "#1F1B16", "#FBF9F4", "#B3261E"


def drawn(part: str) -> str:
    """The diagram of all junctions of the committed pages, level by level together."""
    found = [
        junction for level in LEVELS for junction in measure(saved_samples(PAGES_DIR / part, level)).junctions
    ]
    points = [
        ((low + high) / 2, right, count)
        for low, high, count, right in reliability(found)
        if right is not None and count
    ]
    marks = "".join(_mark(claimed, right, count) for claimed, right, count in points)
    size = f'width="{SIDE + 2 * LEFT}" height="{SIDE + TOP + 56}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12" fill="{INK}">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<path d="M{LEFT} {TOP}v{SIDE}h{SIDE}" fill="none" stroke="{INK}"/>'
        f'<path d="M{LEFT} {TOP + SIDE}L{LEFT + SIDE} {TOP}" stroke="{INK}" stroke-dasharray="2 4"/>'
        f"{_ticks()}{marks}"
        f'<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 44}" text-anchor="middle">所称的概率 claimed</text>'
        f'<text x="{LEFT}" y="{TOP - 8}">实际正确 right in fact</text></svg>\n'
    )


def _ticks() -> str:
    return "".join(
        f'<text x="{LEFT + at * SIDE}" y="{TOP + SIDE + 20}" text-anchor="middle">{at:g}</text>'
        f'<text x="{LEFT - 10}" y="{TOP + (1 - at) * SIDE + 4}" text-anchor="end">{at:g}</text>'
        for at in (0, 0.25, 0.5, 0.75, 1)
    )


def _mark(claimed: float, right: float, count: int) -> str:
    x, y = LEFT + claimed * SIDE, TOP + (1 - right) * SIDE
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{MARK}"/>'
        f'<text x="{x + 8:.1f}" y="{y + 14:.1f}" fill="{MARK}">{count}</text>'
    )


def main() -> None:
    """Parse, draw, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, default="heldout")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.write_text(drawn(asked.part), encoding="utf-8")


if __name__ == "__main__":
    main()
