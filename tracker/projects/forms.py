"""Forms: a project, the days of its stages, a month's investment, a need and how it was met."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentField
from reports.organisation.models import Department
from reports.shared.display import month_name
from reports.shared.fields import DayField, FigureField, RowsField
from reports.shared.form_rendering import SelectMultiple
from tracker.projects.filings import UNIT
from tracker.projects.models import NeedKind, Project, ProjectKind
from tracker.projects.services import STAGE_FIELDS
from tracker.targets.models import Target

DAY_LABELS = {
    field.name: field.verbose_name
    for field in Project._meta.concrete_fields
    if field.get_internal_type() == "DateField"
}
PLANNED = ("start_planned", "in_use_planned", "at_capacity_planned")


def _day(name: str) -> DayField:
    return DayField(label=DAY_LABELS[name], required=False)


class StagesForm(forms.Form):
    """The days on which stages were reached: what the lead department keeps."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, project: Project | None = None, **kwargs: Any) -> None:
        names = (*STAGE_FIELDS, *self.more_days)
        initial = {name: getattr(project, name) for name in names} if project else {}
        super().__init__(initial=initial | {"version": project.version if project else 0}, **kwargs)
        self.fields |= {name: _day(name) for name in names}

    more_days: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """Return what was typed for the fields of a project."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", *self.apart)}

    apart: tuple[str, ...] = ()


class ProjectForm(StagesForm):
    """A whole project: what the office keeps."""

    more_days = (*PLANNED, "stopped_on")
    apart = ("targets", "planned")

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind of project"), choices=ProjectKind.choices)
    lead = forms.Field()
    owner = forms.CharField(label=_("Project owner"), max_length=120, required=False)
    content = forms.CharField(
        label=_("What is built"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    total = FigureField(label=_("Total investment (10,000 yuan)"), unit=UNIT, required=False)
    planned = FigureField(unit=UNIT, required=False)
    targets = RowsField(
        label=_("Targets that it serves"),
        queryset=Target.objects.none(),
        required=False,
        widget=SelectMultiple(attrs={"size": 6}),
        help_text=_("A project may serve several; its investment is added to none of them twice."),
    )

    def __init__(
        self, departments: Iterable[Department], targets: Any, year: int, planned: Any, project: Project, **kwargs: Any
    ) -> None:
        super().__init__(project if project.pk else None, **kwargs)
        self.fields["lead"] = DepartmentField(label=_("Lead department"), departments=departments)
        self.fields["targets"].queryset = targets  # type: ignore[attr-defined]
        self.fields["planned"].label = _("Investment planned for %(year)d (10,000 yuan)") % {"year": year}
        if project.pk:
            names = ("name", "kind", "lead", "owner", "content", "total")
            self.initial.update({name: getattr(project, name) for name in names})
            self.initial.update(targets=list(project.targets.all()), planned=planned)
        self.order_fields(["name", "kind", "lead", "owner", "content", "total", "planned", "signed_on",
                           "start_planned", "started_on", "in_use_planned", "in_use_on", "at_capacity_planned",
                           "at_capacity_on", "in_statistics_on", "stopped_on", "targets"])  # fmt: skip


class MonthForm(forms.Form):
    """A month's money, counted from January."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=int)
    amount = FigureField(label=_("Spent since January (10,000 yuan)"), unit=UNIT)
    words = forms.CharField(label=_("Progress made"), max_length=500, required=False)

    def __init__(self, months: Iterable[int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["month"].choices = [(each, month_name(each)) for each in months]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """The office's answer to a filed month."""

    version = forms.IntegerField(min_value=0)
    note = forms.CharField(max_length=500, required=False)


class NeedForm(forms.Form):
    """What a project needs."""

    kind = forms.ChoiceField(label=_("Kind"), choices=NeedKind.choices)
    words = forms.CharField(label=_("What is needed"), max_length=300)
    due = DayField(label=_("Needed by"))


class MetForm(forms.Form):
    """How a need was met."""

    words = forms.CharField(label=_("How it was met"), max_length=300)
