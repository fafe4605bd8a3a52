"""Units, their topics, and where stories begin, go on and are resumed."""

import numpy as np

from archive.importing.reconstruct.joins.matching import match
from archive.importing.reconstruct.learnt.trees import forest
from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.roles import role_chances
from archive.importing.reconstruct.shapes import RawPage
from archive.importing.reconstruct.stories.boundaries import (
    BOUNDARY_TRAITS,
    boundary_chances,
    boundary_traits,
)
from archive.importing.reconstruct.stories.survey import survey_of
from archive.importing.reconstruct.stories.topic import strings_of, topic_of
from archive.importing.reconstruct.stories.units import flowing, units_of

TEXTS = ("工会为货车司机送清凉", "货车司机走进工会服务站", "棉花丰收采摘忙", "棉花收购价格上涨", "", "3日")


def surveyed(text):
    lines = printed_lines(RawPage("page", tuple(text.split("\n"))))
    chances = role_chances(lines)
    places = flowing(chances)
    matching = match([lines[at] for at in places], chances[places])
    return lines, survey_of(units_of(lines, chances, matching), lines, matching)


def test_every_line_of_a_page_is_in_one_unit(real_page):
    lines, survey = surveyed(real_page.read_text(encoding="utf-8"))
    assert sorted(line.index for unit in survey.units for line in unit.lines) == [
        line.index for line in lines
    ]


def test_units_stand_by_their_place_in_the_file(real_page):
    _, survey = surveyed(real_page.read_text(encoding="utf-8"))
    places = [unit.place for unit in survey.units]
    assert places == sorted(places)


def test_a_page_tells_its_topics_by_the_strings_that_several_units_hold():
    shared = {string for text in TEXTS for string in strings_of(text)}
    shared = {string for string in shared if sum(string in text for text in TEXTS) == 2}
    assert topic_of(TEXTS).held.sum(axis=0).tolist() == [2.0] * len(shared)


def test_texts_on_one_subject_are_more_alike_than_texts_on_two():
    topic = topic_of(TEXTS)
    own, other = topic.held[[0, 0]], topic.held[[1, 2]]
    assert topic.cosine(own, other)[0] > topic.cosine(own, other)[1] == 0
    assert topic.similarity(own, other)[0] > topic.similarity(own, other)[1] == 0


def test_no_text_has_no_topic():
    assert topic_of([]).held.shape == (0, 0)


def test_every_trait_that_the_trees_ask_for_is_measured():
    assert set(forest("boundaries").traits) <= set(BOUNDARY_TRAITS)


def test_no_trait_is_named_twice():
    assert len(set(BOUNDARY_TRAITS)) == len(BOUNDARY_TRAITS)


def test_traits_are_numbers_for_every_unit(real_page):
    _, survey = surveyed(real_page.read_text(encoding="utf-8"))
    traits = boundary_traits(survey)
    assert traits.shape == (len(survey.units), len(BOUNDARY_TRAITS))
    assert np.isfinite(traits).all()


def test_something_happens_at_every_unit(real_page):
    _, survey = surveyed(real_page.read_text(encoding="utf-8"))
    assert np.allclose(boundary_chances(survey).sum(axis=1), 1.0)


def test_a_page_of_one_line_has_one_unit():
    _, survey = surveyed("工会")
    assert boundary_chances(survey).shape == (1, 3)
