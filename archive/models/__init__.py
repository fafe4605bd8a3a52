"""What is true of a row, as models, querysets and constraints: sources, articles, subjects, facts, and the outbox."""

from archive.models.articles import (
    TEXT_FIELDS,
    Article,
    Doubt,
    FurnitureLine,
    Gap,
    RetiredArticle,
    Stretch,
    StretchRow,
    UnassignedLine,
)
from archive.models.facts import Correction, Figure, Mention, Review
from archive.models.outbox import IndexTask, tasks_written
from archive.models.proposals import NameKey, ProposedName
from archive.models.reprints import Band, Imprint, Reprint
from archive.models.sources import (
    CERTAINTY_ORDER,
    Certainty,
    FileReport,
    ImportBatch,
    Issue,
    Newspaper,
    Page,
    SourceFile,
    parse_day,
)
from archive.models.subjects import (
    Component,
    Initiative,
    InitiativeAlias,
    Organization,
    OrganizationAlias,
    Region,
)

__all__ = [
    "CERTAINTY_ORDER",
    "TEXT_FIELDS",
    "Article",
    "Band",
    "Certainty",
    "Component",
    "Correction",
    "Doubt",
    "Figure",
    "FileReport",
    "FurnitureLine",
    "Gap",
    "ImportBatch",
    "Imprint",
    "IndexTask",
    "Initiative",
    "InitiativeAlias",
    "Issue",
    "Mention",
    "NameKey",
    "Newspaper",
    "Organization",
    "OrganizationAlias",
    "Page",
    "ProposedName",
    "Region",
    "Reprint",
    "RetiredArticle",
    "Review",
    "SourceFile",
    "Stretch",
    "StretchRow",
    "UnassignedLine",
    "parse_day",
    "tasks_written",
]
