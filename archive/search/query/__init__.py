"""The query language: from what a reader typed to a tree, and notices about what was not understood."""

from archive.search.query.parser import Query, parse

__all__ = ["Query", "parse"]
