"""Interleaved columns are separated first; whatever does not run across columns stays as it was."""

from __future__ import annotations

import numpy as np
import pytest

from archive.importing.reconstruct.columns import unwoven
from archive.importing.reconstruct.columns.alignment import NEVER, Scores, lines_below
from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.shapes import RawPage
from tests.pages.generate import generate_pages

# Three columns of one story as it is printed, fourteen em wide.
COLUMNS = (
    """本报讯 (记者周晓文)“以前下了
夜班只能啃凉馒头,现在一下车间
就能喝上热粥。”三月十二日清晨,
青石铸锻有限公司的熔炼工马向东
在新开的食堂里对记者说。
青石铸锻有限公司有职工一千
二百余人,其中倒班职工占六成。
今年年初,公司工会在走访中发现,
食堂晚上八点就关门,夜班职工吃
饭成了难题。公司工会把这件事写
进了职工代表大会的提案,由行政
和工会共同出资改造。""",
    """改造以后的食堂全天开放,夜
里还专门安排了两名厨师值班,职
工刷卡就餐,每餐补贴八元。为了
让大家吃得放心,工会成立了伙食
监督小组,由各车间推选代表参加,
每周公布一次账目,每月开一次座
谈会。
半年来,职工提出的意见有七
十三条,已经整改了六十九条,菜
品由最初的十二种增加到三十四
种。不少职工说,食堂的灯亮着,
心里就踏实。""",
    """“灯光不只照着饭桌,也照着
人心。”公司工会主席陈立新表示,
下一步还要在食堂旁边开办阅览室
和理发室,让职工下班以后有地方
坐一坐、聊一聊。
据了解,当地总工会已经把夜
班职工的吃饭问题列入全年重点工
作清单,计划在年底以前帮助三十
家企业改造食堂,目前已有十七家
完工,受益职工超过两万人。有关
负责人说,小事办好了,大家的劲
头也就更足了。""",
)


def lines_of(text):
    return printed_lines(RawPage("page.txt", tuple(text.split("\n"))))


def in_rows(parting, joiner=None, columns=COLUMNS):
    """The columns read straight across: a row a file line, or with no joiner a cell a file line."""
    rows = list(zip(*(column.split("\n") for column in columns), strict=True))
    if joiner is None:
        return parting.join(cell for row in rows for cell in row)
    return parting.join(joiner.join(row) for row in rows)


def down(lines):
    return "\n".join(line.text for line in lines)


def whole(columns=COLUMNS):
    return "\n".join(line.text for column in columns for line in lines_of(column))


def share_kept_below(text, columns=COLUMNS):
    """Of the lines that go on in their column, how many are followed by the right one."""
    after = unwoven(lines_of(text))
    place = {line.text: at for at, line in enumerate(after)}
    pairs = [
        (above.text, below.text)
        for column in columns
        for above, below in zip(lines_of(column), lines_of(column)[1:], strict=False)
    ]
    return sum(place[below] == place[above] + 1 for above, below in pairs) / len(pairs)


@pytest.mark.parametrize("parting", ["\n", "\n\n"])
@pytest.mark.parametrize("joiner", ["  ", "    ", "\t\t"])
def test_rows_of_cells_are_read_down_their_columns(parting, joiner):
    assert down(unwoven(lines_of(in_rows(parting, joiner)))) == whole()


@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_a_cell_a_line_is_read_down_its_column(parting):
    assert share_kept_below(in_rows(parting)) >= 0.9


def test_rows_joined_by_single_spaces_are_read_down_their_columns():
    assert share_kept_below(in_rows("\n", " ")) >= 0.9


def test_columns_one_after_the_other_stay_as_they_are():
    lines = lines_of("\n\n".join(COLUMNS))
    assert unwoven(lines) == lines


def test_glued_paragraphs_stay_as_they_are():
    lines = lines_of("\n\n".join(column.replace("\n", " ") for column in COLUMNS))
    assert unwoven(lines) == lines


def test_a_band_in_rows_leaves_the_rest_of_the_page_alone():
    before, after = lines_of(COLUMNS[2]), COLUMNS[2].replace("\n", " ")
    page = lines_of(f"{COLUMNS[2]}\n\n{in_rows(chr(10), '    ', COLUMNS[:2])}\n\n{after}")
    assert down(unwoven(page)).startswith(down(before) + "\n" + lines_of(COLUMNS[0])[0].text)
    assert [line.row for line in unwoven(page)[-12:]] == [page[-1].row] * 12


def test_a_column_is_a_block_whose_lines_are_joined_by_line_ends():
    lines = unwoven(lines_of(in_rows("\n", "    ")))
    sizes = [len(lines_of(column)) for column in COLUMNS]
    assert [line.block for line in lines] == [block for block, size in enumerate(sizes) for _ in range(size)]
    assert not any(line.beside for line in lines)


def test_lines_keep_their_place_in_the_file_and_are_numbered_anew():
    lines = lines_of(in_rows("\n", "    "))
    after = unwoven(lines)
    assert sorted((line.row, line.start, line.end, line.text) for line in after) == [
        (line.row, line.start, line.end, line.text) for line in lines
    ]
    assert [line.index for line in after] == list(range(len(lines)))


def test_no_lines_and_few_lines_are_taken_as_they_are():
    assert unwoven([]) == []
    lines = lines_of("一行  两行\n三行")
    assert unwoven(lines) == lines


def test_pages_in_no_rows_come_back_unchanged():
    pages = [lines_of(page.text) for page in generate_pages("tuning", "light", 8, 77)]
    assert [unwoven(lines) for lines in pages] == pages


def test_the_programme_finds_the_best_of_all_ways():
    """Two columns of three cells: every cell goes on two cells later, and a lone cell stands between."""
    size, window = 7, 16
    below = np.full((size, window), -4.0)
    for above, after in ((0, 2), (1, 3), (2, 5), (3, 6)):
        below[above, after - above - 1] = 3.0
    place = np.arange(size)[:, None] + np.arange(1, window + 1)[None, :]
    below[place >= size] = NEVER
    found = lines_below(Scores(below, np.full(size, -1.0), np.full(size, -1.0), 0.5, 0.5))
    assert found.tolist() == [2, 3, 5, 6, -1, -1, -1]
