"""The map: 34 tiles and the same numbers as a table, of everything or of one programme."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command

from archive.models import Article, Initiative, Mention, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def provinces(root) -> None:
    call_command("loaddata", root / "fixtures" / "regions.json", verbosity=0)


def test_every_province_has_its_own_place_on_the_map(provinces, root, read):
    sheet = (root / "static" / "css" / "map.css").read_text(encoding="utf-8")
    places = dict(re.findall(r"\.tile-(\d\d) \{\s*grid-area: ([^;]+);", sheet))
    codes = {code[:2] for code in Region.objects.provinces().values_list("code", flat=True)}
    assert set(places) == codes
    assert len(set(places.values())) == len(codes) == 34
    assert len(read("/en/regions/").all("li", class_="tile")) == 34


def test_a_tile_and_a_row_say_the_same(region, initiative, organization, read):
    page = read("/en/regions/")
    assert page.one("li", class_="tile-53").text == "云南 1"
    assert [cell.text for cell in page.all("td", class_="numeric")] == ["1", "1", "–no report found"]


def test_articles_are_counted_once_for_a_province_and_what_lies_in_it(region, article, read):
    for found in (region, region.parent):
        Mention.objects.create(
            article=article, field="body", start=0, end=2, state="accepted", kind="region", surface="近日",
            region=found,
        )  # fmt: skip
    assert read("/en/regions/?by=articles").one("li", class_="tile-53").text == "云南 1"
    Article.objects.update(state="withheld")
    assert read("/en/regions/?by=articles").one("li", class_="tile-53").text == "云南 no report found"


def test_the_map_shows_where_one_programme_runs(region, initiative, read):
    Region.objects.create(code="320000", name="江苏省", short_name="江苏", level="province")
    jiangsu = Region.objects.get(code="320000")
    Initiative.objects.create(name="别的", kind="other", region=jiangsu)
    page = read("/en/regions/?programme=样例信箱")
    assert page.one("li", class_="tile-53").text == "云南 1"
    assert page.one("li", class_="tile-32").text == "江苏 no report found"


def test_the_table_is_sorted_as_one_asks(region, initiative, read):
    Region.objects.create(code="110000", name="北京市", short_name="北京", level="province")
    for sort, first in (("code", "北京市"), ("initiatives", "Yunnan")):
        assert read(f"/en/regions/?sort={sort}").all("th", scope="row")[0].text == first
    assert read("/en/regions/?sort=articles").all("th", aria_sort="descending")[0].text == "Articles"


@pytest.mark.parametrize("asked", ["by=x", "sort=up", "programme=" + "长" * 121])
def test_what_the_map_cannot_show_is_said(region, client, asked):
    assert client.get(f"/regions/?{asked}").status_code == 400


def test_a_region_says_how_much_is_recorded_in_each_of_its_parts(region, initiative, read):
    part = next(element for element in read("/en/regions/530000/").all("li") if "Kunming" in element.text)
    assert part.text == "Kunming 1"
