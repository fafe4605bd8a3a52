# ruff: noqa: E402  # Django is set up before anything of it is imported
"""Our index built from the rows, as `rebuild_index` builds it: seconds of CPU, memory at its highest, size on disk.

DATA_DIR=FOLDER python -m tests.benchmarks.building ours COUNT
"""

from __future__ import annotations

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from archive.search.manifest import index_path, read_manifest
from archive.search.rebuild import rebuild
from tests.benchmarks.measuring import Highest, bytes_of, cpu_seconds

if __name__ == "__main__":
    with Highest() as memory:
        seconds, _count = cpu_seconds(rebuild)
    manifest = read_manifest(index_path())
    assert manifest is not None
    print(
        json.dumps(
            {
                "build s": round(seconds, 2),
                "build MB": memory.megabytes,
                "bytes": bytes_of(index_path() / manifest.folder),
            }
        )
    )
