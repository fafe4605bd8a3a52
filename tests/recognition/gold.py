"""What a reader found in a story, from the files in ``gold/``; their form is told in docs/recognition.md."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from archive.importing.recognize import Texts
from tests.pages.setting.names import with_names
from tests.pages.setting.stories import STORIES_DIR, SampleStory, read_story

GOLD_DIR = Path(__file__).parent / "gold"
PAGE = Path(__file__).parent / "gold" / "page.json"

# Fields in which names and numbers are annotated, in reading order.
FIELDS = ("kicker", "headline", "deck", "body", "caption", "box")
SECTION = re.compile(r"^== (\S+)\n", re.MULTILINE)
ENTRY = re.compile(r"(?P<kind>[ORIBF])(?P<optional>\?)? (?:\[(?P<before>[^\]]+)\])?(?P<rest>.+)")
SEPARATOR = "\n\0\n"


class GoldError(ValueError):
    """An annotation that does not fit its story; the message names the story and the line."""


class Named(NamedTuple):
    """An organization, region or initiative as annotated. ``value`` is its full name or its code."""

    field: str
    start: int
    end: int
    value: str


class Person(NamedTuple):
    """Somebody of a byline."""

    name: str
    role: str


@dataclass(frozen=True)
class GoldFigure:
    """A number as annotated; ``whats`` are the words any of which says what it counts, none where that is not asked.

    An optional one may be found or not: readers differ.
    """

    field: str
    start: int
    end: int
    value: Decimal
    maximum: Decimal | None
    unit: str
    qualifier: str
    whats: tuple[str, ...]
    is_optional: bool


@dataclass
class Gold:
    """All that was annotated in one story."""

    name: str
    texts: Texts
    organizations: list[Named] = field(default_factory=list)
    regions: list[Named] = field(default_factory=list)
    initiatives: list[Named] = field(default_factory=list)
    bylines: list[Person] = field(default_factory=list)
    figures: list[GoldFigure] = field(default_factory=list)


class Entry(NamedTuple):
    """One line of an annotation."""

    kind: str
    is_optional: bool
    before: str
    rest: str


def gold_stories(part: str) -> list[Gold]:
    """The annotated stories of ``tuning``, ``heldout`` or ``page``, which is the real one."""
    sections = SECTION.split((GOLD_DIR / f"{part}.txt").read_text(encoding="utf-8"))[1:]
    pairs = zip(sections[::2], sections[1::2], strict=True)
    return [_real_story(*pair) if part == "page" else _sample_story(part, *pair) for pair in pairs]


def _sample_story(part: str, name: str, annotation: str) -> Gold:
    """A story of the workshop, its people named by its own name."""
    path = STORIES_DIR / part / f"{name}.txt"
    named = with_names(path.read_text(encoding="utf-8") + SEPARATOR + annotation, random.Random(name))
    story = read_story(path, random.Random(name))
    return _annotated(name, Texts(_fields_of(story)), named.partition(SEPARATOR)[2])


def _fields_of(story: SampleStory) -> dict[str, str]:
    """The fields as a reconstruction gives them."""
    fields = {
        "kicker": " ".join(story.kicker),
        "headline": " ".join(story.headline),
        "deck": " ".join(story.deck),
        "byline": story.printed_byline(),
        "body": "\n".join(paragraph.text for paragraph in story.body),
        "caption": "".join(story.caption),
        "box": "\n".join(filter(None, (story.box[:1] or ("",))[0:1])) + "".join(f"\n{_box(story)}"),
    }
    return {name: text.strip() for name, text in fields.items() if text.strip()}


def _box(story: SampleStory) -> str:
    return "".join(story.box[1:])


def _real_story(name: str, annotation: str) -> Gold:
    fields = json.loads(PAGE.read_text(encoding="utf-8"))[name]
    return _annotated(name, Texts(fields), annotation)


def _annotated(name: str, texts: Texts, annotation: str) -> Gold:
    """A story with its annotation in place."""
    gold, entries = Gold(name, texts), list(_entries(name, annotation))
    by_kind = {kind: [entry for entry in entries if entry.kind == kind] for kind in "ORIBF"}
    gold.organizations = _named(gold, by_kind["O"])
    gold.initiatives = _named(gold, by_kind["I"])
    gold.regions = _named(gold, by_kind["R"])
    gold.bylines = [Person(*entry.rest.split(" ")) for entry in by_kind["B"]]
    gold.figures = list(_figures(gold, by_kind["F"]))
    return gold


def _entries(name: str, annotation: str) -> Iterator[Entry]:
    for line in annotation.splitlines():
        found = ENTRY.fullmatch(line)
        if line and not line.startswith("#"):
            if not found:
                raise GoldError(f"{name}: {line}: no annotation; write `O name`, `F 3名;3;名;;职工`…")
            before = (found["before"] or "").replace("\\n", "\n")
            yield Entry(found["kind"], bool(found["optional"]), before, found["rest"])


def _named(gold: Gold, entries: Iterable[Entry]) -> list[Named]:
    """Every place of the surfaces, the longest first; regions may stand inside one another's lines, not overlap."""
    taken: list[Named] = []
    for entry in sorted(entries, key=lambda one: -len(_surface(one))):
        surface = _surface(entry)
        value = entry.rest.partition(" = ")[2] or entry.rest.partition(" ")[2] or surface
        places = [one for one in _places(gold.texts, surface, entry.before) if not _overlaps(one, taken)]
        if not places:
            raise GoldError(f"{gold.name}: {entry.rest}: does not stand in the story")
        taken += [Named(*place, value) for place in places]
    return sorted(taken, key=lambda one: (FIELDS.index(one.field), one.start))


def _surface(entry: Entry) -> str:
    return entry.rest.partition(" = ")[0] if entry.kind in "OI" else entry.rest.partition(" ")[0]


def _places(texts: Texts, surface: str, before: str) -> Iterator[tuple[str, int, int]]:
    for name in FIELDS:
        if before.endswith(":") and before != f"{name}:":
            continue
        context = "" if before.endswith(":") else before
        for found in re.finditer(re.escape(context) + f"({re.escape(surface)})", texts.fields.get(name, "")):
            yield name, *found.span(1)


def _overlaps(place: tuple[str, int, int], taken: Iterable[Named]) -> bool:
    return any(one.field == place[0] and one.start < place[2] and place[1] < one.end for one in taken)


def _figures(gold: Gold, entries: Iterable[Entry]) -> Iterator[GoldFigure]:
    """The numbers, each looked for behind the one before it."""
    position, start = 0, 0
    for entry in entries:
        surface, value, unit, qualifier, what = entry.rest.split(";")
        while position < len(FIELDS):
            text = gold.texts.fields.get(FIELDS[position], "")
            at = text.find(entry.before + surface, start)
            if at >= 0:
                break
            position, start = position + 1, 0
        else:
            raise GoldError(f"{gold.name}: {entry.rest}: does not stand behind the one before it")
        at += len(entry.before)
        low, _, high = value.removeprefix("-").partition("-")
        yield GoldFigure(
            FIELDS[position],
            at,
            at + len(surface),
            -Decimal(low) if value.startswith("-") else Decimal(low),
            Decimal(high) if high else None,
            unit,
            qualifier,
            () if what == "-" else tuple(what.split("/")),
            entry.is_optional,
        )
        start = at + len(surface)
