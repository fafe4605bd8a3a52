"""Claims about the commands: what they print, what they write, and how they end."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.errors import ImportUnderWay
from archive.importing.run import Wishes, import_files
from archive.importing.store.lock import import_lock
from archive.models import Article, FileReport, ImportBatch, Mention, Region, SourceFile

GIVEN_OF_A_FILE = {"file", "encoding", "pages", "furniture", "unassigned", "stories"}
GIVEN_OF_A_STORY = {
    "page",
    "kind",
    "kicker",
    "headline",
    "deck",
    "byline",
    "body",
    "crossheads",
    "caption",
    "box",
    "lines",
    "doubts",
    "gaps",
}


def run(name: str, *args, **options) -> str:
    """What a command prints on standard output."""
    from io import StringIO  # noqa: PLC0415

    out = StringIO()
    call_command(name, *args, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


# What `import_texts` promises.


@pytest.mark.django_db
def test_the_report_has_a_row_a_file_and_says_what_matters(folder, write, clean):
    write("a.txt", clean("标题", newspaper="样例报", date="2023-06-15"), "gb18030")
    printed = run("import_texts", folder)
    row = next(line for line in printed.splitlines() if "a.txt" in line)
    for part in ("stored", "gb18030", "header", " 1 "):
        assert part in row
    assert f"#{ImportBatch.objects.get().pk}" in printed


@pytest.mark.django_db
def test_a_failed_file_makes_the_command_fail_and_the_others_are_stored(folder, write, clean):
    write("a.txt", clean("标题"))
    write("b.txt", b"\xff\xff\xff")
    with pytest.raises(CommandError, match="1 个文件被拒收"):
        run("import_texts", folder)
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_dry_run_reports_the_same_and_writes_nothing(folder, write, clean):
    write("a.txt", clean("标题", newspaper="样例报"))
    write("b.txt", clean("标题", newspaper="样例报"), "utf-16")
    with connection.execute_wrapper(refuse_to_write):
        rehearsed = run("import_texts", folder, dry_run=True)
    assert not SourceFile.objects.exists()
    assert rows(rehearsed) == rows(run("import_texts", folder))
    assert [row[-1] for row in rows(rehearsed)] == ["0", "0"]


def rows(printed: str) -> list[list[str]]:
    """The rows of files in a report, cell by cell."""
    return [line.split() for line in printed.splitlines() if line.strip().startswith(("a.txt", "b.txt"))]


def refuse_to_write(execute, sql, params, many, context):
    assert sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")), sql
    return execute(sql, params, many, context)


@pytest.mark.django_db
def test_options_say_what_the_files_do_not(write, clean):
    run(
        "import_texts",
        write("a.txt", clean("标题")),
        newspaper="yangli:样例报",
        date="2023-06-15",
        page="3",
        state="draft",
    )
    article = Article.objects.get()
    assert article.page.get_absolute_url() == "/yangli/2023-06-15/p3/"
    assert article.page.issue.date_certainty == "stated"
    assert article.state == "draft"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"date": "gestern"}, "gestern"),
        ({"encoding": "klingon"}, "klingon"),
        ({"page": "0"}, "page"),
        ({"undo": 7}, "#7"),
    ],
)
def test_an_option_that_is_not_understood_is_named(folder, write, clean, options, named):
    path = write("a.txt", clean("标题"))
    with pytest.raises(CommandError, match=named):
        run("import_texts", *([] if "undo" in options else [path]), **options)
    assert not ImportBatch.objects.exists()


@pytest.mark.django_db
def test_one_page_number_is_for_one_file(folder, write, clean):
    write("a.txt", clean("甲"))
    write("b.txt", clean("乙"))
    with pytest.raises(CommandError, match="--page"):
        run("import_texts", folder, page="3")


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [{}, {"undo": 1}])
def test_there_is_something_to_import_or_to_undo_and_not_both(folder, arguments):
    with pytest.raises(CommandError):
        run("import_texts", *([folder] if arguments else []), **arguments)


@pytest.mark.django_db
def test_a_folder_without_texts_is_told(folder):
    with pytest.raises(CommandError, match=r"\*\.txt"):
        run("import_texts", folder)


@pytest.mark.django_db
def test_a_batch_is_undone_by_its_number(folder, write, clean):
    write("a.txt", clean("标题"))
    run("import_texts", folder)
    assert "1 articles" in run("import_texts", undo=ImportBatch.objects.get().pk)
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_two_imports_at_a_time_are_refused():
    with import_lock(), pytest.raises(ImportUnderWay):
        import_files([], Wishes())


@pytest.mark.django_db
def test_every_file_has_its_report_in_the_archive(folder, write, clean):
    write("a.txt", clean("标题", date="2023-06-15"))
    run("import_texts", folder)
    report = FileReport.objects.get()
    assert (report.name, report.stories, report.date_origin) == ("a.txt", 1, "文件头 header")
    assert report.source == SourceFile.objects.get()


# What `recognize` promises.


@pytest.mark.django_db
def test_new_names_are_recognized_in_all_articles_and_decisions_stay(folder, write, clean, django_user_model):
    write("a.txt", clean("标题", "云南省的职工到四川省的职工家里去。"))
    run("import_texts", folder)
    for code, name in (("530000", "云南"), ("510000", "四川")):
        Region.objects.create(code=code, name=f"{name}省", short_name=name, level="province")
    assert "1 articles" in run("recognize")
    rejected = Mention.objects.get(surface="四川省")
    rejected.state, rejected.decided_at = "rejected", Article.objects.get().created_at
    rejected.save()
    Region.objects.get(code="530000").delete()
    run("recognize")
    assert list(Mention.objects.values_list("surface", "state")) == [("四川省", "rejected")]
    assert "0 articles" in run("recognize")


# What `reconstruct` promises.


def shown(*args, **options) -> list[dict]:
    return [json.loads(line) for line in run("reconstruct", *args, as_json=True, **options).splitlines()]


def test_one_json_object_a_file_with_every_key_of_the_contract(write, clean):
    paths = [write("甲.txt", clean("标题")), write("乙.txt", clean("另一个"), "gb18030")]
    first, second = shown(*paths)
    assert set(first) == GIVEN_OF_A_FILE
    assert set(first["stories"][0]) == GIVEN_OF_A_STORY
    assert (first["file"], first["encoding"], second["encoding"]) == (str(paths[0]), "utf-8", "gb18030")
    assert set(first["stories"][0]["lines"][0]) == {"field", "at", "line", "start", "end"}
    assert set(first["furniture"][0]) == {"line", "start", "end", "text"}


def test_the_facts_of_each_story_are_added_on_demand_and_every_place_holds(write, clean):
    body = "样例市总工会开通“主席信箱”，截至目前收到来信1.2万余封，三成已办结。"
    ((story,),) = (one["stories"] for one in shown(write("a.txt", clean("标题", body)), facts=True))
    assert set(story) == GIVEN_OF_A_STORY | {"organizations", "regions", "bylines", "initiatives", "figures"}
    texts = {"body": "\n".join(story["body"])}
    (union,), (programme,) = story["organizations"], story["initiatives"]
    assert union == {"name": "样例市总工会", "field": "body", "start": 0, "end": 6}
    assert texts["body"][programme["start"] : programme["end"]] == programme["name"] == "“主席信箱”"
    letters, share = story["figures"]
    assert (letters["value"], letters["max"], letters["unit"], letters["qualifier"]) == (
        12_000,
        None,
        "封",
        "余",
    )
    assert (letters["what"], letters["sentence"], letters["as_of"]) == ("来信", body, None)
    assert texts["body"][letters["start"] : letters["end"]] == "1.2万余封"
    assert (share["value"], share["unit"]) == (30, "%")


def test_facts_are_for_programs_only(write, clean):
    with pytest.raises(CommandError, match="--json"):
        run("reconstruct", write("a.txt", clean("标题")), facts=True)


def test_the_same_is_printed_by_several_processes(write, clean):
    paths = [write(f"{number}.txt", clean(f"第{number}篇")) for number in range(5)]
    assert shown(*paths, workers=2) == shown(*paths)


@pytest.mark.usefixtures("blocks")
def test_doubts_and_gaps_are_shown_where_they_are(write, monkeypatch):
    from dataclasses import replace  # noqa: PLC0415

    from archive.importing import prepare  # noqa: PLC0415
    from archive.importing.reconstruct.shapes import Doubt, Field, Gap, Reconstruction, Rival  # noqa: PLC0415

    plain = prepare.reconstruct

    def with_marks(page):
        (story,) = plain(page).stories
        doubt = Doubt(Field.BODY, 2, 0.5, (Rival(1, 0, 2, "标题", 0.25),))
        return Reconstruction((replace(story, doubts=(doubt,), gaps=(Gap(Field.BODY, 2, "正文"),)),))

    monkeypatch.setattr("archive.importing.prepare.reconstruct", with_marks)
    (one,) = shown(write("a.txt", "前一版\f标题\n正文。"), workers=1)
    assert one["stories"][1]["gaps"] == [{"field": "body", "at": 2, "after": "正文"}]
    (doubt,) = one["stories"][1]["doubts"]
    assert doubt["rivals"] == [{"line": 1, "start": 4, "end": 6, "text": "标题", "p": 0.25}]
    assert [line["start"] for line in one["stories"][1]["lines"]] == [4, 0]


def test_without_json_the_stories_can_be_read(write, clean):
    printed = run("reconstruct", write("a.txt", clean("标题", "## 小标题", "正文。")))
    assert "【小标题】" in printed
    assert "　　正文。" in printed


def test_an_empty_file_has_no_stories(write):
    (one,) = shown(write("a.txt", ""))
    assert one["stories"] == one["furniture"] == one["unassigned"] == []


def test_it_runs_without_a_database_and_prints_nothing_but_objects(real_page, tmp_path, root, write):
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / "archive.sqlite3").write_bytes(b"no database")
    bad = write("坏.txt", b"\xff\xff")
    done = subprocess.run(
        [sys.executable, "manage.py", "reconstruct", str(bad), str(real_page), "--json"],
        cwd=root,
        env={**os.environ, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "archive.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["file"] == str(real_page)
    assert json.loads(line)["stories"]
    assert done.returncode == 1
    assert "坏.txt" in done.stderr
    assert (data / "archive.sqlite3").read_bytes() == b"no database"
