"""Blocks join the stories that they suit."""

import numpy as np
import pytest

from archive.importing.reconstruct.joins.matching import match
from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.roles import role_chances
from archive.importing.reconstruct.shapes import RawPage
from archive.importing.reconstruct.stories.blocks import blocks_of
from archive.importing.reconstruct.stories.boundaries import BOUNDARIES, GOES_ON
from archive.importing.reconstruct.stories.membership import MEMBERSHIP_TRAITS, membership_traits
from archive.importing.reconstruct.stories.parting import page_of_stories
from archive.importing.reconstruct.stories.so_far import Stories
from archive.importing.reconstruct.stories.survey import survey_of
from archive.importing.reconstruct.stories.units import flowing, units_of


def read(text):
    lines = printed_lines(RawPage("page", tuple(text.split("\n"))))
    chances = role_chances(lines)
    places = flowing(chances)
    matching = match([lines[at] for at in places], chances[places])
    return units_of(lines, chances, matching), lines, matching


def stories_of(units, lines, matching):
    """The units of each story of a page."""
    found = page_of_stories(units, lines, matching)
    return [
        [units[at] for at in np.flatnonzero(found.story == number)]
        for number in dict.fromkeys(found.story.tolist())
    ]


@pytest.fixture(scope="module")
def page(real_page):
    return read(real_page.read_text(encoding="utf-8"))


def blocks_where(page, goes_on):
    """The page's survey, and its blocks where each unit goes on with this chance."""
    survey = survey_of(*page)
    chances = np.full((len(survey.units), len(BOUNDARIES)), (1 - goes_on) / 2)
    chances[:, GOES_ON] = goes_on
    return survey, blocks_of(survey, chances)


def test_every_unit_is_in_one_story(page):
    told = [unit for story in stories_of(*page) for unit in story]
    assert len(told) == len(set(told)) == len(page[0])


def test_units_of_a_story_keep_their_order_in_the_file(page):
    for story in stories_of(*page):
        assert [unit.place for unit in story] == sorted(unit.place for unit in story)


def test_stories_stand_in_the_order_in_which_they_open(page):
    opened = [story[0].place for story in stories_of(*page)]
    assert opened == sorted(opened)


def test_an_empty_page_has_no_stories():
    assert stories_of(*read("")) == []


def test_a_page_of_one_line_is_one_story():
    assert [[unit.text for unit in story] for story in stories_of(*read("工会"))] == [["工会"]]


def test_units_that_surely_go_on_are_one_block(page):
    _, blocks = blocks_where(page, 0.99)
    assert len(blocks) == 1


def test_units_that_may_not_go_on_are_blocks_of_their_own(page):
    _, blocks = blocks_where(page, 0.5)
    assert len(blocks) == len(page[0])


def test_each_story_so_far_and_a_new_one_are_weighed(page):
    survey, blocks = blocks_where(page, 0.5)
    stories = Stories.none(blocks).joined(0).joined(1).joined(0)
    traits = membership_traits(survey, stories)
    assert traits.shape == (3, len(MEMBERSHIP_TRAITS))
    assert np.isfinite(traits).all()
    assert traits[:, MEMBERSHIP_TRAITS.index("a new story")].tolist() == [0.0, 0.0, 1.0]


def test_joining_a_story_leaves_the_stories_before_as_they_were(page):
    _, blocks = blocks_where(page, 0.5)
    before = Stories.none(blocks).joined(0)
    before.joined(1)
    assert (before.count, before.next) == (1, 1)


def test_a_story_weighs_what_its_blocks_hold_together(page):
    _, blocks = blocks_where(page, 0.5)
    stories = Stories.none(blocks)
    for _ in range(6):
        stories = stories.joined(0)
    held = blocks.topic.held[:6].max(axis=0)
    assert np.isclose(stories.weight[0], held @ blocks.topic.weight)


def test_every_trait_that_the_trees_ask_for_is_measured():
    assert set(forest("membership").traits) <= set(MEMBERSHIP_TRAITS)
    assert len(set(MEMBERSHIP_TRAITS)) == len(MEMBERSHIP_TRAITS)
