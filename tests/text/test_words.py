"""rjieba cuts as jieba does, wherever it is asked to."""

from __future__ import annotations

import json
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text import words
from archive.text.folding import fold_words

ROOT = Path(__file__).resolve().parent.parent.parent
REAL_STORIES = json.loads((ROOT / "tests" / "search" / "real_stories.json").read_text(encoding="utf-8"))
REAL_TEXTS = [text for story in REAL_STORIES for text in story.values() if isinstance(text, str)]

# Words of the trade, and all the marks on which the two cutters differ.
WORDS = (
    "工会",
    "劳动竞赛",
    "主席信箱",
    "2023年",
    "6-8月",
    "2.5%",
    "1+6+N",
    "C++",
    "x_y",
    "COVID-19",
    "v2.5",
    "2.Y",
)
MARKS = "的了在，。“”（） \n\t%#&+-_.aB1龘é한あ①𠮷"
TEXTS = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=12).map("".join)


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    return words._tokenizer()


def agrees(reference: jieba.Tokenizer, text: str) -> bool:
    """Do both cutters make the same of it, in every mode?"""
    marked = [tuple(word) for word in words.search_words(text)]
    return (
        words.cut(text) == list(reference.cut(text))
        and marked == [tuple(word) for word in reference.tokenize(text, mode="search")]
        and words.cut_for_search(text) == [surface for surface, _start, _end in marked]
    )


@pytest.mark.parametrize("text", REAL_TEXTS, ids=range(len(REAL_TEXTS)))
def test_both_cut_the_real_page_alike(reference, text):
    assert agrees(reference, text)
    assert agrees(reference, fold_words(text))


@settings(max_examples=600, deadline=None)
@given(text=TEXTS)
def test_both_cut_alike_whatever_marks_stand_between(text):
    assert agrees(words._tokenizer(), text)


def test_every_character_of_the_basic_plane_is_cut_alike(reference):
    characters = [chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xE000]
    different = [c for c in characters if words.cut(f"工{c}会{c}1") != list(reference.cut(f"工{c}会{c}1"))]
    assert different == []


def test_without_rjieba_jieba_cuts(reference, monkeypatch):
    monkeypatch.setattr(words, "rjieba", None)
    assert [piece.cutter for piece in words._pieces("昆明2023")] == [reference]
    assert words.cut("昆明工会") == ["昆明", "工会"]


def test_the_identity_names_who_cuts(monkeypatch):
    both = words.identity()
    words.identity.cache_clear()
    monkeypatch.setattr(words, "rjieba", None)
    assert words.identity() != both
    words.identity.cache_clear()
