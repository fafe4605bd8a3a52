"""Claims about newspaper, date and page: who is believed, how sure it is, and that no contradiction is passed over."""

import datetime as dt

import pytest

from archive.errors import InvalidMetadata
from archive.importing import metadata
from archive.importing.metadata import Certainty, NewspaperName, Origin, Said, settle
from archive.importing.metadata.seen import in_the_name, on_the_page
from archive.importing.metadata.stated import in_sidecar, stated
from archive.importing.reconstruct.shapes import Piece, RawPage, Reconstruction
from archive.models import CERTAINTY_ORDER
from archive.models import Certainty as StoredCertainty

THE_DAY, THE_NEXT = dt.date(2023, 6, 15), dt.date(2023, 6, 16)
KNOWN = {"工人日报": "gongrenribao", "gongrenribao": "gongrenribao"}


def said(origin: Origin, certainty: Certainty = Certainty.STATED, **what) -> Said:
    return Said(origin, certainty, **what)


def printed(*lines: str, furniture: bool = True) -> Said:
    page = RawPage("页.txt", lines)
    pieces = tuple(Piece(number, 0, len(line), line) for number, line in enumerate(lines, 1))
    return on_the_page(page, Reconstruction(furniture=pieces if furniture else ()))


def test_certainties_are_those_that_the_archive_keeps():
    assert [str(one) for one in Certainty] == [str(one) for one in CERTAINTY_ORDER] == StoredCertainty.values


def test_options_outrank_sidecars_outrank_print_outranks_file_names():
    days = {origin: dt.date(2023, 1, 1 + place) for place, origin in enumerate(Origin)}
    everybody = [said(origin, date=day) for origin, day in days.items()]
    while everybody:
        best = everybody[0]
        assert settle(everybody[::-1], KNOWN).date.value == best.date
        everybody = everybody[1:]


def test_a_contradiction_is_named_and_the_weaker_word_is_not_taken():
    placing = settle([said(Origin.OPTION, date=THE_DAY), said(Origin.FILE_NAME, date=THE_NEXT)], KNOWN)
    assert placing.date.value == THE_DAY
    (notice,) = placing.notices
    assert "2023-06-15" in notice
    assert "2023-06-16" in notice
    assert Origin.FILE_NAME.value in notice


def test_who_agrees_makes_it_surer_and_who_contradicts_does_not():
    agreed = [
        said(Origin.SIDECAR, Certainty.INFERRED, date=THE_DAY),
        said(Origin.PRINTED, Certainty.PRINTED, date=THE_DAY),
    ]
    assert settle(agreed, KNOWN).date.certainty is Certainty.PRINTED
    contradicted = [agreed[0], said(Origin.PRINTED, Certainty.PRINTED, date=THE_NEXT)]
    assert settle(contradicted, KNOWN).date.certainty is Certainty.INFERRED


def test_name_and_address_of_one_newspaper_do_not_contradict_each_other():
    placing = settle(
        [
            said(Origin.OPTION, newspaper=NewspaperName(slug="gongrenribao")),
            said(Origin.PRINTED, newspaper=NewspaperName("工人日报")),
        ],
        KNOWN,
    )
    assert placing.notices == ()


def test_a_newspaper_that_is_not_on_record_is_told():
    assert "样例报" in settle([said(Origin.OPTION, newspaper=NewspaperName("样例报"))], KNOWN).notices[0]


def test_nothing_said_is_nothing_known():
    placing = settle([], KNOWN)
    assert (placing.newspaper, placing.date, placing.page, placing.notices) == (None, None, None, ())


# --- sidecars and options


def test_a_sidecar_says_what_it_says_as_surely_as_it_says():
    one = in_sidecar(
        "a.toml",
        'newspaper="工人日报"\ndate=2023-06-15\ncertainty="inferred"\npage=3\npage_name="要闻"'.encode(),
    )
    assert (one.newspaper, one.date, one.pages, one.page_name) == (
        NewspaperName("工人日报"),
        THE_DAY,
        (3,),
        "要闻",
    )
    assert one.certainty is Certainty.INFERRED


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("工人日报", NewspaperName("工人日报")),
        ("《工人日报》", NewspaperName("工人日报")),
        ("gongrenribao", NewspaperName(slug="gongrenribao")),
        ("yangli:样例报", NewspaperName("样例报", "yangli")),
        ("yangli：样例报", NewspaperName("样例报", "yangli")),
    ],
)
def test_a_newspaper_is_named_by_name_by_address_or_by_both(written, name):
    assert stated("选项", {"newspaper": written}, Origin.OPTION).newspaper == name


@pytest.mark.parametrize("page", [3, "3", "03", "p3", "第3版", "第三版", "3版"])
def test_a_page_is_written_in_many_ways(page):
    assert stated("选项", {"page": page}, Origin.OPTION).pages == (3,)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("datum = 2023-06-15", "datum"),
        ('date = "yesterday"', "yesterday"),
        ('date = "2023-02-30"', "2023-02-30"),
        ('certainty = "sure"', "sure"),
        ('date = 2023-06-15\ncertainty = "unknown"', "certainty"),
        ("page = 0", "page"),
        ("page = 2023", "page"),
        ('page = "A3"', "A3"),
        ('newspaper_slug = "工人"', "newspaper_slug"),
        ("newspaper = [1]", "newspaper"),
        (f'newspaper = "{"长" * 200}"', "newspaper"),
        ('access = "all"', "access"),
        ("date: 2023", "TOML"),
    ],
)
def test_a_sidecar_that_is_not_understood_is_refused_by_name(content, named):
    with pytest.raises(InvalidMetadata, match=named):
        in_sidecar("a.toml", content.encode())


# --- nameplate and folio


@pytest.mark.parametrize(
    "folio",
    [
        "工人日报 2023年6月15日 星期四 第3版 要闻",
        "工人日报2023年6月15日星期四第3版",
        "二〇二三年六月十五日 星期四 工人日报 3",
        "3版 工人日报 2023年6月15日",
    ],
)
def test_a_folio_says_newspaper_date_and_page(folio):
    one = printed(folio)
    assert (one.newspaper, one.date, one.pages) == (NewspaperName("工人日报"), THE_DAY, (3,))
    assert one.certainty is Certainty.PRINTED


def test_a_nameplate_may_be_spread_over_lines_and_letters():
    one = printed("工 人 日 报", "2023年6月15日 星期四 总第20876期", "责任编辑：甲 乙", "第3版 · 综合")
    assert (one.newspaper, one.date, one.pages) == (NewspaperName("工人日报"), THE_DAY, (3,))
    assert (one.issue_number, one.page_name) == ("20876", "综合")


@pytest.mark.parametrize(
    "line",
    ["1949年7月15日创刊", "今日8版", "下转第4版", "本报 通报 海报", "责任编辑：甲", "电话：010-84151111"],
)
def test_what_is_no_date_name_or_number_of_the_page_is_not_taken(line):
    one = printed(line)
    assert (one.newspaper, one.date, one.pages) == (None, None, ())


def test_the_date_under_a_notice_is_not_the_date_of_the_page():
    lines = ["样例劳动报", "2012年1月5日 星期二", "第2版", "", "", "样例省总工会", "2023年2月17日"]
    assert printed(*lines).date == dt.date(2012, 1, 5)
    assert printed(*lines).notices == ()
    assert printed("样例省总工会", "2023年2月17日").date is None


def test_a_folio_that_was_taken_apart_is_read_whole():
    line = "2023年6月15日 星期四 第4版 职工之声"
    pieces = (
        Piece(1, 0, 10, "2023年6月15日"),
        Piece(1, 11, 14, "星期四"),
        Piece(1, 15, 18, "第4版"),
        Piece(1, 19, 23, "职工之声"),
    )
    one = on_the_page(RawPage("页.txt", (line,)), Reconstruction(furniture=pieces))
    assert (one.date, one.pages, one.page_name) == (THE_DAY, (4,), "职工之声")


def test_a_page_that_contradicts_itself_says_nothing_and_that_is_told():
    one = printed("2023年6月15日 第3版", "2023年6月16日 第3版")
    assert one.date is None
    assert one.pages == (3,)
    assert "2023-06-16" in one.notices[0]


def test_a_folio_at_the_edge_counts_even_where_nobody_took_it_for_furniture():
    assert printed("工人日报 2023年6月15日 3版", "正文", furniture=False).date == THE_DAY
    assert printed("正文" * 9, "2023年6月15日", furniture=False).date is None


def test_other_pages_of_the_file_lend_newspaper_and_date_as_inferred():
    pages = [printed("工人日报 2023年6月15日 第1版"), printed("第2版")]
    lent = metadata.heard_on_other_pages(pages, 1)
    assert (lent.date, lent.certainty, lent.pages) == (THE_DAY, Certainty.INFERRED, ())


# --- file names


@pytest.mark.parametrize(
    ("name", "newspaper", "date", "page"),
    [
        ("工人日报_2023-06-15_03.txt", "gongrenribao", THE_DAY, 3),
        ("工人日报/2023/06/15/03.txt", "gongrenribao", THE_DAY, 3),
        ("gongrenribao-2023-06-15-p3.txt", "gongrenribao", THE_DAY, 3),
        ("2023年6月15日 工人日报 第3版.txt", "gongrenribao", THE_DAY, 3),
        ("样例工人报20230615第十二版.txt", "样例工人报", THE_DAY, 12),
        ("20230615-3.TXT", None, THE_DAY, 3),
        ("20230615_120355.txt", None, THE_DAY, None),
        ("unbekannt-20230615.txt", None, THE_DAY, None),
        ("p07.txt", None, None, 7),
        ("000_68092b021be56c48.txt", None, None, None),
        ("scan 20231345.txt", None, None, None),
        ("海报.txt", None, None, None),
    ],
)
def test_a_file_name_says_what_it_plainly_says(name, newspaper, date, page):
    one = in_the_name(name, KNOWN)
    assert (one.newspaper.slug or one.newspaper.name if one.newspaper else None) == newspaper
    assert (one.date, one.pages) == (date, (page,) if page else ())
    assert one.certainty is Certainty.INFERRED
