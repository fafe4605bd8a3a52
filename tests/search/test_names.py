"""Other names: who looks for a thing by one of its names is shown the others too, told so, and may say no."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Article, Initiative, Organization
from archive.search.find import find
from archive.search.lexicon import curated, lexicon
from archive.search.query import parse
from archive.search.question import Question
from archive.search.widen import MOST_NAMES, widened
from archive.text.folding import fold


def found(query: str, **asked) -> set[Article]:
    return {hit.article for hit in find(Question(query, **asked)).hits}


def also(query: str) -> dict[str, tuple[str, ...]]:
    return dict(find(query).answer.also)


# -- the curated list --------------------------------------------------------------------------------------------------

PAIRS = [
    ("产改", "产业工人队伍建设改革"),
    ("全总", "中华全国总工会"),
    ("职代会", "职工代表大会"),
    ("五一劳动奖章", "五一奖章"),
]


@pytest.mark.parametrize(("short", "long"), PAIRS)
def test_either_name_finds_both_and_says_which_it_added(indexed, short, long):
    one, other, _none = indexed(f"推进{short}工作", f"推进{long}工作", "花卉")
    assert found(short) == found(long) == {one, other}
    assert long in also(short)[short]
    assert short in also(long)[long]


def test_a_reader_can_ask_for_only_what_was_typed(indexed):
    one, _other = indexed("推进产改工作", "产业工人队伍建设改革")
    assert found("产改", other_names=False) == {one}
    assert find(Question("产改", other_names=False)).answer.also == {}


def test_names_inside_a_run_are_widened_each_by_itself(indexed):
    typed, other, half = indexed("全总产改推进会", "全国总工会召开产业工人队伍建设改革推进会", "全总推进会")
    assert found("全总产改推进会") == {typed, other}
    assert half not in found("全总产改推进会")
    assert set(also("全总产改推进会")) == {"全总", "产改"}


def test_what_was_typed_stands_before_its_other_names(indexed):
    other, typed = indexed("产业工人队伍建设改革。" * 5, "工会推进产改。" + "花卉" * 50)
    assert [hit.article for hit in find("产改").hits] == [typed, other]


@pytest.mark.parametrize("query", ["安全总监", "健全总体方案", "生产改造"])
def test_a_name_that_only_straddles_two_words_is_no_name(indexed, query):
    indexed(query)
    assert also(query) == {}


@pytest.mark.parametrize("query", ['"产改"', "产改*", "昆明 -产改", "昆明 NOT 产改"])
def test_quotation_marks_prefixes_and_exclusions_mean_what_they_say(indexed, query):
    short, long, other = indexed("昆明产改", "昆明产业工人队伍建设改革", "昆明")
    assert found(query) == ({long, other} if query.startswith("昆明") else {short})
    assert also(query) == {}


def test_a_field_holds_for_the_other_names_too(new_article, indexed):
    there = new_article(headline="产业工人队伍建设改革", body="花卉")
    indexed("产业工人队伍建设改革")
    assert found("标题:产改") == {there}


def test_the_other_name_is_marked_where_it_was_found(indexed):
    indexed("推进产业工人队伍建设改革工作")
    assert "<mark>产业工人队伍建设改革</mark>" in find("产改").hits[0].snippet


def test_no_curated_name_stands_on_two_lines_or_is_a_single_character():
    names = [fold(name) for line in curated() for name in line]
    assert len(names) == len(set(names))
    assert all(len(name) > 1 for name in names)


# -- records -----------------------------------------------------------------------------------------------------------


def test_a_name_that_an_editor_adds_is_looked_for_in_the_very_next_query(indexed):
    short, long = indexed("滇工部署工作", "云南省总工会部署工作")
    union = Organization.objects.create(name="云南省总工会", kind="local-federation")
    assert found("云南省总工会") == {long}
    alias = union.aliases.create(name="滇工")
    assert found("云南省总工会") == found("滇工") == {short, long}
    alias.delete()
    assert found("滇工") == {short}


def test_an_initiative_and_an_english_name_widen_as_well(indexed):
    (article,) = indexed("主席信箱收到来信")
    initiative = Initiative.objects.create(name="主席信箱", name_en="Chair's Mailbox", kind="platform")
    initiative.aliases.create(name="书记信箱")
    assert found("书记信箱") == found("Chair's Mailbox") == found("chair's  mailbox") == {article}


def test_traditional_and_full_width_names_are_names_too(indexed):
    both = set(indexed("产改", "产业工人队伍建设改革"))
    assert found("產改") == found("産業工人隊伍建設改革".replace("産", "產")) == both


def test_a_property_is_known_by_any_name_of_the_record(indexed, drained):
    (article,) = indexed("全总在昆明")
    union = Organization.objects.create(name="中华全国总工会", kind="federation")
    article.mentions.create(
        field="body", start=0, end=2, kind="organization", organization=union, state="accepted"
    )
    drained()
    assert found("机构:全总") == found("机构:中華全國總工會") == {article}


# -- what widening never does ------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["全总", "产改", "职代会", "昆明", "工", "会", "安全", "总", "改造", "-", " ", '"', "标题:", "OR "]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=6).map("".join))
def test_a_widened_query_finds_whatever_the_query_finds(library_of_names, query):
    narrow = {hit.article for hit in find(Question(query, other_names=False), per_page=50).hits}
    assert narrow <= {hit.article for hit in find(query, per_page=50).hits}


@pytest.fixture
def library_of_names(indexed):
    return indexed(
        "全总产改", "安全总监", "职代会，昆明", "改造总会", "工会全总", "产业工人队伍建设改革", "昆明 -产改"
    )


def test_no_query_is_widened_by_more_names_than_the_limit(db):
    names = [line[0] for line in curated() if len(line) > 1]
    wide = widened(parse(" ".join(names)).tree, lexicon())
    assert len(wide.also) == MOST_NAMES
