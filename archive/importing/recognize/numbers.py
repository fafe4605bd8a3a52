"""The figures of a stretch: numbers with their units and qualifiers, without those that count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.importing.recognize.nofigures import apart
from archive.importing.recognize.ones import one_counts
from archive.importing.recognize.quantity import Quantity
from archive.importing.recognize.reading import Stretch
from archive.importing.recognize.units import HALVED, MEASURES, UNIT
from archive.text.amounts import AMOUNT, HAN, Amount, amount_of
from archive.text.numbers import DIGITS
from archive.text.words import part_of_speech

BEFORE = (
    r"(?:不得?(?:少于|低于|超过|多于|高于|小于|大于|短于|长于|早于|晚于)|不(?:足|满|到|下)|超过|超出|高达|多达|突破|将近|接近|大约|约为|约|超|近|逾|几近|至少|至多|最多|最少|最高|最低|"
    r"低于|高于|少于|多于|大于|小于|仅仅|上(?=[百千万亿])|正负|±)"
)
# These say nothing of how exact the number is.
NO_QUALIFIERS = frozenset({"高达", "多达", "仅仅"})
AFTER = r"(?:以上|以下|以内|左右|上下|有余|开外|之多)"
BELOW_ZERO = r"(?:零下|-|−|负)"

QUANTITY = re.compile(
    rf"(?P<before>{BEFORE})?(?P<minus>{BELOW_ZERO})?(?P<number>{AMOUNT})"
    rf"(?:(?P<half>个半)(?P<halfunit>小时|月|钟头|世纪)|(?P<unit>个(?P<over>[多余])(?:月|小时|钟头|世纪|学期|星期|工作日)|{UNIT}))?"
    rf"(?P<tail>半(?![天年月小个数价])|[多余](?![万亿十百千%名个家项]))?(?P<after>{AFTER})?"
)
SHARE_OF = re.compile(
    rf"(?P<before>{BEFORE})?(?:(?P<whole>百|千|万)分之(?P<part>{AMOUNT})|(?P<below>[二三四五六七八九十]|\d+)分之(?P<above>[一二三四五六七八九]|\d+)"
    rf"|(?P<tenths>[一二两三四五六七八九]|\d(?:\.\d)?)成(?P<more>半|[一二三四五六七八九](?![名个家项件年天]))?(?P<over>[多余])?(?![为了员本果立功熟绩长都就品交])|(?P<halves>一半|半数))(?P<after>{AFTER})?"
)
HALF = re.compile(rf"(?P<before>{BEFORE})?(?<![上下个前后大小多过])半(?P<unit>{HALVED})(?P<after>{AFTER})?")
RANGE = re.compile(
    rf"(?P<low>{AMOUNT})(?P<lowunit>{UNIT})?(?:-|—+|~|至|到)(?P<high>{AMOUNT})(?P<unit>{UNIT})(?P<after>{AFTER})?"
)
# 一米三七, 46元2角, 2米16: the smaller unit follows.
SMALLER = re.compile(
    rf"(?P<cents>[{HAN}\d]+)(?P<coin>角|分)(?!之)|(?P<tens>[一二三四五六七八九])(?P<ones>[一二三四五六七八九])?(?![{HAN}\d米元块个])"
)

# Beyond this the database keeps no number, and nothing in a newspaper is counted.
LARGEST = Decimal(10) ** 15
# Numbers that are printed without a unit count when they are said to be something: 超过12万, 硅含量为0.42.
BARE_BEFORE = re.compile(
    r"(?:[为是达到报至过价数量率值比率成近超约超过突破要喊的罚付给收交退卖由从]|[\u4e00-\u9fff]{2}[:]|^|[“,。:])$"
)
SHARED_UNIT = re.compile(rf"(?:[、和与及]{AMOUNT})*?[、和与及]{AMOUNT}(?P<unit>{UNIT})")
# A longer round number is a code.
LONGEST_BARE = 6
BARE_AFTER = re.compile(r"(?=[,。;:!?、)”]|$|[提升降增减涨跌缩压][高低加少长短]?[到至为])")


def quantities(stretch: Stretch) -> list[Quantity]:
    """Every number of a stretch that counts or measures, in order, none overlapping another."""
    if not re.search(rf"[\d{HAN}半]", stretch.text):
        return []
    taken = apart(stretch)
    found: list[Quantity] = []
    for one in _candidates(stretch):
        if all(one.end <= start or end <= one.number_start for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    found.sort(key=lambda one: one.start)
    return [one for one in found if _counts(stretch, one, found)]


def _candidates(stretch: Stretch) -> Iterator[Quantity]:
    """Every number with its unit; shares and ranges before the numbers inside them."""
    text = stretch.text
    for pattern, make in ((SHARE_OF, _share), (RANGE, _range), (HALF, _half), (QUANTITY, _quantity)):
        for match in pattern.finditer(text):
            made = make(match)
            if made and (made.maximum or abs(made.value)) < LARGEST:
                yield made


def _qualifier(match: re.Match[str], more: str = "") -> str:
    """What is said of how exact it is, as printed: 不少于, 近, 余, 以上."""
    before = match.groupdict().get("before") or ""
    after = match.groupdict().get("after") or ""
    return ("" if before in NO_QUALIFIERS else before) or more or after


def _range(match: re.Match[str]) -> Quantity | None:
    """100元至500元, 7至15人, 90%到95%. From one to another (从9门到57门) are two numbers, and no range."""
    low, high = amount_of(match["low"]), amount_of(match["high"])
    rises = match.string[max(0, match.start() - 6) : match.start()]
    if not low or not high or low.value >= high.value or (match["lowunit"] or match["unit"]) != match["unit"]:
        return None
    if re.search("[从由]", rises):
        return None
    start, end = match.span("unit")
    return Quantity(
        *match.span(), low.value, high.value, start, end, match["unit"], _qualifier(match), match.start()
    )


def _share(match: re.Match[str]) -> Quantity | None:
    """百分之三十, 千分之八, 三分之一, 三成, 一成八, 两成半, 一半: in the hundred, or as printed in the thousand."""
    unit = "‰" if match["whole"] == "千" else "‱" if match["whole"] == "万" else "%"
    value = _share_value(match)
    if value is None:
        return None
    start, end = match.end("before") if match["before"] else match.start(), match.end()
    return Quantity(
        *match.span(), value, None, start, end, unit, _qualifier(match, match["over"] or ""), start
    )


def _share_value(match: re.Match[str]) -> Decimal | None:
    if match["halves"]:
        return Decimal(50)
    if match["part"]:
        return _value(match["part"])
    if match["tenths"]:
        more = match["more"] or ""
        return _value(match["tenths"]) * 10 + Decimal(5 if more == "半" else DIGITS.get(more, 0))
    below, above = _value(match["below"]), _value(match["above"])
    return round(above * 100 / below, SHARE_PLACES) if 0 < above < below else None


def _value(text: str) -> Decimal:
    """What a text writes; 0 where it writes no number."""
    amount = amount_of(text)
    return amount.value if amount else Decimal(0)


def _half(match: re.Match[str]) -> Quantity:
    start, end = match.span("unit")
    at = match.end("before") if match["before"] else match.start()
    more = "多" if "多" in match["unit"] else ""
    unit = match["unit"].replace("多", "")
    return Quantity(*match.span(), Decimal("0.5"), None, start, end, unit, _qualifier(match, more), at)


def _quantity(match: re.Match[str]) -> Quantity | None:
    """A number, its unit, and what is said before, inside and behind it."""
    amount = amount_of(match["number"])
    if not amount or (not amount.value and match["number"][0] in HAN):
        return None
    text, (start, end) = match.string, match.span()
    unit, (unit_start, unit_end) = match["unit"] or "", match.span("unit")
    value, maximum, more = amount.value, amount.maximum, amount.more
    if match["half"]:
        unit, (unit_start, unit_end) = "个" + match["halfunit"], match.span("halfunit")
        value += Decimal("0.5")
    if match["over"]:
        unit, more = unit.replace(match["over"], ""), match["over"]
    if not unit:
        return _bare(match, amount)
    tail = match["tail"] or ""
    if match["before"] in NO_QUALIFIERS:
        start = match.end("before")
    if tail == "半" and unit in MEASURES:
        value += Decimal("0.5")
    elif tail and tail != "半" and unit in MEASURES | {"岁"}:
        more = more or tail
    elif tail:
        end = unit_end
    smaller = SMALLER.match(text, unit_end) if unit in {"米", "元", "块", "块钱"} and not tail else None
    if smaller:
        value, end = value + _smaller(smaller), smaller.end()
    if match["minus"] and (match["minus"] != "-" or not re.match(r"[\d\w]", text[max(0, start - 1) : start])):
        value = -value
    qualifier = _qualifier(match, more)
    return Quantity(start, end, value, maximum, unit_start, unit_end, unit, qualifier, match.start("number"))


# Places of a share such as a third, as many as the database keeps.
SHARE_PLACES = 4


def _smaller(match: re.Match[str]) -> Decimal:
    """What the smaller unit adds: of 一米三七 0.37, of 46元2角 0.2."""
    if match["tens"]:
        return _value(match["tens"]) / 10 + _value(match["ones"] or "零") / 100
    return _value(match["cents"]) / (10 if match["coin"] == "角" else 100)


def _bare(match: re.Match[str], amount: Amount) -> Quantity | None:
    """A number without a unit, where it is said to be something, or where the unit follows a later one: 0.6和1.4个百分点."""
    text, start, end = match.string, match.start(), match.end("number")
    number = match["number"]
    if not number[0].isdigit() or (number[-1] == "0" and len(number) > LONGEST_BARE):
        return None
    shared = SHARED_UNIT.match(text, end)
    large = number[-1] in "万亿" or bool(amount.more and number[-2:-1] in {"万", "亿"})
    said = BARE_AFTER.match(text, end) and (large or BARE_BEFORE.search(text, max(0, start - 3), start))
    if not shared and not said:
        return None
    value = -amount.value if match["minus"] in {"零下", "负"} else amount.value
    unit = shared["unit"] if shared else ""
    places = shared.span("unit") if shared else (end, end)
    return Quantity(
        start,
        end,
        value,
        amount.maximum,
        *places,
        unit,
        _qualifier(match, amount.more),
        match.start("number"),
    )


# What a dictionary's word may hold behind number and unit: 十年间, 三天后.
BEHIND = re.compile(r"[间来多前后内余]+")


def _counts(stretch: Stretch, one: Quantity, found: list[Quantity]) -> bool:
    """Is it a number for a reader, and no article or part of a word?"""
    text = stretch.text
    number = text[one.number_start : one.unit_start].rstrip("余多来几")
    if number[:1] and number[0] not in HAN:
        return not _is_latin_neighbour(text, one)
    if not _stands_apart(stretch, one):
        return False
    return number != "一" or one_counts(text, one, found)


def _is_latin_neighbour(text: str, one: Quantity) -> bool:
    before = text[one.number_start - 1 : one.number_start]
    return bool(re.match(r"[a-z\d.]", before))


def _stands_apart(stretch: Stretch, one: Quantity) -> bool:
    """Does a word begin with the number, and hold nothing beyond number and unit? 四川 and 三峡 are no numbers."""
    index = stretch.word_at(one.number_start)
    start, end, word = stretch.borders[index], stretch.borders[index + 1], stretch.words[index]
    if start not in {one.number_start, one.start} and part_of_speech(word):
        return False
    behind = stretch.text[max(one.unit_end, one.end) : end]
    return not behind or bool(BEHIND.fullmatch(behind)) or not part_of_speech(word)
