"""Claims about ALTO XML: what is printed, in which order it is read, and what is refused."""

from collections.abc import Callable, Iterable
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import UnreadableFile
from archive.importing.alto import read_alto
from archive.importing.pages import pages_of
from archive.importing.prepare import prepare
from archive.importing.read import SourceText, files_in, source_of
from archive.importing.store.undo import undo
from archive.models import Article, ImportBatch, SourceFile

V2, V3, V4 = (f"http://www.loc.gov/standards/alto/ns-v{version}#" for version in (2, 3, 4))


def string(text: str, *box: float, **attributes: str) -> str:
    return f"<String CONTENT={quoteattr(text)}{placed(*box)}{''.join(f' {k}={quoteattr(v)}' for k, v in attributes.items())}/>"


def placed(*box: float) -> str:
    return "".join(
        f' {name}="{value}"' for name, value in zip(("HPOS", "VPOS", "WIDTH", "HEIGHT"), box, strict=False)
    )


def line(text: str, *box: float, style: str = "") -> str:
    style = f' STYLEREFS="{style}"' if style else ""
    return f"<TextLine{placed(*box)}{style}>{string(text, *box)}</TextLine>"


def block(*lines: str) -> str:
    return f"<TextBlock>{''.join(lines)}</TextBlock>"


def alto(*inside: str, namespace: str = V4, styles: str = "", prefix: str = "") -> str:
    body = f'<Layout><Page PHYSICAL_IMG_NR="1"><PrintSpace>{"".join(inside)}</PrintSpace></Page></Layout>'
    opened = f"<alto xmlns={quoteattr(namespace)}>" if namespace else "<alto>"
    text = f"{opened}{styles}{body}</alto>"
    if prefix:
        text = text.replace("</", f"</{prefix}:").replace("<", f"<{prefix}:").replace(f"<{prefix}:/", "</")
        text = text.replace("xmlns=", f"xmlns:{prefix}=").replace(f"{prefix}:{prefix}:", f"{prefix}:")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def source(xml: str) -> SourceText:
    return source_of("页.xml", xml.encode())


def read_in_order(xml: str) -> list[list[str]]:
    """The rows of each page, strips parted by an empty one."""
    return [list(part.page.lines) for part in pages_of(source(xml))]


def columns(*texts: Iterable[str], row_by_row: bool) -> list[str]:
    """Columns of lines, ten wide and two apart, as TextLines."""
    placed_lines = [
        (row, column, line(text, column * 12 * 20, row * 30, 20 * 10, 20))
        for column, lines in enumerate(texts)
        for row, text in enumerate(lines)
    ]
    return [xml for *_, xml in sorted(placed_lines, key=lambda one: one[:2] if row_by_row else one[1::-1])]


LEFT = ["左一一一一一一一一一", "左二二二二二二二二二", "左三三三三三三三三三"]
RIGHT = ["右一一一一一一一一一", "右二二二二二二二二二", "右三三三三三三三三三"]


# What is printed.


@pytest.mark.parametrize(
    ("namespace", "prefix"),
    [("", ""), (V2, ""), (V3, ""), (V4, ""), (V4, "alto"), ("http://schema.ccs-gmbh.com/ALTO", "ccs")],
)
def test_every_version_is_read_with_or_without_its_namespace(namespace, prefix):
    xml = alto(block(line("样例市总工会", 0, 0, 100, 20)), namespace=namespace, prefix=prefix)
    assert source(xml).lines == ("样例市总工会",)


def test_the_printed_text_has_a_line_a_line_a_gap_a_block_and_a_form_feed_a_page():
    two_pages = alto(block(line("一"), line("二")), block(line("三"))).replace(
        "</Layout>", f"<Page><PrintSpace>{block(line('四'))}</PrintSpace></Page></Layout>"
    )
    assert source(two_pages).lines == ("一", "二", "", "三", "\f", "四")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (string("样例") + string("工会"), "样例工会"),
        (string("样例") + "<SP/>" + string("工会"), "样例 工会"),
        (string("样例", 0, 0, 40, 20) + "<SP/>" + string("工会", 42, 0, 40, 20), "样例工会"),
        (string("样例", 0, 0, 40, 20) + "<SP/>" + string("工会", 60, 0, 40, 20), "样例 工会"),
        (string("会。", 0, 0, 30, 20) + "<SP/>" + string("工会", 42, 0, 40, 20), "会。工会"),
        (string("trade", 0, 0, 40, 20) + "<SP/>" + string("union", 44, 0, 40, 20), "trade union"),
        (string("□") + "<SP/>" + string("本报记者"), "□ 本报记者"),
        (string("  样\n例  "), "样 例"),
        (string("&<>\"'"), "&<>\"'"),
        (string("词", SUBS_TYPE="Abbreviation", SUBS_CONTENT="单词"), "词"),
    ],
)
def test_spaces_are_those_that_were_printed(written, text):
    assert source(alto(f"<TextBlock><TextLine>{written}</TextLine></TextBlock>")).lines == (text,)


def test_a_line_that_runs_across_two_columns_is_read_as_two():
    cells = string("左边一栏的文字", 0, 0, 140, 20) + string("右边一栏的文字", 190, 0, 140, 20)
    xml = alto(f"<TextBlock><TextLine>{cells}</TextLine></TextBlock>")
    assert source(xml).lines == ("左边一栏的文字  右边一栏的文字",)
    assert read_in_order(xml) == [["左边一栏的文字", "", "右边一栏的文字"]]


def test_names_in_a_row_stay_in_their_row():
    cells = "".join(
        string(name, at * 100, 0, 60, 20) for at, name in enumerate(["甲某某", "乙某某", "丙某某"])
    )
    (rows,) = read_in_order(alto(f"<TextBlock><TextLine>{cells}</TextLine></TextBlock>"))
    assert rows == ["甲某某 乙某某 丙某某"]


HYPHENATED = (
    string("indus", SUBS_TYPE="HypPart1", SUBS_CONTENT="industry") + '<HYP CONTENT="-"/>',
    string("try", SUBS_TYPE="HypPart2", SUBS_CONTENT="industry") + "<SP/>" + string("park"),
)


@pytest.mark.parametrize("first", [HYPHENATED[0], HYPHENATED[0].replace('"indus"', '"indus-"')])
def test_a_hyphenated_word_stands_whole_in_its_first_line(first):
    lines = "".join(f"<TextLine>{one}</TextLine>" for one in (first, HYPHENATED[1]))
    assert source(alto(f"<TextBlock>{lines}</TextBlock>")).lines == ("industry", "park")


def test_a_chinese_word_that_a_line_end_parts_stays_as_printed():
    first = string("推进", SUBS_TYPE="HypPart1", SUBS_CONTENT="推进会")
    second = string("会", SUBS_TYPE="HypPart2", SUBS_CONTENT="推进会")
    lines = f"<TextLine>{first}</TextLine><TextLine>{second}</TextLine>"
    assert source(alto(f"<TextBlock>{lines}</TextBlock>")).lines == ("推进", "会")


def test_declared_encodings_are_obeyed():
    xml = alto(block(line("样例市总工会"))).replace("UTF-8", "GB2312")
    found = source_of("页.xml", xml.encode("gb18030"))
    assert (found.lines, found.encoding) == (("样例市总工会",), "gb18030")
    utf16 = xml.replace("GB2312", "UTF-16").encode("utf-16")
    assert source_of("页.xml", utf16).lines == ("样例市总工会",)


# In which order it is read.


@pytest.mark.parametrize("row_by_row", [True, False])
def test_columns_are_read_one_after_another_however_the_file_gives_them(row_by_row):
    lines = columns(LEFT, RIGHT, row_by_row=row_by_row)
    assert read_in_order(alto(block(*lines))) == [[*LEFT, "", *RIGHT]]
    assert read_in_order(alto(*(block(one) for one in reversed(lines)))) == [[*LEFT, "", *RIGHT]]


def test_a_heading_over_two_columns_comes_first_wherever_the_file_gives_it():
    heading = line("横跨两栏的大标题", 0, -60, 440, 40)
    xml = alto(block(*columns(LEFT, RIGHT, row_by_row=True)), block(heading))
    assert read_in_order(xml) == [["横跨两栏的大标题", "", *LEFT, "", *RIGHT]]


def test_a_story_above_another_is_read_to_its_end_first():
    def story(name: str, top: float) -> list[str]:
        return [
            line(f"{name}的大标题", 0, top, 440, 40),
            *(
                line(f"{name}{column}栏{row}行行行行", column * 240, top + 50 + row * 30, 200, 20)
                for row in range(3)
                for column in range(2)
            ),
        ]

    (rows,) = read_in_order(alto(block(*story("甲", 0), *story("乙", 160))))
    assert [row[0] for row in rows if row] == ["甲"] * 7 + ["乙"] * 7
    assert [row[1] for row in rows if row][1:7] == ["0", "0", "0", "1", "1", "1"]


def test_type_that_is_larger_by_its_style_is_a_heading_even_in_boxes_of_one_height():
    styles = '<Styles><TextStyle ID="B" FONTSIZE="10"/><TextStyle ID="H" FONTSIZE="21.5"/></Styles>'
    body = [line(text, 0, 30 * row, 200, 20, style="B") for row, text in enumerate(LEFT, 1)]
    xml = alto(block(*body, line("标题标题标题标题", 0, 0, 200, 20, style="H")), styles=styles)
    assert read_in_order(xml) == [["标题标题标题标题", "", *LEFT]]


def test_vertical_lines_are_read_from_the_right():
    lines = [line(text, 300 - 30 * at, 0, 20, 200) for at, text in enumerate(LEFT)]
    assert read_in_order(alto(block(*reversed(lines)))) == [LEFT]


def test_without_coordinates_the_file_keeps_its_order():
    xml = alto(block(*map(line, LEFT)), block(*map(line, RIGHT)))
    assert read_in_order(xml) == [[*LEFT, "", *RIGHT]]


@pytest.mark.parametrize(
    "box", [("x", 0, 1, 1), ("nan", 0, 1, 1), ("inf", 0, 1, 1), (0, 0, 0, 0), (1, 1, -5, 5)]
)
def test_a_line_without_a_place_stays_behind_the_one_before_it(box):
    lines = columns(LEFT, RIGHT, row_by_row=False)
    lines.insert(1, line("没有位置的一行", *box))
    assert read_in_order(alto(block(*lines))) == [[LEFT[0], "没有位置的一行", *LEFT[1:], "", *RIGHT]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("工会职工样例", min_size=1, max_size=8),
            st.none() | st.tuples(*[st.integers(-50, 400)] * 2, *[st.integers(0, 150)] * 2),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_printed_line_is_read_exactly_once(printed):
    xml = alto(block(*(line(text, *(box or ())) for text, box in printed)))
    (part,) = pages_of(source(xml))
    seen = [
        (spot.line, spot.start + at)
        for spot, row in zip(part.spots, part.page.lines, strict=True)
        for at in range(len(row))
    ]
    wanted = [(number, at) for number, (text, _) in enumerate(printed, 1) for at in range(len(text))]
    assert sorted(seen) == wanted


# Where it comes from.


def test_the_line_map_leads_to_the_printed_text_and_that_to_the_xml():
    xml = alto("\n", block("\n", *(f"{one}\n" for one in columns(LEFT, RIGHT, row_by_row=True))))
    found = source(xml)
    (page,) = prepare(found)
    for story in page.found.stories:
        for one in story.lines:
            text = story.text_of(one.field)[one.at : one.at + one.end - one.start]
            assert found.lines[one.line - 1][one.start : one.end] == text
    for printed in found.layout[0].lines:
        assert printed.text in xml.split("\n")[printed.xml_line - 1]
        assert printed.text == found.lines[printed.number - 1]


def test_what_stands_in_the_margins_is_furniture_and_tells_the_page():
    margin = f"<TopMargin>{block(line('样例工人报 2023年6月15日 星期四', 0, 0, 400, 20))}</TopMargin>"
    xml = alto(block(line("工会走访一线职工", 0, 60, 200, 40), *columns(LEFT, row_by_row=True)))
    xml = xml.replace("<PrintSpace>", f"{margin}<PrintSpace>").replace(
        'PHYSICAL_IMG_NR="1"', 'PHYSICAL_IMG_NR="1" PRINTED_IMG_NR="第3版"'
    )
    (page,) = prepare(source(xml))
    assert [piece.text for piece in page.found.furniture] == ["样例工人报 2023年6月15日 星期四"]
    assert (str(page.said.newspaper), str(page.said.date), page.said.pages) == (
        "样例工人报",
        "2023-06-15",
        (3,),
    )


def test_a_page_number_that_contradicts_the_page_is_told_and_not_believed():
    margin = f"<TopMargin>{block(line('样例工人报 2023年6月15日 第2版'))}</TopMargin>"
    xml = alto(block(line("工会走访一线职工"))).replace("<PrintSpace>", f"{margin}<PrintSpace>")
    (page,) = prepare(source(xml.replace("PHYSICAL_IMG_NR", 'PRINTED_IMG_NR="3" PHYSICAL_IMG_NR')))
    assert page.said.pages == ()
    assert any("2 ≠ 3" in notice for notice in page.said.notices)


# What is refused.

BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
HOSTILE = {
    "an entity bomb": f'<!DOCTYPE alto [<!ENTITY a "工">{BOMB}]>',
    "a file of this machine": '<!DOCTYPE alto [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "an address": '<!DOCTYPE alto SYSTEM "http://example.org/alto.dtd">',
    "a parameter entity": '<!DOCTYPE alto [<!ENTITY % p SYSTEM "http://example.org/p"> %p;]>',
    "a default that grows": f'<!DOCTYPE alto [<!ATTLIST String CONTENT CDATA "{"工" * 9000}">]>',
}


@pytest.mark.parametrize("declared", HOSTILE.values(), ids=HOSTILE)
def test_a_document_type_is_refused_with_its_reason(declared):
    xml = alto(block(line("样例"), "<String/>" * 100)).replace("?>\n", f"?>\n{declared}\n", 1)
    with pytest.raises(UnreadableFile, match=r"页\.xml.*DOCTYPE"):
        source(xml)


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (alto(block(line("样例")))[:-30], "不是合格的 XML"),
        (alto(block('<String CONTENT="&x;"/>')), "不是合格的 XML"),
        ("<?xml version='1.0'?>\n<mets><fileSec/></mets>", "<mets>"),
        ("<?xml version='1.0'?>\n", "不是合格的 XML"),
        ("这不是 XML", "不是合格的 XML"),
        (alto("<deep>" * 200_000), "不是合格的 XML"),
    ],
    ids=["cut off", "an unknown entity", "METS", "nothing", "no XML", "deep"],
)
def test_what_is_no_alto_is_refused_with_line_and_reason(xml, reason):
    with pytest.raises(UnreadableFile, match=reason):
        source(xml)


def test_a_text_that_mentions_alto_is_a_text():
    assert source_of("页.txt", "<上接第一版>\n<alto 是一种格式>".encode()).layout == ()
    assert source_of("页.txt", alto(block(line("样例"))).encode()).lines == ("样例",)


def crowd(count: int, place: Callable[[int], tuple[float, ...]]) -> str:
    return alto(block(*(line("工会", *place(at)) for at in range(count))))


@pytest.mark.parametrize(
    "place",
    [lambda at: (0, 0, 10, 10), lambda at: (at * 37 % 900 * 20, at * 53 % 900 * 20, 10, 10)],
    ids=["one on another", "strewn"],
)
def test_a_page_of_too_many_lines_keeps_the_order_of_its_file(place):
    (rows,) = read_in_order(crowd(3_500, place))
    assert [row for row in rows if row] == ["工会"] * 3_500


# Through the import.


@pytest.mark.django_db
def test_a_folder_of_alto_is_imported_like_one_of_texts(folder, write, bring_in):
    lines = columns(["本报讯（记者甲）近日，", "样例市总工会走访一线", "职工，听取意见。"], row_by_row=True)
    xml = alto(block(*lines), block(line("工会把服务送到职工身边", 0, -90, 440, 40)))
    write("03.xml", xml)
    assert [one.name for one in files_in([folder])] == ["03.xml"]
    assert [one.outcome for one in bring_in().outcomes] == ["stored"]
    assert [one.outcome for one in bring_in().outcomes] == ["unchanged"]
    stored = SourceFile.objects.defer(None).get()
    assert bytes(stored.content).decode() == xml
    assert stored.lines() == list(source(xml).lines)
    for one in Article.objects.get().stretches.all():
        printed = stored.lines()[one.line - 1][one.start : one.end]
        assert getattr(one.article, one.field)[one.at : one.at + one.end - one.start] == printed


@pytest.mark.django_db
def test_an_earlier_version_that_returns_is_counted_as_it_prints(write, bring_in):
    xml = alto(block(line("工会把服务送到职工身边", 0, 0, 440, 40), *columns(LEFT, row_by_row=True)))
    write("03.xml", xml)
    bring_in()
    write("03.xml", xml.replace("左三三三", "左三四五"))
    bring_in()
    assert undo(ImportBatch.objects.latest("pk").pk).restored == 1
    stored = SourceFile.objects.defer(None).get()
    assert stored.lines() == list(source(xml).lines)


def test_read_alto_counts_as_the_archive_counts():
    found = read_alto("页.xml", alto(block(line("一"), line("二")), block(line("三"))))
    assert [one.number for page in found.pages for one in page.lines] == [1, 2, 4]
