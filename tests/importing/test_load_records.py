"""Claims about curated records: only what is missing is made, every figure stands at its sentence, or nothing is loaded."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.importing.records import anchor
from archive.models import (
    Component,
    Figure,
    Initiative,
    InitiativeAlias,
    Mention,
    Organization,
    OrganizationAlias,
    Region,
    SourceFile,
)

pytestmark = pytest.mark.django_db

RECORDS = """
[[organization]]
name = '甲市总工会'
kind = 'local-federation'
level = 'prefecture'
parent = '全国样例总工会'
region = '530000'
aliases = ['甲市总', '样总']

[[organization]]
name = '全国样例总工会'
kind = 'federation'
aliases = ['样总']

[[initiative]]
name = '“微样例”活动'
kind = 'relief'
lead = '甲市总工会'
partners = ['全国样例总工会']
started_on = '2020-05'
status = 'running'
practice = '入户走访。'
aliases = ['"微样例"']

[[initiative.component]]
name = '微平台'

[[article]]
sha256 = '{sha256}'
line = {line}

[[article.figure]]
sentence = '"微样例"活动共慰问职工30万余人次'
surface = '30万余人次'
value = 300000
unit = '人次'
qualifier = '余'
what = '慰问的职工'
as_of = '2023-06-15'
as_of_certainty = 'inferred'
organization = '甲市总工会'
initiative = '“微样例”活动'
"""


@pytest.fixture
def page(write, bring_in, clean) -> SourceFile:
    Region.objects.create(code="530000", name="云南省", short_name="云南", level="province")
    write(
        "a.txt",
        clean("标题", "甲市总工会近日介绍，", "“微样例”活动 共慰问职工30万余人次。", "又慰问130万余人次。"),
    )
    bring_in()
    return SourceFile.objects.get()


@pytest.fixture
def load(tmp_path):
    def load_text(text: str, name: str = "records.toml", **options) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        out = StringIO()
        call_command("load_records", path, stdout=out, **options)
        return out.getvalue()

    return load_text


def records(page: SourceFile, line: int = 1) -> str:
    return RECORDS.format(sha256=page.sha256, line=line)


def test_everything_is_made_with_its_relations(page, load):
    printed = load(records(page))
    union = Organization.objects.get(name="甲市总工会")
    assert (union.parent.name, union.region.code) == ("全国样例总工会", "530000")
    initiative = Initiative.objects.get()
    assert (initiative.lead, initiative.partners.get().name) == (union, "全国样例总工会")
    assert (initiative.started_on, initiative.start_precision) == (dt.date(2020, 5, 1), "month")
    assert (Component.objects.get().position, InitiativeAlias.objects.get().name) == (1, '"微样例"')
    assert "2 organizations, 1 initiatives, 1 figures" in printed


def test_an_alias_that_names_another_already_stays_there_and_is_told(page, load):
    assert "“样总”" in load(records(page))
    assert OrganizationAlias.objects.get(name="样总").organization.name == "甲市总工会"


@pytest.mark.parametrize("line", [1, 99])
def test_a_figure_stands_at_its_sentence_even_where_the_key_is_off(page, load, line):
    load(records(page, line))
    figure = Figure.objects.accepted().get()
    assert getattr(figure.article, figure.field)[figure.start : figure.end] == "30万余人次"
    assert figure.sentence == "“微样例”活动 共慰问职工30万余人次"
    assert (figure.value, figure.unit, figure.qualifier, figure.what) == (300000, "人次", "余", "慰问的职工")
    assert (figure.organization.name, figure.initiative.name) == ("甲市总工会", "“微样例”活动")


def test_the_new_names_are_mentioned_in_what_is_stored(page, load):
    assert "1 articles" in load(records(page))
    assert set(Mention.objects.accepted().values_list("surface", flat=True)) == {"甲市总工会", "“微样例”活动"}


def test_loading_twice_changes_nothing_and_an_editors_record_stays(page, load):
    load(records(page))
    Organization.objects.filter(name="甲市总工会").update(description="编辑写的")
    OrganizationAlias.objects.all().delete()
    Figure.objects.accepted().update(value=1)
    assert "0 organizations, 0 initiatives, 0 figures" in load(records(page))
    assert Organization.objects.get(name="甲市总工会").description == "编辑写的"
    assert not OrganizationAlias.objects.exists()
    assert Figure.objects.accepted().get().value == 1


def test_a_record_that_is_here_under_an_alias_is_not_made_again(page, load):
    renamed = Organization.objects.create(name="甲市工会联合会", kind="local-federation")
    OrganizationAlias.objects.create(organization=renamed, name="甲市总工会")
    load(records(page))
    assert Organization.objects.count() == 2
    assert Initiative.objects.get().lead == renamed


def test_json_serves_as_well(page, load):
    load(json.dumps({"organization": [{"name": "乙县总工会", "kind": "local-federation"}]}), "records.json")
    assert Organization.objects.get().name == "乙县总工会"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("共慰问职工30万余人次", "共慰问农民30万余人次", "共慰问农民30万余人次"),
        ("surface = '30万余人次'", "surface = '0万余人次'", "0万余人次"),
        ("line = 1", "line = 1\nlien = 2", "lien"),
        ("kind = 'relief'", "kind = 'charity'", "charity"),
        ("kind = 'relief'", "", "kind"),
        ("region = '530000'", "region = '990000'", "990000"),
        ("parent = '全国样例总工会'", "parent = '没有的工会'", "没有的工会"),
        ("'2020-05'", "'2020-13'", "2020-13"),
        ("'2023-06-15'", "'2023'", "2023"),
        ("value = 300000", "value = 'viel'", "viel"),
        ("aliases = ['甲市总', '样总']", "aliases = '甲市总'", "aliases"),
        ("initiative = '“微样例”活动'", "initiative = '别的活动'", "别的活动"),
        ("[[article]]", "[[article", "records.toml"),
    ],
)
def test_what_cannot_be_loaded_is_named_and_nothing_is_loaded(page, load, old, new, named):
    text = records(page)
    assert old in text
    with pytest.raises(CommandError, match=named):
        load(text.replace(old, new))
    assert not Organization.objects.exists()


def test_on_request_a_figure_without_its_sentence_is_left_out_and_named(page, load):
    text = records(page).replace("共慰问职工30万余人次", "共慰问农民30万余人次")
    printed = load(text, skip_unproven=True)
    assert "Left out" in printed
    assert "共慰问农民30万余人次" in printed
    assert not Figure.objects.accepted().exists()
    assert Initiative.objects.exists()


def test_a_file_that_is_not_in_the_archive_is_named(page, load):
    with pytest.raises(CommandError, match="000000000000"):
        load(records(page).replace(page.sha256, "0" * 64))


def test_a_number_is_not_anchored_inside_a_longer_one():
    texts = {"headline": "", "body": "共130家，其中30家"}
    place = anchor(texts, "共130家，其中30家", "30家")
    assert (place.start, place.end, place.surface) == (8, 11, "30家")
    assert anchor(texts, "共130家", "30家") is None
    assert anchor(texts, "没有这句", "30家") is None
