"""What is recognized in a story: frozen shapes, each with the characters it rests on.

Every place is ``texts.fields[field][start:end]``, in characters, end excluded, and ``surface`` is what stands there.
Certainties are the words of the archive: ``printed``, ``stated``, ``inferred``, ``unknown``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

UNKNOWN, INFERRED, PRINTED = "unknown", "inferred", "printed"


class Kind(StrEnum):
    """What sort of thing a finding names."""

    ORGANIZATION = "organization"
    REGION = "region"
    BYLINE = "byline"
    INITIATIVE = "initiative"


class Role(StrEnum):
    """What a person of a byline did."""

    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    PHOTOGRAPHER = "photographer"
    AUTHOR = "author"


@dataclass(frozen=True)
class Texts:
    """A story as it is read for names and numbers: its fields by name (see ``Story``), the body's paragraphs by line.

    ``issue_date`` is the day of the paper, with its certainty; 近日 and 去年 are resolved from it.
    """

    fields: Mapping[str, str]
    newspaper: str = ""
    issue_date: dt.date | None = None
    issue_certainty: str = UNKNOWN


@dataclass(frozen=True, order=True)
class Place:
    """Characters of one field."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """Something that is named. ``name`` is the full name, ``surface`` as printed; ``score`` (0 to 1) how sure it is."""

    kind: Kind
    name: str
    field: str
    start: int
    end: int
    surface: str
    score: float = 1.0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.field, self.start, self.end)


@dataclass(frozen=True)
class OrganizationFinding(Finding):
    """An organization. ``sort`` is a kind of ``Organization`` on record: local-federation, company, government…

    ``region`` is the six-digit code of the division that its name begins with, where that can be only one.
    """

    sort: str = "other"
    region: str = ""


@dataclass(frozen=True)
class RegionFinding(Finding):
    """A division. ``code`` has six digits."""

    code: str = ""


@dataclass(frozen=True)
class BylineFinding(Finding):
    """A person who made the story or its picture, in one role."""

    role: Role = Role.REPORTER


@dataclass(frozen=True)
class Component:
    """A named part of an initiative."""

    name: str
    field: str
    start: int
    end: int


@dataclass(frozen=True)
class InitiativeFinding(Finding):
    """A named programme. ``sort`` is a kind of ``Initiative`` on record; ``lead`` the full name of who runs it, or nothing.

    Components are given with the first place that names the initiative, and with no other.
    """

    sort: str = "other"
    components: tuple[Component, ...] = ()
    lead: str = ""
    started_on: dt.date | None = None
    start_certainty: str = UNKNOWN


@dataclass(frozen=True)
class FigureFinding:
    """A number that counts or measures.

    ``value`` and ``maximum`` are reckoned out (3.2万人 is 32000), ``unit`` and ``qualifier`` are as printed, ``what`` is what
    is counted or measured. ``sentence_start`` and ``sentence_end`` mark the sentence in the same field. ``organization``
    and ``initiative`` are full names, empty where nobody is named.
    """

    value: Decimal
    maximum: Decimal | None
    unit: str
    qualifier: str
    what: str
    field: str
    start: int
    end: int
    surface: str
    sentence: str
    sentence_start: int
    sentence_end: int
    as_of: dt.date | None = None
    as_of_certainty: str = UNKNOWN
    organization: str = ""
    initiative: str = ""
    score: float = 1.0

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.field, self.start, self.end)


@dataclass(frozen=True)
class Recognized:
    """All that was found in a story, each kind in reading order."""

    organizations: tuple[OrganizationFinding, ...] = field(default=())
    regions: tuple[RegionFinding, ...] = field(default=())
    bylines: tuple[BylineFinding, ...] = field(default=())
    initiatives: tuple[InitiativeFinding, ...] = field(default=())
    figures: tuple[FigureFinding, ...] = field(default=())
