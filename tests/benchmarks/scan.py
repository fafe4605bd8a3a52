"""A plain scan of the articles: how many hold each query, in all and among those that stay when one in a hundred goes.

DATA_DIR=FOLDER python -m tests.benchmarks.scan scan COUNT
"""

from __future__ import annotations

import json
import sys

from tests.benchmarks import shapes
from tests.benchmarks.corpus import kept_texts
from tests.benchmarks.shapes import DELETED

if __name__ == "__main__":
    articles = kept_texts(int(sys.argv[2]))
    left = [text for text in articles if text.number % DELETED]
    queries = shapes.kept_queries(len(articles))
    print(
        json.dumps(
            {
                "counts": {shape: shapes.scanned(articles, several) for shape, several in queries.items()},
                "counts, deleted left out": {
                    shape: shapes.scanned(left, several) for shape, several in queries.items()
                },
            }
        )
    )
