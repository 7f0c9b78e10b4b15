"""Figures as offices type them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
WHOLE_DIGITS, DECIMALS = 18, 6


def parse_figure(text: str, unit: str = "") -> Decimal:
    """Return the number in `text`: 12.5, 1,200, full-width digits, a minus of any kind, with or without the unit.

    Raises ValidationError with code `invalid`, or `too_precise` where it would have to be rounded to be kept.
    """
    bare = unicodedata.normalize("NFKC", text).strip().replace("\N{MINUS SIGN}", "-")
    bare = bare.removesuffix(unicodedata.normalize("NFKC", unit)).replace(" ", "")
    if not NUMBER.fullmatch(bare):
        message = _("“%(text)s” is not a number. Write it like 12.5 or 1,200.")
        raise ValidationError(message, code="invalid", params={"text": text.strip()})
    value = Decimal(bare.replace(",", ""))
    if -int(value.as_tuple().exponent) > DECIMALS or abs(value) >= 10**WHOLE_DIGITS:
        message = _("“%(text)s” has too many digits: at most 18 before and 6 behind the point can be kept.")
        raise ValidationError(message, code="too_precise", params={"text": text.strip()})
    return value
