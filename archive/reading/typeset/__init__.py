"""Sets articles for reading: what is printed, what is known of it, and where it comes from, as safe HTML."""

from archive.reading.typeset.listing import SNIPPET_CHARS, broken_at_phrases, opening
from archive.reading.typeset.setting import typeset
from archive.reading.typeset.shapes import Finder, Findings, LineFinder, Sheet, finds_nothing

__all__ = [
    "SNIPPET_CHARS",
    "Finder",
    "Findings",
    "LineFinder",
    "Sheet",
    "broken_at_phrases",
    "finds_nothing",
    "opening",
    "typeset",
]
