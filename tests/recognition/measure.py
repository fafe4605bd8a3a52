"""Measures recognition on the annotated stories: ``python -m tests.recognition.measure [--part PART] [--errors]``."""

from __future__ import annotations

import argparse

from archive.importing.recognize import recognized
from tests.recognition.gold import gold_stories
from tests.recognition.scoring import Score


def measured(part: str) -> Score:
    """The score of one part: tuning, heldout or page."""
    score = Score()
    for gold in gold_stories(part):
        score.add(gold, recognized(gold.texts))
    return score


def main() -> None:
    """Print precision and recall of each kind; the errors too where they may be looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tuning", "heldout", "page"), action="append")
    parser.add_argument("--errors", action="store_true", help="of the tuning stories and the page only")
    options = parser.parse_args()
    for part in options.part or ("tuning", "heldout", "page"):
        score = measured(part)
        if options.errors and part != "heldout":
            print("\n".join(score.errors))
        print(f"{part}: {len(gold_stories(part))} stories")
        for kind, tally in score.tallies.items():
            print(f"  {kind:14} P {tally.precision():.3f} R {tally.recall():.3f}  of {tally.gold}")
        print(
            "  " + ", ".join(f"{one} {score.share(one):.3f}" for one in ("qualifier", "surface", "full name"))
        )


if __name__ == "__main__":
    main()
