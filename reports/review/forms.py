"""Forms of the review: they check and return values, services write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reports.library.models import Comparator, Kind, Measure, Statement
from reports.library.services.statement_rows import MEANING
from reports.review.marked_words import locate
from reports.shared.fields import FigureField

CHOICES = {"kind": Kind, "measure": Measure, "comparator": Comparator}


class StatementForm(forms.ModelForm):
    """What a statement means."""

    value = FigureField(label=_("Value"), required=False)
    value_high = FigureField(label=_("Upper value"), required=False)

    field_order = (
        "quote",
        "indicator",
        "kind",
        "year",
        "measure",
        "comparator",
        "value",
        "value_high",
        "unit",
        "parent",
        "stretch",
    )

    class Meta:
        model = Statement
        fields = MEANING

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in CHOICES.items():
            self.fields[name].choices = [("", _("choose")), *options.choices]  # type: ignore[attr-defined]
        unit = self.data.get("unit") or self.instance.unit
        self.fields["value"].unit = self.fields["value_high"].unit = unit  # type: ignore[attr-defined]
        for name, bound in self.fields.items():
            bound.widget.attrs["class"] = f"{_style(bound.widget)} field-{name}"

    def clean(self) -> dict[str, Any]:
        """Require a number where the terms need one, and an upper value exactly for a range."""
        data = super().clean() or {}
        comparator, value, high = data.get("comparator"), data.get("value"), data.get("value_high")
        if value is None and "value" not in self.errors and _needs_number(data):
            self.add_error("value", _("Give the number, or say that it is a standard in words."))
        if comparator == Comparator.BETWEEN and high is None and "value_high" not in self.errors:
            self.add_error("value_high", _("A range needs an upper value."))
        if comparator != Comparator.BETWEEN and high is not None:
            self.add_error("value_high", _("Only a range (between) has an upper value."))
        if value is not None and high is not None and high < value:
            self.add_error("value_high", _("The upper value is below the value."))
        return data

    @property
    def values(self) -> dict[str, Any]:
        """The meaning that was entered."""
        return {name: self.cleaned_data[name] for name in MEANING}


def _style(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select form-select-sm" if isinstance(widget, forms.Select) else "form-control form-control-sm"


def _needs_number(data: dict[str, Any]) -> bool:
    in_words = data.get("comparator") in (Comparator.QUALITATIVE, Comparator.RELATIVE)
    return data.get("kind") != Kind.MILESTONE and not in_words


class AddForm(StatementForm):
    """A statement that a person found, with the words of the text that carry it."""

    quote = forms.CharField(
        label=_("Words in the text"),
        max_length=500,
        help_text=_("The number with its unit, exactly as the text has it."),
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )
    near = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text = text

    def clean(self) -> dict[str, Any]:
        """Find the words in the text, the occurrence nearest to where the reader was."""
        data = super().clean()
        if "quote" in data and "near" in data:
            data["span"] = locate(self.text, data["quote"], near=data["near"])
            if data["span"] is None:
                self.add_error("quote", _("These words are not in the text. Copy them from it."))
        return data


class SplitForm(forms.Form):
    """The names of the parts of a statement, one a line."""

    names = forms.CharField(
        label=_("Names, one a line"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control form-control-sm"}),
    )

    def clean_names(self) -> list[str]:
        """Return the names; there must be at least two, none too long."""
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(names) < 2:
            raise ValidationError(_("Give at least two names, one a line."))
        if any(len(name) > 300 for name in names):
            raise ValidationError(_("A name may have at most 300 characters."))
        return names
