"""Organizations by their grammar: what they are stands last (总工会, 公司, 局), what they are called before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.importing.recognize.heads import (
    ANY_BEFORE,
    AREAS,
    ASSOCIATION,
    BODIES,
    BREAK,
    CENTRE_CHARS,
    COMMON_PLACES,
    COMPANY,
    COUNTED_BEFORE,
    FEDERATION_IN_SHORT,
    FUNCTIONS,
    GENERIC,
    GLUED_FUNCTION,
    GOES_ON,
    HEAD,
    INDUSTRY,
    LEVEL_COMMITTEE,
    LEVEL_GLUED,
    LEVELS,
    LONGEST,
    NAMED_CHARS,
    NO_BEGINNING,
    NO_HEADS,
    NOBODY,
    NUMBERED,
    PLACE,
    PROPER_KINDS,
    PUBLIC,
    SOCIETY,
    STOP,
    TWO_WORDS,
    UNION,
)
from archive.importing.recognize.reading import TITLE_FIELDS, Stretch
from archive.importing.recognize.regions import gazetteer
from archive.importing.recognize.vocabulary import words
from archive.text.words import part_of_speech

# So many characters before a name say whether it is one of many.
CONTEXT = 4
DIVISION_KINDS = "省市县区州盟旗镇乡"
# Names of divisions in full, in characters.
SHORTEST_PLACE, LONGEST_PLACE = 3, 11
NO_PLACE_KINDS = ("v", "t", "d", "p", "r", "c", "m", "u", "f")
DIRECTIONS = words("东 西 南 北 中 华北 华东 东北 西北 西南 华南 华中 高空 重 轻")
HAN_WORD = re.compile(r"[\u4e00-\u9fff]+")
INVENTED_PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}[市县区](?!场|民|长|里|级)")
NUMERALS = "一二三四五六七八九十百千万亿两几多各全每某该本我老新"


@dataclass(frozen=True)
class Named:
    """A name of an organization at ``text[start:end]`` of a stretch.

    ``verdict`` is ``full`` for a name by itself, ``short`` where only the story tells whose, ``perhaps`` where it is a
    name only if the story has a longer one that ends in it.
    """

    stretch: Stretch
    start: int
    end: int
    name: str
    verdict: str = "full"


def named(stretch: Stretch) -> list[Named]:
    """Every organization of a stretch that its grammar gives away, the longest names, in reading order."""
    found: list[Named] = []
    heads = _heads(stretch)
    for start, head_start, end in reversed(heads):
        if found and end > found[-1].start:
            continue
        one = _expanded(stretch, start, head_start, end, heads)
        if one:
            found.append(one)
    found.reverse()
    return [*found, *_federations_in_short(stretch, found)]


def _heads(stretch: Stretch) -> list[tuple[int, int, int]]:
    """Where each head stands: the word it begins in, itself, its end."""
    heads = []
    for match in HEAD.finditer(stretch.text):
        start, end = match.span()
        if not GOES_ON.match(stretch.text, end) and _is_a_word(stretch, start, end):
            heads.append((stretch.borders[stretch.word_at(start)], start, end))
    return heads


def _is_a_word(stretch: Stretch, start: int, end: int) -> bool:
    """Is the head a word, or the end of one, or does a word begin with it that goes on with an office: 工会主席?"""
    index = stretch.word_at(end - 1)
    word, left, right = stretch.words[index], stretch.borders[index], stretch.borders[index + 1]
    if word in NO_HEADS and right - left > end - start:
        return False
    return right == end or not part_of_speech(word) or (left == start and end - start > 1)


def _expanded(
    stretch: Stretch, start: int, head_start: int, end: int, heads: Sequence[tuple[int, int, int]]
) -> Named | None:
    """The name that ends with this head."""
    text = stretch.text
    left = _trimmed(stretch, chain(stretch, start, end, heads), head_start)
    left = max(left, _behind_breaks(stretch, left, head_start))
    if left > head_start or any(left < gap < end for gap in stretch.gaps):
        return None
    name = text[left:end]
    before = text[left:head_start]
    if end - left > LONGEST or _is_one_of_many(text[max(0, left - CONTEXT) : left], before, name):
        return None
    verdict = _verdict(stretch, left, head_start, end)
    return Named(stretch, left, end, name, verdict) if verdict else None


def _is_one_of_many(context: str, before: str, name: str) -> bool:
    """Is this any such body, or one of a number of them? A union that says more is one, even where it is counted."""
    if ANY_BEFORE.search(context):
        return True
    return bool(COUNTED_BEFORE.search(context)) and not (UNION.search(name) and len(before) >= NAMED_CHARS)


def chain(stretch: Stretch, start: int, end: int, heads: Sequence[tuple[int, int, int]] = ()) -> int:
    """Where the leftmost of the words begins that may belong to the name; other heads and places belong to it whole."""
    whole = {head_end: word_start for word_start, _, head_end in heads if head_end < end}
    at = start
    while end - at <= LONGEST and at > 0:
        index = stretch.word_at(at - 1)
        if at in whole:
            at = whole[at]
        elif place := _place_before(stretch, at):
            at -= place
        elif stretch.borders[index + 1] == at and _may_belong(stretch, index):
            at = stretch.borders[index]
        else:
            break
    return at - _first_character(stretch, at)


def _place_before(stretch: Stretch, at: int) -> int:
    """How long the name of the place is that ends here: a division's full name, or an unknown word with 市 or 县 behind it."""
    text = stretch.text
    for length in range(min(LONGEST_PLACE, at), SHORTEST_PLACE - 1, -1):
        if text[at - length : at] in gazetteer().by_name and text[at - 1] in DIVISION_KINDS:
            return length
    index = stretch.word_at(at - 1)
    if stretch.words[index] in DIVISION_KINDS and index and stretch.borders[index + 1] == at:
        before = stretch.words[index - 1]
        if (
            TWO_WORDS <= len(before) < SHORTEST_PLACE + 1
            and before not in STOP
            and HAN_WORD.fullmatch(before)
        ):
            return len(before) + 1
    return 0


def _first_character(stretch: Stretch, at: int) -> int:
    """1 where the character before is the first of an invented place that the dictionary has cut: 左|江湾市."""
    index = stretch.word_at(at) if at < len(stretch.text) else 0
    if not index or not INVENTED_PLACE.match(stretch.text, at):
        return 0
    word, kind = stretch.words[index - 1], stretch.kind_of(index - 1) or "x"
    if len(word) > 1 or not HAN_WORD.fullmatch(word) or word in STOP or word in NUMERALS:
        return 0
    before = stretch.text[: at - 1]
    follows_a_place = any(before.endswith(kind_) for kind_ in DIVISION_KINDS)
    return int(follows_a_place or not kind.startswith(("p", "c", "u", "d", "r", "q", "y", "v")))


def _behind_breaks(stretch: Stretch, left: int, head_start: int) -> int:
    """Where a name begins behind what parts it from the words before: a space, a conjunction, 由 or 请."""
    text = stretch.text
    gaps = [gap for gap in stretch.gaps if left < gap <= head_start]
    breaks = [match.end() for match in BREAK.finditer(text, left, head_start)]
    return max([left, *gaps, *breaks])


def _may_belong(stretch: Stretch, index: int) -> bool:
    """May this word stand inside an organization's name?"""
    word = stretch.words[index]
    if word in INDUSTRY or PLACE.match(word) or LEVELS.match(word):
        return True
    if word in STOP or not re.match(r"[\u4e00-\u9fffa-z\d+·()”“&-]", word):
        return False
    if word in "()“”":
        return _bracketed(stretch, index)
    return _may_name(word, stretch.kind_of(index) or "x")


def _may_name(word: str, kind: str) -> bool:
    """May a word of this kind be part of a name?"""
    if kind.startswith("m") or word.isdecimal():
        return bool(NUMBERED.match(word))
    if kind in {"a", "ad"} or kind.startswith(("f", "t")):
        return word in DIRECTIONS
    return word != "和" and kind.startswith(("n", "j", "b", "x", "vn", "an", "s", "l", "i", "g", "zg"))


def _bracketed(stretch: Stretch, index: int) -> bool:
    """(集团)有限公司, “海燕”号."""
    around = "".join(stretch.words[max(0, index - 3) : index + 4])
    return bool(
        re.search(
            r"\((?:集团|中国|[\u4e00-\u9fff]{2,3})\)(?:有限|股份|集团|总公司)|“[\u4e00-\u9fff]{1,4}”号",
            around,
        )
    )


def _trimmed(stretch: Stretch, left: int, head_start: int) -> int:
    """Without the words at the beginning that no name begins with, and what stands before a place."""
    text = stretch.text
    index = stretch.word_at(left)
    while stretch.borders[index] < head_start and (
        stretch.words[index] in NO_BEGINNING or stretch.kind_of(index).startswith(("f", "t"))
    ):
        index += 1
    left = stretch.borders[index]
    word = stretch.words[index]
    glued = GLUED_FUNCTION.match(text[left:head_start]) and len(word) > 1 and not part_of_speech(word)
    return min(_from_place(stretch, left + bool(glued), head_start), head_start)


def _from_place(stretch: Stretch, left: int, head_start: int) -> int:
    """Where common words stand before the place that a name begins with, the place; else the same beginning."""
    text = stretch.text
    for match in gazetteer().pattern.finditer(text, left, head_start):
        at = match.start()
        if at > left + 1 and stretch.is_border(at) and _is_common(stretch, left, at):
            return at
        break
    return left


def _is_common(stretch: Stretch, left: int, right: int) -> bool:
    """Are these all words of every day?"""
    return not any(is_proper_word(piece) for piece in _pieces(stretch, left, right))


def _pieces(stretch: Stretch, left: int, right: int) -> Iterator[str]:
    """The words of a part of the text; one that goes on behind it is cut."""
    index, at = stretch.word_at(left), left
    while at < right:
        end = min(stretch.borders[index + 1], right)
        yield stretch.text[at:end]
        index, at = index + 1, end


def is_proper_word(word: str) -> bool:
    """Is this the name of somebody, some place or some firm, or a word so rare that it is used for one?"""
    if word in GENERIC or word in INDUSTRY or word in NO_BEGINNING or word in COMMON_PLACES:
        return False
    kind = part_of_speech(word)
    return not kind or kind.startswith(PROPER_KINDS) or bool(PLACE.match(word))


def _has_proper(stretch: Stretch, left: int, right: int) -> bool:
    """Is there a proper name in this part, or a place?"""
    if left >= right:
        return False
    return not _is_common(stretch, left, right) or bool(
        re.search(r"第[一二三四五六七八九十\d]+", stretch.text[left:right])
    )


def _verdict(stretch: Stretch, left: int, head_start: int, end: int) -> str:
    """``full`` for a name, ``short`` for one that only the story completes, ``perhaps`` where a longer one must; or none."""
    before, head = stretch.text[left:head_start], stretch.text[head_start:end]
    if NOBODY.search(before) or (head == "学会" and not SOCIETY.search(before)):
        return ""
    pieces = list(_pieces(stretch, left, head_start)) if before else []
    proper = _has_proper(stretch, left, head_start)
    if UNION.search(head):
        return _union_verdict(before, head, pieces, proper=proper)
    if PUBLIC.search(head):
        return _public_verdict(before, head, proper=proper)
    if before and not (LEVELS.match(before) and COMPANY.search(head)):
        return _other_verdict(before, head, pieces, proper=proper)
    return ""


def _other_verdict(before: str, head: str, pieces: Sequence[str], *, proper: bool) -> str:
    if LEVEL_GLUED.match(before + head) and not proper and not COMPANY.search(head):
        return "short"
    if proper or _says_enough(before, head, pieces):
        return "full"
    return "short" if before in AREAS else "perhaps" if len(before + head) > TWO_WORDS + 1 else ""


def _says_enough(before: str, head: str, pieces: Sequence[str]) -> bool:
    """Do common words say which body this is? 残疾人辅助器具中心, 鞋业商会, 朔方钢铁公司."""
    if head.endswith("中心"):
        return len(before + head) >= CENTRE_CHARS
    if ASSOCIATION.search(head):
        return before not in GENERIC and len(before) >= TWO_WORDS
    if head == "集团":
        return len(before) >= TWO_WORDS and before not in GENERIC | INDUSTRY | NO_BEGINNING
    if head.endswith("公司"):
        return len(before) >= NAMED_CHARS and pieces[0] not in GENERIC | INDUSTRY | NO_BEGINNING
    return (
        head in {"研究所", "研究院", "设计院", "文化宫", "防治院"}
        and len(before) >= TWO_WORDS
        and before not in GENERIC
    )


def _public_verdict(before: str, head: str, *, proper: bool) -> str:
    """残联, 司法局 and 教育部 are bodies by themselves; 市委 is one of the city that the story names."""
    if not before:
        return (
            "full"
            if head in BODIES or head.endswith("部")
            else "short"
            if LEVEL_COMMITTEE.fullmatch(head)
            else ""
        )
    if (
        LEVELS.match(before)
        or before == "园区"
        or (LEVEL_GLUED.match(before) and FUNCTIONS.match(before[1:]))
    ):
        return "short"
    if proper:
        return "full"
    return "short" if LEVEL_GLUED.match(before) else "full" if FUNCTIONS.match(before) else ""


def _union_verdict(before: str, head: str, pieces: Sequence[str], *, proper: bool) -> str:
    """工会 alone is none; 公司工会 and 市总工会 are short for one that the story names."""
    if before in {"全国", "中华全国"} and head == "总工会":
        return "full"
    if not before:
        return "perhaps" if head in {"联合工会", "工会联合会"} else ""
    if not proper and (
        LEVEL_GLUED.match(before + head) or all(piece in GENERIC or LEVELS.match(piece) for piece in pieces)
    ):
        return "short"
    return "full" if proper or len(before) >= TWO_WORDS else ""


def _federations_in_short(stretch: Stretch, found: Sequence[Named]) -> Iterator[Named]:
    """西宁市总 in a headline is 西宁市总工会."""
    if stretch.field not in TITLE_FIELDS:
        return
    for match in gazetteer().pattern.finditer(stretch.text):
        end = match.end()
        if FEDERATION_IN_SHORT.match(stretch.text, end) and not any(
            one.start < end < one.end for one in found
        ):
            start = match.start()
            above = [
                one for one in gazetteer().pattern.finditer(stretch.text, 0, start) if one.end() == start
            ]
            begin = above[0].start() if above else start
            yield Named(stretch, begin, end + 1, stretch.text[begin : end + 1] + "工会")
