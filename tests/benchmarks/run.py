"""`make bench`: every engine at every size, one after another, each in a process of its own; the slowest engine last.

python -m tests.benchmarks.run [--articles 1000 10000] [--engines ours tantivy] [--folder FOLDER] [--out FILE]

What is measured is written after each engine, over what was measured of it before. A folder that is given is kept, and
the articles in it are used again.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any

from tests.benchmarks.table import with_tables

ENGINES = ("scan", "ours", "tantivy", "fts5 words", "fts5 trigram", "xapian", "stock")
SIZES = (1_000, 10_000, 100_000)
OUT = Path("docs/benchmarks.json")
PAGE = Path("docs/benchmarks.md")
# The modules that measure an engine, each in a process of its own; what they find is put together.
MODULES = {"scan": ["scan"], "ours": ["building", "one", "cold", "cold", "pages"]}
READY = "ready"


def main() -> None:
    """Measure, and write what was measured after each engine."""
    options = _options()
    found: list[dict[str, Any]] = json.loads(options.out.read_text("utf-8")) if options.out.exists() else []
    with ExitStack() as stack:
        root = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        for engine, count in product(options.engines, options.articles):
            measured = _measured(root / str(count), engine, count)
            found = [one for one in found if (one["engine"], one["articles"]) != (engine, count)]
            found.append({"engine": engine, "articles": count, **measured})
            options.out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
            print(count, engine, file=sys.stderr)
    if options.out == OUT:
        PAGE.write_text(with_tables(PAGE.read_text("utf-8"), found), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", nargs="+", type=int, default=SIZES)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--folder", type=Path, help="where the data lies, and stays")
    parser.add_argument("--out", type=Path, default=OUT)
    return parser.parse_args()


def _measured(folder: Path, engine: str, count: int) -> dict[str, Any]:
    """Everything that is measured of an engine; the articles are made where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / READY).exists():
        _python(folder, "tests.benchmarks.rows", str(count))
        (folder / READY).touch()
    measured: dict[str, Any] = {}
    for module in MODULES.get(engine, ["one"]):
        output = _python(folder, f"tests.benchmarks.{module}", engine, str(count))
        measured |= json.loads(output.splitlines()[-1])
    return measured


def _python(folder: Path, module: str, *arguments: str) -> str:
    """What a module prints. Its bytecode is kept beside the data, as an installation keeps it."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
