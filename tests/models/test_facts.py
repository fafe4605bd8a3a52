"""What is true of subjects, mentions and figures."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.models import (
    Article,
    Figure,
    IndexTask,
    Initiative,
    InitiativeAlias,
    Mention,
    Organization,
    OrganizationAlias,
    ProposedName,
    Region,
    Reprint,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def union() -> Organization:
    return Organization.objects.create(name="样例市总工会", kind="local-federation")


@pytest.fixture
def mailbox(union) -> Initiative:
    return Initiative.objects.create(name="主席信箱", kind="platform", lead=union)


def test_a_name_is_given_to_one_initiative_of_a_lead_but_to_many_leads(union, mailbox):
    other = Organization.objects.create(name="样例县总工会", kind="local-federation")
    Initiative.objects.create(name="主席信箱", kind="platform", lead=other)
    Initiative.objects.create(name="主席信箱", kind="platform")
    for lead in (union, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Initiative.objects.create(name="主席信箱", kind="platform", lead=lead)


def test_an_initiative_is_known_by_its_name_and_lead(mailbox, union):
    assert Initiative.objects.get_by_natural_key("主席信箱", union.name) == mailbox


def test_an_alias_names_one_organization_but_may_name_several_initiatives(union, mailbox):
    OrganizationAlias.objects.create(organization=union, name="样例市总")
    other = Organization.objects.create(name="样例市总商会", kind="association")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationAlias.objects.create(organization=other, name="样例市总")
    InitiativeAlias.objects.create(initiative=mailbox, name="信箱")
    second = Initiative.objects.create(name="厂长信箱", kind="platform")
    InitiativeAlias.objects.create(initiative=second, name="信箱")
    assert mailbox.names() == ["主席信箱", "信箱"]
    assert union.names() == ["样例市总工会", "样例市总"]


def test_initiatives_are_found_by_who_leads_or_joins_them(union, mailbox):
    partner = Organization.objects.create(name="样例公司", kind="company")
    mailbox.partners.add(partner)
    assert list(Initiative.objects.led_by(union)) == [mailbox]
    assert list(Initiative.objects.led_by(partner)) == [mailbox]


def test_a_start_says_how_exact_it_is():
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.create(name="样例", kind="other", started_on="2020-05-01")


def mention(article, **values) -> Mention:
    place = {"article": article, "field": "headline", "start": 0, "end": 2, "surface": "样例"}
    return Mention.objects.create(**{**place, **values})


def test_a_mention_names_one_subject(new_article, union, mailbox):
    with pytest.raises(IntegrityError), transaction.atomic():
        mention(new_article(), kind="organization", organization=union, initiative=mailbox)


def test_a_proposal_may_name_what_is_no_record_but_an_accepted_mention_may_not(new_article):
    mention(new_article(), kind="organization")
    with pytest.raises(IntegrityError), transaction.atomic():
        mention(new_article(), kind="organization", state="accepted")


def test_mentions_are_found_by_their_subject(new_article, union):
    found = mention(new_article(), kind="organization", organization=union, state="accepted")
    assert list(Mention.objects.accepted().of(union)) == [found]
    assert found.subject == union


def figure(article, **values) -> Figure:
    place = {"article": article, "field": "body", "start": 0, "end": 2, "surface": "5万", "value": 50000}
    return Figure.objects.create(**{**place, "what": "职工", **values})


def test_a_figure_cannot_be_accepted_without_its_sentence(new_article):
    with pytest.raises(IntegrityError), transaction.atomic():
        figure(new_article(), state="accepted", sentence="")


def test_a_figure_whose_sentence_has_changed_is_not_shown(new_article):
    shown = figure(new_article(), state="accepted", sentence="惠及职工5万人。")
    figure(new_article(), state="accepted", sentence="惠及职工5万人。", stale=True)
    assert list(Figure.objects.accepted()) == [shown]


def test_a_figure_whose_characters_are_lost_counts_no_more(new_article):
    with pytest.raises(IntegrityError), transaction.atomic():
        figure(new_article(), state="accepted", sentence="惠及职工5万人。", end=0)
    figure(new_article(), state="accepted", sentence="惠及职工5万人。", end=0, stale=True)


@pytest.mark.parametrize(
    ("body", "sentence", "start"),
    [
        ("惠及职工5万人。", "", 4),
        ("惠及职工5万人。", "惠及职工6万人。", 4),
        ("惠及职工5万人。", "惠及职工5万人。", 3),
    ],
)
def test_no_figure_is_accepted_whose_sentence_and_number_do_not_stand_there(
    new_article, body, sentence, start
):
    claim = Figure(
        article=new_article(body=body), field="body", start=start, end=start + 2, surface="5万", value=50000,
        what="职工", sentence=sentence, state="accepted",
    )  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        claim.full_clean()
    assert "sentence" in refused.value.message_dict


def test_a_figure_is_proven_by_its_own_sentence(new_article):
    claim = Figure(
        article=new_article(body="惠及职工5万人。惠及职工5万人。"), field="body", start=12, end=14, surface="5万",
        value=50000, what="职工", sentence="惠及职工5万人。", state="accepted",
    )  # fmt: skip
    claim.full_clean()
    assert claim.is_proven


def test_a_proposal_that_comes_or_goes_is_nothing_to_the_index(new_article, union):
    article = new_article()
    IndexTask.objects.all().delete()
    place = {
        "article": article,
        "field": "headline",
        "start": 0,
        "end": 2,
        "surface": "样例",
        "kind": "organization",
    }
    Mention.objects.bulk_create([Mention(**place)])
    Mention.objects.all().delete()
    assert not IndexTask.objects.exists()
    Mention.objects.bulk_create([Mention(**place, organization=union, state="accepted")])
    assert IndexTask.objects.count() == 1


def test_a_name_is_proposed_once(db):
    ProposedName.objects.create(kind="organization", name="样例工会")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedName.objects.create(kind="organization", name="样例工会")
    ProposedName.objects.create(kind="initiative", name="样例工会")


def test_two_articles_are_linked_once_and_none_with_itself(new_article):
    first, second = new_article(), new_article()
    Reprint.objects.create(first=first, second=second, likeness=1)
    for one, other in ((first, second), (second, first), (first, first)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reprint.objects.create(first=one, second=other, likeness=1)


def test_completeness_counts_what_is_written_down(mailbox, new_article):
    published = Article.objects.published()
    assert Initiative.objects.with_completeness(published).get().recorded == 1
    mailbox.components.create(position=1, name="来信登记")
    mailbox.problem = "诉求难达"
    mailbox.save()
    found = Initiative.objects.with_completeness(published).get()
    assert found.recorded == 3
    assert len(found.parts_missing) == found.parts_in_all - 3


def test_programmes_are_names_that_run_in_several_places(mailbox):
    assert Initiative.objects.programmes() == []
    Initiative.objects.create(name="主席信箱", kind="platform")
    assert Initiative.objects.programmes() == [("主席信箱", 2)]


def test_a_range_goes_upwards(new_article):
    with pytest.raises(IntegrityError), transaction.atomic():
        figure(new_article(), sentence="5万至3万人", maximum=30000)


def test_a_region_knows_its_province():
    yunnan = Region.objects.create(code="530000", name="云南省", short_name="云南", level="province")
    county = Region.objects.create(
        code="530114", name="呈贡区", short_name="呈贡", level="county", parent=yunnan
    )
    assert county.province_code == yunnan.code
    assert list(Region.objects.provinces()) == [yunnan]
