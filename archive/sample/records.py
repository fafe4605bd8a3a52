"""The sample's records as TOML, in the form that docs/records.md describes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from archive.sample.files import CleanFile
from archive.sample.programmes import Running
from archive.sample.telling.reporter import Figure
from archive.sample.world import Town

_FICTITIOUS = "虚构的样例机构。 A fictitious organization of the sample."

Value = str | int | list[str]


def records(towns: Sequence[Town], runs: Sequence[Running], files: Iterable[CleanFile]) -> str:
    """Organizations, initiatives, and the figures of every story that has any."""
    lines = [
        *(line for town in towns for line in _organizations(town)),
        *(line for running in runs for line in _initiative(running)),
        *(line for file in files if file.story.figures for line in _article(file)),
    ]
    return "\n".join(lines) + "\n"


def _table(name: str, values: dict[str, Value]) -> Iterator[str]:
    """A table of an array of tables; what is empty is left out."""
    yield f"[[{name}]]"
    for key, value in values.items():
        if value or value == 0:
            # A JSON string, number or list of strings is one in TOML too.
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}"
    yield ""


def _organizations(town: Town) -> Iterator[str]:
    yield from _table(
        "organization",
        {
            "name": town.union,
            "name_en": f"{town.name_en} Federation of Trade Unions (sample)",
            "kind": "local-federation",
            "level": "prefecture",
            "region": town.province_code,
            "description": _FICTITIOUS,
            "aliases": [town.union_in_short],
        },
    )
    for company in town.companies:
        yield from _table(
            "organization",
            {"name": company, "kind": "company", "region": town.province_code, "description": _FICTITIOUS},
        )


def _initiative(running: Running) -> Iterator[str]:
    programme, town = running.programme, running.town
    yield from _table(
        "initiative",
        {
            "name": programme.name,
            "name_en": f"{programme.name_en}, {town.name_en}",
            "kind": programme.kind,
            "lead": town.union,
            "partners": list(town.companies[:1]),
            "region": town.province_code,
            "started_on": running.started_on,
            "status": "running",
            "problem": programme.problem,
            "practice": programme.practice,
            "insight": programme.insight,
            "aliases": [running.title],
        },
    )
    for name, description in programme.components:
        yield from _table("initiative.component", {"name": name, "description": description})


def _article(file: CleanFile) -> Iterator[str]:
    yield from _table("article", {"sha256": file.sha256, "line": file.line, "start": file.start})
    for figure in file.story.figures:
        yield from _figure(figure, file.story.slot.running)


def _figure(figure: Figure, running: Running) -> Iterator[str]:
    amount = figure.amount
    yield from _table(
        "article.figure",
        {
            "sentence": figure.sentence,
            "surface": amount.surface,
            "value": amount.value,
            "unit": amount.unit,
            "qualifier": amount.qualifier,
            "what": figure.what,
            "as_of": figure.as_of.isoformat() if figure.as_of else "",
            "as_of_certainty": figure.as_of_certainty,
            "organization": running.town.union,
            "initiative": running.programme.name,
            "lead": running.town.union,
        },
    )
