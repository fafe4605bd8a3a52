"""What a story names and counts: names on record, exactly (``names``), and everything else by grammar. Pure."""

from archive.importing.recognize.names import Lexicon, Name, Occurrence, Record, Subject, comparable
from archive.importing.recognize.shapes import (
    BylineFinding,
    FigureFinding,
    Finding,
    InitiativeFinding,
    OrganizationFinding,
    Recognized,
    RegionFinding,
    Texts,
)
from archive.importing.recognize.story import recognized

__all__ = [
    "BylineFinding",
    "FigureFinding",
    "Finding",
    "InitiativeFinding",
    "Lexicon",
    "Name",
    "Occurrence",
    "OrganizationFinding",
    "Recognized",
    "Record",
    "RegionFinding",
    "Subject",
    "Texts",
    "comparable",
    "recognized",
]
