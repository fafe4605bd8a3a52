"""Claims about storing: whole or not at all, known again, a newer version under the old addresses, a hand that outranks."""

import datetime as dt

import pytest

from archive.desk.correct import correct
from archive.importing.report import Outcome
from archive.models import (
    Article,
    Certainty,
    FileReport,
    FurnitureLine,
    ImportBatch,
    Issue,
    Mention,
    Newspaper,
    Page,
    Region,
    RetiredArticle,
    SourceFile,
    Stretch,
    UnassignedLine,
)

pytestmark = pytest.mark.django_db

TORN = """#样例工人报 2023年6月15日 第3版
甲市总工会走访一线职工
甲市总工会近日走访三家企业，听取职工对食堂和宿舍的意见。
会后逐条答复，结果在职工代表大会上公布。

乙县开展技能比武
乙县二十支班组参加焊接、钳工和电工三个项目的比武。
?不知从哪里来的一行"""


def outcomes(imported) -> list[tuple[str, Outcome]]:
    return [(one.name, one.outcome) for one in imported.outcomes]


def everything() -> dict[str, list]:
    """Every row that an import writes, but for the clock."""
    models = (
        Newspaper,
        Issue,
        Page,
        SourceFile,
        Article,
        Stretch,
        Mention,
        UnassignedLine,
        FurnitureLine,
        ImportBatch,
    )
    clock = {"started_at", "finished_at", "received_at", "created_at", "changed_at"}
    return {
        model.__name__: [
            {key: value for key, value in row.items() if key not in clock}
            for row in model.objects.order_by("pk").values()
        ]
        for model in (*models, FileReport)
    }


@pytest.mark.usefixtures("blocks")
def test_a_page_is_stored_whole_and_published(write, bring_in, maps_back):
    write("版.txt", TORN)
    (one,) = bring_in().outcomes
    assert (one.outcome, one.stories, one.unassigned, one.furniture) == (Outcome.STORED, 2, 1, 1)
    first, second = Article.objects.published().order_by("position")
    assert (first.headline, second.headline) == ("甲市总工会走访一线职工", "乙县开展技能比武")
    assert (first.first_line, first.first_start) == (2, 0)
    assert first.paragraphs()[1] == "会后逐条答复，结果在职工代表大会上公布。"
    assert maps_back(first)
    assert maps_back(second)
    assert UnassignedLine.objects.get().text == "?不知从哪里来的一行"
    assert FurnitureLine.objects.get().line == 1


@pytest.mark.usefixtures("blocks")
def test_what_the_page_prints_says_where_it_belongs(write, bring_in):
    write("版.txt", TORN)
    (one,) = bring_in().outcomes
    page = Page.objects.get()
    assert (page.number, page.number_certainty) == (3, Certainty.PRINTED)
    assert (page.issue.date, page.issue.date_certainty) == (dt.date(2023, 6, 15), Certainty.PRINTED)
    assert (page.issue.newspaper.name, page.issue.newspaper.slug) == ("样例工人报", "paper-1")
    assert SourceFile.objects.get().newspaper_certainty == Certainty.PRINTED
    assert one.date_origin == "版面 printed"
    assert "样例工人报" in one.message


def test_a_page_of_which_nothing_is_known_is_stored_as_unknown(write, bring_in, clean):
    for name in ("a.txt", "b.txt"):
        write(name, clean(f"标题{name}"))
    bring_in()
    first, second = Page.objects.order_by("code")
    assert (first.code, second.code, first.number) == ("u1", "u2", None)
    assert (first.issue.day, first.issue.newspaper.slug) == ("undated", "unknown")
    assert first.issue.date_certainty == Certainty.UNKNOWN


def test_a_sidecar_speaks_for_its_file_and_a_contradiction_is_reported(write, bring_in, clean):
    write("样例报_2023-06-16.txt", clean("标题"))
    write(
        "样例报_2023-06-16.toml",
        'newspaper = "yangli:样例报"\ndate = 2023-06-15\ncertainty = "inferred"\npage = 2',
    )
    (one,) = bring_in().outcomes
    page = Page.objects.select_related("issue__newspaper").get()
    assert (page.issue.newspaper.slug, page.issue.day, page.code) == ("yangli", "2023-06-15", "p2")
    assert page.issue.date_certainty == Certainty.INFERRED
    assert "2023-06-16" in one.message


def test_one_address_given_to_a_newspaper_is_never_one_of_our_own(write, bring_in, clean):
    write("a.txt", clean("标题"))
    write("a.toml", 'newspaper = "search:样例报"')
    (one,) = bring_in().outcomes
    assert one.outcome is Outcome.REFUSED
    assert "search" in one.message


def test_rights_stated_with_a_new_newspaper_are_its_rights(write, bring_in, clean):
    write("a.txt", clean("标题"))
    write("a.toml", 'newspaper = "样例报"\nrights = "样例报社所有"\naccess = "signed-in"')
    bring_in()
    newspaper = Newspaper.objects.get()
    assert (newspaper.access, newspaper.rights_statement) == ("signed-in", "样例报社所有")
    assert not Article.objects.published().exists()


def test_a_date_becomes_surer_and_never_less_sure(write, bring_in, clean):
    write("1.txt", clean("甲", newspaper="样例报", date="2023-06-15", certainty="inferred", page="1"))
    write("2.txt", clean("乙", newspaper="样例报", date="2023-06-15", page="2"))
    write("3.txt", clean("丙", newspaper="样例报", date="2023-06-15", certainty="inferred", page="3"))
    bring_in()
    assert Issue.objects.get().date_certainty == Certainty.STATED


def test_two_files_of_one_page_share_it(write, bring_in, clean):
    for name in ("上半版", "下半版"):
        write(
            f"{name}.txt",
            clean(
                name, f"{name}的正文各不相同，{name * 9}。", newspaper="样例报", date="2023-06-15", page="1"
            ),
        )
    bring_in()
    assert [(one.page.code, one.position) for one in Article.objects.order_by("pk")] == [("p1", 1), ("p1", 2)]


@pytest.mark.usefixtures("blocks")
def test_several_pages_of_a_file_stand_apart_on_the_lines_of_the_file(write, bring_in, maps_back):
    second = TORN.replace("第3版", "第4版").replace("甲市", "丙市").replace("乙县", "丁县")
    write("两版.txt", f"{TORN}\f{second}\n\f\n")
    bring_in()
    assert {page.code: page.articles.count() for page in Page.objects.all()} == {"p3": 2, "p4": 2}
    assert all(map(maps_back, Article.objects.all()))
    last = Article.objects.get(headline="丁县开展技能比武")
    assert SourceFile.objects.get().lines()[last.first_line - 1] == "丁县开展技能比武"


def test_one_bad_file_stops_no_other(write, bring_in, clean):
    write("a.txt", clean("好的"))
    write("b.txt", "工会\0".encode())
    write("c.txt", clean("也好", "另一篇全然不同的正文，写的是图书馆的夜间开放。"))
    write("d.txt", " \n\n")
    assert outcomes(bring_in()) == [
        ("a.txt", Outcome.STORED),
        ("b.txt", Outcome.REFUSED),
        ("c.txt", Outcome.STORED),
        ("d.txt", Outcome.REFUSED),
    ]
    assert FileReport.objects.filter(outcome="refused").count() == 2
    assert "第 6 字节" in FileReport.objects.get(name="b.txt").message


def test_a_fault_of_the_program_is_that_files_affair_and_is_reported(
    write, bring_in, clean, monkeypatch, caplog
):
    def fail(page):
        raise ZeroDivisionError("样例")

    monkeypatch.setattr("archive.importing.prepare.reconstruct", fail)
    write("a.txt", "撕开的一版\n\n没有文件头")
    write("b.txt", clean("好的"))
    assert outcomes(bring_in()) == [("a.txt", Outcome.REFUSED), ("b.txt", Outcome.STORED)]
    assert "ZeroDivisionError" in FileReport.objects.get(name="a.txt").message
    assert "Traceback" in caplog.text


def test_the_same_folder_again_changes_nothing(write, bring_in, clean):
    write("a.txt", clean("甲"))
    write("b.txt", clean("乙", "另一篇全然不同的正文，写的是图书馆的夜间开放。"))
    bring_in()
    before = everything()
    again = bring_in()
    assert {outcome for _, outcome in outcomes(again)} == {Outcome.UNCHANGED}
    assert again.batch is None
    assert everything() == before


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_same_text_under_another_name_is_reported_and_not_doubled(write, bring_in, clean, encoding):
    write("a.txt", clean("甲"))
    bring_in()
    write("b.txt", clean("甲"), encoding)
    _, one = bring_in().outcomes
    assert one.outcome is Outcome.UNCHANGED
    assert "a.txt" in one.message
    assert (SourceFile.objects.count(), Article.objects.count()) == (1, 1)


def test_the_same_words_in_another_script_are_kept_and_linked(write, bring_in, clean):
    write("a.txt", clean("劳动竞赛", "全国职工劳动竞赛总结会召开。"))
    write("b.txt", clean("勞動競賽", "全國職工勞動競賽總結會召開。"))
    _, one = bring_in().outcomes
    assert one.outcome is Outcome.STORED
    assert "a.txt" in one.message


@pytest.mark.usefixtures("blocks")
def test_a_changed_file_is_a_new_version_under_the_old_addresses(write, bring_in, maps_back):
    write("版.txt", TORN)
    bring_in()
    before = {one.headline: one.pk for one in Article.objects.all()}
    mended = (
        TORN.replace("逐条答复", "逐条书面答复")
        + "\n\n新来的一条简讯\n丙乡的阅览室搬进了新址，开放时间延长到晚上九点。"
    )
    write("版.txt", mended)
    (one,) = bring_in().outcomes
    assert one.outcome is Outcome.NEW_VERSION
    after = {one.headline: one.pk for one in Article.objects.all()}
    assert before.items() <= after.items()
    assert len(after) == 3
    old, new = SourceFile.objects.order_by("pk")
    assert (new.replaces, list(SourceFile.objects.current())) == (old, [new])
    assert b"\xe4\xb9\xa6\xe9\x9d\xa2" not in bytes(old.content)
    assert "逐条书面答复" in Article.objects.get(pk=before["甲市总工会走访一线职工"]).body
    assert all(map(maps_back, Article.objects.all()))
    assert Page.objects.count() == 1


@pytest.mark.usefixtures("blocks")
def test_a_version_that_comes_back_is_the_newest_again(write, bring_in, maps_back):
    write("版.txt", TORN)
    bring_in()
    keys = set(Article.objects.values_list("pk", flat=True))
    for text in (TORN.replace("三家企业", "五家企业"), TORN.replace("三家企业", "九家企业"), TORN):
        write("版.txt", text)
        bring_in()
    assert SourceFile.objects.count() == 3
    assert bytes(SourceFile.objects.current().get().content).decode() == TORN
    assert set(Article.objects.values_list("pk", flat=True)) == keys
    assert all(map(maps_back, Article.objects.all()))
    assert outcomes(bring_in()) == [("版.txt", Outcome.UNCHANGED)]


@pytest.mark.usefixtures("blocks")
def test_an_article_that_a_new_version_has_not_is_retired(write, bring_in):
    write("版.txt", TORN)
    bring_in()
    gone = Article.objects.get(headline="乙县开展技能比武").pk
    write("版.txt", TORN.split("\n\n", maxsplit=1)[0])
    bring_in()
    assert not Article.objects.filter(pk=gone).exists()
    assert RetiredArticle.objects.get(pk=gone).successor is None


@pytest.mark.usefixtures("blocks")
def test_an_article_that_is_part_of_another_now_leads_there(write, bring_in):
    write("版.txt", TORN)
    bring_in()
    gone = Article.objects.get(headline="乙县开展技能比武").pk
    write("版.txt", TORN.replace("\n\n", "\n"))
    bring_in()
    assert RetiredArticle.objects.get(pk=gone).successor == Article.objects.get()


@pytest.mark.usefixtures("blocks")
def test_an_editors_hand_outranks_a_new_version(write, bring_in, django_user_model):
    write("版.txt", TORN)
    bring_in()
    article = Article.objects.get(position=1)
    editor = django_user_model.objects.create(username="editor")
    correct(article, {"headline": "编辑改过的标题", "state": "withheld"}, editor)
    write(
        "版.txt", TORN.replace("甲市总工会走访一线职工", "甲市总工会走访职工").replace("三家企业", "五家企业")
    )
    bring_in()
    article.refresh_from_db()
    assert (article.headline, article.state) == ("编辑改过的标题", "withheld")
    assert "五家企业" in article.body
    assert article.source == SourceFile.objects.current().get()


@pytest.mark.usefixtures("blocks")
def test_what_a_person_has_worked_on_is_kept_when_a_new_version_has_it_not(
    write, bring_in, django_user_model
):
    write("版.txt", TORN)
    bring_in()
    article = Article.objects.get(position=2)
    correct(article, {"headline": "改过"}, django_user_model.objects.create(username="editor"))
    write("版.txt", TORN.split("\n\n", maxsplit=1)[0])
    (one,) = bring_in().outcomes
    assert Article.objects.filter(pk=article.pk).exists()
    assert f"#{article.pk}" in one.message


@pytest.mark.usefixtures("blocks")
def test_a_version_that_comes_back_finds_what_was_kept_of_it(write, bring_in, django_user_model):
    write("版.txt", TORN)
    bring_in()
    article = Article.objects.get(position=2)
    correct(
        article, {"headline": "改", "body": "全然另写。"}, django_user_model.objects.create(username="editor")
    )
    write("版.txt", TORN.split("\n\n", maxsplit=1)[0])
    bring_in()
    write("版.txt", TORN)
    bring_in()
    assert Article.objects.count() == 2
    article.refresh_from_db()
    assert (article.headline, article.body, article.first_line) == ("改", "全然另写。", 6)


def test_a_file_that_only_shares_its_name_replaces_nothing(folder, write, bring_in, clean):
    bring_in(write("一月/03.txt", clean("甲")))
    (one,) = bring_in(
        write("二月/03.txt", clean("全然不同", "图书馆的夜间开放时间从八点延长到十点，读者很欢迎。"))
    ).outcomes
    assert one.outcome is Outcome.STORED
    assert "03.txt" not in Article.objects.get(headline="甲").title
    assert "同名" in one.message
    assert Article.objects.count() == 2


def test_what_is_known_better_later_moves_the_page_and_leaves_the_articles_addresses(write, bring_in, clean):
    write("a.txt", clean("标题"))
    bring_in()
    article = Article.objects.get()
    write("a.toml", 'newspaper = "样例报"\ndate = 2023-06-15\npage = 3')
    (one,) = bring_in().outcomes
    assert one.outcome is Outcome.UNCHANGED
    assert "→" in one.message
    article.refresh_from_db()
    assert (article.page.issue.newspaper.name, article.page.issue.day, article.page.code) == (
        "样例报",
        "2023-06-15",
        "p3",
    )
    assert SourceFile.objects.get().page == article.page
    assert (Page.objects.count(), Issue.objects.count(), Newspaper.objects.count()) == (1, 1, 1)
    before = everything()
    bring_in()
    assert everything() == before


def test_drafts_are_drafts_and_stay_so(write, bring_in, clean):
    write("a.txt", clean("标题"))
    bring_in(state="draft")
    write("a.txt", clean("标题") + "又添了一段话。\n")
    bring_in(state="published")
    assert Article.objects.get().state == "draft"


def test_names_on_record_are_mentioned_from_the_first(write, bring_in, clean):
    Region.objects.create(code="530000", name="云南省", short_name="云南", level="province")
    write("a.txt", clean("标题", "云南省的职工。"))
    bring_in()
    mention = Mention.objects.accepted().get()
    assert (mention.surface, mention.field, mention.start, mention.region.code) == (
        "云南省",
        "body",
        0,
        "530000",
    )


def test_several_processes_store_what_one_does(write, bring_in, clean, tmp_path):
    for number in range(8):
        write(
            f"{number}.txt",
            clean(f"第{number}篇", f"第{number}篇的正文，{'职工' * number}。", newspaper="样例报"),
        )
    bring_in(workers=2)
    several = everything()
    assert [row["name"] for row in several["SourceFile"]] == [f"{number}.txt" for number in range(8)]
    assert [row["headline"] for row in several["Article"]] == [f"第{number}篇" for number in range(8)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_one_page_in_any_encoding_gives_the_same_article(write, bring_in, clean, maps_back, encoding):
    write("a.txt", clean("标题"), encoding)
    bring_in()
    article = Article.objects.get()
    assert article.headline == "标题"
    assert "样例市总工会近日走访了样例区的三家企业" in article.body
    assert maps_back(article)
    assert article.source.encoding in {encoding, "gb18030"}
