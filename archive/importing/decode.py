"""From bytes to text, strictly: what cannot be told for certain is refused, with the place and the reason.

UTF-8 and, behind its byte order mark, UTF-16 prove themselves. GB18030 does not: it decodes almost anything, so it must
look like Chinese that people write, and clearly more so than the same bytes read as Big5.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from archive.errors import InvalidMetadata, UnreadableFile
from archive.text.folding import fold

# Byte order marks and what they announce. UTF-32 begins like UTF-16 and is refused for the NULs it then shows.
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Legacy encodings, the families that have to be told apart; of one family the first that fits is taken.
GUOBIAO, BIG5 = ("gb18030",), ("big5", "cp950", "big5hkscs")

# Share of the characters beyond ASCII that must be everyday ones. On the real page .998, in traditional characters .997; its
# bytes read as the other family .29 to .41.
PLAUSIBLE = 0.85
# How much more plausible one family must be than the other. Nearer than this it is a tie, and a person decides.
CLEARLY = 0.1
# So many well-formed characters beyond ASCII are no accident: a text that begins with them is UTF-8, broken further on.
# Where nothing but the last character is broken, fewer are proof enough.
PROOF_OF_UTF8, PROOF_OF_CUT_UTF8 = 8, 2
# Characters judged; a page has fewer, and more would not change the verdict.
SAMPLE_CHARS = 20_000

# Lead bytes of GB2312's first level, the 3,755 everyday characters.
EVERYDAY = range(0xB0, 0xD8)
# Marks that Chinese print uses: general punctuation, enclosed numbers, shapes, CJK marks, full-width forms.
EVERYDAY_MARKS = re.compile(
    r"[·×÷°\u2010-\u2027\u2030-\u205e\u2160-\u217b\u2460-\u2473\u25a0-\u25ff\u3000-\u3017\uff01-\uff5e\uffe5]"
)
# XML says how it is written; UTF-8 where it does not. What it calls GB2312 or GBK is written in GB18030 as a rule.
DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "euc-cn": "gb18030"}

# Control characters that no text holds; tab, line ends and form feeds it may.
JUNK = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


class Decoded(NamedTuple):
    """A text and the encoding, in Python's name for it, that turns its bytes into it."""

    text: str
    encoding: str


def decode(name: str, content: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file; ``encoding`` is a person's word and ends all doubt.

    Raises UnreadableFile, with the offset and what to do, for bytes that are no text or could be two texts.
    """
    found = _as_told(name, content, encoding) if encoding else _as_seen(name, content)
    junk = JUNK.search(found.text)
    if junk:
        raise _control_character(name, found, junk.start())
    return found


def codec_name(encoding: str) -> str:
    """Python's own name for an encoding that a person named; InvalidMetadata where there is none such."""
    try:
        "".encode(encoding)
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise InvalidMetadata(
            f"没有名为“{encoding}”的文字编码；可用 utf-8、gb18030、big5、utf-16 等。",
            f"There is no text encoding “{encoding}”; use utf-8, gb18030, big5, utf-16…",
        ) from error


def _as_told(name: str, content: bytes, encoding: str) -> Decoded:
    """Decoded as a person says, strictly all the same."""
    encoding = codec_name(encoding)
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise _broken(name, error) from error


def _declared(content: bytes) -> str | None:
    """The encoding that XML declares. One whose bytes could not have been read so far is a slip."""
    match = DECLARED.match(content)
    name = match[1].decode().lower() if match else ""
    return WIDER.get(name, name) if name and not name.startswith(("utf-16", "ucs", "utf-32")) else None


def _as_seen(name: str, content: bytes) -> Decoded:
    """Decoded as the bytes themselves show or, of XML, as they say."""
    declared = _declared(content)
    if declared:
        return _as_told(name, content, declared)
    encoding = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "utf-8")
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or _is_broken_utf8(content, error):
            raise _broken(name, error) from error
        if b"\x00" in content:
            raise _control_character(
                name, Decoded(content.decode("latin-1"), "latin-1"), content.index(0)
            ) from error
    return _legacy(name, content)


def _is_broken_utf8(content: bytes, error: UnicodeDecodeError) -> bool:
    """Is what stands before the error too good UTF-8 to be anything else?"""
    well_formed = sum(ord(character) > 0x7F for character in content[: error.start].decode("utf-8"))
    return well_formed >= (PROOF_OF_CUT_UTF8 if error.end >= len(content) else PROOF_OF_UTF8)


def _legacy(name: str, content: bytes) -> Decoded:
    """GB18030 or Big5, whichever is plausible and clearly more so than the other."""
    attempts = [_attempt(content, family) for family in (GUOBIAO, BIG5)]
    texts = [attempt for attempt in attempts if isinstance(attempt, Decoded)]
    ranked = sorted(((plausibility(found.text), found) for found in texts), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < PLAUSIBLE:
        errors = [attempt for attempt in attempts if isinstance(attempt, UnicodeDecodeError)]
        raise _broken(name, max(errors, key=lambda error: error.start)) if errors else _implausible(name)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY:
        raise UnreadableFile(
            f"{name}：这些字节读作 {ranked[0][1].encoding} 和 {ranked[1][1].encoding} 都像中文，无法断定。"
            "请用 --encoding 指定编码。",
            f"{name}: the bytes read as Chinese both in {ranked[0][1].encoding} and in {ranked[1][1].encoding}. "
            "Say which with --encoding.",
        )
    return ranked[0][1]


def _attempt(content: bytes, family: tuple[str, ...]) -> Decoded | UnicodeDecodeError:
    """The text in the first encoding of a family that fits, or the error that came latest in the file."""
    errors = []
    for encoding in family:
        try:
            return Decoded(content.decode(encoding), encoding)
        except UnicodeDecodeError as error:
            errors.append(error)
    return max(errors, key=lambda error: error.start)


def plausibility(text: str) -> float:
    """The share, 0 to 1, of everyday characters among those beyond ASCII; 0 where private-use characters stand."""
    foreign = [character for character in text[:SAMPLE_CHARS] if ord(character) > 0x7F]
    if not foreign or any(unicodedata.category(character) == "Co" for character in foreign):
        return 0.0
    return sum(map(_is_everyday, foreign)) / len(foreign)


@lru_cache(maxsize=20_000)
def _is_everyday(character: str) -> bool:
    """Is this a mark of Chinese print, or a character of GB2312's first level, simplified first?"""
    if EVERYDAY_MARKS.match(character):
        return True
    try:
        code = fold(character).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and code[0] in EVERYDAY


def _broken(name: str, error: UnicodeDecodeError) -> UnreadableFile:
    """Names the first byte that does not fit."""
    found = error.object[error.start : error.start + 4].hex(" ")
    is_cut = error.end >= len(error.object)
    reason_zh = "文件在一个字的中间结束，可能被截断" if is_cut else f"{error.encoding} 里没有这样的字节"
    reason_en = (
        "the file ends inside a character; it may have been cut off"
        if is_cut
        else f"no such bytes in {error.encoding}"
    )
    return UnreadableFile(
        f"{name}：第 {error.start} 字节处（{found}）：{reason_zh}。请重新取得完整的文件，或用 --encoding 指定编码。",
        f"{name}: at byte {error.start} ({found}): {reason_en}. Get the whole file again, or name its encoding with --encoding.",
    )


def _implausible(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"{name}：从第 0 字节起都能解码，但读出来不像中文，编码无法断定。请用 --encoding 指定编码。",
        f"{name}: from byte 0 on the bytes decode, but not to Chinese that anybody writes. Name the encoding with --encoding.",
    )


def _control_character(name: str, found: Decoded, index: int) -> UnreadableFile:
    """Names the byte, and the likeliest cause of a NUL."""
    offset = len(found.text[:index].encode(found.encoding))
    code = f"U+{ord(found.text[index]):04X}"
    return UnreadableFile(
        f"{name}：第 {offset} 字节处有控制字符 {code}，不是文本文件，或是没有字节序标记的 UTF-16（可用 --encoding utf-16-le）。",
        f"{name}: control character {code} at byte {offset}: no text file, or UTF-16 without a byte order mark "
        "(try --encoding utf-16-le).",
    )


def lost_before(text: str) -> Iterator[int]:
    """Where an earlier conversion has already lost a character and left U+FFFD."""
    return (match.start() for match in re.finditer("\ufffd", text))
