"""Claims about the workshop's pages: what is measured on them is only worth as much as their gold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.pages.damage.levels import LEVELS
from tests.pages.generate import FIXED_COUNTS, PAGES_DIR, GeneratedPage, generate_page
from tests.pages.scoring import score_page
from tests.pages.setting.breaking import NO_END, NO_START, break_lines, least_width_of
from tests.pages.setting.layout import GRIDS
from tests.pages.setting.stories import LEARNT_FROM, SAMPLE_MARK, STORIES_DIR, story_paths

PARTS = sorted(GRIDS)
FIELDS = ("headline", "byline_lines", "body", "caption", "box")
# Pages made anew for each claim; enough to meet every operation of a level.
PAGES_A_CLAIM = 4


def saved_pages(part: str) -> Iterator[GeneratedPage]:
    for path in sorted((PAGES_DIR / part).glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = (PAGES_DIR / part / f"{name}.txt").read_text(encoding="utf-8")
        yield GeneratedPage(name, text, json.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(params=[(part, level) for part in PARTS for level in LEVELS], ids="/".join)
def pages(request: pytest.FixtureRequest) -> list[GeneratedPage]:
    part, level = request.param
    return [generate_page(part, level, seed=5, number=number) for number in range(PAGES_A_CLAIM)]


def spans_of(gold: dict[str, Any]) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for story in gold["stories"]:
        for field in FIELDS:
            yield from zip(story[field], story["spans"][field], strict=True)
    for piece in gold["furniture"]:
        yield piece["text"], piece["span"]


def as_reconstruction(gold: dict[str, Any]) -> dict[str, Any]:
    keys = ("headline", "byline", "body", "caption", "box")
    return {"stories": [{key: story[key] for key in keys} for story in gold["stories"]]}


def assert_gold_stands_in(page: GeneratedPage) -> None:
    lines = page.text.split("\n")
    for text, (line, start, end) in spans_of(page.gold):
        assert lines[line - 1][start:end] == text


def assert_gold_tells_every_character_once(page: GeneratedPage) -> None:
    told = Counter((line, at) for _, (line, start, end) in spans_of(page.gold) for at in range(start, end))
    assert max(told.values()) == 1
    lines = page.text.split("\n")
    printed = {(n, at) for n, line in enumerate(lines, 1) for at, c in enumerate(line) if not c.isspace()}
    assert printed <= told.keys()


def test_every_gold_text_stands_in_its_page_where_its_span_says(pages: list[GeneratedPage]) -> None:
    for page in pages:
        assert_gold_stands_in(page)


def test_every_character_of_a_page_stands_in_gold_once(pages: list[GeneratedPage]) -> None:
    for page in pages:
        assert_gold_tells_every_character_once(page)


@pytest.mark.parametrize("part", PARTS)
def test_committed_pages_hold_their_gold_whoever_extracted_them(part: str) -> None:
    for page in saved_pages(part):
        assert_gold_stands_in(page)
        assert_gold_tells_every_character_once(page)


def test_a_gap_follows_the_words_that_it_names(pages: list[GeneratedPage]) -> None:
    for page in pages:
        lines = page.text.split("\n")
        for story in page.gold["stories"]:
            for gap in story["gaps"]:
                assert lines[gap["line"] - 1][: gap["at"]].endswith(gap["after"])


def test_paragraphs_count_every_string_of_the_text(pages: list[GeneratedPage]) -> None:
    for page in pages:
        for story in page.gold["stories"]:
            assert sum(story["paragraphs"]) == len(story["body"] or story["caption"])


def test_gold_is_perfect_against_itself(pages: list[GeneratedPage]) -> None:
    for page in pages:
        rates = score_page(page.gold, as_reconstruction(page.gold)).rates()
        # A line of letters at the foot of a story may join its byline to the text: a few junctions go unseen.
        assert rates.pop("char_precision") > 0.98
        assert rates.pop("order") > 0.98
        assert {rate for rate in rates.values() if rate is not None} == {1.0}


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_seed_gives_the_same_page(level: str) -> None:
    assert generate_page("tuning", level, 9, 0) == generate_page("tuning", level, 9, 0)
    assert generate_page("tuning", level, 9, 0).text != generate_page("tuning", level, 9, 1).text


def test_tuning_and_heldout_share_no_story_and_no_layout() -> None:
    tuning, heldout = ({path.stem for path in story_paths(part)} for part in ("tuning", "heldout"))
    assert not tuning & heldout
    grids, others = ({grid.name for grid in GRIDS[part]} for part in ("tuning", "heldout"))
    assert not grids & others
    bands, other_bands = (
        {band for grid in GRIDS[part] for band in grid.bands} for part in ("tuning", "heldout")
    )
    assert not bands & other_bands


@pytest.mark.parametrize("learnt_from", LEARNT_FROM)
def test_what_is_learnt_from_and_heldout_share_no_long_sentence(learnt_from: str) -> None:
    def sentences(part: str) -> set[str]:
        texts = (path.read_text(encoding="utf-8") for path in story_paths(part))
        return {sentence for text in texts for sentence in text.split("。") if len(sentence) > 20}

    assert not sentences(learnt_from) & sentences("heldout")


def test_at_least_eighty_stories_and_every_one_is_marked_as_a_sample() -> None:
    paths = sorted(STORIES_DIR.glob("*/*.txt"))
    assert len(paths) >= 80
    for path in paths:
        assert path.read_text(encoding="utf-8").startswith(f"sample: {SAMPLE_MARK}\n"), path


@pytest.mark.parametrize("part", PARTS)
def test_the_committed_pages_are_the_ones_that_the_generator_makes(part: str) -> None:
    for level, count in FIXED_COUNTS.items():
        saved = sorted((PAGES_DIR / part).glob(f"{level}-*.txt"))
        assert len(saved) == count
        name = saved[0].stem
        _, seed, number = name.rsplit("-", 2)
        page = generate_page(part, level, int(seed), int(number))
        assert saved[0].read_text(encoding="utf-8") == page.text


def test_no_line_begins_or_ends_with_a_mark_that_may_not() -> None:
    text = "“一站两员”（站长、驻站员、联络员）各负其责，采取“一对一”“面对面”等方式，服务2023名职工。" * 3
    lines = break_lines(text, measure=14, indent=2)
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in NO_START or line[-1] in NO_END]
    assert all(least_width_of(line) <= 14 for line in lines)
