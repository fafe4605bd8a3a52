"""The sample is the same for one seed, large enough to be looked at, and plainly invented."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import tomllib
from collections import Counter, defaultdict

import pytest
from django.core.management import call_command

from archive.models import Article, Initiative, Organization
from archive.sample.corpus import make_corpus
from archive.sample.telling.amounts import draw_amount
from archive.sample.telling.grammar import Pile, choose, facts_of, fill


@pytest.fixture(scope="module")
def corpus():
    return make_corpus()


@pytest.fixture(scope="module")
def records(corpus):
    return tomllib.loads(corpus.records)


def header_of(file):
    return dict(line.split(": ", 1) for line in file.text.split("\n\n", 1)[0].split("\n"))


def body_of(file):
    return file.text.split("\n\n", 1)[1]


def test_one_seed_writes_the_same_files(corpus):
    again = make_corpus()
    assert again.records == corpus.records
    assert [(file.name, file.text) for file in again.files] == [
        (file.name, file.text) for file in corpus.files
    ]


def test_another_seed_writes_other_files(corpus):
    assert make_corpus(seed=2).files[0].text != corpus.files[0].text


@pytest.mark.parametrize("seed", range(5))
def test_every_seed_can_be_told(seed):
    assert len(make_corpus(seed=seed).files) == 300


@pytest.mark.parametrize("articles", [0, 1, 7, 1000])
def test_it_is_as_large_as_one_asks_for(articles):
    files = make_corpus(articles=articles).files
    assert len({file.name for file in files}) == len(files) == articles


def test_every_headline_says_that_it_is_a_sample(corpus):
    assert all("样例" in header_of(file)["headline"] for file in corpus.files)


def test_no_two_files_have_the_same_bytes(corpus):
    assert len({file.sha256 for file in corpus.files}) == 300


def test_it_covers_twelve_provinces_and_five_years(corpus, records):
    assert len({initiative["region"] for initiative in records["initiative"]}) == 12
    assert len({file.story.slot.running.town.province for file in corpus.files}) == 12
    years = Counter(header_of(file)["date"][:4] for file in corpus.files)
    assert len(years) == 5
    assert min(years.values()) > 20


def test_every_kind_of_story_but_the_unnamed_is_there(corpus):
    kinds = {header_of(file)["kind"] for file in corpus.files}
    assert kinds == set(Article.Kind.values) - {Article.Kind.OTHER}


def test_every_programme_is_reported_from_several_provinces_and_years(corpus):
    provinces, years = defaultdict(set), defaultdict(set)
    for file in corpus.files:
        slot = file.story.slot
        provinces[slot.running.programme.name].add(slot.running.town.province)
        years[slot.running.programme.name].add(slot.date.year)
    assert len(provinces) == 12
    assert min(map(len, provinces.values())) >= 5
    assert min(map(len, years.values())) >= 4


def test_nobody_but_invented_organizations_acts_in_it(corpus, records):
    for organization in records["organization"]:
        assert organization["name"].startswith("样")
        assert organization["kind"] == "local-federation" or "样例" in organization["name"]
    invented = {organization["name"] for organization in records["organization"]}
    acting = re.compile(r"样[\u4e00-\u9fff]样例[\u4e00-\u9fff]{2}(?:公司|集团)|样[\u4e00-\u9fff]市总工会")
    for file in corpus.files:
        body = body_of(file)
        assert set(acting.findall(body)) - invented <= {f"{file.story.slot.running.town.name}样例公交公司"}
        assert set(re.findall(r"(.)[\u4e00-\u9fff]市总工会", body)) == {"样"}


def test_every_story_names_its_programme_and_who_leads_it(corpus):
    for file in corpus.files:
        assert file.story.slot.running.title in body_of(file)
        assert file.story.slot.running.town.union in body_of(file)


def test_no_story_is_dated_before_its_programme_began(corpus):
    assert all(file.story.slot.date > file.story.slot.running.start for file in corpus.files)


def test_no_mark_of_the_grammar_is_left_in_a_text(corpus):
    assert [file.name for file in corpus.files if re.search(r"[\[\]{}|]|None", file.text)] == []


def test_sentences_seldom_come_again(corpus):
    sentences = Counter(
        sentence
        for file in corpus.files
        for sentence in re.split(r"(?<=。)", body_of(file))
        if sentence.strip()
    )
    assert len(sentences) > 0.6 * sentences.total()


def test_every_figure_is_printed_in_its_sentence_and_the_sentence_in_its_file(corpus, records):
    files = {file.sha256: file for file in corpus.files}
    assert len(records["article"]) > 200
    for article in records["article"]:
        for figure in article["figure"]:
            assert figure["sentence"] in body_of(files[article["sha256"]])
            assert figure["surface"] in figure["sentence"]


def test_an_article_is_named_by_the_place_where_its_first_character_stands(corpus, records):
    files = {file.sha256: file for file in corpus.files}
    for article in records["article"]:
        line = files[article["sha256"]].text.split("\n")[article["line"] - 1]
        assert line[article["start"] :] in {
            files[article["sha256"]].story.kicker,
            files[article["sha256"]].story.headline,
        }


def test_every_record_is_of_a_kind_that_the_archive_knows(records):
    assert {record["kind"] for record in records["initiative"]} <= set(Initiative.Kind.values)
    assert {record["kind"] for record in records["organization"]} <= set(Organization.Kind.values)


def test_no_two_initiatives_of_one_lead_share_a_name_and_no_alias_is_shared(records):
    keys = [(record["name"], record["lead"]) for record in records["initiative"]]
    aliases = [alias for record in records["initiative"] for alias in record["aliases"]]
    assert len(set(keys)) == len(keys)
    assert len(set(aliases)) == len(aliases)


def test_what_a_programme_counts_grows_from_report_to_report(corpus):
    for file in corpus.files:
        running = file.story.slot.running
        for measure in running.programme.measures.values():
            later = running.count(measure, file.story.slot.date + dt.timedelta(days=365))
            assert (later > running.count(measure, file.story.slot.date)) == (measure.growth > 1)


def test_a_rounded_amount_says_no_more_than_it_knows():
    rng = random.Random(1)
    for _ in range(2000):
        number = rng.randint(1, 30_000_000)
        amount = draw_amount(number, "人", rng)
        assert amount.qualifier in amount.surface
        assert amount.surface.endswith("人")
        if amount.qualifier in {"余", "超过"}:
            assert amount.value < number
        if amount.qualifier == "近":
            assert amount.value > number


def test_what_is_printed_is_the_value_reckoned_out():
    rng = random.Random(2)
    for _ in range(2000):
        amount = draw_amount(rng.randint(1, 30_000_000), "元", rng)
        printed = re.search(r"([\d.]+)(万?)", amount.surface)
        assert round(float(printed[1]) * (10_000 if printed[2] else 1)) == amount.value


def test_a_choice_may_stand_in_a_choice():
    rng = random.Random(0)
    told = {fill(choose("[甲|乙[丙|{x}]]。", rng), {"x": "丁"}) for _ in range(100)}
    assert told == {"甲。", "乙丙。", "乙丁。"}
    assert facts_of("{a}和{b}") == ["a", "b"]


def test_a_pile_repeats_nothing_before_all_is_used():
    pile = Pile(["甲", "乙", "丙"], random.Random(0))
    assert sorted(pile.draw() for _ in range(3)) == sorted("甲乙丙")
    assert pile.draw() in "甲乙丙"


def test_the_command_writes_texts_newspapers_and_records(tmp_path, capsys):
    call_command("write_sample", tmp_path, articles=20)
    assert len(list((tmp_path / "texts").rglob("*.txt"))) == 20
    assert "20" in capsys.readouterr().out
    papers = json.loads((tmp_path / "newspapers.json").read_text(encoding="utf-8"))
    assert all("样例" in paper["fields"]["name"] for paper in papers)
    assert tomllib.loads((tmp_path / "records.toml").read_text(encoding="utf-8"))["article"]


@pytest.mark.django_db
def test_the_newspapers_of_the_sample_load_into_an_empty_archive(tmp_path):
    call_command("write_sample", tmp_path, articles=1)
    call_command("loaddata", tmp_path / "newspapers.json", verbosity=0)
