"""Measure the search: ``python -m tests.relevance.measure``; ``--misses`` lists what was answered worst."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    """Set up an empty archive, ask every engine every query, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the worst of the tuning half")
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    from tests.relevance import report  # noqa: PLC0415  # models are there only now

    with tempfile.TemporaryDirectory() as folder, report.with_stories(Path(folder)) as engines:
        for line in report.tables(engines):
            print(line)
        if asked.misses:
            tuning = [query for query in report.judged_queries() if query.half == "tuning"]
            print("\n".join(sorted(report.misses(tuning, engines[report.OURS]))))


if __name__ == "__main__":
    main()
