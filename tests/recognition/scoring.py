"""How well what is found agrees with what a reader found. The rules are told in docs/recognition.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from archive.importing.recognize import FigureFinding, Finding, Recognized
from archive.importing.recognize.regions import gazetteer
from archive.text.folding import fold
from tests.recognition.gold import Gold, GoldFigure, Named

QUOTED = re.compile(r"[“\"‘'「](.+?)[”\"’'」]")
MARKS = re.compile(r"[“”\"'‘’「」《》]")
# Places that may stand before an organization's name or be left out: readers differ.
PLACES = re.compile(r"(?:[\u4e00-\u9fff]{1,8}?[省市县区州盟旗镇乡])+")
# A phrase that says more than the words a reader would take says something else.
LONGEST_BEYOND = 8

KINDS = ("organizations", "regions", "bylines", "initiatives", "figures", "counted")


@dataclass
class Tally:
    """What was found, what there was, what of both agrees."""

    found: int = 0
    right_found: int = 0
    gold: int = 0
    right_gold: int = 0

    def precision(self) -> float:
        return self.right_found / self.found if self.found else 1.0

    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else 1.0


@dataclass
class Score:
    """The tallies of all stories, and of what was asked besides."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    asides: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, gold: Gold, found: Recognized) -> None:
        """Score one story."""
        self._named(gold, "organizations", gold.organizations, found.organizations)
        self._named(gold, "regions", gold.regions, found.regions)
        self._named(gold, "initiatives", gold.initiatives, found.initiatives)
        self._bylines(gold, found)
        self._figures(gold, found.figures)

    def share(self, aside: str) -> float:
        """How often something asked besides is right."""
        return self.asides[f"{aside} right"] / max(self.asides[aside], 1)

    def _named(self, gold: Gold, kind: str, wanted: Sequence[Named], found: Sequence[Finding]) -> None:
        agree = {"organizations": _same_organization, "regions": _same_region}.get(kind, _same_initiative)
        pairs = [(one, other) for one in wanted for other in found if agree(gold, one, other)]
        right, met = {id(other) for _, other in pairs}, {id(one) for one, _ in pairs}
        self._count(kind, len(found), len(right), len(wanted), len(met))
        self._wrong(gold, kind, [one for one in found if id(one) not in right])
        self._missed(gold, kind, [one for one in wanted if id(one) not in met])
        if kind == "organizations":
            for one, other in pairs:
                self._aside("full name", one.value.endswith(other.name) or other.name.endswith(one.value))

    def _bylines(self, gold: Gold, found: Recognized) -> None:
        wanted = {tuple(person) for person in gold.bylines}
        named = {(one.name, one.role.value) for one in found.bylines}
        self._count("bylines", len(named), len(named & wanted), len(wanted), len(named & wanted))
        self.errors += [f"{gold.name} bylines + {one}" for one in named - wanted]
        self.errors += [f"{gold.name} bylines - {one}" for one in wanted - named]

    def _figures(self, gold: Gold, found: Sequence[FigureFinding]) -> None:
        pairs = [(one, other) for one in gold.figures for other in found if _same_figure(one, other)]
        optional = {id(other) for one, other in pairs if one.is_optional}
        optional |= {
            id(two) for two in found for one in gold.figures if one.is_optional and _overlap(one, two)
        }
        asked = [one for one in gold.figures if not one.is_optional]
        met = {id(one): other for one, other in pairs if not one.is_optional}
        right = {id(other) for other in met.values()}
        counted = [other for other in found if id(other) not in optional]
        self._count("figures", len(counted), len(right), len(asked), len(met))
        self._wrong(gold, "figures", [one for one in counted if id(one) not in right])
        self._missed(gold, "figures", [one for one in asked if id(one) not in met])
        for one in asked:
            if id(one) in met:
                self._details(gold, one, met[id(one)])

    def _details(self, gold: Gold, one: GoldFigure, other: FigureFinding) -> None:
        self._aside("qualifier", one.qualifier == other.qualifier)
        self._aside("surface", (one.start, one.end) == (other.start, other.end))
        if one.whats:
            right = _says(other.what, one.whats)
            self._count("counted", bool(other.what), right, 1, right)
            if not right:
                self.errors.append(f"{gold.name} counted: {other.surface}: {other.what!r}, not {one.whats}")

    def _aside(self, name: str, right: bool) -> None:
        self.asides.update({name: 1, f"{name} right": int(right)})

    def _count(self, kind: str, found: int, right_found: int, gold: int, right_gold: int) -> None:
        tally = self.tallies[kind]
        tally.found, tally.right_found = tally.found + found, tally.right_found + right_found
        tally.gold, tally.right_gold = tally.gold + gold, tally.right_gold + right_gold

    def _wrong(self, gold: Gold, kind: str, wrong: Iterable[Finding | FigureFinding]) -> None:
        self.errors += [f"{gold.name} {kind} + {_shown(gold, one)} {_of(one)}" for one in wrong]

    def _missed(self, gold: Gold, kind: str, missed: Iterable[Named | GoldFigure]) -> None:
        self.errors += [f"{gold.name} {kind} - {_shown(gold, one)}" for one in missed]


def _of(one: Finding | FigureFinding) -> str:
    return f"{one.value} {one.unit}" if isinstance(one, FigureFinding) else one.name


def _shown(gold: Gold, one: Named | GoldFigure | Finding | FigureFinding) -> str:
    text = gold.texts.fields[one.field]
    around = text[max(0, one.start - 8) : one.start], text[one.start : one.end], text[one.end : one.end + 6]
    return f"{one.field}: {around[0]}【{around[1]}】{around[2]}".replace("\n", "/")


def _overlap(one: Named | GoldFigure, other: Finding | FigureFinding) -> bool:
    return one.field == other.field and one.start < other.end and other.start < one.end


def _same_organization(gold: Gold, one: Named, other: Finding) -> bool:
    """The same end, and the same beginning but for places."""
    if one.field != other.field or one.end != other.end:
        return False
    first, second = sorted((one.start, other.start))
    before = gold.texts.fields[one.field][first:second]
    return not before or before in gazetteer().by_name or bool(PLACES.fullmatch(before))


def _same_region(_gold: Gold, one: Named, other: Finding) -> bool:
    return (one.field, one.start, one.end, one.value) == (
        other.field,
        other.start,
        other.end,
        getattr(other, "code", ""),
    )


def _same_initiative(gold: Gold, one: Named, other: Finding) -> bool:
    """They overlap, and the words between quotation marks, or all, are the same or hold each other."""
    if not _overlap(one, other):
        return False
    text = gold.texts.fields[one.field]
    first, second = _core(text[one.start : one.end]), _core(other.surface)
    return first in second or second in first


def _core(surface: str) -> str:
    quoted = QUOTED.search(surface)
    return MARKS.sub("", fold(quoted.group(1) if quoted else surface))


def _same_figure(one: GoldFigure, other: FigureFinding) -> bool:
    return (
        _overlap(one, other)
        and round(one.value, 4) == round(other.value, 4)
        and one.maximum == other.maximum
        and one.unit == other.unit
    )


def _says(what: str, whats: Iterable[str]) -> bool:
    """Do these words say what is counted, as a reader would?"""
    said = MARKS.sub("", fold(what))
    wanted = [MARKS.sub("", fold(one)) for one in whats]
    return any(
        said and (said in one or (one in said and len(said) <= len(one) + LONGEST_BEYOND)) for one in wanted
    )
