"""Numbers of any size as print writes them, reckoned out: 3.2万, 一亿4000万, 三百一十二, 五六个, 30余万.

Of a text in half width (NFKC): see ``archive.text.folding``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from archive.text.numbers import DIGITS

TENS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
MYRIADS = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}

ARABIC = r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?"
HAN = "〇○零一二两三四五六七八九十百千万亿"
# More than is said: 30余万, 3000多, 十几, 30来万.
MORE = "余多来几"
# A number, the words for more inside or behind it: 320多, 30万余, 1亿2000万, 一亿4000万, 三十多万, 十几.
# 27.5千伏 is no number of volts.
_UNIT = r"(?:[十百万亿]|千(?![伏瓦克米帕赫卡]))"
_HAN = rf"(?:[{HAN.replace('千', '')}]|千(?![伏瓦克米帕赫卡]))"
AMOUNT = (
    rf"(?:{ARABIC}{_UNIT}*|{_HAN}+(?:点{_HAN}+)?)"
    rf"(?:[{MORE}]{_UNIT}+|(?<=[百千万亿]){ARABIC}{_UNIT}+)*[{MORE}]?"
)

_TOKEN = re.compile(rf"{ARABIC}|[{HAN}]")
# Two digits side by side leave open which: 五六个, 二三十, 十五六.
_EITHER = re.compile(r"([一二两三四五六七八九])([二两三四五六七八九])")
# The farthest such digits lie apart: 三五个.
_WIDEST_EITHER = 2


class Amount(NamedTuple):
    """A number; ``maximum`` where the text leaves open which of two. ``more`` is the word that says it is more."""

    value: Decimal
    maximum: Decimal | None = None
    more: str = ""


def amount_of(text: str) -> Amount | None:
    """The number that this text writes, or None where it writes none, as a year does that is spelt digit by digit."""
    more = next((character for character in text if character in MORE), "")
    plain = "".join(character for character in text if character not in MORE)
    whole, point, part = plain.partition("点")
    if point:
        return _with_decimals(whole, part)
    value = _reckoned(plain)
    if value is not None:
        return Amount(value, None, more)
    either = _EITHER.search(plain)
    if not either or len(_EITHER.findall(plain)) != 1:
        return None
    low, high = (_reckoned(plain[: either.start()] + one + plain[either.end() :]) for one in either.groups())
    near = 0 < DIGITS[either[2]] - DIGITS[either[1]] <= _WIDEST_EITHER
    return Amount(low, high, more) if low is not None and high is not None and near else None


def _with_decimals(whole: str, part: str) -> Amount | None:
    """三点五."""
    value, digits = _reckoned(whole), [DIGITS.get(character) for character in part]
    if value is None or None in digits or not digits:
        return None
    return Amount(value + Decimal("0." + "".join(map(str, digits))))


def _reckoned(text: str) -> Decimal | None:
    """The number that digits and the words for ten to a hundred million make; None where two digits stand together."""
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    total, section, digit = Decimal(0), Decimal(0), None
    for word in tokens:
        if word in TENS:
            section, digit = section + TENS[word] * (1 if digit is None else digit), None
        elif word in MYRIADS:
            total, section, digit = _raised(total, section, digit, word), Decimal(0), None
        elif word in "〇○零" and len(tokens) > 1:
            if digit is not None:
                return None
        elif digit is not None:
            return None
        else:
            digit = Decimal(DIGITS[word]) if word in DIGITS else Decimal(word.replace(",", ""))
    return total + section + (Decimal(0) if digit is None else digit * _left_out(tokens))


def _raised(total: Decimal, section: Decimal, digit: Decimal | None, word: str) -> Decimal:
    """What has been counted so far, at 万 or 亿. 亿 raises the whole, 万 the last section."""
    counted = section + (digit or 0)
    if not counted and not (total and word == "亿"):
        counted = Decimal(1)
    return (total + counted) * MYRIADS[word] if word == "亿" else total + counted * MYRIADS[word]


def _left_out(tokens: list[str]) -> Decimal:
    """What the last digit counts: 一百二 is 120, 三千五 is 3,500, 一百零二 is 102."""
    before = tokens[-2] if len(tokens) > 1 else ""
    unit = {**TENS, **MYRIADS}.get(before, Decimal(1)) if before != "十" else Decimal(1)
    return unit / 10 if unit > 1 and tokens[-1] in DIGITS else Decimal(1)
