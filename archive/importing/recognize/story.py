"""All that a story names and counts, stage by stage: read, regions, organizations, initiatives, figures, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from archive.importing.recognize.bylines import bylines
from archive.importing.recognize.components import components
from archive.importing.recognize.counted import counted
from archive.importing.recognize.fullnames import organizations, own_region
from archive.importing.recognize.initiatives import Programme, programmes
from archive.importing.recognize.numbers import quantities
from archive.importing.recognize.quantity import Quantity
from archive.importing.recognize.reading import Stretch, stretches
from archive.importing.recognize.regions import regions
from archive.importing.recognize.shapes import (
    INFERRED,
    PRINTED,
    UNKNOWN,
    Component,
    FigureFinding,
    Finding,
    InitiativeFinding,
    Kind,
    OrganizationFinding,
    Recognized,
    RegionFinding,
    Texts,
)
from archive.text.moments import Moment, moments

Found = TypeVar("Found", bound=Finding)

# Signs that folding takes apart.
SIGNS = {"°c": "℃", "°f": "℉", "m2": "㎡", "m3": "㎥"}
# A time that something has gone on from, or that it is compared with, is no day of a number.
SINCE = re.compile(r"[^,。;]{0,4}?(?:起|以来|开始|至今)")
COMPARED = re.compile(r"(?:较|比|同比|与)$")
# What is said where an initiative begins.
BEGINS = ("成立", "启动", "开通", "创办", "建立", "创建", "设立", "始于", "揭牌", "上线", "开展", "推出")


def recognized(texts: Texts) -> Recognized:
    """What a story names and counts, each with its place; the same for the same texts, whatever they hold."""
    read = stretches(texts)
    bodies = organizations(read)
    found = programmes(read)
    bodies = _outside_quotations(bodies, found)
    named = list(_initiatives(texts, found, bodies))
    return Recognized(
        organizations=tuple(_printed(texts, bodies)),
        regions=tuple(_printed(texts, _outside_names(regions(read, texts.newspaper), bodies))),
        bylines=tuple(bylines(texts)),
        initiatives=tuple(named),
        figures=tuple(_figures(read, _Around(texts, bodies, named))),
    )


def _printed(texts: Texts, found: Sequence[Found]) -> Iterator[Found]:
    """The same with their surfaces as printed."""
    for one in found:
        yield replace(one, surface=texts.fields[one.field][one.start : one.end])


def _outside_names(
    found: Sequence[RegionFinding], bodies: Sequence[OrganizationFinding]
) -> list[RegionFinding]:
    """Without those that are the own name of an organization: 北京 in 北京体育大学."""
    inside = {(one.field, one.start) for one in bodies if own_region(one)}
    return [one for one in found if (one.field, one.start) not in inside]


def _outside_quotations(
    bodies: Sequence[OrganizationFinding], found: Sequence[Programme]
) -> list[OrganizationFinding]:
    """Without those inside the quotation marks of an initiative: “金点子银行” is no bank."""
    quoted = [one.stretch.place(one.start, one.end) for one in found if one.name[0] == "“"]
    return [
        one
        for one in bodies
        if not any(two.field == one.field and two.start <= one.start < one.end <= two.end for two in quoted)
    ]


def _initiatives(
    texts: Texts, found: Sequence[Programme], bodies: Sequence[OrganizationFinding]
) -> Iterator[InitiativeFinding]:
    """The initiatives, each with who leads it; what it consists of and when it began with its first place."""
    seen: set[str] = set()
    for one in found:
        place = one.stretch.place(one.start, one.end)
        finding = InitiativeFinding(
            Kind.INITIATIVE,
            one.name,
            place.field,
            place.start,
            place.end,
            texts.fields[place.field][place.start : place.end],
            one.score,
            sort=one.sort,
            lead=_lead(one, place.start, bodies),
        )
        yield _with_parts(texts, one, finding) if one.name not in seen else finding
        seen.add(one.name)


def _with_parts(texts: Texts, one: Programme, finding: InitiativeFinding) -> InitiativeFinding:
    """The same with its components and its beginning, where its sentence tells them."""
    start, end = one.stretch.sentence_at(one.start)
    sentence = one.stretch.text[start:end]
    began = (
        next(iter(moments(sentence, texts.issue_date)), None)
        if any(word in sentence for word in BEGINS)
        else None
    )
    parts: tuple[Component, ...] = components(one)
    return replace(
        finding,
        components=parts,
        started_on=began.date if began else None,
        start_certainty=_certainty(began),
    )


def _certainty(moment: Moment | None) -> str:
    """How well a time is known: printed, or inferred from the day of the paper."""
    if not moment:
        return UNKNOWN
    return INFERRED if moment.is_inferred else PRINTED


def _lead(one: Programme, start: int, bodies: Sequence[OrganizationFinding]) -> str:
    """Who is named before it in its sentence, or at the beginning of the story."""
    sentence = one.stretch.place(*one.stretch.sentence_at(one.start))
    before = [
        body for body in bodies if body.field == sentence.field and sentence.start <= body.start < start
    ]
    return (before or bodies)[-1 if before else 0].name if bodies else ""


@dataclass(frozen=True)
class _Around:
    """What a figure may belong to: the organizations and initiatives of its story."""

    texts: Texts
    bodies: Sequence[OrganizationFinding]
    named: Sequence[InitiativeFinding]


def _figures(read: Sequence[Stretch], around: _Around) -> Iterator[FigureFinding]:
    """The figures of all stretches, without the numbers inside names of initiatives."""
    for stretch in read:
        all_ = quantities(stretch)
        for one in all_:
            place = stretch.place(one.number_start, max(one.number_start + 1, one.unit_end))
            if not any(
                other.field == place.field and other.start <= place.start < other.end
                for other in around.named
            ):
                yield _figure(stretch, one, counted(stretch, one, all_), around)


def _figure(stretch: Stretch, one: Quantity, what: str, around: _Around) -> FigureFinding:
    """A number with its sentence, what it counts, whose it is and as of when."""
    place, text = stretch.place(one.start, one.end), around.texts.fields[stretch.field]
    start, end = stretch.sentence_at(one.start)
    sentence = stretch.place(start, end)
    moment = _as_of(stretch.text[start:end], one.start - start, around.texts)
    return FigureFinding(
        one.value,
        one.maximum,
        _unit(stretch, one),
        one.qualifier,
        _spelt(stretch, what),
        place.field,
        place.start,
        place.end,
        text[place.start : place.end],
        text[sentence.start : sentence.end].strip(),
        sentence.start,
        sentence.end,
        as_of=moment.date if moment else None,
        as_of_certainty=_certainty(moment),
        organization=_nearest(stretch, place.start, around.bodies) or _first(around.bodies),
        initiative=_nearest(stretch, place.start, around.named) or _headline(around.named),
        score=0.9 if what else 0.6,
    )


def _as_of(sentence: str, before: int, texts: Texts) -> Moment | None:
    """The last time that is told before a number, but for beginnings (自2019年起) and comparisons (较去年)."""
    told = [
        one
        for one in moments(sentence[:before], texts.issue_date)
        if not SINCE.match(sentence, one.end) and not COMPARED.search(sentence[: one.start])
    ]
    return told[-1] if told else None


def _spelt(stretch: Stretch, what: str) -> str:
    """What is counted, in the letters of the field."""
    at = stretch.text.find(what)
    return stretch.spelt(at, at + len(what)) if what and at >= 0 else what


def _first(bodies: Sequence[OrganizationFinding]) -> str:
    return bodies[0].name if bodies else ""


def _unit(stretch: Stretch, one: Quantity) -> str:
    """The unit in simplified script, Latin letters as printed; of 参赛职工人数超过12万 it stands before the number."""
    if not one.unit:
        return "人" if re.search(r"人数[^,。;、]{0,4}$", stretch.text[: one.start]) else ""
    return SIGNS.get(one.unit) or (
        stretch.spelt(one.unit_start, one.unit_end) if one.unit.isascii() and one.unit.isalpha() else one.unit
    )


def _nearest(stretch: Stretch, start: int, found: Sequence[Finding]) -> str:
    """The last one that is named before this place in its paragraph."""
    begins = stretch.place(0, 1).start
    before = [one for one in found if one.field == stretch.field and begins <= one.start < start]
    return before[-1].name if before else ""


def _headline(named: Sequence[InitiativeFinding]) -> str:
    """The initiative that the headline names."""
    return next((one.name for one in named if one.field in {"kicker", "headline", "deck"}), "")
