"""A box of a grid or a workbook as it was typed: nothing, “not known”, or a figure in the target's unit."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.shared.display import amount
from reports.shared.figures import read_figure

NOT_KNOWN = re.compile(r"[-–—―−]+|\.{2,}|[…·]+|[/／]|暂无|未知|不详|无法统计|n/?a", re.IGNORECASE)
"""What offices write into a box whose figure nobody has yet; a zero is a figure."""


@dataclass(frozen=True, slots=True)
class TypedBox:
    """What stands in a box.

    `taken_as` says how a figure is understood that had to be converted; `error` why it is none. One of both at most.
    """

    text: str
    value: Decimal | None = None
    is_not_known: bool = False
    taken_as: str = ""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.text


def read_box(text: str, unit: str) -> TypedBox:
    """Read what was typed or pasted into a box for a figure in `unit`; see `read_figure` for what is one."""
    text = text.strip()
    if not text:
        return TypedBox("")
    if NOT_KNOWN.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text))):
        return TypedBox(text, is_not_known=True)
    try:
        figure = read_figure(text, unit)
    except ValidationError as error:
        return TypedBox(text, error=error.messages[0])
    return TypedBox(text, figure.value, taken_as="" if figure.is_plain else _taken_as(text, figure.value, unit))


def _taken_as(text: str, value: Decimal, unit: str) -> str:
    return _("“%(text)s” is taken as %(amount)s.") % {"text": text, "amount": amount(value, unit)}
