"""The queue of new names and of figures: judged in lists, in bulk, in a form; every decision signed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from archive.models import (
    Figure,
    Initiative,
    Mention,
    Organization,
    OrganizationAlias,
    ProposedName,
    Reprint,
    Review,
)

pytestmark = pytest.mark.django_db


def list_of(model: str, **asked: str):
    return reverse(f"admin:archive_{model}_changelist", query=asked or None)


def form_of(row) -> str:
    return reverse(f"admin:archive_{row._meta.model_name}_change", args=[row.pk])


def act(client, name: str, *rows):
    chosen = {"action": name, "_selected_action": [row.pk for row in rows]}
    model = rows[0]._meta.model_name
    asked = {} if model == "reprint" else {"state": "all"}
    return client.post(list_of(model, **asked), chosen, follow=True)


def send(client, row, **changes: object):
    context = client.get(form_of(row)).context
    values = {field.html_name: field.value() for field in context["adminform"].form}
    for formset in context["inline_admin_formsets"]:
        values |= {field.html_name: field.value() for field in formset.formset.management_form}
    return client.post(form_of(row), {k: "" if v is None else v for k, v in (values | changes).items()})


@pytest.fixture(autouse=True)
def at_the_desk(client, editor) -> None:
    client.force_login(editor)


@pytest.fixture
def proposal(article) -> ProposedName:
    """A name that nobody has on record, and its place."""
    name = ProposedName.objects.create(kind="organization", name="样例市总公会", sort="local-federation")
    start = article.body.index(name.name)
    Mention.objects.create(
        article=article, field="body", start=start, end=start + 6, surface=name.name, kind="organization",
        proposal=name, score=0.8,
    )  # fmt: skip
    return name


@pytest.fixture
def waiting(visits) -> Figure:
    Figure.objects.update(state=Review.PROPOSED)
    visits.refresh_from_db()
    return visits


def test_the_queue_shows_what_waits_with_its_words_marked(client, proposal):
    ProposedName.objects.create(kind="organization", name="已拒之名", state="rejected")
    page = client.get(list_of("proposedname")).content.decode()
    assert "<mark>样例市总公会</mark>" in page
    assert "已拒之名" not in page
    assert "已拒之名" in client.get(list_of("proposedname", state="rejected")).content.decode()
    assert "已拒之名" in client.get(list_of("proposedname", state="all")).content.decode()


def test_the_most_printed_name_stands_first(client, proposal, article):
    rare = ProposedName.objects.create(kind="organization", name="只此一处")
    rows = client.get(list_of("proposedname")).context["cl"].result_list
    assert [row.pk for row in rows] == [proposal.pk, rare.pk]


def test_the_form_of_a_name_shows_every_place(client, proposal):
    assert "<mark>样例市总公会</mark>" in client.get(form_of(proposal)).content.decode()


def test_a_name_is_accepted_as_a_new_record_and_names_it_in_the_articles(client, editor, proposal):
    act(client, "accept", proposal)
    record = Organization.objects.get()
    proposal.refresh_from_db()
    assert (record.name, record.kind) == ("样例市总公会", "local-federation")
    assert (proposal.state, proposal.organization, proposal.decided_by) == ("recorded", record, editor)
    assert Mention.objects.accepted().filter(organization=record).exists()


def test_names_are_accepted_in_bulk(client, proposal):
    other = ProposedName.objects.create(
        kind="initiative", name="主席信箱", lead="样例市总公会", sort="platform"
    )
    act(client, "accept", proposal, other)
    assert Organization.objects.count() == Initiative.objects.count() == 1


def test_a_name_is_merged_into_a_record_and_is_its_alias_from_then_on(client, editor, proposal, union):
    assert send(client, proposal, organization=union.pk).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.organization, proposal.decided_by) == ("recorded", union, editor)
    assert OrganizationAlias.objects.get().organization == union
    assert Mention.objects.accepted().filter(organization=union, surface="样例市总公会").exists()


def test_a_name_is_mended_before_it_is_accepted(client, proposal):
    send(client, proposal, name="样例市总工会", state="recorded")
    assert Organization.objects.get().name == "样例市总工会"


def test_a_name_is_merged_into_its_own_kind_only(client, proposal, mailbox):
    assert 'name="initiative"' not in client.get(form_of(proposal)).content.decode()
    send(client, proposal, initiative=mailbox.pk)
    assert not mailbox.aliases.exists()


def test_a_rejected_name_is_gone_from_the_articles_and_can_be_reopened(client, proposal):
    act(client, "reject", proposal)
    proposal.refresh_from_db()
    assert proposal.state == "rejected"
    assert not Mention.objects.filter(surface="样例市总公会").exists()
    act(client, "reopen", proposal)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("proposed", None)


def test_a_name_that_names_another_organization_already_is_not_given_twice(client, proposal, union):
    other = Organization.objects.create(name="样例县总工会", kind="local-federation")
    other.aliases.create(name="样例市总公会")
    response = send(client, proposal, organization=union.pk)
    assert "name" in response.context["adminform"].form.errors
    assert not union.aliases.exists()


def test_figures_wait_with_their_sentence_and_the_number_marked(client, waiting):
    page = client.get(list_of("figure")).content.decode()
    assert "已走访慰问职工<mark>30万余</mark>人次。" in page


def test_a_figure_is_accepted_edited_or_rejected_and_the_decision_signed(client, editor, waiting):
    send(client, waiting, what="走访慰问的职工", state="accepted")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.what, waiting.decided_by) == ("accepted", "走访慰问的职工", editor)
    act(client, "reject", waiting)
    waiting.refresh_from_db()
    assert waiting.state == Review.REJECTED


def test_a_figure_that_was_mended_but_not_accepted_waits_on_in_the_editors_words(client, editor, waiting):
    send(client, waiting, what="走访慰问的职工")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by) == (Review.PROPOSED, editor)


@pytest.mark.parametrize("given", ["initiative", "organization", "nobody"])
def test_figures_are_found_by_whose_they_are(client, waiting, mailbox, union, given):
    owners = {"initiative": {"initiative": mailbox}, "organization": {"organization": union}, "nobody": {}}
    Figure.objects.update(**owners[given])
    for asked in owners:
        found = client.get(list_of("figure", given=asked)).context["cl"].result_count
        assert found == (asked == given)


def test_findings_are_found_by_how_sure_the_machine_is(client, proposal):
    for score, count in (("high", 0), ("low", 1)):
        assert client.get(list_of("mention", score=score)).context["cl"].result_count == count


def test_a_link_between_two_stories_is_refuted_and_upheld(client, furnish):
    furnish(1)
    link = Reprint.objects.get()
    for action, refuted in (("refute", True), ("uphold", False)):
        act(client, action, link)
        link.refresh_from_db()
        assert link.is_refuted == refuted


def test_the_form_of_an_article_names_its_reprints(client, furnish):
    furnish(1)
    link = Reprint.objects.get()
    for one, other in ((link.first, link.second), (link.second, link.first)):
        assert form_of(other) in client.get(form_of(one)).content.decode()
