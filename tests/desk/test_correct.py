"""A correction is recorded, shown at once, and everything that points into the text follows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.desk.correct import correct, value_of
from archive.models import Correction, IndexTask, Mention, Review, Stretch


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("editor")


def as_printed(stretch: Stretch) -> str:
    """The characters of the source that a stretch points at."""
    return stretch.source.lines()[stretch.line - 1][stretch.start : stretch.end]


def as_stored(stretch: Stretch) -> str:
    """The characters of the article that a stretch points at."""
    text = str(getattr(stretch.article, stretch.field))
    return text[stretch.at : stretch.at + stretch.end - stretch.start]


def body_with(article, old: str, new: str) -> dict[str, str]:
    """The change of a body in which some words are replaced."""
    written = value_of(article, "body")
    assert old in written
    return {"body": written.replace(old, new)}


def test_a_changed_field_is_stored_and_recorded_with_who_and_why(article, user):
    [correction] = correct(article, {"headline": "职工来信，请查收"}, user, "原文有逗号")
    article.refresh_from_db()
    assert article.headline == "职工来信，请查收"
    assert article.corrected_fields == ["headline"]
    assert (correction.field, correction.before, correction.after) == (
        "headline",
        "职工来信请查收",
        "职工来信，请查收",
    )
    assert (correction.user, correction.username, correction.reason) == (user, "editor", "原文有逗号")


def test_a_value_that_stands_already_is_no_correction_and_no_task_for_the_index(article, user):
    IndexTask.objects.all().delete()
    changes = {field: value_of(article, field) for field in ("headline", "body", "state")}
    assert correct(article, changes, user) == []
    assert not Correction.objects.exists()
    assert not IndexTask.objects.exists()


def test_the_index_is_told(article, user):
    IndexTask.objects.all().delete()
    correct(article, {"headline": "另一标题"}, user)
    assert list(IndexTask.objects.values_list("article_id", flat=True)) == [article.pk]


def test_the_record_outlives_the_account_of_its_editor(article, user):
    correct(article, {"headline": "另一标题"}, user)
    user.delete()
    correction = Correction.objects.get()
    assert (correction.user, correction.username) == (None, "editor")


def test_a_crosshead_is_taken_from_its_mark(article, user):
    correct(article, body_with(article, "样例市总公会", "## 走访\n样例市总公会"), user)
    article.refresh_from_db()
    assert article.paragraphs()[article.crossheads[1]] == "走访"
    assert article.crossheads == [1, 2]


def test_unmarking_a_crosshead_alone_is_a_correction_of_the_body(article, user):
    [correction] = correct(article, body_with(article, "## 拓宽渠道", "拓宽渠道"), user)
    article.refresh_from_db()
    assert (correction.field, article.crossheads) == ("body", [])
    assert "## 拓宽渠道" in correction.before


def test_withholding_is_recorded_too(article, user):
    [correction] = correct(article, {"state": "withheld"}, user, "当事人要求")
    article.refresh_from_db()
    assert article.state == "withheld"
    assert (correction.before, correction.after) == ("published", "withheld")


def test_a_state_that_does_not_exist_changes_nothing(article, user):
    with pytest.raises(ValidationError):
        correct(article, {"headline": "另一标题", "state": "hidden"}, user)
    article.refresh_from_db()
    assert (article.headline, article.state) == ("职工来信请查收", "published")
    assert not Correction.objects.exists()


def test_where_an_article_was_printed_is_not_corrected_here(article, user):
    with pytest.raises(ValueError, match="page"):
        correct(article, {"page": "2"}, user)


def test_an_edit_inside_a_stretch_splits_it_around_the_new_characters(article, user):
    correct(article, body_with(article, "深人", "深入"), user)
    pieces = [as_printed(stretch) for stretch in Stretch.objects.filter(article=article, line=3)]
    assert pieces == ["公司工会开通主席信箱，深", "听取职工诉求。"]


def test_other_fields_keep_their_line_map(article, user):
    correct(article, body_with(article, "深人", "深入"), user)
    assert [as_printed(stretch) for stretch in article.stretches.filter(field="headline")] == [
        "职工来信请查收"
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_the_line_map_never_leads_to_other_characters_than_the_printed_ones(article, user, data):
    written = value_of(article, "body")
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, len(written)))
    new = data.draw(st.text("工会职\n，新#", max_size=6))
    correct(article, {"body": written[:start] + new + written[end:]}, user)
    for stretch in Stretch.objects.filter(article=article).select_related("article", "source"):
        assert as_stored(stretch) == as_printed(stretch)


def test_a_mention_moves_with_its_name(article, mailbox_mention, user):
    correct(article, body_with(article, "公司工会", "日前，公司工会"), user)
    article.refresh_from_db()
    mailbox_mention.refresh_from_db()
    assert article.body[mailbox_mention.start : mailbox_mention.end] == "主席信箱"
    assert mailbox_mention.state == Review.ACCEPTED


def test_a_mention_whose_name_is_mended_waits_for_a_person(article, union_mention, user):
    correct(article, body_with(article, "总公会", "总工会"), user)
    article.refresh_from_db()
    union_mention.refresh_from_db()
    assert union_mention.surface == "样例市总工会"
    assert article.body[union_mention.start : union_mention.end] == "样例市总工会"
    assert union_mention.state == Review.PROPOSED


def test_a_mention_whose_name_is_gone_is_gone(article, mailbox_mention, union_mention, user):
    correct(article, body_with(article, "主席信箱", "热线电话"), user)
    assert list(Mention.objects.all()) == [union_mention]


def test_a_figure_follows_an_edit_elsewhere(article, visits, user):
    correct(article, body_with(article, "公司工会", "日前，公司工会"), user)
    article.refresh_from_db()
    visits.refresh_from_db()
    assert not visits.stale
    assert article.body[visits.start : visits.end] == "30万余"


def test_a_figure_whose_sentence_changed_is_stale(article, visits, user):
    correct(article, body_with(article, "慰问", "看望"), user)
    article.refresh_from_db()
    visits.refresh_from_db()
    assert visits.stale
    assert article.body[visits.start : visits.end] == "30万余"


def test_a_figure_whose_number_is_gone_rests_on_no_characters(article, visits, user):
    correct(article, body_with(article, "30万余", "许多"), user)
    visits.refresh_from_db()
    assert visits.stale
    assert visits.start == visits.end


def test_a_doubt_moves_with_its_join(article, doubt, user):
    correct(article, body_with(article, "公司工会", "日前，公司工会"), user)
    doubt.refresh_from_db()
    assert doubt.at == article.body.index("深人") + 3


def test_editing_the_join_itself_settles_the_doubt(article, doubt, user):
    correct(article, body_with(article, "，深人", "。并深入"), user)
    assert not article.doubts.exists()


def test_a_decided_doubt_stays_on_record(article, doubt, user):
    doubt.state = "confirmed"
    doubt.save()
    correct(article, body_with(article, "，深人", "。并深入"), user)
    doubt.refresh_from_db()
    assert doubt.at <= article.body.index("听取")


def test_a_gap_moves_with_the_words_it_stands_behind(article, gap, user):
    correct(article, body_with(article, "良好的产业", "良好产业"), user)
    article.refresh_from_db()
    gap.refresh_from_db()
    assert gap.at == len(article.body)
    assert article.body.endswith(gap.after)


def test_a_gap_that_is_filled_is_no_gap(article, gap, user):
    correct(article, body_with(article, "产业发展新", "产业发展新局面。"), user)
    assert not article.gaps.exists()
