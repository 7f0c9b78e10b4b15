"""Fields of a target's terms: a schedule in one line, a weight, the target that it is part of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentsField
from reports.organisation.models import Department
from reports.shared.display import plain
from reports.shared.fields import SEPARATORS
from reports.shared.figures import parse_figure
from tracker.evaluation import Schedule
from tracker.targets.models import Target

QUARTERS = 4
MONTHS_OF_A_QUARTER = 3


class ScheduleField(forms.CharField):
    """Cumulative percentages in one line, twelve months or four quarters, as they come out of a spreadsheet's row."""

    def to_python(self, value: Any) -> Any:
        """Return the percentages of the months as numbers that JSON keeps, or an empty list for equal steps."""
        typed = (super().to_python(value) or "").strip()
        shares = [parse_figure(part, "%") for part in SEPARATORS.split(typed) if part]
        if not shares:
            return []
        if len(shares) == QUARTERS:
            shares = _by_month(shares)
        try:
            Schedule(tuple(share / 100 for share in shares))
        except ValueError as error:
            message = _(
                "Enter twelve percentages (January to December) or four (ends of the quarters) "
                "that never fall and end at 100; or none."
            )
            raise ValidationError(message, code="schedule") from error
        return [int(share) if share == share.to_integral_value() else float(share) for share in shares]

    def prepare_value(self, value: Any) -> Any:
        """Show the percentages in one line."""
        return " ".join(f"{Decimal(str(each)):f}" for each in value) if isinstance(value, list) else value


def _by_month(quarters: Sequence[Decimal]) -> list[Decimal]:
    """The percentages of twelve months: within a quarter in equal steps, rounded down to a hundredth."""
    months, before = [], Decimal(0)
    for share in quarters:
        step = (share - before) / MONTHS_OF_A_QUARTER
        months += [(before + step * number).quantize(Decimal("0.01"), "ROUND_DOWN") for number in (1, 2)] + [share]
        before = share
    return months


class WeightField(forms.DecimalField):
    """How much a target counts beside the others, shown without trailing zeros."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=7, decimal_places=2, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show 1.00 as 1."""
        return plain(value) if isinstance(value, Decimal) else value


class LeadField(DepartmentsField):
    """One department by its short or full name, as it is typed into a row."""

    def to_python(self, value: Any) -> Any:
        """Return the department, or None when nothing was typed."""
        found = super().to_python(value)
        if len(found) > 1:
            raise ValidationError(_("Exactly one department leads. The others support it."), code="several_leads")
        return found[0] if found else None

    def prepare_value(self, value: Any) -> Any:
        """Show the department's name as the reader knows it."""
        return value.label if isinstance(value, Department) else value


class ParentField(forms.IntegerField):
    """The target that this one is part of (其中), by its number in the same task table."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, targets: Mapping[int, Target], **kwargs: Any) -> None:
        self.targets = targets
        super().__init__(required=False, min_value=1, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the target, or None when nothing was typed."""
        number = super().clean(value)
        if number is not None and number not in self.targets:
            raise ValidationError(_("There is no target with this number in the task table."), code="unknown")
        return self.targets[number] if number is not None else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers."""
        return str(self.prepare_value(initial) or "") != str(data or "").strip()

    def prepare_value(self, value: Any) -> Any:
        """Show the number."""
        return value.number if isinstance(value, Target) else value
