"""Setting a fund up with its lines, and filing what was spent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentField
from reports.organisation.models import Department, Region
from reports.shared import display
from reports.shared.fields import FigureField
from tracker.funds.models import SOME, UNIT, Fund
from tracker.funds.services import Line
from tracker.targets.models import Target

SPARE_LINES = 3


class FundForm(forms.ModelForm):
    """A fund of one region and year."""

    class Meta:
        model = Fund
        fields = ("name", "lead", "total", "target", "version")
        widgets = {"version": forms.HiddenInput}

    def __init__(self, *args: Any, region: Region, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.region, self.instance.year = region, year
        departments = Department.objects.filter(region=region, is_active=True).order_by("order", "name")
        self.fields["lead"] = DepartmentField(label=_("Lead department"), departments=departments)
        self.fields["target"].queryset = Target.objects.of(region, year).filter(is_withdrawn=False)  # type: ignore[attr-defined]
        self.fields["total"] = FigureField(label=_("Total, ten thousand yuan"), unit=UNIT, validators=[SOME])


class LineForm(forms.Form):
    """A part; a line without name and amount is none."""

    name = forms.CharField(label=_("Part"), max_length=100, required=False)
    amount = FigureField(label=_("Amount, ten thousand yuan"), unit=UNIT, required=False, validators=[SOME])

    def clean(self) -> dict[str, Any]:
        """Ask for both or neither."""
        data = super().clean() or {}
        if bool(data.get("name")) != (data.get("amount") is not None) and not self.errors:
            raise forms.ValidationError(_("A part needs a name and an amount."))
        return data


Lines = forms.formset_factory(LineForm, extra=SPARE_LINES, max_num=50)


def typed_lines(lines: forms.BaseFormSet) -> list[Line]:
    """Return the parts that were typed."""
    rows = [form.cleaned_data for form in lines.forms if form.cleaned_data.get("name")]
    return [(row["name"], row["amount"]) for row in rows]


class SpendingForm(forms.Form):
    """What was spent since January up to the end of a month."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=int)
    amount = FigureField(label=_("Spent since January, ten thousand yuan"), unit=UNIT)

    def __init__(self, months: range, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(month, display.month_name(month)) for month in reversed(months)]  # type: ignore[attr-defined]


class SeenForm(forms.Form):
    """The figure that the office saw when it approved."""

    seen = forms.DecimalField(max_digits=16, decimal_places=2)
