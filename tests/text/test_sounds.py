"""How names are typed by their sound."""

import pytest

from archive.text.sounds import readings_of, sounds_like


@pytest.mark.parametrize(
    "typed",
    [
        "zhuxixinxiang",
        "zhuxi",
        "zxxx",
        "zx",
        "zhuxix",
        "z",
        "zhu xi",
        "ZhuXi",
        "zhuxixinx",
        "zhxxx",
        "zhu'xi",
        "zhǔxí",
        "zhǔ xí",
    ],
)
def test_whole_syllables_initials_and_anything_between_read_a_name(typed):
    assert sounds_like(typed, readings_of("主席信箱")) == 0


@pytest.mark.parametrize("typed", ["", "zz", "zhuxia", "zxxxx", "xizhu", "信"])
def test_other_letters_do_not(typed):
    assert sounds_like(typed, readings_of("主席信箱")) is None


@pytest.mark.parametrize("typed", ["nü", "nv", "nǚ gong", "nügong"])
def test_a_vowel_that_keyboards_lack_is_read_either_way(typed):
    assert sounds_like(typed, readings_of("女工")) == 0


def test_a_name_is_read_from_any_of_its_characters_on():
    assert sounds_like("xinxiang", readings_of("主席信箱")) == 2


def test_a_character_is_read_as_its_word_has_it():
    assert sounds_like("chongqing", readings_of("重庆市")) == 0
    assert sounds_like("zhongdian", readings_of("重点工程")) == 0


def test_letters_and_digits_in_a_name_are_themselves():
    assert sounds_like("1+6+nfw", readings_of("1+6+N服务")) == 0


def test_a_long_word_of_one_letter_is_read_without_delay():
    assert sounds_like("a" * 10_000, readings_of("阿" * 40)) is None
