"""Numbers in Chinese numerals: 十五, 两百三十, 三点五, 四百五 (450); and what only looks like one (三五, 二零二五)."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

DIGITS = "一二两三四五六七八九"
NUMERALS = DIGITS + "零十百千万亿点"
"""All signs that a numeral may have; 〇 is 零 in a view."""

_VALUES = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


def number_of(words: str) -> Decimal | None:
    """Return the value of a number in Chinese numerals, None where the words are none.

    None are neighbours (三五百, 十七八万), years and codes (二零二五), and a point without digits.
    """
    whole, point, fraction = words.partition("点")
    decimals = fraction.rstrip("万亿")
    if point and (not decimals or not set(decimals) <= _VALUES.keys()):
        return None
    if any(_clash(one, other) for one, other in pairwise(whole)):
        return None
    value = Decimal(_whole(whole))
    if point:
        value += Decimal("0." + "".join(str(_VALUES[char]) for char in decimals))
        for scale in fraction[len(decimals) :]:
            value *= _MYRIADS[scale]
    return value


def _clash(one: str, other: str) -> bool:
    """Two signs that do not follow each other in a number: 三五, 千万千, 百百."""
    if other in _VALUES:
        return one in _VALUES and one not in "零〇"
    return other in _TENS and one not in _VALUES and not (other == "十" and one in _TENS)


def scaled(words: str) -> tuple[Decimal, str] | None:
    """Return a number as reports write it: 三万 is 3 and 万, 两亿五千万 2.5 and 亿, 一千二百 1200 and nothing."""
    value = number_of(words)
    if value is None:
        return None
    if words.endswith("万亿"):
        return value / 10**12, "万亿"
    scale = next((scale for scale in ("亿", "万") if scale in words[1:]), "")
    return (value / _MYRIADS[scale] if scale else value), scale


def _whole(words: str) -> int:
    """The value of a numeral without a point; a digit right behind a ten counts the next lower one (四百五)."""
    total = section = digit = 0
    last = 1
    for char in words:
        if char in _VALUES:
            digit = _VALUES[char]
            last = 1 if not digit else last
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit, last = 0, _TENS[char]
        else:
            section += digit
            total = (total + section or 1) * _MYRIADS[char] if char == "亿" else total + (section or 1) * _MYRIADS[char]
            section, digit, last = 0, 0, _MYRIADS[char]
    return total + section + digit * (last // 10 if last >= _TENS["百"] else 1)
