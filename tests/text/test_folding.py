"""What a reader takes for the same folds to the same, and the way back is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.folding import LONG, fold, fold_with_offsets, fold_words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("勞動競賽", "劳动竞赛"),
        ("１＋６＋Ｎ", "1+6+n"),
        ("Trade Union", "ｔｒａｄｅ　ｕｎｉｏｎ"),
        ("昆明 市\n呈贡区", "昆明市呈贡区"),
        ("㎡", "m2"),
        ("產\u200b業\u00ad工人", "产业工人"),
    ],
)
def test_width_case_script_and_white_space_do_not_count(left, right):
    assert fold(left) == fold(right)


def test_a_character_folds_alike_in_every_company():
    assert fold("乾隆") == fold("乾") + fold("隆") == "干隆"


def test_marks_keep_their_place():
    assert fold("“产改”，向纵深") == "“产改”,向纵深"


# Long texts go another way than short ones: what stands behind this is the same text, and long.
TEXTS = st.text() | st.text().map(lambda text: f"{text}{'产改' * LONG}{text}")
CHINESE = st.text("勞劳動动，。：！？（）“”　 ＡＢab12\n㎡\U00020000", max_size=200)


@given(TEXTS | CHINESE)
def test_a_text_folds_as_its_characters_do_one_by_one(text):
    assert fold(text) == "".join(map(fold, text))


@given(TEXTS | CHINESE)
def test_every_folded_character_came_from_the_character_its_offset_names(text):
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert all(
        character in fold(text[offset]) for character, offset in zip(folded.text, folded.offsets, strict=True)
    )


def test_the_way_back_takes_in_the_whole_printed_character():
    assert fold_with_offsets("面积5㎡多").original(3, 4) == (3, 4)


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\u200b", "\ufeff"])
def test_what_cannot_be_seen_folds_to_nothing(character):
    assert fold(character) == ""


def test_a_space_between_latin_words_parts_them_and_one_between_chinese_words_does_not():
    assert fold_words("Trade  Union 工会\n网") == "trade union工会网"
