"""Raising a problem, moving it on, preparing a meeting and deciding in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentField
from reports.organisation.models import Department, Region
from reports.shared.fields import DayField, RowsField
from reports.shared.form_rendering import SelectMultiple
from tracker.dispatch.models import Meeting, ProblemKind
from tracker.dispatch.moves import Day, Move
from tracker.dispatch.services.problems import Matter
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target

KINDS = [(code, label) for code, label in ProblemKind.choices if code != ProblemKind.DECISION]
FEW_ROWS = {"rows": 3}


class DecisionForm(forms.Form):
    """A decision: what is to be done, by whom, and by when."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    owner = forms.Field()
    due = DayField(label=_("Due on"))

    def __init__(self, departments: Iterable[Department], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["owner"] = DepartmentField(label=_("Responsible department"), departments=departments)

    def matter(self, targets: Iterable[Target] = ()) -> Matter:
        """Return what was typed."""
        return Matter(kind=ProblemKind.DECISION, targets=tuple(targets), **self.cleaned_data)


class ProblemForm(forms.Form):
    """A problem as it is raised."""

    title = forms.CharField(label=_("Matter in a line"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of problem"), choices=KINDS)
    owner = forms.Field()
    due = DayField(label=_("Due on"))
    description = forms.CharField(
        label=_("Description"), max_length=4000, required=False, widget=forms.Textarea(attrs=FEW_ROWS)
    )
    targets = RowsField(
        label=_("Targets that it is about"),
        queryset=Target.objects.none(),
        required=False,
        widget=SelectMultiple(attrs={"size": 6}),
    )

    def __init__(self, departments: Iterable[Department], targets: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["owner"] = DepartmentField(label=_("Responsible department"), departments=departments)
        self.fields["targets"].queryset = targets  # type: ignore[attr-defined]
        self.order_fields(["title", "kind", "owner", "due", "description", "targets"])

    def matter(self, entry: ProgressEntry | None) -> Matter:
        """Return what was typed."""
        data = self.cleaned_data
        return Matter(entry=entry, **data | {"targets": tuple(data["targets"])})


class MoveForm(forms.Form):
    """One move: its words and its day where it asks for them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = forms.CharField(label=_("Words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    day = DayField(label=_("Day"), required=False)

    def __init__(self, move: Move, **kwargs: Any) -> None:
        super().__init__(auto_id=f"id_{move.code}_%s", **kwargs)
        self.move = move
        self.fields["words"].label = _("Words (needed)") if move.needs_words else _("Words")
        if not move.day:
            del self.fields["day"]
        elif move.day == Day.LATER:
            self.fields["day"].label = _("New day")
        else:
            self.fields["day"].label = _("Due on")


class MeetingForm(forms.Form):
    """Which meeting, when, and the month that it looks at."""

    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none())
    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=Meeting.Kind.choices)
    held_on = DayField(label=_("Held on"))
    chair = forms.CharField(label=_("Chaired by (post)"), max_length=60)

    def __init__(self, regions: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]
        self.initial.setdefault("held_on", today)
        self.initial.setdefault("region", regions.first())
