"""Fields that take what offices type: figures with commas or full-width digits, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from reports.shared.display import amount, plain
from reports.shared.figures import read_figure
from reports.shared.form_rendering import Select, SelectMultiple

SEPARATORS = re.compile(r"[、,，;；\s]+")


class FigureInput(forms.TextInput):
    """A line for a figure; beside it, unseen, what the writer is told that it is `understood` as.

    `confirmed` is what came back of that.
    """

    understood = confirmed = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed, and remember what was shown for it before."""
        self.confirmed = data.get(f"{name}-understood", "")
        return super().value_from_datadict(data, files, name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Add what is to be confirmed by sending the form again."""
        line = super().render(name, value, attrs, renderer)
        if not self.understood:
            return line
        return line + format_html('<input type="hidden" name="{}-understood" value="{}">', name, self.understood)


class FigureField(forms.CharField):
    """A number as people type or paste it, in `unit`.

    What could be misread (brackets, a currency's sign, a scale of its own) is shown as it is understood and taken when
    the form is sent again unchanged.
    """

    widget = FigureInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "figure", "maxlength": "60"})

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return a Decimal, or None when nothing was typed."""
        text = super().to_python(value)
        if not text:
            return None
        figure = read_figure(text, self.unit)
        if not figure.is_plain:
            self._require_confirmation(text, figure.value)
        return figure.value

    def _require_confirmation(self, text: str, value: Decimal) -> None:
        self.widget.understood = plain(value)
        if self.widget.confirmed != self.widget.understood:
            message = _("“%(text)s” is understood as %(amount)s. Send it again if that is right.")
            params = {"text": text, "amount": amount(value, self.unit)}
            raise ValidationError(message, code="confirm", params=params)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number without trailing zeros and what was typed as it was typed."""
        return plain(value).replace("\N{MINUS SIGN}", "-") if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"])
        super().__init__(**kwargs)


class _Offered(ModelChoiceIterator):
    field: RowField | RowsField

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.field.offered(self.queryset)


class RowField(forms.ModelChoiceField):
    """One row out of hundreds, which are offered by key and words and never read whole."""

    widget = Select
    iterator = _Offered

    def offered(self, rows: QuerySet[Any]) -> Iterable[tuple[Any, str]]:
        """Return the keys of rows, and what they are called."""
        raise NotImplementedError


class RowsField(forms.ModelMultipleChoiceField):
    """Several such rows, by their names."""

    widget = SelectMultiple
    iterator = _Offered

    def offered(self, rows: QuerySet[Any]) -> Iterable[tuple[Any, str]]:
        """Return the keys of rows, and what they are called."""
        return rows.values_list("pk", "name")
