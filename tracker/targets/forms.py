"""What a reviewer sets on a target."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentField, DepartmentsField
from reports.organisation.models import Department
from reports.shared.fields import SEPARATORS, DayField, FigureField
from reports.shared.figures import parse_figure
from reports.shared.requests import id_in
from tracker.evaluation import Schedule
from tracker.indicators.models import DIRECTION_CHOICES, FREQUENCY_CHOICES
from tracker.targets.models import Target
from tracker.targets.services import PlannedStage
from tracker.verdicts.labels import VERDICT_CHOICES

YEARS_AHEAD = 5


def check_deadline(deadline: dt.date, year: int) -> dt.date:
    """Return the deadline of a promise for `year`.

    Raises ValidationError for one before that year, or so long after it that a slip of the pen is likelier.
    """
    if year <= deadline.year <= year + YEARS_AHEAD:
        return deadline
    message = _("%(typed)s cannot be right: the report plans for %(first)s. Choose a day from then to %(last)s.")
    params = {"typed": deadline.year, "first": year, "last": year + YEARS_AHEAD}
    raise ValidationError(message, code="other_year", params=params)


class ScheduleField(forms.CharField):
    """Twelve cumulative percentages in one line, as they come out of a spreadsheet's row; nothing for equal steps."""

    def to_python(self, value: Any) -> Any:
        """Return the percentages as numbers that JSON keeps, or an empty list."""
        shares = [
            parse_figure(part, "%") for part in SEPARATORS.split((super().to_python(value) or "").strip()) if part
        ]
        if not shares:
            return []
        try:
            Schedule(tuple(share / 100 for share in shares))
        except ValueError as error:
            message = _("Enter twelve percentages, January to December, that never fall and end at 100; or none.")
            raise ValidationError(message, code="schedule") from error
        return [int(share) if share == share.to_integral_value() else float(share) for share in shares]

    def prepare_value(self, value: Any) -> Any:
        """Show the percentages in one line."""
        return " ".join(f"{Decimal(str(each)):f}" for each in value) if isinstance(value, list) else value


class ReasonForm(forms.Form):
    """Every change says why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class TermsForm(ReasonForm):
    """Who does it, by when, and how it is judged. What is promised stays as the report says it."""

    lead = forms.Field()
    supporting = forms.CharField()
    deadline = DayField(label=_("Deadline"))
    target_class = forms.ChoiceField(label=_("Class"), choices=Target.TargetClass.choices)
    frequency = forms.ChoiceField(label=_("Filing frequency"), choices=FREQUENCY_CHOICES)
    direction = forms.ChoiceField(label=_("Good direction"), choices=DIRECTION_CHOICES)
    accumulates = forms.BooleanField(label=_("Adds up over the year"), required=False)
    baseline = FigureField(label=_("Value before the year"), required=False)
    reference = FigureField(
        label=_("Figure to compare with"),
        required=False,
        help_text=_("The other place's or the upper level's figure, for a target that is relative to it."),
    )
    schedule = ScheduleField(
        label=_("Own schedule"),
        required=False,
        help_text=_("Twelve cumulative percentages from January to December; leave empty for equal steps."),
    )

    field_order = (
        "version", "lead", "supporting", "deadline", "target_class", "frequency", "direction", "accumulates",
        "baseline", "reference", "schedule", "reason",
    )  # fmt: skip

    def __init__(self, target: Target, **kwargs: Any) -> None:
        super().__init__(prefix="terms", initial=_terms(target), **kwargs)
        self.year = target.year
        for name in ("baseline", "reference"):
            self.fields[name].unit = target.unit  # type: ignore[attr-defined]
        departments = list(Department.objects.filter(region=target.region_id))
        self.fields["lead"] = DepartmentField(label=_("Lead department"), departments=departments)
        self.fields["supporting"] = DepartmentsField(label=_("Supporting departments"), departments=departments)
        self.fields["supporting"].widget.attrs["list"] = "departments"
        self.order_fields(self.field_order)

    def clean_deadline(self) -> dt.date:
        """Refuse a deadline that does not fit the target's year."""
        return check_deadline(self.cleaned_data["deadline"], self.year)

    def changes(self) -> dict[str, Any]:
        """Return the fields of the target with their new values."""
        return {name: self.cleaned_data[name] for name in TERMS}


TERMS = (
    "lead", "deadline", "target_class", "frequency", "direction", "accumulates", "baseline", "reference", "schedule",
)  # fmt: skip


def _terms(target: Target) -> dict[str, Any]:
    terms = {name: getattr(target, name) for name in TERMS}
    return terms | {"version": target.version, "supporting": tuple(target.supporting.all())}


class VerdictForm(ReasonForm):
    """A reviewer's judgement of a target without a number."""

    verdict = forms.ChoiceField(label=_("Verdict"), choices=[("", _("not judged")), *VERDICT_CHOICES], required=False)
    field_order = ("version", "verdict", "reason")

    def __init__(self, target: Target, **kwargs: Any) -> None:
        initial = {"version": target.version, "verdict": target.verdict, "reason": target.verdict_reason}
        super().__init__(prefix="verdict", initial=initial, **kwargs)


class WithdrawForm(ReasonForm):
    """Why a target is withdrawn or taken up again."""

    def __init__(self, target: Target, **kwargs: Any) -> None:
        super().__init__(prefix="withdraw", initial={"version": target.version}, **kwargs)


class StageForm(forms.Form):
    """One step of a milestone; an empty name removes it."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Stage"), max_length=60, required=False)
    planned_on = DayField(label=_("Planned on"), required=False)
    done_on = DayField(label=_("Done on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean(self) -> dict[str, Any]:
        """A named stage needs its planned day."""
        data = super().clean() or self.cleaned_data
        if data.get("name") and not data.get("planned_on") and "planned_on" not in self.errors:
            self.add_error("planned_on", _("Enter the planned day."))
        return data


class BaseStageFormSet(forms.BaseFormSet):
    """The stages of a milestone with one empty row for a new one, and the version of the target that was seen."""

    version_seen: int

    @property
    def version(self) -> int:
        """The version of the target that the reviewer saw; 0 where none was sent."""
        sent = self.data.get("stages-version", "") if self.is_bound else str(self.version_seen)
        return id_in(sent) or 0

    def planned(self) -> list[PlannedStage]:
        """Return the stages as the reviewer wants them."""
        return [
            PlannedStage(data["name"], data["planned_on"], data["done_on"], data["pk"])
            for data in (form.cleaned_data for form in self.forms)
            if data.get("name")
        ]


_StageFormSet = forms.formset_factory(StageForm, formset=BaseStageFormSet, extra=1)


def stage_forms(target: Target, data: Any = None) -> BaseStageFormSet:
    """Return the form rows for the stages of `target`."""
    initial = [
        {"pk": each.pk, "name": each.name, "planned_on": each.planned_on, "done_on": each.done_on}
        for each in target.stages.all()
    ]
    rows = cast("BaseStageFormSet", _StageFormSet(data, initial=initial, prefix="stages"))
    rows.version_seen = target.version
    return rows
