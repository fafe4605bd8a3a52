"""The registers: quick lists, an article edited beside its source, findings judged."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.desk.registers.base import CappedPaginator
from archive.models import Article, Correction, Doubt, IndexTask, Mention, Region, Review
from archive.templatetags.desk import SHELVES

MODELS = sorted(model._meta.model_name for model in apps.get_app_config("archive").get_models())


def list_of(model: str) -> str:
    return reverse(f"admin:archive_{model}_changelist")


def form_of(row) -> str:
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def filled(client, row, **changes: object) -> dict[str, object]:
    """The form of a row as a browser would send it back, with some changes."""
    context = client.get(form_of(row)).context
    values = {field.html_name: field.value() for field in context["adminform"].form}
    for formset in context["inline_admin_formsets"]:
        values |= {field.html_name: field.value() for field in formset.formset.management_form}
    return {name: "" if value is None else value for name, value in (values | changes).items()}


def send(client, row, **changes: object):
    """Save the form of a row with some changes."""
    return client.post(form_of(row), filled(client, row, **changes))


def act(client, name: str, *rows: object):
    """Run an action of a list on some rows."""
    chosen = {"action": name, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(rows[0]._meta.model_name), chosen, follow=True)


@pytest.mark.parametrize("model", MODELS)
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(client, chief, furnish, model):
    client.force_login(chief)
    furnish(2)
    client.get(list_of(model))
    with CaptureQueriesContext(connection) as short:
        client.get(list_of(model))
    furnish(4)
    with CaptureQueriesContext(connection) as longer:
        client.get(list_of(model))
    assert len(longer) == len(short), [query["sql"] for query in longer]


def test_every_model_stands_on_a_shelf_of_the_desk():
    assert sorted(member for _name, members in SHELVES for member in members) == MODELS


@pytest.mark.parametrize("model", MODELS)
def test_a_list_can_be_searched(client, chief, furnish, model):
    client.force_login(chief)
    furnish(1)
    assert client.get(list_of(model), {"q": "样例"}).status_code == 200


def test_a_list_counts_no_further_than_anybody_reads(furnish, monkeypatch):
    furnish(3)
    monkeypatch.setattr("archive.desk.registers.base.ROWS_COUNTED", 2)
    paginator = CappedPaginator(Article.objects.order_by("-id"), 50)
    assert (paginator.count, paginator.is_capped) == (2, True)


def test_the_article_stands_beside_its_own_lines(client, editor, article):
    client.force_login(editor)
    page = client.get(form_of(article)).content.decode()
    assert '<span class="own own-headline">职工来信请查收</span>' in page
    assert "样例日报" in page


def test_the_form_shows_crossheads_with_their_mark(client, editor, article):
    client.force_login(editor)
    assert "\n## 拓宽渠道\n" in filled(client, article)["body"]


def test_saving_a_form_as_it_was_opened_corrects_nothing(client, editor, article):
    client.force_login(editor)
    unchanged = filled(client, article)
    sent = {name: str(value).replace("\n", "\r\n") for name, value in unchanged.items()}
    assert client.post(form_of(article), sent).status_code == 302
    assert not Correction.objects.exists()


def test_an_editor_corrects_a_headline(client, editor, article):
    client.force_login(editor)
    IndexTask.objects.all().delete()
    assert send(client, article, headline="职工来信，请查收", reason="漏了逗号").status_code == 302
    article.refresh_from_db()
    correction = Correction.objects.get()
    assert article.headline == "职工来信，请查收"
    assert (correction.user, correction.reason) == (editor, "漏了逗号")
    assert IndexTask.objects.filter(article_id=article.pk).exists()


def test_an_editor_corrects_a_body_in_the_notation_of_the_desk(client, editor, article):
    client.force_login(editor)
    send(client, article, body="第一段\r\n\r\n## 小标题\r\n第二段")
    article.refresh_from_db()
    assert (article.paragraphs(), article.crossheads) == (["第一段", "小标题", "第二段"], [1])


def test_two_editors_never_overwrite_each_other(client, editor, article):
    client.force_login(editor)
    stale = filled(client, article, headline="第二位编辑的标题")
    send(client, article, headline="第一位编辑的标题")
    response = client.post(form_of(article), stale)
    article.refresh_from_db()
    assert response.status_code == 200
    assert response.context["errors"]
    assert article.headline == "第一位编辑的标题"


def test_an_article_is_withheld_for_a_reason_only(client, editor, article):
    client.force_login(editor)
    assert "reason" in send(client, article, state="withheld").context["adminform"].form.errors
    send(client, article, state="withheld", reason="当事人要求")
    article.refresh_from_db()
    assert article.state == Article.State.WITHHELD


def test_the_form_of_a_corrected_article_shows_the_difference(client, editor, article):
    client.force_login(editor)
    send(client, article, headline="职工来电请查收")
    assert "<del>来信</del><ins>来电</ins>" in client.get(form_of(article)).content.decode()


def test_articles_are_published_in_bulk_each_with_its_record(client, editor, article):
    Article.objects.update(state=Article.State.DRAFT)
    client.force_login(editor)
    act(client, "publish", article)
    article.refresh_from_db()
    assert article.state == Article.State.PUBLISHED
    assert Correction.objects.get().field == "state"


def test_articles_that_want_an_eye_are_found(client, editor, doubt):
    client.force_login(editor)
    counts = [
        client.get(list_of("article"), {"wants": wants}).context["cl"].result_count
        for wants in ("doubts", "gaps", "figures")
    ]
    assert counts == [1, 0, 0]


def test_articles_are_found_by_the_year_of_their_print(client, editor, article):
    client.force_login(editor)
    counts = [
        client.get(list_of("article"), {"year": year}).context["cl"].result_count
        for year in ("2023", "2022", "undated")
    ]
    assert counts == [1, 0, 0]


def test_organizations_are_found_by_their_province(client, editor, furnish):
    furnish(2)
    for code in ("110000", "530000"):
        Region.objects.create(code=code, name=f"样例省{code}", short_name="样例", level="province")
    client.force_login(editor)
    assert client.get(list_of("organization"), {"province": "11"}).context["cl"].result_count == 2
    assert client.get(list_of("organization"), {"province": "53"}).context["cl"].result_count == 0


def test_a_decision_on_a_doubt_is_signed(client, editor, doubt):
    client.force_login(editor)
    act(client, "confirm", doubt)
    doubt.refresh_from_db()
    assert (doubt.state, doubt.decided_by) == (Doubt.State.CONFIRMED, editor)
    assert doubt.decided_at


def test_a_mention_is_given_by_its_words_and_finds_its_place(client, editor, article, mailbox):
    client.force_login(editor)
    response = client.post(
        reverse("admin:archive_mention_add"),
        {
            "article": article.pk,
            "field": "body",
            "surface": "主席信箱",
            "kind": "initiative",
            "initiative": mailbox.pk,
            "state": "accepted",
        },
    )
    assert response.status_code == 302
    mention = Mention.objects.get()
    assert article.body[mention.start : mention.end] == "主席信箱"
    assert mention.decided_by == editor


def test_words_that_do_not_stand_in_the_article_are_no_evidence(client, editor, mailbox_mention):
    client.force_login(editor)
    assert "surface" in send(client, mailbox_mention, surface="热线电话").context["adminform"].form.errors


def test_a_mention_names_a_record_of_its_own_kind(client, editor, mailbox_mention):
    client.force_login(editor)
    errors = send(client, mailbox_mention, kind="organization").context["adminform"].form.errors
    assert set(errors) == {"initiative", "organization"}


def test_a_figure_cannot_count_with_a_sentence_that_is_gone(client, editor, visits):
    client.force_login(editor)
    errors = send(client, visits, sentence="另一句话，30万余。").context["adminform"].form.errors
    assert set(errors) == {"sentence"}


def test_a_figure_is_anchored_in_its_own_sentence(client, editor, article, visits):
    Article.objects.update(body="已帮扶30万余人次。\n" + article.body)
    client.force_login(editor)
    send(client, visits, state="proposed")
    visits.refresh_from_db()
    article.refresh_from_db()
    assert visits.start == article.body.index(visits.sentence) + visits.sentence.index("30万余")


def test_a_figure_whose_words_are_gone_can_still_be_rejected(client, editor, article, visits):
    Article.objects.update(body="全文改写。")
    client.force_login(editor)
    send(client, visits, state="rejected")
    visits.refresh_from_db()
    assert (visits.state, visits.decided_by) == (Review.REJECTED, editor)


def test_findings_are_accepted_in_bulk_but_only_with_their_record(
    client, editor, mailbox_mention, union_mention
):
    Mention.objects.update(state=Review.PROPOSED)
    Mention.objects.filter(pk=union_mention.pk).update(organization=None)
    client.force_login(editor)
    told = [
        str(message) for message in act(client, "accept", mailbox_mention, union_mention).context["messages"]
    ]
    assert dict(Mention.objects.values_list("pk", "state")) == {
        mailbox_mention.pk: Review.ACCEPTED,
        union_mention.pk: Review.PROPOSED,
    }
    assert len(told) == 1


def test_a_stale_figure_is_not_accepted_unread(client, editor, visits):
    type(visits).objects.update(state=Review.PROPOSED, stale=True)
    client.force_login(editor)
    act(client, "accept", visits)
    visits.refresh_from_db()
    assert visits.state == Review.PROPOSED


def test_the_source_file_shows_its_lines_and_nothing_to_change(client, chief, source):
    client.force_login(chief)
    page = client.get(form_of(source)).content.decode()
    assert '<li id="L2">职工来信请查收</li>' in page
    assert 'name="_save"' not in page


def test_a_large_batch_links_to_its_reports_instead_of_listing_them(client, chief, furnish, monkeypatch):
    furnish(1)
    client.force_login(chief)
    batch = apps.get_model("archive", "ImportBatch").objects.get()
    assert len(client.get(form_of(batch)).context["inline_admin_formsets"]) == 1
    monkeypatch.setattr("archive.desk.registers.batches.REPORTS_SHOWN", 0)
    response = client.get(form_of(batch))
    assert response.context["inline_admin_formsets"] == []
    assert f"batch__id__exact={batch.pk}" in response.content.decode()


@pytest.mark.parametrize(("address", "language"), [("/admin/", "zh-hans"), ("/en/admin/", "en")])
def test_the_desk_speaks_both_languages_and_leads_to_the_other(client, editor, address, language):
    client.force_login(editor)
    other = {"/admin/": "/en/admin/", "/en/admin/": "/admin/"}[address]
    page = client.get(address).content.decode()
    assert f'<html lang="{language}"' in page
    assert f'href="{other}"' in page
