"""Claims about the comparison: the same measure in one row, every number with its sentence, nothing chosen, nothing filled in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest

from archive.models import Figure, Initiative, Issue, Organization, Page, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(initiative) -> Initiative:
    """The same programme in another province."""
    region = Region.objects.create(
        code="320000", name="江苏省", short_name="江苏", name_en="Jiangsu", level="province"
    )
    lead = Organization.objects.create(name="样江市总工会", kind="local-federation", region=region)
    return Initiative.objects.create(name=initiative.name, kind="platform", lead=lead, region=region)


@pytest.fixture
def told(new_article, newspaper):
    """Store a figure in an article of its own, printed on a day."""

    def make(initiative, value, *, what="职工来信", unit="封", day=dt.date(2023, 6, 15), **more) -> Figure:
        issue, _ = Issue.objects.get_or_create(newspaper=newspaper, date=day, date_certainty="inferred")
        page, _ = Page.objects.get_or_create(issue=issue, code="p3", number=3)
        sentence = f"信箱收到{what}{value}{unit}。"
        article = new_article(page=page, body=sentence)
        start = sentence.index(str(value))
        return Figure.objects.create(
            article=article, field="body", start=start, end=start + len(f"{value}{unit}"), state="accepted",
            value=Decimal(value), what=what, unit=unit, sentence=sentence, surface=f"{value}{unit}",
            initiative=initiative, **more,
        )  # fmt: skip

    return make


def address(*initiatives, **asked) -> str:
    picked = "&".join(f"initiative={one.pk}" for one in initiatives)
    return f"/en/compare/?{picked}"


def rows(page) -> list[str]:
    return [element.text for element in page.all("tr")]


def row(page, beginning: str) -> str:
    return next(text for text in rows(page) if text.startswith(beginning))


def test_every_number_of_the_matrix_opens_its_sentence(initiative, elsewhere, told, read):
    here, there = told(initiative, 120), told(elsewhere, 80)
    page = read(address(initiative, elsewhere))
    for figure in (here, there):
        assert f"/en/articles/{figure.article_id}/#figure-{figure.pk}" in page.links()
        assert figure.sentence in row(page, "职工来信")


def test_the_page_of_the_article_has_the_sentence_that_the_matrix_opens(initiative, told, read):
    figure = told(initiative, 120)
    sentence = read(f"/articles/{figure.article_id}/").one("span", id=f"figure-{figure.pk}")
    assert sentence.text == figure.sentence
    assert read(f"/articles/{figure.article_id}/").one("span", class_="number").text == "120封"


def test_two_figures_of_one_sentence_are_two_places(initiative, told, read):
    figure = told(initiative, 120)
    Figure.objects.create(
        article=figure.article, field="body", start=2, end=3, state="accepted", value=1, what="别的",
        sentence=figure.sentence, surface="收", initiative=initiative,
    )  # fmt: skip
    ids = read(f"/articles/{figure.article_id}/").ids()
    assert {f"figure-{one.pk}" for one in Figure.objects.all()} <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_no_report_says_is_blank_and_never_nought(initiative, elsewhere, told, read):
    told(initiative, 120)
    told(initiative, 5, what="上门回访", unit="次")
    told(elsewhere, 80)
    page = read(address(initiative, elsewhere))
    assert "no report found" in row(page, "上门回访")
    assert "未见报道" in "".join(rows(read(address(initiative, elsewhere).removeprefix("/en"))))


def test_reports_of_the_same_week_that_differ_stand_side_by_side(initiative, elsewhere, told, read):
    told(initiative, 120)
    told(initiative, 150, day=dt.date(2023, 6, 17))
    page = read(address(initiative, elsewhere))
    assert "120" in row(page, "职工来信")
    assert "150" in row(page, "职工来信")
    assert "Reports differ." in row(page, "职工来信")


def test_reports_of_different_times_do_not_differ(initiative, told, read):
    told(initiative, 120)
    told(initiative, 150, day=dt.date(2023, 9, 17))
    assert "Reports differ." not in row(read(address(initiative)), "职工来信")


def test_what_a_figure_says_of_its_day_outweighs_the_day_of_print(initiative, told, read):
    told(initiative, 120, as_of=dt.date(2021, 12, 31), as_of_certainty="printed")
    told(initiative, 150)
    assert "Reports differ." not in row(read(address(initiative)), "职工来信")


def test_the_same_number_in_two_reports_is_one_value_with_two_sentences(initiative, told, read):
    told(initiative, 120)
    told(initiative, 120, day=dt.date(2023, 6, 16))
    page = read(address(initiative))
    assert len(page.all("details")) == 1
    assert len(page.all("a", class_="sentence")) == 2


def test_a_cell_shows_the_latest_values_and_says_how_many_are_older(initiative, told, read, client):
    for month in range(1, 10):
        told(initiative, 100 + month, day=dt.date(2023, month, 1))
    text = row(read(address(initiative)), "职工来信")
    assert text.index("109") < text.index("104")
    assert "103" not in text
    assert "3 older values: in the files" in text
    files = b"".join(client.get(f"/compare/figures.csv?initiative={initiative.pk}"))
    assert all(str(100 + month).encode() in files for month in range(1, 10))


def test_people_are_people_by_whichever_word_they_are_counted(initiative, elsewhere, told, read):
    told(initiative, 120, what="参赛职工", unit="名")
    told(elsewhere, 80, what="参赛职工", unit="人")
    assert sum(text.startswith("参赛职工") for text in rows(read(address(initiative, elsewhere)))) == 1


def test_a_programme_is_compared_over_the_provinces_in_the_order_of_their_codes(
    initiative, elsewhere, told, read
):
    told(initiative, 120)
    told(elsewhere, 80)
    page = read("/en/compare/?programme=样例信箱")
    heads = next(text for text in rows(page) if "样江市总工会" in text)
    assert heads.index("Jiangsu") < heads.index("Kunming")
    chart = page.one("figure", class_="bars-of")
    assert chart.text.startswith("职工来信 封 江苏 80 昆明 120")


def test_a_chart_says_of_whom_nothing_is_reported(initiative, elsewhere, told, read):
    third = Initiative.objects.create(name=initiative.name, kind="platform")
    told(initiative, 120)
    told(elsewhere, 80)
    chart = read(address(initiative, elsewhere, third)).one("figure", class_="bars-of")
    assert "no report found" in chart.text


@pytest.mark.parametrize("change", [{"state": "proposed"}, {"state": "rejected"}, {"stale": True}])
def test_a_figure_that_nobody_vouches_for_is_not_compared(initiative, told, read, client, change):
    told(initiative, 120)
    Figure.objects.update(**change)
    assert "120" not in read(address(initiative)).one("main").text
    for name in ("figures.csv", "figures.xlsx"):
        response = client.get(f"/compare/{name}?initiative={initiative.pk}")
        assert b"120" not in b"".join(response)


def test_a_figure_of_a_withheld_article_is_not_compared(initiative, told, read):
    figure = told(initiative, 120)
    figure.article.state = "withheld"
    figure.article.save()
    assert "120" not in read(address(initiative)).one("main").text


def test_a_component_opens_the_words_that_name_it(initiative, mention, article, elsewhere, read):
    initiative.components.create(position=2, name="“信箱开通”")
    page = read(address(initiative, elsewhere))
    opened = next(link for link in page.links() if link.startswith(f"/en/articles/{article.pk}/?q="))
    assert opened.endswith("#hit-1")
    assert read(opened.partition("#")[0]).one("mark", id="hit-1").text == "信箱开通"
    assert "✓" in row(page, "“信箱开通”")
    assert "no report found" in row(page, "“信箱开通”")


@pytest.mark.parametrize("asked", ["initiative=x", "initiative=" + "9" * 13, "programme=" + "长" * 121])
def test_what_cannot_be_compared_is_said(client, asked):
    assert client.get(f"/compare/?{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["initiative=999", "programme=没有这个"])
def test_what_is_not_recorded_is_said(db, read, asked):
    assert "Nothing is recorded" in read(f"/en/compare/?{asked}").one("main").text


def test_nothing_asked_offers_programmes_and_initiatives(initiative, elsewhere, read):
    page = read("/en/compare/")
    assert any("programme=" in link for link in page.links())
    assert len(page.all("input", name="initiative")) == 2


def test_initiatives_are_found_for_picking_by_name_lead_and_place(initiative, elsewhere, read):
    for words, count in (("样江", 1), ("信箱", 2), ("江苏 信箱", 1), ("没有", 0)):
        assert len(read(f"/en/compare/?find={words}").all("input", name="initiative")) == count


def test_the_csv_has_every_figure_with_its_sentence_and_every_blank_as_what_it_is(
    initiative, elsewhere, told, client
):
    figure = told(initiative, 120, what="=1+1")
    told(elsewhere, 80)
    response = client.get(f"/en/compare/figures.csv?programme={initiative.name}")
    lines = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    header = lines.index(next(line for line in lines if line[:1] == ["Initiative no."]))
    table = [dict(zip(lines[header], line, strict=True)) for line in lines[header + 1 :]]
    assert lines[0] == ["Query", "样例信箱"]
    reported = next(line for line in table if line["Value"] == "120")
    assert reported["Sentence"] == figure.sentence
    assert reported["Address"].endswith(f"/articles/{figure.article_id}/#figure-{figure.pk}")
    assert reported["Measure"] == "'=1+1"
    assert sorted(line["Reports"] for line in table) == ["no report found"] * 2 + ["reported"] * 2
    assert all(line["Value"] == "" for line in table if line["Reports"] == "no report found")


def test_the_workbook_holds_matrix_figures_codebook_and_source_and_no_formula(
    initiative, elsewhere, told, client
):
    told(initiative, 120, what="=HYPERLINK(1)")
    response = client.get(f"/en/compare/figures.xlsx?programme={initiative.name}")
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        texts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}
    for sheet in ("Matrix", "Figures", "Codebook", "Source"):
        assert f'name="{sheet}"' in texts["xl/workbook.xml"]
    assert "=HYPERLINK(1)" in texts["xl/sharedStrings.xml"]
    assert not any("<f>" in text for text in texts.values())
    assert "<v>120</v>" in texts["xl/worksheets/sheet1.xml"]


def test_the_codebook_explains_every_column_of_the_files(initiative, told, read, client):
    told(initiative, 120)
    explained = [element.text for element in read("/en/compare/codebook/").all("dt")]
    response = client.get(f"/en/compare/figures.csv?initiative={initiative.pk}")
    lines = list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert explained in lines


def test_no_file_is_made_of_nothing(client):
    for name in ("figures.csv", "figures.xlsx"):
        assert client.get(f"/compare/{name}").status_code == 400
