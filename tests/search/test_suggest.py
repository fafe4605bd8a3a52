"""Names offered while somebody types, and when somebody mistyped."""

from __future__ import annotations

import pytest

from archive.models import Article, Initiative, Newspaper, Organization, Region
from archive.search.spelling import did_you_mean
from archive.search.suggest import MOST, Kind, suggestions

pytestmark = pytest.mark.django_db


def names(typed: str) -> list[str]:
    return [one.name for one in suggestions(typed)]


@pytest.fixture
def letters() -> Initiative:
    return Initiative.objects.create(name="主席信箱", kind="platform")


# zxxx: the initials of zhu xi xin xiang, as a reader types them.
@pytest.mark.parametrize("typed", ["主席", "席信", "zhuxi", "zxxx", "ZXXX", "zhu xi xin", "主席信箱"])
def test_a_name_is_offered_by_its_characters_its_sound_and_its_initials(letters, typed):
    assert names(typed)[0] == "主席信箱"


def test_traditional_characters_and_signs_find_a_name(letters):
    Initiative.objects.create(name="“1+6+N”职工服务体系", kind="system")
    Organization.objects.create(name="勞動報社", kind="company")
    assert names("１＋６") == ["“1+6+N”职工服务体系"]
    assert "勞動報社" in names("劳动报")


def test_a_name_in_quotation_marks_and_without_is_offered_once(letters):
    letters.aliases.create(name="“主席信箱”")
    letters.aliases.create(name='"主席信箱"')
    assert names("主席") == names("zhuxi") == ["主席信箱"]


@pytest.mark.parametrize("typed", ["letters to", "LETTERS", "union chair"])
def test_an_english_name_is_offered_too(letters, typed):
    Initiative.objects.update(name_en="Letters to the union chair")
    assert names(typed) == ["Letters to the union chair"]


def test_an_alias_is_offered_as_soon_as_it_is_there(letters):
    assert names("书记") == []
    letters.aliases.create(name="书记信箱")
    assert names("书记") == names("sjxx") == ["书记信箱"]


def test_what_a_name_begins_with_comes_before_what_stands_inside_it(letters):
    Initiative.objects.create(name="工会主席接待日", kind="system")
    assert names("主席") == ["主席信箱", "工会主席接待日"]


def test_curated_names_newspapers_and_named_regions_are_offered(indexed):
    (article,) = indexed("昆明")
    Newspaper.objects.create(name="工人样报", slug="worker-sample")
    region, _other = [
        Region.objects.create(code=code, name=name, short_name=name[:2], level="prefecture")
        for code, name in (("530100", "昆明市"), ("530300", "曲靖市"))
    ]
    article.mentions.create(field="body", start=0, end=2, kind="region", region=region, state="accepted")
    assert [one.kind for one in suggestions("产改")] == [Kind.TERM]
    assert (names("工人样"), names("km"), names("曲靖")) == (["工人样报"], ["昆明市"], [])


@pytest.mark.parametrize("typed", ["", " ", "。", "\0", "\ud800", "x" * 5_000, "a' '", "%", "'; DROP"])
def test_whatever_is_typed_is_answered(letters, typed):
    assert len(names(typed)) <= MOST


def test_no_more_are_offered_than_fit(letters):
    for number in range(30):
        Initiative.objects.create(name=f"样例举措{number}", kind="other")
    assert len(names("样例")) == MOST


# -- did you mean ------------------------------------------------------------------------------------------------------


def test_a_name_that_sounds_the_same_or_differs_by_a_character_may_have_been_meant(letters, indexed):
    indexed("主席信箱开通")
    assert did_you_mean("主席信乡") == did_you_mean("主席新箱") == did_you_mean("主席信盒") == "主席信箱"


def test_a_curated_name_may_have_been_meant(indexed):
    indexed("昆明召开职工代表大会")
    assert did_you_mean("职工代表大绘") == "职工代表大会"


def test_other_words_of_the_query_stay(letters, indexed):
    indexed("昆明主席信箱开通")
    assert did_you_mean("昆明 主席信乡") == "昆明 主席信箱"


def test_what_finds_nothing_either_is_never_offered(letters, indexed):
    indexed("花卉")
    assert did_you_mean("主席信乡") is None


def test_what_this_reader_may_not_find_is_never_offered(letters, indexed, new_newspaper, django_user_model):
    closed = new_newspaper("closed-daily", access=Newspaper.Access.SIGNED_IN)
    indexed("主席信箱开通", newspaper=closed)
    indexed("主席信箱", state=Article.State.WITHHELD)
    assert did_you_mean("主席信乡") is None
    assert did_you_mean("主席信乡", django_user_model.objects.create_user("reader")) == "主席信箱"


@pytest.mark.parametrize("query", ["天气预报", '"主席信乡"', "标题:主席 -信乡", "产改", "。", ""])
def test_well_spelled_words_and_exact_queries_are_taken_at_their_word(letters, indexed, query):
    indexed("主席信箱")
    assert did_you_mean(query) is None
