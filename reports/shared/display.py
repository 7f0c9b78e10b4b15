"""Figures in words: no trailing zeros, their unit, a real minus sign, dates and months as the reader writes them."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.shared.language import is_chinese
from reports.shared.rounding import gap_for_display, percent_for_display, round_half_up
from reports.shared.units import DAYS, PER_MILLE_POINTS, PERCENTAGE_POINTS, RANKS

MINUS = "\N{MINUS SIGN}"
UNKNOWN = "—"
PLACES_OF_DERIVED = 2
UNITS_WRITTEN_CLOSE = ("%", "％", "‰", "∶", ":", "：")
UNIT_WORDS = {
    PERCENTAGE_POINTS: gettext_lazy("percentage points"),
    f"个{PERCENTAGE_POINTS}": gettext_lazy("percentage points"),
    PER_MILLE_POINTS: gettext_lazy("per mille points"),
    f"个{PER_MILLE_POINTS}": gettext_lazy("per mille points"),
    DAYS: gettext_lazy("days"),
    RANKS: gettext_lazy("places"),
}


def plain(value: Decimal | int) -> str:
    """Return a number as it was filed, without trailing zeros: 20.000000 is 20, 0.50 is 0.5."""
    text = format(Decimal(value), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return MINUS + text[1:] if text.startswith("-") and text != "-0" else text.removeprefix("-")


def with_unit(number: str, unit: str) -> str:
    """Return a number that is already written and its unit: close in Chinese, and so does % in every language."""
    if unit.startswith(UNITS_WRITTEN_CLOSE) or is_chinese():
        return f"{number}{unit_word(unit)}"
    return f"{number} {unit_word(unit)}".rstrip()


def unit_word(unit: str) -> str:
    """Return a unit as the reader calls it; only differences and days have a name in every language."""
    return str(UNIT_WORDS.get(unit, unit))


def amount(value: Decimal | int | None, unit: str = "") -> str:
    """Return a number with its unit: 7%, 20家; a dash where none is known."""
    return UNKNOWN if value is None else with_unit(plain(value), unit)


def derived(value: Decimal, unit: str = "") -> str:
    """Return a computed amount, rounded for display."""
    return amount(round_half_up(value, PLACES_OF_DERIVED), unit)


def at_least(value: Decimal, unit: str = "") -> str:
    """Return a computed amount that must be reached, rounded so that reaching what is printed is enough."""
    return amount(value.quantize(Decimal("0.01"), rounding=ROUND_CEILING), unit)


def at_most(value: Decimal, unit: str = "") -> str:
    """Return a computed amount that must not be passed, rounded so that keeping to what is printed is enough."""
    return amount(value.quantize(Decimal("0.01"), rounding=ROUND_FLOOR), unit)


def percent(share: Decimal) -> str:
    """Return a share as per cent with one decimal: 0.4 is 40.0%."""
    return f"{percent_for_display(share)}%".replace("-", MINUS)


def gap(value: Decimal, unit: str) -> str:
    """Return a difference with its sign and unit: +2.0个百分点, −3天."""
    points = unit.endswith((PERCENTAGE_POINTS, PER_MILLE_POINTS))
    shown = gap_for_display(value, 1 if points else PLACES_OF_DERIVED)
    number = str(abs(shown)) if points else plain(abs(shown))
    sign = "+" if shown > 0 else MINUS if shown < 0 else ""
    return with_unit(sign + number, unit)


def day(value: dt.date) -> str:
    """Return a date as the reader writes it."""
    return date_format(value, "DATE_FORMAT")


def month_name(month: int) -> str:
    """Return a month as the reader writes it: 6月, June."""
    return f"{month}月" if is_chinese() else str(MONTH_NAMES[month])


def month_choices() -> list[tuple[int, str]]:
    """Return the months with their names, as a form or a filter offers them."""
    return [(month, month_name(month)) for month in range(1, 13)]


def month_short(month: int) -> str:
    """Return a month in as few letters as the reader knows: 6月, Jun."""
    return month_name(month)[: 3 if not is_chinese() else None]


def year_month(year: int, month: int) -> str:
    """Return a month of a year as the reader writes it: 2024年6月, June 2024."""
    return _("%(month)s %(year)s") % {"year": year, "month": month_name(month)}


def days(count: int) -> str:
    """Return a number of days."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def months(count: int) -> str:
    """Return a number of months."""
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}
