"""Score a reconstruction against gold: recall and precision of stories and characters, order, heads, bylines.

Whitespace never counts, and full-width and half-width marks count as the same. A *unit* is a printed line of gold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

# Width and style of marks are folded before anything is compared.
FOLDED = str.maketrans(
    "，：；！？（）％＋～“”‘’「」『』＂＇．０１２３４５６７８９",
    ',:;!?()%+~""\'\'"""""\'.0123456789',
)
# A unit stands in a text where a run of so many of its characters does.
GRAM = 6
# Share of a story's characters that must be in one reconstructed story for it to count as found.
FOUND_SHARE = 0.8
# What an exactly equal head is worth, in characters, when gold and reconstruction are matched.
HEAD_WORTH = 20
# Reconstructed stories shorter than this are crumbs: neither right nor wrong.
LEAST_STORY_CHARS = 10
# A junction of two units is looked for by so many characters on either side.
JUNCTION_CHARS = 8

DATELINE = re.compile(r"^本报讯(\([^()]{0,60}\))?|^\((?:本报|特约)?(?:记者|通讯员)[^()]{0,60}\)")
GOLD_DATELINE = re.compile(r"^\s*本报讯\s*(\([^()]{0,80}\))?\s*")
CREDIT = re.compile(r"\(?(本报|新华社)?(特约)?(记者|通讯员)[一-鿿·]{2,16}摄[)。]*$")
OFFICE = re.compile(r"本报讯|本报|特约|记者|通讯员|报道|图片?|文|摄")


@dataclass(frozen=True)
class Tally:
    """Counts that add up over pages."""

    stories: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0
    chars: int = 0
    chars_found: int = 0
    predicted_chars: int = 0
    predicted_right: int = 0
    junctions: int = 0
    junctions_right: int = 0
    heads_exact: int = 0
    bylines: int = 0
    bylines_right: int = 0
    perfect: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))

    def rates(self) -> dict[str, float | None]:
        """The eight figures by which reconstructions are compared; None where nothing could be counted."""
        return {
            "story_recall": _share(self.found, self.stories),
            "story_precision": _share(self.right, self.predicted),
            "char_recall": _share(self.chars_found, self.chars),
            "char_precision": _share(self.predicted_right, self.predicted_chars),
            "order": _share(self.junctions_right, self.junctions),
            "headline_exact": _share(self.heads_exact, self.stories),
            "byline": _share(self.bylines_right, self.bylines),
            "perfect_story": _share(self.perfect, self.stories),
        }


@dataclass(frozen=True)
class GoldStory:
    """A true story, folded and cut into units."""

    main: tuple[str, ...]
    box: tuple[str, ...]
    head: tuple[str, ...]
    byline_lines: tuple[str, ...]
    byline: str
    text: Searchable

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit that a reconstruction should hold."""
        return self.head + self.main + self.box

    @property
    def chars(self) -> int:
        """Characters of all units."""
        return sum(map(len, self.units))


@dataclass(frozen=True)
class PredictedStory:
    """A reconstructed story, folded."""

    head: str
    body: str
    caption: str
    box: str
    byline: str
    text: Searchable

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that hold text of the story itself."""
        return tuple(part for part in (self.head, self.body, self.caption, self.box) if part)

    @property
    def chars(self) -> int:
        """Characters of all parts."""
        return sum(map(len, self.parts))

    def running_text(self) -> str:
        """Where junctions are looked for: the parts, and the body once more without its dateline."""
        return "\0".join([without_dateline(self.body), self.body, self.caption, self.box])


class Searchable:
    """A text that can say how many characters of a unit stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.grams = {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}

    def covers(self, unit: str) -> int:
        """Characters of the unit found here by runs of GRAM; a short unit is found whole or not at all."""
        if unit in self.text:
            return len(unit)
        covered: set[int] = set()
        for at in range(len(unit) - GRAM + 1):
            if unit[at : at + GRAM] in self.grams:
                covered.update(range(at, at + GRAM))
        return len(covered)


def score_page(gold: dict[str, Any], predicted: dict[str, Any]) -> Tally:
    """How one page's stories compare with gold; both are the parsed JSON records."""
    truths = [_gold_story(story) for story in gold["stories"]]
    guesses = [_predicted_story(story) for story in predicted.get("stories", [])]
    covered = np.array([[_covered(truth, guess) for guess in guesses] for truth in truths], dtype=int)
    pairs = _matched(truths, guesses, covered)
    total = Tally(stories=len(truths), predicted=len(guesses))
    for row, truth in enumerate(truths):
        guess = guesses[pairs[row]] if row in pairs else None
        total += _tally_of_truth(truth, guess, int(covered[row, pairs[row]]) if guess else 0)
        total += _tally_of_order(truth, guesses)
    owners = {column: row for row, column in pairs.items()}
    for column, guess in enumerate(guesses):
        row = owners.get(column)
        total += _tally_of_guess(guess, truths[row] if row is not None else None)
    return total


def folded(text: Any) -> str:
    """A text, or a list of texts, without whitespace and with marks of one width."""
    if text is None:
        return ""
    if isinstance(text, list | tuple):
        return "".join(map(folded, text))
    plain = str(text).replace("……", "…").replace("...", "…")
    return re.sub(r"[\s\u200b\ufeff]", "", plain.translate(FOLDED))


def without_dateline(text: str) -> str:
    """Folded text without a leading 本报讯 or the brackets that name its writers."""
    return DATELINE.sub("", text, count=1)


def _units(strings: Iterable[str]) -> tuple[str, ...]:
    return tuple(folded(unit) for text in strings for unit in text.split() if folded(unit))


def _units_behind_dateline(strings: list[str]) -> tuple[str, ...]:
    whole = "\n".join(strings).translate(FOLDED)
    return _units(GOLD_DATELINE.sub("", whole, count=1).split("\n"))


def _gold_story(story: dict[str, Any]) -> GoldStory:
    main = _units_behind_dateline(story.get("body") or []) + _units_behind_dateline(
        story.get("caption") or []
    )
    box, head = _units(story.get("box") or []), _units(story.get("headline") or [])
    byline_lines = tuple(map(folded, story.get("byline_lines") or []))
    byline = folded(story.get("byline"))
    text = Searchable("".join(head + byline_lines + main + box) + byline)
    return GoldStory(main, box, head, byline_lines, byline, text)


def _predicted_story(story: dict[str, Any]) -> PredictedStory:
    main = folded(story.get("headline") or story.get("title"))
    head = folded(story.get("kicker")) + main + folded(story.get("deck") or story.get("subtitle"))
    byline, body, caption = (folded(story.get(key)) for key in ("byline", "body", "caption"))
    box = folded(story.get("box") or story.get("aside"))
    text = Searchable("\0".join([head, byline, body, caption, box]))
    return PredictedStory(head, body, caption, box, byline, text)


def _covered(truth: GoldStory, guess: PredictedStory) -> int:
    return sum(map(guess.text.covers, truth.units))


def _matched(truths: list[GoldStory], guesses: list[PredictedStory], covered: np.ndarray) -> dict[int, int]:
    """The matching of gold to reconstruction that covers most characters."""
    if not truths or not guesses:
        return {}
    worth = covered.copy()
    for row, truth in enumerate(truths):
        for column, guess in enumerate(guesses):
            if _same_head(truth, guess) and guess.head:
                worth[row, column] += HEAD_WORTH
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {
        int(row): int(column) for row, column in zip(rows, columns, strict=True) if worth[row, column] > 0
    }


def _tally_of_truth(truth: GoldStory, guess: PredictedStory | None, covered: int) -> Tally:
    writers = _names(truth.byline)
    return Tally(
        chars=truth.chars,
        chars_found=covered,
        found=int(guess is not None and covered >= FOUND_SHARE * truth.chars),
        heads_exact=int(guess is not None and _same_head(truth, guess)),
        bylines=int(bool(writers)),
        bylines_right=int(bool(writers) and guess is not None and _names(guess.byline) == writers),
        perfect=int(guess is not None and _is_perfect(truth, guess)),
    )


def _tally_of_order(truth: GoldStory, guesses: list[PredictedStory]) -> Tally:
    """How many units are followed by the right one, in whatever story they stand."""
    seams = [
        before[-JUNCTION_CHARS:] + after[:JUNCTION_CHARS]
        for before, after in zip(truth.main, truth.main[1:], strict=False)
    ]
    texts = [guess.running_text() for guess in guesses]
    right = sum(any(seam in text for text in texts) for seam in seams)
    return Tally(junctions=len(seams), junctions_right=right)


def _tally_of_guess(guess: PredictedStory, truth: GoldStory | None) -> Tally:
    if guess.chars < LEAST_STORY_CHARS:
        return Tally(predicted=-1)
    if truth is None:
        return Tally(predicted_chars=guess.chars)
    right = sum(map(truth.text.covers, guess.parts))
    whole = right >= FOUND_SHARE * guess.chars and _covered(truth, guess) >= FOUND_SHARE * truth.chars
    return Tally(predicted_chars=guess.chars, predicted_right=right, right=int(whole))


def _is_perfect(truth: GoldStory, guess: PredictedStory) -> bool:
    """Is the text the same, apart from dateline, picture credit, byline line and side box?"""
    text = without_dateline(guess.body) + guess.caption
    for byline in truth.byline_lines:
        text = text.removeprefix(byline) if text.startswith(byline) else text.removesuffix(byline)
    wanted, box = "".join(truth.main), "".join(truth.box)
    versions = {text, text + guess.box, guess.box + text}
    if box:
        versions |= {version.replace(box, "", 1) for version in versions}
    return any(version == wanted or CREDIT.sub("", version) == CREDIT.sub("", wanted) for version in versions)


def _same_head(truth: GoldStory, guess: PredictedStory) -> bool:
    return _words("".join(truth.head)) == _words(guess.head)


def _words(text: str) -> str:
    return re.sub(r"[^\w一-鿿]", "", folded(text))


def _names(byline: str) -> str:
    """The characters of the writers' names, sorted: their order and their offices do not matter."""
    return "".join(sorted(re.sub(r"[^一-鿿A-Za-z·]", "", OFFICE.sub(" ", folded(byline)))))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
