"""Words, echoes and steps: what speaks for a join."""

import numpy as np

from archive.importing.reconstruct.joins.columns import step_shares
from archive.importing.reconstruct.joins.evidence import Echoes, head_of, tail_of, word_across
from archive.importing.reconstruct.lines import printed_lines
from archive.importing.reconstruct.shapes import RawPage


def test_a_word_across_the_join_speaks_for_it():
    assert word_across(tail_of("不断提升服"), head_of("务职工工作")) > word_across(
        tail_of("不断提升服"), head_of("近日记者")
    )


def test_a_mark_at_the_join_says_nothing():
    assert word_across(tail_of("打造了方便快捷、"), head_of("精准高效")) == 0


def test_what_the_page_prints_elsewhere_echoes_across_a_join():
    echoes = Echoes(["工会主席接待日是常态化制度"])
    assert echoes.across("建立工会", "主席接待日") > echoes.across("建立工会", "副主席接待")


def test_the_page_teaches_how_many_columns_run_side_by_side():
    lines = printed_lines(RawPage("page", ("文",) * 30))
    gain = np.full((30, 30), -4.0)
    for at in range(27):
        gain[at, at + 3] = 4.0
    assert set(step_shares(gain, lines)[5:20, 1:].argmax(axis=1) + 1) == {3}
