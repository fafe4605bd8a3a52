"""Claims about decoding: one text in every encoding is the same text; what is broken or ambiguous is refused by name."""

import opencc
import pytest

from archive.errors import InvalidMetadata, UnreadableFile
from archive.importing.decode import codec_name, decode

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"]


@pytest.fixture(scope="module")
def text(real_page):
    return real_page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def traditional(text):
    """The page in characters that Big5 has."""
    return opencc.OpenCC("s2twp").convert(text).encode("big5", "ignore").decode("big5")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_one_text_is_the_same_in_every_encoding(text, encoding):
    assert decode("页.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["big5", "cp950", "gb18030", "utf-8"])
def test_a_traditional_text_is_the_same_in_every_encoding(traditional, encoding):
    assert decode("頁.txt", traditional.encode(encoding)).text == traditional


@pytest.mark.parametrize("length", [20, 60, 200])
def test_short_texts_are_decoded_right_or_refused_and_never_wrong(text, traditional, length):
    for whole, encoding in ((text, "gb18030"), (traditional, "big5")):
        printed = "".join(whole.split())
        for start in range(0, len(printed) - length, 97):
            piece = printed[start : start + length]
            assert decoded(piece.encode(encoding)) in {piece, None}


def decoded(content: bytes) -> str | None:
    """The text, or None where it is refused."""
    try:
        return decode("片.txt", content).text
    except UnreadableFile:
        return None


def test_a_file_cut_inside_a_character_is_refused_with_the_place(text):
    for encoding in ("utf-8", "gb18030", "utf-16"):
        whole = "工会".encode(encoding) + text.encode(encoding).removeprefix(b"\xff\xfe")
        cut = whole[: len(("工会" + text[:400] + "职").encode(encoding)) - 1]
        with pytest.raises(UnreadableFile, match=r"第 \d+ 字节"):
            decode("截断.txt", cut)


def test_the_offset_of_a_bad_byte_is_named():
    content = "工人日报的一版样例文字".encode() + b"\xff" + "还有后文".encode()
    with pytest.raises(UnreadableFile, match="第 33 字节"):
        decode("坏.txt", content)


def test_a_nul_is_refused_with_its_offset():
    with pytest.raises(UnreadableFile, match="at byte 6"):
        decode("x.txt", "工会\0".encode())
    with pytest.raises(UnreadableFile, match="utf-16-le"):
        decode("x.txt", "工会abc".encode("utf-16-le"))


@pytest.mark.parametrize("junk", ["\x01", "\x1b", "\x7f", "\x85", "\x9f"])
def test_control_characters_are_refused(junk):
    with pytest.raises(UnreadableFile, match=f"U\\+{ord(junk):04X}"):
        decode("x.txt", f"工会新闻{junk}".encode())


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableFile, match=r"x\.jpg"):
        decode("x.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8)


def test_other_scripts_in_legacy_encodings_are_not_taken_for_chinese():
    for text, encoding in (
        ("労働組合の新聞です。これは記事の本文です。", "shift_jis"),
        ("Профсоюзная газета", "cp1251"),
    ):
        with pytest.raises(UnreadableFile):
            decode("x.txt", text.encode(encoding))


def test_a_tie_is_refused_and_a_person_decides(monkeypatch):
    monkeypatch.setattr("archive.importing.decode.plausibility", lambda text: 0.9)
    content = "中文".encode("big5")
    with pytest.raises(UnreadableFile, match="--encoding"):
        decode("x.txt", content)
    assert decode("x.txt", content, "big5").text == "中文"


def test_a_persons_word_is_obeyed_strictly():
    with pytest.raises(UnreadableFile, match="big5"):
        decode("x.txt", "工会，很好".encode() + b"\xff", "big5")
    assert decode("x.txt", "工会".encode("utf-16-le"), "UTF-16LE").encoding == "utf-16-le"


@pytest.mark.parametrize("name", ["no-such", "hex", "rot13"])
def test_an_encoding_that_is_none_is_named(name):
    with pytest.raises(InvalidMetadata, match=name):
        codec_name(name)


def test_empty_and_ascii_texts_are_texts():
    assert decode("x.txt", b"") == ("", "utf-8")
    assert decode("x.txt", b"1+6+N\n") == ("1+6+N\n", "utf-8")
