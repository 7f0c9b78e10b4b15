"""Figures as offices type them, or paste them out of a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reports.shared.units import SCALES, base_of

NUMBER = re.compile(r"(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>[^\d.,()+\-]+)?", re.ASCII)
SIGNS = re.compile(r"(?P<before>[+-]?)(?P<currency>[¥$€]?)(?P<behind>[+-]?)")
BRACKETS = re.compile(r"(?P<currency>[¥$€]?)\((?P<inside>[^()]+)\)")
CURRENCIES = {"¥": "元", "$": "美元", "€": "欧元", "": ""}
WHOLE_DIGITS, DECIMALS = 18, 6
_WIDE = Context(prec=60)


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """What was typed as it is understood, in the unit that was asked for.

    `is_plain` says that it can mean nothing else; brackets, a currency's sign and a scale of one's own are better shown
    to the writer before they are stored.
    """

    value: Decimal
    is_plain: bool = True


def parse_figure(text: str, unit: str = "") -> Decimal:
    """Return the number in `text`, see `read_figure`."""
    return read_figure(text, unit).value


def read_figure(text: str, unit: str = "") -> TypedFigure:
    """Read a figure in `unit`: 12.5, 1,200, full-width digits, a minus of any kind, with or without the unit.

    Also as a spreadsheet shows it: ¥1,234.00 where the unit is money, (1,234) for a negative number; and with a scale
    of its own: 1.2亿, 1.2亿元 or 12000万元 where the unit is 亿元, 万元 or 元.

    Raises ValidationError with code `invalid`, `other_unit` where the words behind the number are another unit's, or
    `too_precise` where it would have to be rounded to be kept. Nothing is read in part.
    """
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("\N{MINUS SIGN}", "-")
    unit = re.sub(r"\s", "", unicodedata.normalize("NFKC", unit))
    brackets = BRACKETS.fullmatch(bare.removesuffix(unit) if unit else bare)
    if brackets:
        figure = _unsigned(brackets["inside"], unit, brackets["currency"], text)
        return TypedFigure(_kept(-figure.value, text), is_plain=False)
    signs = SIGNS.match(bare)
    if signs is None or (signs["before"] and signs["behind"]):
        raise _invalid(text)
    figure = _unsigned(bare[signs.end() :], unit, signs["currency"], text)
    negative = "-" in (signs["before"], signs["behind"])
    return TypedFigure(_kept(-figure.value if negative else figure.value, text), figure.is_plain)


def _unsigned(bare: str, unit: str, currency: str, text: str) -> TypedFigure:
    found = NUMBER.fullmatch(bare)
    if found is None:
        raise _invalid(text)
    if currency and base_of(unit)[1] != CURRENCIES[currency]:
        raise _other_unit(text, unit)
    number = Decimal(found["number"].replace(",", ""))
    typed = found["unit"] or ""
    if typed in ("", unit):
        return TypedFigure(number, is_plain=not currency)
    with localcontext(_WIDE):
        steps = _steps(typed, unit, text)
        return TypedFigure(number * steps, is_plain=steps == 1 and not currency)


def _steps(typed: str, unit: str, text: str) -> Decimal:
    """How many of the unit one of the typed unit is: 10000 for 亿 or 亿元 where the unit is 万元."""
    scale, bare = base_of(typed)
    if bare in SCALES:
        scale, bare = scale * SCALES[bare], ""
    wanted_scale, wanted = base_of(unit)
    if not unit or unit.startswith(("%", "‰")) or bare not in ("", wanted):
        raise _other_unit(text, unit) if unit else _invalid(text)
    return Decimal(scale) / wanted_scale


def _kept(value: Decimal, text: str) -> Decimal:
    """Return the number if all its digits can be kept."""
    if abs(value) >= 10**WHOLE_DIGITS or value != round(value, DECIMALS):
        message = _("“%(text)s” has too many digits: at most 18 before and 6 behind the point can be kept.")
        raise ValidationError(message, code="too_precise", params={"text": text.strip()})
    return value + 0  # no −0


def _invalid(text: str) -> ValidationError:
    message = _("“%(text)s” is not a number. Write it like 12.5 or 1,200.")
    return ValidationError(message, code="invalid", params={"text": text.strip()})


def _other_unit(text: str, unit: str) -> ValidationError:
    message = _("“%(text)s” is given in another unit. Enter the figure in %(unit)s.")
    return ValidationError(message, code="other_unit", params={"text": text.strip(), "unit": unit})
