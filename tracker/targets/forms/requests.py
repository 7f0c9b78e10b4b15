"""What a department asks for, and what a reviewer decides of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentField
from reports.shared.fields import DayField, FigureField
from tracker.targets.change_requests import Wish
from tracker.targets.forms.terms import Choices, check_deadline
from tracker.targets.models import Kind, Target


class RequestForm(forms.Form):
    """Another value, deadline or lead department, or withdrawal, and why."""

    kind = forms.ChoiceField(label=_("What should change"), choices=Kind.choices)
    value = FigureField(label=_("New value"), required=False)
    value_high = FigureField(label=_("New upper value"), required=False)
    deadline = DayField(label=_("New deadline"), required=False)
    lead = forms.Field()
    reason = forms.CharField(label=_("Reason"), max_length=300)
    decision = forms.CharField(
        label=_("Decision"),
        max_length=120,
        required=False,
        help_text=_("The number or the meeting of the decision; a binding target does not change without."),
    )

    field_order = ("kind", "value", "value_high", "deadline", "lead", "reason", "decision")

    def __init__(self, target: Target, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(prefix="request", **kwargs)
        self.target = target
        self.fields["lead"] = DepartmentField(
            label=_("New lead department"), departments=choices.departments, required=False
        )
        for name in ("value", "value_high"):
            self.fields[name].unit = target.unit  # type: ignore[attr-defined]
        if target.value is None:
            del self.fields["value"]
        unfit = {Kind.VALUE} if target.value is None else set()
        unfit |= set() if target.nature == Target.Nature.BINDING else {Kind.NATURE}
        self.fields["kind"].choices = [each for each in Kind.choices if each[0] not in unfit]  # type: ignore[attr-defined]
        if target.value_high is None:
            del self.fields["value_high"]
        self.order_fields(self.field_order)

    def clean_deadline(self) -> dt.date | None:
        """Refuse a deadline that does not fit the target's year."""
        deadline = self.cleaned_data["deadline"]
        return check_deadline(deadline, self.target.year) if deadline else None

    def wish(self) -> Wish:
        """Return what is asked for: only what belongs to the chosen kind."""
        data = self.cleaned_data
        kept = {Kind.VALUE: ("value", "value_high"), Kind.DEADLINE: ("deadline",), Kind.LEAD: ("lead",)}
        named = {name: data.get(name) for name in kept.get(Kind(data["kind"]), ())}
        return Wish(kind=data["kind"], reason=data["reason"], decision=data["decision"], **named)


class DecideRequestForm(forms.Form):
    """The reference of the decision, and a note."""

    decision = forms.CharField(label=_("Decision"), max_length=120, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
