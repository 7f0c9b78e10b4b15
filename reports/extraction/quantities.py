"""Numbers with their units, as they stand in the view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from .folding import THOUSANDS
from .lexicon import alternation, late, words
from .model import Comparator

NUMBER = rf"\d+(?:{THOUSANDS}\d{{3}})*(?:\.\d+)?"
SHARE_UNITS = ("%", "‰", "成")
POINT_UNITS = ("个百分点", "百分点", "个点", "个基点", "基点")
RELATIVE_UNITS = (*SHARE_UNITS, *POINT_UNITS, "倍", "位", "位次")
AREA_UNITS = ("亩", "平方米", "公顷", "公里")
_SCALE = "(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)"
_UNITS = words("units", "count") + words("units", "amount") + words("units", "share") + words("units", "fold")
UNIT = alternation(_UNITS)
_SERIES_UNIT = alternation(words("units", "series"))
_MAGNITUDE = r"(?:万亿|亿|万)(?![^\W\da-zA-Z_]?级|人民|[亿万千百]|能|家|维)"
_AFTER_UNIT = r"(?![A-Za-z](?<=[A-Za-z]{2}))"
"""10GWh is no 10 GW; behind a unit in Chinese letters begin a name (176个BIM模型)."""
NOT_UNIT = f"(?!{alternation(words('units', 'not_units'))})"
BOUND_BEHIND = (
    "（含）以[上下内]|内(?=[，。、；])|及以上|以上|之上|以内|之内|以下|左右|上下|之间"
    "|多(?![模元功式层样场点金晶规媒用维渠孔肽糖能边党联])|余(?![热压量额])"
)
_DIGITS = late(
    lambda: (
        rf"(?P<low>\d(?:(?<=GDP.)|(?<=[A-Z][A-Z][A-Z].)(?=\d*[台套])|(?<![A-Za-z\d.第×＋+/\-前].))\d*(?:{THOUSANDS}\d{{3}})*(?:\.\d+)?)"
        rf"(?:(?P<lowunit>%(?=[-—–~～至到]+{NUMBER}%)|{_SCALE}?(?:个?百分点(?=[-—–~～至到]+{NUMBER}个?百分点)|个?(?:亿元|万元)?)|{_SCALE}|[个家公里]{{1,2}})[-—–~～至到]+(?P<high>{NUMBER}))?"
        rf"(?P<many>[余多])?"
        rf"(?:{NOT_UNIT}(?P<unit>{_SCALE}?(?P<many2>[余多])?{NOT_UNIT}{UNIT}){_AFTER_UNIT}"
        rf"|(?P<magnitude>(?:多|余)?{_MAGNITUDE}(?P<many3>[余多])?)"
        rf"|(?P<ratio>[:：∶]1(?!\d))"
        rf"|(?P<series>(?=(?:[、和]{NUMBER}){{1,6}}{NOT_UNIT}(?P<nextunit>{_SCALE}?{_SERIES_UNIT}))))"
        rf"(?P<bracket>（[间户套人米次件台段组辆项]）)?"
        rf"(?P<behind>{BOUND_BEHIND})?"
    )
)
_MIXED = late(
    lambda: (
        rf"(?P<first>\d(?<![A-Za-z\d.第].)\d*(?:\.\d+)?)(?P<scale>[亿万])"
        rf"(?P<rest>\d+(?:\.\d+)?[万千百](?:\d+[千百十])?)"
        rf"(?P<many>[余多])?{NOT_UNIT}(?P<unit>{UNIT})?(?P<behind>{BOUND_BEHIND})?"
    )
)
_IN_STEPS = late(r"[亿万]\d")
_NEGATIVE = late(
    lambda: (
        rf"(?:-(?<=[为是达到至长幅率速]-)|负(?<![减抱担背欠胜自免]负))(?P<low>{NUMBER})(?P<unit>{_SCALE}?{UNIT}){_AFTER_UNIT}"
        rf"(?P<behind>{BOUND_BEHIND})?"
    )
)
_BETWEEN = late("(?:介于|位于|处于|控制在|保持在|稳定在|在)$")
_STEP = late(r"(\d+(?:\.\d+)?)([亿万千百十])")
_STEPS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_BOUNDS = {
    **dict.fromkeys(("以上", "及以上", "之上", "（含）以上"), Comparator.GE),
    **dict.fromkeys(("以内", "内", "之内", "以下", "（含）以下", "（含）以内"), Comparator.LE),
    **dict.fromkeys(("左右", "上下", "多", "余"), Comparator.APPROX),
}
COUNTS = frozenset(words("units", "count"))


def counts(unit: str) -> bool:
    """Whether a unit counts single things."""
    return unit.lstrip("万亿千百十") in COUNTS


class Quantity:
    """A number with its unit: the span of the expression, its value, and the bound that stands behind it."""

    __slots__ = ("background", "behind", "bound", "counts", "end", "form", "high", "start", "tail", "unit", "value")

    def __init__(self, start: int, end: int, value: Decimal, unit: str, form: str) -> None:
        self.start, self.end, self.value, self.form = start, end, value, form
        self.measure_in(unit)
        self.high: Decimal | None = None
        self.bound: Comparator | None = None
        self.background = False
        self.behind: tuple[int, int] | None = None
        self.tail = end

    def bound_by(self, word: str | None, start: int) -> None:
        """Take the bound word that stands behind the number (以上, 左右 …)."""
        if word and word in _BOUNDS:
            self.bound = _BOUNDS[word]
            self.behind = (start, start + len(word))
            self.tail = start + len(word)

    def measure_in(self, unit: str) -> None:
        """Take a unit; it says whether the number `counts` single things, rather than measuring an amount."""
        self.unit = unit
        self.counts = counts(unit)


def apart(found: list[Quantity]) -> Iterator[Quantity]:
    """Return the numbers in the order of the text, without those that overlap an earlier one."""
    found.sort(key=lambda quantity: quantity.start)
    end = -1
    for quantity in found:
        if quantity.start >= end:
            yield quantity
            end = quantity.tail


def restore_units(text: str, found: list[Quantity]) -> None:
    """3.1个、4.6个百分点; 2.6万、1.8万亩: a series writes its unit in full once, behind the last number."""
    for index in range(len(found) - 2, -1, -1):
        quantity = found[index]
        if quantity.unit not in ("个", "万", "亿", ""):
            continue
        following = found[index + 1]
        joined = following.start == quantity.tail + 1 and text[quantity.tail] in "、和"
        if joined and len(following.unit) > len(quantity.unit) and following.unit.startswith(quantity.unit):
            quantity.measure_in(following.unit)


def digit_quantities(text: str) -> Iterator[Quantity]:
    """Return the numbers in digits that have a unit; of two that begin together the whole one first."""
    for match in _MIXED.finditer(text) if _IN_STEPS.search(text) else ():  # few texts hold any
        yield _from_steps(match)
    for match in _NEGATIVE.finditer(text):
        quantity = Quantity(match.start(), match.end("unit"), -_decimal(match["low"]), match["unit"], "number")
        quantity.bound_by(match["behind"], match.end("unit"))
        yield quantity
    for match in _DIGITS.finditer(text):
        yield _from_digits(match)


def join_ranges(text: str, found: list[Quantity]) -> None:
    """介于20家和30家之间 is one range: the second number goes into the first."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        joined = text[first.tail : second.start] in ("和", "与", "至", "到") and first.unit == second.unit
        between = joined and text.startswith("之间", second.end)
        if between and _BETWEEN.search(text, max(0, first.start - 4), first.start):
            first.high, first.bound, first.end = second.value, Comparator.BETWEEN, second.end
            first.tail = second.end + len("之间")
            del found[index + 1]


def _from_steps(match: re.Match[str]) -> Quantity:
    """3亿5000万元 is 3.5 亿元, 7万5千4百人 7.54 万人: one number, written in the scale it begins with."""
    expression = match["first"] + match["scale"] + match["rest"]
    total = sum((Decimal(number) * _STEPS[scale] for number, scale in _STEP.findall(expression)), Decimal(0))
    end = match.end("unit") if match["unit"] else match.end("rest")
    unit = match["scale"] + (match["unit"] or "")
    quantity = Quantity(match.start(), end, total / _STEPS[match["scale"]], unit, "number")
    quantity.tail = match.end()
    if match["behind"]:
        quantity.bound_by(match["behind"], match.start("behind"))
    if match["many"] and quantity.bound is None:
        quantity.bound = Comparator.APPROX
    return quantity


def _from_digits(match: re.Match[str]) -> Quantity:
    unit, end = _unit_of(match)
    quantity = Quantity(match.start("low"), end, _decimal(match["low"]) * _of_scale(match, unit), unit, "number")
    if match["high"]:
        quantity.high = _decimal(match["high"])
        quantity.bound = Comparator.BETWEEN
    quantity.tail = match.end()
    many = any(match.group("many", "many2", "many3")) or (match["magnitude"] or "").startswith(("多", "余"))
    if match["behind"]:
        quantity.bound_by(match["behind"], match.start("behind"))
    if many and quantity.bound is None:
        quantity.bound = Comparator.APPROX
    if match["high"] and quantity.bound is not None:
        quantity.bound = Comparator.BETWEEN
    return quantity


def _of_scale(match: re.Match[str], unit: str) -> Decimal:
    """In 800万到1.2亿元 the low end is 0.08 亿元: it counts in the unit of the high one."""
    if not match["lowunit"]:
        return Decimal(1)
    low, high = (next((scale for scale in "亿万" if scale in each), "") for each in (match["lowunit"], unit))
    return Decimal(_STEPS[low]) / _STEPS[high] if low and high else Decimal(1)


def _unit_of(match: re.Match[str]) -> tuple[str, int]:
    if match["unit"] is not None:
        return match["unit"].replace("余", "").replace("多", ""), match.end("unit")
    if match["magnitude"] is not None:
        return match["magnitude"].replace("余", "").replace("多", ""), match.end("magnitude")
    if match["ratio"] is not None:
        return "∶1", match.end("ratio")
    return match["nextunit"], match.end("low")


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(THOUSANDS, ""))
