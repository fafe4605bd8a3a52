# ruff: noqa: E402  # Django is set up before anything of it is imported
"""A process from its start to its first answer, then every shape once: CPU seconds and private memory, as JSON.

DATA_DIR=FOLDER python -m tests.benchmarks.cold ours COUNT
"""

from __future__ import annotations

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from haystack import connections

from archive.search.find import find

begin = time.process_time()
connections["default"].get_backend().folder.executor()
opened = time.process_time() - begin
find("工会")
first = time.process_time()

from tests.benchmarks import ours, shapes
from tests.benchmarks.measuring import private_megabytes

for several in shapes.kept_queries(int(sys.argv[2])).values():
    for query in several:
        ours.ask_page(query)
print(
    json.dumps(
        {
            "opening s": round(opened, 4),
            "start to first answer s": round(first, 3),
            "private MB": private_megabytes(),
        }
    )
)
