"""Claims about the measures: what they count for right, for queued, for found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.importing.reconstruct.shapes import Doubt, Field, Gap, Piece, Reconstruction, Story, Stretch
from tests.pages.junctions import confidence_rates, gaps_of, junctions_of, reliability, set_aside
from tests.pages.scoring import score_page

LINES = [
    "职工有了家",
    "",
    "本报讯 (记者王芳)近日,江埠市总工会为",
    "",
    "职工建起了驿站,受到一致",
    "",
    "工会负责人说,还要再建十个。",
]
# Two paragraphs; the first has lost its last line.
GOLD: dict[str, Any] = {
    "stories": [
        {
            "headline": [LINES[0]],
            "byline": "本报讯 (记者王芳)",
            "byline_lines": [],
            "body": [LINES[2], LINES[4], LINES[6]],
            "caption": [],
            "box": [],
            "gaps": [{"line": 5, "after": "受到一致", "kind": "tail", "at": len(LINES[4]), "note": ""}],
            "spans": {
                "headline": [[1, 0, 5]],
                "byline_lines": [],
                "body": [[3, 0, len(LINES[2])], [5, 0, len(LINES[4])], [7, 0, len(LINES[6])]],
                "caption": [],
                "box": [],
            },
        }
    ]
}


def story_of(*order: int) -> Story:
    """A story whose body is these lines of the file, a paragraph each, in this order."""
    body = tuple(LINES[number - 1] for number in order)
    starts = [sum(len(text) + 1 for text in body[:index]) for index in range(len(body))]
    stretches = [
        Stretch(Field.BODY, at, number, 0, len(LINES[number - 1]))
        for at, number in zip(starts, order, strict=True)
    ]
    head = Stretch(Field.HEADLINE, 0, 1, 0, 5)
    return Story(headline=LINES[0], byline="(记者王芳)", body=body, lines=(head, *stretches))


TRUE_STORY = story_of(3, 5, 7)
FALSE_STORY = story_of(3, 7, 5)
# Where the second paragraph of FALSE_STORY begins in its body.
SECOND = len(LINES[2]) + 1


def record(story: Story) -> dict[str, Any]:
    return {"stories": [{"headline": story.headline, "byline": story.byline, "body": list(story.body)}]}


def test_the_true_story_scores_full_marks() -> None:
    assert set(score_page(GOLD, record(TRUE_STORY)).rates().values()) == {1.0}


def test_paragraphs_out_of_order_cost_order_and_perfection_but_no_characters() -> None:
    rates = score_page(GOLD, record(FALSE_STORY)).rates()
    assert rates["char_recall"] == rates["story_recall"] == rates["headline_exact"] == 1.0
    assert rates["order"] < 1.0
    assert rates["perfect_story"] == 0.0


def test_full_width_marks_count_as_half_width_ones() -> None:
    wide = record(TRUE_STORY)["stories"][0]
    wide["body"] = [text.replace("(", "（").replace(")", "）").replace(",", "，") for text in wide["body"]]
    assert set(score_page(GOLD, {"stories": [wide]}).rates().values()) == {1.0}


def test_a_crumb_is_neither_right_nor_wrong() -> None:
    crumb = {"headline": "", "byline": "", "body": ["短句"]}
    rates = score_page(GOLD, {"stories": [*record(TRUE_STORY)["stories"], crumb]}).rates()
    assert rates["story_precision"] == 1.0


def test_nothing_found_is_zero_and_precision_is_unknown() -> None:
    rates = score_page(GOLD, {"stories": []}).rates()
    assert rates["story_recall"] == 0.0
    assert rates["story_precision"] is None


def test_junctions_of_the_true_story_are_all_right() -> None:
    rates = confidence_rates(junctions_of(Reconstruction((TRUE_STORY,)), GOLD, LINES))
    assert rates == {"silent_right": 1.0, "queued": 0.0, "wrong_queued": None}


def test_a_space_in_a_line_of_the_file_is_a_junction_that_the_file_gives() -> None:
    junctions = junctions_of(Reconstruction((TRUE_STORY,)), GOLD, LINES)
    assert [junction.given for junction in junctions] == [True, False, False]


@pytest.mark.parametrize("at", [SECOND - 1, SECOND])
def test_a_doubt_on_either_side_of_the_line_end_queues_the_junction(at: int) -> None:
    doubtful = replace(FALSE_STORY, doubts=(Doubt(Field.BODY, at, 0.4),))
    rates = confidence_rates(junctions_of(Reconstruction((doubtful,)), GOLD, LINES))
    assert rates == {"silent_right": 0.5, "queued": 0.3333, "wrong_queued": 0.5}


def test_a_doubt_falls_into_the_bin_of_its_probability() -> None:
    doubtful = replace(FALSE_STORY, doubts=(Doubt(Field.BODY, SECOND, 0.4),))
    bins = reliability(junctions_of(Reconstruction((doubtful,)), GOLD, LINES))
    assert {(low, count) for low, _, count, _ in bins if count} == {(0.4, 1), (0.97, 2)}


def test_a_gap_is_found_where_the_lost_line_was_and_wrong_anywhere_else() -> None:
    end = len(LINES[2]) + 1 + len(LINES[4])
    marked = replace(TRUE_STORY, gaps=(Gap(Field.BODY, end, "受到一致"), Gap(Field.BODY, 9, "")))
    rates = gaps_of(Reconstruction((marked,)), GOLD, LINES).rates()
    assert rates == {"gap_recall": 1.0, "gap_precision": 0.5}


def test_unassigned_runs_are_set_aside() -> None:
    piece = Piece(7, 0, len(LINES[6]), LINES[6])
    aside, runs = set_aside(Reconstruction((story_of(3, 5),), unassigned=(piece,)), LINES)
    assert (aside, runs) == (1, 5)
