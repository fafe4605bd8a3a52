"""Vocabulary as data: words written one beside the other."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list that is written with spaces."""
    return frozenset(text.split())
