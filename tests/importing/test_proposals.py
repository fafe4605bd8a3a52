"""What the machine finds waits for a person; what is on record counts by rule; what a person decided stays decided."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from archive.importing.recognize.shapes import (
    Component,
    FigureFinding,
    InitiativeFinding,
    Kind,
    OrganizationFinding,
    Recognized,
    RegionFinding,
)
from archive.importing.store.findings import decisions
from archive.importing.store.findings.recognition import recognize_all
from archive.models import (
    Article,
    Figure,
    IndexTask,
    Initiative,
    Mention,
    Organization,
    ProposedName,
    Region,
    Review,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "样江机械厂工会近日开展“暖心屋”活动，样江市总工会到场祝贺。厂工会负责人说，暖心屋已接待职工1200人次。",
    "据了解，样江机械厂工会还将建成20至30间暖心屋，让更多一线职工在工间有地方歇脚、喝水、充电。",
)
UNION = re.compile(r"样江机械厂工会|样江市总工会|厂工会")
FULL = {"厂工会": "样江机械厂工会"}


def found_in(texts) -> Recognized:
    """A stand-in for the engine: unions by their suffix, one initiative in quotation marks, figures by their digits."""
    body, field = texts.fields.get("body", ""), "body"
    unions = tuple(
        OrganizationFinding(
            Kind.ORGANIZATION, FULL.get(one[0], one[0]), field, one.start(), one.end(), one[0], 0.8,
            sort="grassroots-union",
        )
        for one in UNION.finditer(body)
    )  # fmt: skip
    houses = tuple(
        InitiativeFinding(
            Kind.INITIATIVE, "暖心屋", field, one.start(), one.end(), one[0], 0.7, sort="station",
            lead="样江机械厂工会", components=(Component("歇脚", field, 0, 2),),
        )
        for one in re.finditer("暖心屋", body)
    )  # fmt: skip
    regions = tuple(
        RegionFinding(Kind.REGION, "样江市", field, one.start(), one.end(), one[0], 0.95, code="320100")
        for one in re.finditer("样江市", body)
    )
    return Recognized(unions, regions, (), houses, tuple(figures_in(body)))


def figures_in(body: str):
    for one in re.finditer(r"(\d+)(?:至(\d+))?(人次|间)", body):
        start, end = body.rfind("。", 0, one.start()) + 1, body.find("。", one.end()) + 1
        yield FigureFinding(
            Decimal(one[1]), Decimal(one[2]) if one[2] else None, one[3], "", "接待职工", "body", one.start(),
            one.end(), one[0], body[start:end], start, end, organization="样江机械厂工会", initiative="暖心屋",
        )  # fmt: skip


@pytest.fixture
def engine(monkeypatch) -> list[str]:
    """The stand-in in place of the engine, and the texts it was asked to read."""
    asked: list[str] = []

    def recognized(texts) -> Recognized:
        asked.append(texts.fields.get("body", ""))
        return found_in(texts)

    monkeypatch.setattr("archive.importing.store.findings.recognition.recognized", recognized)
    return asked


@pytest.fixture
def article(engine, write, clean, bring_in) -> Article:
    write("one.txt", clean("暖心屋开张", *TEXT, newspaper="样江工人报", date="2024-05-01", page="2"))
    bring_in()
    return Article.objects.get()


@pytest.fixture
def editor(db) -> User:
    return User.objects.create_user("editor")


def union(**values) -> Organization:
    return Organization.objects.create(**{"name": "样江机械厂工会", "kind": "grassroots-union", **values})


def names(state: str = "proposed") -> set[str]:
    return set(ProposedName.objects.filter(state=state).values_list("name", flat=True))


def test_every_finding_is_stored_with_its_characters_and_waits(article):
    assert set(Mention.objects.values_list("state", flat=True)) == {Review.PROPOSED}
    assert set(Figure.objects.values_list("state", flat=True)) == {Review.PROPOSED}
    for finding in (*Mention.objects.all(), *Figure.objects.all()):
        assert getattr(article, finding.field)[finding.start : finding.end] == finding.surface
    for figure in Figure.objects.all():
        assert figure.surface in figure.sentence
        assert figure.sentence in article.body
    ranged = Figure.objects.get(unit="间")
    assert (ranged.value, ranged.maximum) == (20, 30)


def test_the_machine_never_makes_a_record(article):
    assert not Organization.objects.exists()
    assert not Initiative.objects.exists()


def test_a_name_is_proposed_once_however_often_it_is_printed(article):
    assert names() == {"样江机械厂工会", "样江市总工会", "暖心屋"}
    proposal = ProposedName.objects.get(name="样江机械厂工会")
    assert {one.surface for one in proposal.mentions.all()} == {"样江机械厂工会", "厂工会"}
    assert ProposedName.objects.get(name="暖心屋").details["components"] == ["歇脚"]


def test_a_name_on_record_is_accepted_by_rule_and_its_short_form_waits_for_a_person(
    engine, write, clean, bring_in
):
    recorded = union()
    write("one.txt", clean("暖心屋开张", *TEXT, newspaper="样江工人报", date="2024-05-01"))
    bring_in()
    by_surface = {(one.surface, one.state) for one in Mention.objects.filter(organization=recorded)}
    assert by_surface == {("样江机械厂工会", "accepted"), ("厂工会", "proposed")}
    assert "样江机械厂工会" not in names()
    assert set(Figure.objects.values_list("organization__name", "state")) == {("样江机械厂工会", "proposed")}


def test_quotation_marks_around_a_name_on_record_make_no_new_name(
    engine, write, clean, bring_in, monkeypatch
):
    house = Initiative.objects.create(name="暖心屋", kind="station")

    def quoted(texts) -> Recognized:
        body = texts.fields["body"]
        at = body.index("“暖心屋”")
        named = InitiativeFinding(Kind.INITIATIVE, "“暖心屋”", "body", at, at + 5, "“暖心屋”", 0.7)
        return Recognized(initiatives=(named,))

    monkeypatch.setattr("archive.importing.store.findings.recognition.recognized", quoted)
    write("one.txt", clean("暖心屋开张", *TEXT))
    bring_in()
    assert names() == set()
    assert set(Mention.objects.values_list("initiative", "state")) == {(house.pk, "accepted")}


def test_a_division_that_the_text_tells_beyond_doubt_is_accepted(engine, write, clean, bring_in):
    region = Region.objects.create(code="320100", name="样江市", short_name="样江", level="prefecture")
    write("one.txt", clean("开张", "样江的市民都来了，样江市长也来了，样江市今年还要再建三间这样的屋子。"))
    bring_in()
    assert Mention.objects.accepted().filter(region=region).exists()


def test_a_proposal_is_nothing_to_the_index(article, monkeypatch):
    IndexTask.objects.all().delete()
    monkeypatch.setattr("archive.importing.store.findings.recognition.recognized", lambda texts: Recognized())
    assert recognize_all(anew=True) == 1
    assert not IndexTask.objects.exists()
    assert not Mention.objects.exists()
    assert not Figure.objects.exists()
    assert names() == set()


def test_reading_again_changes_nothing_and_keeps_the_rows(article):
    before = [list(model.objects.order_by("pk").values()) for model in (Mention, Figure, ProposedName)]
    assert recognize_all(anew=True) == 0
    assert [
        list(model.objects.order_by("pk").values()) for model in (Mention, Figure, ProposedName)
    ] == before


def test_what_was_read_with_todays_rules_and_names_is_passed_over(article, engine):
    engine.clear()
    assert recognize_all() == 0
    assert engine == []


def test_new_names_are_looked_for_without_reading_everything_anew(article, engine):
    engine.clear()
    recorded = union()
    assert recognize_all() == 1
    assert engine == []
    assert Mention.objects.accepted().filter(organization=recorded).count() == 2
    assert "样江机械厂工会" not in names()


def test_a_figure_is_given_to_whom_it_belongs_once_that_is_on_record(article, engine):
    assert set(Figure.objects.values_list("organization", "initiative")) == {(None, None)}
    engine.clear()
    recorded = union()
    house = Initiative.objects.create(name="暖心屋", kind="station", lead=recorded)
    assert recognize_all() == 1
    assert engine == []
    assert set(Figure.objects.values_list("organization", "initiative", "state")) == {
        (recorded.pk, house.pk, "proposed")
    }


def test_a_division_that_grammar_told_stays_when_only_names_are_looked_for(engine, write, clean, bring_in):
    Region.objects.create(code="320100", name="样江市", short_name="样江", level="prefecture")
    write("one.txt", clean("暖心屋开张", *TEXT))
    bring_in()
    union(name="样江市总工会")
    recognize_all()
    before = list(Mention.objects.order_by("field", "start").values_list("surface", "kind", "state"))
    assert ("样江市", "region", "accepted") in before
    assert recognize_all(anew=True) == 0
    assert list(Mention.objects.order_by("field", "start").values_list("surface", "kind", "state")) == before


def test_new_rules_read_every_article_and_a_run_that_is_stopped_goes_on_where_it_stopped(
    engine, write, clean, bring_in, monkeypatch
):
    for number in range(5):
        write(f"{number}.txt", clean(f"第{number}次开张", f"这是第{number}篇。", *TEXT))
    bring_in()
    engine.clear()
    monkeypatch.setattr("archive.importing.store.findings.recognition.rules", lambda: "new")
    monkeypatch.setattr("archive.importing.store.findings.recognition.ARTICLES_AT_ONCE", 2)

    def stop(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recognize_all(seen=stop)
    assert len(engine) == 2
    recognize_all()
    assert len(engine) == len(set(engine)) == 5


def test_a_name_that_a_person_made_a_record_of_names_it_everywhere(article, editor):
    proposal = ProposedName.objects.get(name="样江机械厂工会")
    record = decisions.accept_as_record(proposal, editor)
    decisions.reread(decisions.articles_of([proposal]))
    assert (record.name, record.kind) == ("样江机械厂工会", "grassroots-union")
    assert Mention.objects.accepted().filter(organization=record).count() == 2
    assert Mention.objects.proposed().filter(organization=record, surface="厂工会").count() == 1


def test_an_initiative_comes_on_record_with_its_lead_and_components(article, editor):
    decisions.accept_as_record(ProposedName.objects.get(name="样江机械厂工会"), editor)
    record = decisions.accept_as_record(ProposedName.objects.get(name="暖心屋"), editor)
    assert record.lead.name == "样江机械厂工会"
    assert [one.name for one in record.components.all()] == ["歇脚"]


def test_a_name_merged_into_a_record_is_an_alias_for_all_that_comes(article, editor, write, clean, bring_in):
    record = union(name="样江机械集团工会")
    proposal = ProposedName.objects.get(name="样江机械厂工会")
    decisions.merge(proposal, record, editor)
    decisions.reread(decisions.articles_of([proposal]))
    write("two.txt", clean("又开一间", "样江机械厂工会今天又开了一间新的暖心屋，职工们都来了。"))
    bring_in()
    assert record.names() == ["样江机械集团工会", "样江机械厂工会"]
    assert len(Mention.objects.accepted().filter(organization=record).articles()) == 2


def test_a_rejected_name_is_proposed_no_more_here_or_later(article, editor, write, clean, bring_in):
    proposal = ProposedName.objects.get(name="样江市总工会")
    decisions.reject(proposal, editor)
    decisions.reread(decisions.articles_of([proposal]))
    assert not proposal.mentions.exists()
    write("two.txt", clean("又开一间", "样江市总工会今天来看望大家，并送来了清凉饮料和毛巾。"))
    bring_in()
    recognize_all(anew=True)
    assert not Mention.objects.filter(surface="样江市总工会").exists()
    assert names("rejected") == {"样江市总工会"}


def test_a_rejected_place_is_not_proposed_again(article, editor):
    mention = Mention.objects.filter(surface="样江市总工会").get()
    mention.state, mention.decided_by, mention.decided_at = Review.REJECTED, editor, timezone.now()
    mention.save()
    recognize_all(anew=True)
    assert Mention.objects.get(surface="样江市总工会").state == Review.REJECTED


def test_a_figure_that_a_person_judged_is_left_as_it_is(article, editor):
    figure = Figure.objects.get(unit="人次")
    figure.state, figure.what, figure.decided_at = Review.ACCEPTED, "到暖心屋歇脚的职工", timezone.now()
    figure.save()
    recognize_all(anew=True)
    assert Figure.objects.get(unit="人次").what == "到暖心屋歇脚的职工"


def test_a_proposal_that_a_person_mended_is_left_as_it_is(article):
    figure = Figure.objects.get(unit="人次")
    figure.what, figure.decided_at = "到暖心屋歇脚的职工", timezone.now()
    figure.save()
    recognize_all(anew=True)
    assert Figure.objects.get(unit="人次").what == "到暖心屋歇脚的职工"


def test_decisions_go_over_to_the_same_words_in_another_paper(article, editor, write, clean, bring_in):
    figure = Figure.objects.get(unit="人次")
    figure.state, figure.decided_by, figure.decided_at = Review.ACCEPTED, editor, timezone.now()
    figure.save()
    other = Figure.objects.get(unit="间")
    other.state, other.decided_by, other.decided_at = Review.REJECTED, editor, timezone.now()
    other.save()
    write("two.txt", clean("暖心屋开门", *TEXT, newspaper="样河工人报", date="2024-05-03", page="1"))
    bring_in()
    again = Article.objects.get(headline="暖心屋开门")
    assert sorted(again.figures.values_list("unit", "state", "decided_by")) == [
        ("人次", "accepted", editor.pk),
        ("间", "rejected", editor.pk),
    ]


def test_a_new_version_of_the_file_keeps_what_people_decided_and_stales_what_lost_its_sentence(
    article, editor, write, clean, bring_in
):
    for figure in Figure.objects.all():
        figure.state, figure.decided_by, figure.decided_at = Review.ACCEPTED, editor, timezone.now()
        figure.save()
    changed = (TEXT[0].replace("近日", "日前"), TEXT[1].replace("20至30间", "20至35间"))
    write("one.txt", clean("暖心屋开张", *changed, newspaper="样江工人报", date="2024-05-01", page="2"))
    bring_in()
    visits, rooms = Figure.objects.get(unit="人次"), Figure.objects.get(unit="间", decided_by=editor)
    article.refresh_from_db()
    assert (visits.stale, article.body[visits.start : visits.end]) == (False, "1200人次")
    assert rooms.stale
    assert list(Figure.objects.accepted()) == [visits]


def test_a_number_too_long_to_be_counted_with_is_no_figure(engine, write, clean, bring_in):
    write("one.txt", clean("编号", f"样江机械厂工会公布的账号是{'9' * 30}人次，请各位职工核对后再行汇款。"))
    bring_in()
    assert Article.objects.count() == 1
    assert not Figure.objects.exists()


def test_a_curated_figure_takes_the_place_of_the_proposal(article, tmp_path):
    sentence = "厂工会负责人说，暖心屋已接待职工1200人次。"
    records = tmp_path / "records.toml"
    records.write_text(
        f"[[article]]\nsha256 = '{article.source.sha256}'\nline = {article.first_line}\n"
        f"start = {article.first_start}\n[[article.figure]]\nsentence = '{sentence}'\n"
        "surface = '1200人次'\nvalue = 1200\nunit = '人次'\nwhat = '接待职工'\n",
        encoding="utf-8",
    )
    call_command("load_records", records)
    assert list(Figure.objects.filter(unit="人次").values_list("state", flat=True)) == ["accepted"]


def test_recognizing_from_the_command_line_says_what_waits(article, capsys):
    call_command("recognize", "--all")
    told = capsys.readouterr().out
    assert "3 names and 2 figures wait for a person" in told
