"""Figures of an article: each waits as a proposal, with its sentence, until a person has read it. None is ever accepted here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from archive.importing.recognize import FigureFinding
from archive.importing.store.findings.known import Known
from archive.importing.store.findings.mentions import SCORE_DECIMALS, Place
from archive.models import Article, Figure, Review

# What the columns take: sixteen digits before the decimal point, four behind it.
HIGHEST, STEP = Decimal(10) ** 16, Decimal("0.0001")
# Longest words that the columns take, in characters.
LONGEST = {"surface": 60, "unit": 20, "qualifier": 20, "what": 120}
# By what one proposal is told from another. A score alone makes no other figure.
TOLD_BY = (
    "field",
    "start",
    "end",
    "value",
    "maximum",
    "unit",
    "qualifier",
    "what",
    "as_of",
    "as_of_certainty",
    "sentence",
    "surface",
)


class Change(NamedTuple):
    """Figures of an article that are missing, and those that are no longer found."""

    new: list[Figure]
    lost: list[Figure]


def change(
    article: Article, standing: Sequence[Figure], found: Sequence[FigureFinding], known: Known
) -> Change:
    """What is to be added to an article's proposals and what removed; where a person was, nothing is proposed."""
    waiting = {told_by(one): one for one in standing if one.state == Review.PROPOSED and not one.decided_at}
    settled = [Place(one.field, one.start, one.end) for one in standing if told_by(one) not in waiting]
    wanted = {}
    for finding in found:
        place = Place(finding.field, finding.start, finding.end)
        if is_storable(finding) and not any(place.overlaps(other) for other in settled):
            figure = row(article, finding, known)
            wanted[told_by(figure)] = figure
    return Change(
        [one for key, one in wanted.items() if key not in waiting],
        [one for key, one in waiting.items() if key not in wanted],
    )


def is_storable(finding: FigureFinding) -> bool:
    """Is it a number that can be counted with? Longer runs of digits are numbers of accounts, cards and files."""
    ends = [finding.value, finding.maximum if finding.maximum is not None else finding.value]
    return all(end.is_finite() and abs(end) < HIGHEST for end in ends) and ends[0] <= ends[1]


def row(article: Article, finding: FigureFinding, known: Known) -> Figure:
    """The proposal to be stored."""
    return Figure(
        article=article,
        field=finding.field,
        start=finding.start,
        end=finding.end,
        state=Review.PROPOSED,
        score=round(finding.score, SCORE_DECIMALS),
        value=finding.value.quantize(STEP),
        maximum=None if finding.maximum is None else finding.maximum.quantize(STEP),
        as_of=finding.as_of,
        as_of_certainty=finding.as_of_certainty,
        sentence=finding.sentence,
        details={"organization": finding.organization, "initiative": finding.initiative},
        **owners(finding.organization, finding.initiative, known),
        **{name: getattr(finding, name)[:longest] for name, longest in LONGEST.items()},
    )


def owners(organization: str, initiative: str, known: Known) -> dict[str, int | None]:
    """The records of those whose figure it is, by their names in the text."""
    return {
        "organization_id": known.organization(organization),
        "initiative_id": known.initiative(initiative, organization) or known.initiative(initiative, ""),
    }


def newly_owned(standing: Iterable[Figure], known: Known) -> list[Figure]:
    """The proposals of an earlier reading whose owners have come on record since, with these owners."""
    found = []
    for figure in standing:
        if figure.state != Review.PROPOSED or figure.decided_at or not figure.details:
            continue
        told = owners(figure.details["organization"], figure.details["initiative"], known)
        missing = {name: key for name, key in told.items() if key and getattr(figure, name) is None}
        for name, key in missing.items():
            setattr(figure, name, key)
        if missing:
            found.append(figure)
    return found


def told_by(figure: Figure) -> tuple[Any, ...]:
    """By what a figure is told from others."""
    return tuple(getattr(figure, name) for name in TOLD_BY)
