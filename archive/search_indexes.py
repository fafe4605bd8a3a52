"""The door through which Haystack finds the indexes."""

from archive.search.indexes import ArticleIndex

__all__ = ["ArticleIndex"]
