"""Fields that take what offices type: figures with commas or full-width digits, days."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

from reports.shared.display import plain
from reports.shared.figures import parse_figure

SEPARATORS = re.compile(r"[、,，;；\s]+")


class FigureField(forms.CharField):
    """A number as people type it; `unit` may be typed behind it."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "figure", "maxlength": "60"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs)} | kwargs)

    def to_python(self, value: Any) -> Any:
        """Return a Decimal, or None when nothing was typed."""
        text = super().to_python(value)
        return parse_figure(text, self.unit) if text else None

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number without trailing zeros and what was typed as it was typed."""
        return plain(value).replace("\N{MINUS SIGN}", "-") if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"])
        super().__init__(**kwargs)
