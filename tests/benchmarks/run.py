"""`make bench`: every engine at every size, one after another, each in a process of its own.

python -m tests.benchmarks.run [--articles 1000 10000] [--engines ours tantivy] [--folder FOLDER] [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ENGINES = ("ours", "stock", "fts5 words", "fts5 trigram", "tantivy", "xapian")
SIZES = (1_000, 10_000, 100_000)
OUT = Path("docs/benchmarks.json")
PREPARE = (
    "import django; django.setup(); from django.core.management import call_command;"
    "call_command('migrate', verbosity=0);"
    "from tests.benchmarks import corpus, rows; rows.store(corpus.texts({count}))"
)
SCAN = (
    "import json; from tests.benchmarks import corpus, shapes; articles = list(corpus.texts({count}));"
    "print(json.dumps({{str(s): shapes.scanned(articles, q) for s, q in shapes.drawn(articles).items()}}))"
)


def main() -> None:
    """Measure, and write what was measured after each engine."""
    options = _options()
    found: list[dict[str, Any]] = []
    for count in options.articles:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=options.folder) as folder:
            _python(folder, "-c", PREPARE.format(count=count))
            found.append(
                {"engine": "scan", "articles": count, **_json(folder, "-c", SCAN.format(count=count))}
            )
            for engine in options.engines:
                found.append(_json(folder, "-m", "tests.benchmarks.one", engine, str(count)))
                if engine == "ours":
                    found[-1] |= _json(folder, "-m", "tests.benchmarks.cold", str(count))
                options.out.write_text(
                    json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
                print(count, engine, file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", nargs="+", type=int, default=SIZES)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--folder", type=Path, help="where the data lies meanwhile")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


def _json(folder: str, *arguments: str) -> dict[str, Any]:
    answered: dict[str, Any] = json.loads(_python(folder, *arguments).splitlines()[-1])
    return answered


def _python(folder: str, *arguments: str) -> str:
    environment = {**os.environ, "DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "archive.settings"}
    command: Sequence[str] = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
