"""Fields that take what offices type: figures with commas or full-width digits, departments by their short names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reports.figures import parse_figure
from reports.models import Department
from tracker.words.display import plain

YEARS_AHEAD = 5
SEPARATORS = re.compile(r"[、,，;；\s]+")


def check_deadline(deadline: dt.date, year: int) -> dt.date:
    """Return the deadline of a promise for `year`.

    Raises ValidationError for one before that year, or so long after it that a slip of the pen is likelier.
    """
    if year <= deadline.year <= year + YEARS_AHEAD:
        return deadline
    message = _("%(typed)s cannot be right: the report plans for %(first)s. Choose a day from then to %(last)s.")
    params = {"typed": deadline.year, "first": year, "last": year + YEARS_AHEAD}
    raise ValidationError(message, code="other_year", params=params)


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


class DepartmentField(forms.TypedChoiceField):
    """One department out of those at hand, which are looked up once for a whole page."""

    def __init__(self, *, departments: Iterable[Department], **kwargs: Any) -> None:
        by_key = {str(each.pk): each for each in departments}
        choices = [(key, each.label) for key, each in by_key.items()]
        choices = choices if kwargs.get("required", True) else [("", "—"), *choices]
        super().__init__(choices=choices, coerce=by_key.__getitem__, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Choose the department that is given."""
        return value.pk if isinstance(value, Department) else value


class DepartmentsField(forms.CharField):
    """Several departments in one line, by short or full name, separated by 、 or commas."""

    def __init__(self, *, departments: Iterable[Department], **kwargs: Any) -> None:
        self.by_name = {
            name: each for each in departments for name in (each.name_en, each.name, each.short_name) if name
        }
        super().__init__(**{"required": False} | kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the departments in the order in which they were typed, each once."""
        text = (super().to_python(value) or "").strip()
        names = [text] if text in self.by_name else [name for name in SEPARATORS.split(text) if name]
        unknown = [name for name in names if name not in self.by_name]
        if unknown:
            message = _("There is no department “%(names)s” in this region. Use the names of the list.")
            raise ValidationError(message, code="unknown", params={"names": "、".join(unknown)})
        return tuple(dict.fromkeys(self.by_name[name] for name in names))

    def prepare_value(self, value: Any) -> Any:
        """Show the departments' names as the reader knows them."""
        return value if isinstance(value, str) or value is None else "、".join(each.label for each in value)
