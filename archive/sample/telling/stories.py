"""The forms of a story: news, brief, feature, photo, letter, list, notice."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from archive.sample.names import draw_names
from archive.sample.plan import Slot
from archive.sample.telling.reporter import Figure, Reporter

# Stands in every headline, so that nobody takes a story for news.
MARK = "（样例）"
# What a clean file writes before a crosshead.
CROSSHEAD = "## "
# Shares of stories that have these parts too.
KICKER_SHARE, DECK_SHARE, PLACE_SHARE, CLOSING_SHARE = 0.6, 0.35, 0.4, 0.5
SECTIONS_OF_A_FEATURE = 3
WINNERS_OF_A_GROUP = 4


@dataclass(frozen=True)
class Story:
    """A story as it is printed: a paragraph is a line, a crosshead bears its mark."""

    slot: Slot
    headline: str
    body: tuple[str, ...]
    kicker: str = ""
    deck: str = ""
    byline: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class _Text:
    """What a form decides: everything of a story but its place and its figures."""

    headline: str
    body: Iterable[str]
    kicker: str = ""
    deck: str = ""
    byline: str = ""


def write_story(slot: Slot, shared: dict[str, Any], rng: random.Random) -> Story:
    """The story for this place in the paper."""
    reporter = Reporter(slot, shared, rng)
    text = _FORMS[slot.kind](reporter)
    return Story(
        slot=slot,
        headline=text.headline + MARK,
        body=tuple(paragraph for paragraph in text.body if paragraph),
        kicker=text.kicker,
        deck=text.deck,
        byline=text.byline,
        figures=tuple(dict.fromkeys(reporter.figures)),
    )


def _news(reporter: Reporter) -> _Text:
    """A report: what happened, why, how, how much, who says so, what comes next."""
    middle = [
        reporter.tell("practices", "bridges", "practices"),
        reporter.tell("figures", "figures"),
        reporter.tell("voices") + reporter.maybe("voices", CLOSING_SHARE),
    ]
    reporter.rng.shuffle(middle)
    return _Text(
        headline=reporter.head("headlines"),
        kicker=_sometimes(reporter, "kickers", KICKER_SHARE),
        deck=_sometimes(reporter, "decks", DECK_SHARE),
        byline=reporter.fill("记者{reporter} 通讯员{stringer}"),
        body=[
            reporter.fill("本报讯（记者{reporter} 通讯员{stringer}）") + reporter.tell("leads", "abouts"),
            reporter.maybe("places", PLACE_SHARE) + reporter.tell("backgrounds"),
            *middle,
            reporter.tell("plans"),
        ],
    )


def _brief(reporter: Reporter) -> _Text:
    """One paragraph, or two."""
    return _Text(
        headline=reporter.head("headlines"),
        byline=reporter.fill("记者{reporter}"),
        body=[
            reporter.fill("本报讯（记者{reporter}）") + reporter.tell("leads", "abouts", "figures"),
            reporter.maybe("practices", DECK_SHARE),
        ],
    )


def _feature(reporter: Reporter) -> _Text:
    """A long story in sections, each under its crosshead."""
    sections = [paragraph for _ in range(SECTIONS_OF_A_FEATURE) for paragraph in _section(reporter)]
    return _Text(
        headline=reporter.head("headlines"),
        kicker=reporter.head("kickers"),
        deck=reporter.head("decks"),
        byline=reporter.fill("本报记者 {reporter}"),
        body=[
            reporter.tell("leads"),
            reporter.tell("abouts") + reporter.maybe("places", PLACE_SHARE),
            *sections,
            reporter.tell("plans"),
            reporter.maybe("closings", CLOSING_SHARE),
        ],
    )


def _section(reporter: Reporter) -> list[str]:
    return [
        CROSSHEAD + reporter.head("crossheads"),
        reporter.tell("backgrounds"),
        reporter.tell("practices", "voices"),
        reporter.tell("figures"),
    ]


def _photo(reporter: Reporter) -> _Text:
    """A picture's words: what is seen, of what it is part, who took it."""
    return _Text(
        headline=reporter.head("headlines"),
        byline=reporter.fill("本报通讯员 {stringer} 摄"),
        body=[reporter.tell("captions", "abouts") + reporter.fill("本报通讯员 {stringer} 摄")],
    )


def _letter(reporter: Reporter) -> _Text:
    """A reader's letter, signed."""
    told = reporter.shared["letter"]
    pick = reporter.rng.choice
    signature = reporter.fill(told["signature"])
    return _Text(
        headline=reporter.fill(pick(told["headlines"])),
        byline=signature,
        body=[
            pick(told["salutations"]),
            reporter.fill(pick(told["openings"])),
            reporter.tell("abouts", "practices"),
            reporter.tell("backgrounds"),
            reporter.fill(pick(told["wishes"])) + reporter.fill(pick(told["endings"])),
            signature,
        ],
    )


def _list(reporter: Reporter) -> _Text:
    """Winners, group by group."""
    told = reporter.shared["list"]
    groups = [
        reporter.fill(group) + "：" + "　".join(draw_names(WINNERS_OF_A_GROUP, reporter.rng))
        for group in told["groups"]
    ]
    return _Text(
        headline=reporter.fill(reporter.rng.choice(told["headlines"])),
        body=[reporter.fill(reporter.rng.choice(told["intros"])), *groups],
    )


def _notice(reporter: Reporter) -> _Text:
    """An announcement by the union that runs the programme."""
    told = reporter.shared["notice"]
    return _Text(
        headline=reporter.fill(reporter.rng.choice(told["headlines"])),
        body=[
            reporter.fill(reporter.rng.choice(told["intros"])),
            *(reporter.fill(point) for point in told["points"]),
            reporter.fill(told["signature"]),
        ],
    )


def _sometimes(reporter: Reporter, part: str, share: float) -> str:
    return reporter.head(part) if reporter.rng.random() < share else ""


_FORMS: dict[str, Callable[[Reporter], _Text]] = {
    "news": _news,
    "brief": _brief,
    "feature": _feature,
    "photo": _photo,
    "letter": _letter,
    "list": _list,
    "notice": _notice,
}
