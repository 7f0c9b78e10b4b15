"""The form that adopts a whole report: one row for each promise, filled in beforehand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentField, DepartmentsField
from reports.organisation.models import Department
from reports.shared.fields import DayField, FigureField
from reports.shared.form_rendering import Select
from tracker.adoption.proposals import Proposal
from tracker.adoption.services import Adoption
from tracker.evaluation import Direction, Frequency
from tracker.indicators.models import DIRECTION_CHOICES, FREQUENCY_CHOICES
from tracker.targets.forms import check_deadline
from tracker.targets.models import Target

SEEN = re.compile(r"\d{1,18}:\d{1,9}", re.ASCII)
FILL_IN = _("Fill this in.")
LEAD_NEEDED = _("Choose one here, or above one for all rows without a lead.")
EDITED = _("Somebody has edited this promise since you opened the page. Check it, then adopt again.")


class AdoptionForm(forms.Form):
    """One promise on its way to a target."""

    name = forms.CharField(label=_("Task"), max_length=300, error_messages={"required": FILL_IN})
    target_class = forms.ChoiceField(label=_("Class"), choices=Target.TargetClass.choices, widget=Select)
    lead = forms.Field()
    supporting = forms.Field()
    deadline = DayField(label=_("Deadline"), error_messages={"required": FILL_IN})
    frequency = forms.ChoiceField(label=_("Filing frequency"), choices=FREQUENCY_CHOICES, widget=Select)
    direction = forms.ChoiceField(label=_("Good direction"), choices=DIRECTION_CHOICES, widget=Select)
    accumulates = forms.BooleanField(label=_("Adds up over the year"), required=False)
    baseline = FigureField(label=_("Value before the year"), required=False)
    is_part = forms.BooleanField(required=False)

    def __init__(self, proposal: Proposal, departments: Sequence[Department], **kwargs: Any) -> None:
        self.proposal = proposal
        self.is_ticked = False
        super().__init__(prefix=f"s{proposal.statement.pk}", initial=initial_of(proposal), **kwargs)
        self.fields["lead"] = DepartmentField(label=_("Lead department"), departments=departments, required=False)
        self.fields["supporting"] = DepartmentsField(label=_("Supporting departments"), departments=departments)
        self.fields["supporting"].widget.attrs["list"] = "departments"
        self.fields["baseline"].unit = proposal.statement.unit  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if name != "is_part":  # its own words stand beside it
                field.widget.attrs["aria-label"] = field.label

    def clean_deadline(self) -> dt.date:
        """Refuse a deadline that does not fit the report's year."""
        return check_deadline(self.cleaned_data["deadline"], self.proposal.statement.report.year)

    @property
    def is_refused(self) -> bool:
        """Whether something hinders the adoption of this row."""
        return self.is_ticked and bool(self.errors)

    @property
    def is_leadless(self) -> bool:
        """Whether the row shows no lead: neither chosen nor suggested."""
        return not self["lead"].value()

    def adoption(self, lead: Department) -> Adoption:
        """Return what the reviewer decided, led by `lead`; call it on a valid form."""
        data, proposal = self.cleaned_data, self.proposal
        return Adoption(
            statement=proposal.statement,
            name=data["name"],
            target_class=data["target_class"],
            lead=lead,
            deadline=data["deadline"],
            supporting=tuple(each for each in data["supporting"] if each != lead),
            part_of=proposal.part_of if data["is_part"] else None,
            stretch=proposal.stretch,
            direction=Direction(data["direction"]),
            accumulates=data["accumulates"],
            frequency=Frequency(data["frequency"]),
            baseline=data["baseline"],
            nature=proposal.nature,
        )


def initial_of(proposal: Proposal) -> dict[str, Any]:
    """Return what a row shows before anybody touched it."""
    return {
        "name": proposal.name,
        "target_class": proposal.target_class,
        "lead": proposal.lead,
        "supporting": proposal.supporting,
        "deadline": proposal.deadline,
        "frequency": proposal.frequency.value,
        "direction": proposal.direction.value,
        "accumulates": proposal.accumulates,
        "baseline": proposal.baseline,
        "is_part": proposal.part_of is not None,
    }


class AdoptionTable:
    """All rows of a report; only ticked ones are checked and adopted.

    A row whose fields were never fetched counts as proposed: the page says in words what that is.
    """

    def __init__(
        self, proposals: Sequence[Proposal], departments: Sequence[Department], data: QueryDict | None = None
    ) -> None:
        self.proposals = proposals
        self.departments = departments
        self.data = data
        self.ticked = self._ticked(proposals)

    def _ticked(self, proposals: Sequence[Proposal]) -> dict[int, int]:
        """The ticked statements with the versions of them that the reviewer saw."""
        if self.data is None:
            return {each.statement.pk: each.statement.version for each in proposals if not each.is_known}
        pairs = (value.split(":") for value in self.data.getlist("adopt") if SEEN.fullmatch(value))
        return {int(pk): int(version) for pk, version in pairs}

    @cached_property
    def rows(self) -> list[AdoptionForm]:
        """The rows as forms, checked if they were sent."""
        data = self._completed()
        rows = [AdoptionForm(proposal, self.departments, data=data) for proposal in self.proposals]
        for row in rows:
            row.is_ticked = row.proposal.statement.pk in self.ticked
        if data is not None:
            self._refuse_leadless(rows)
            self._refuse_edited(rows)
        return rows

    def was_sent(self, proposal: Proposal) -> bool:
        """Whether the fields of a row came back."""
        return self.data is not None and f"s{proposal.statement.pk}-name" in self.data

    def _completed(self) -> QueryDict | None:
        """What was sent, and of the rows whose fields were not fetched what they propose."""
        if self.data is None:
            return None
        data = self.data.copy()
        for proposal in self.proposals:
            if not self.was_sent(proposal):
                for field in AdoptionForm(proposal, self.departments):
                    data[field.html_name] = field.value()
        return data

    @property
    def ticked_rows(self) -> list[AdoptionForm]:
        """The rows that are to be adopted."""
        return [row for row in self.rows if row.is_ticked]

    @property
    def n_ticked(self) -> int:
        """How many rows are ticked."""
        return sum(proposal.statement.pk in self.ticked for proposal in self.proposals)

    @property
    def n_without_lead(self) -> int:
        """How many rows show no lead."""
        if self.data is None:
            return sum(proposal.lead is None for proposal in self.proposals)
        return sum(row.is_leadless for row in self.rows)

    @property
    def n_namesakes(self) -> int:
        """How many rows bear the name of a target that the region has for this year."""
        return sum(proposal.namesake is not None for proposal in self.proposals)

    @property
    def gone(self) -> set[int]:
        """Ticked statements that are not open for adoption any more."""
        return self.ticked.keys() - {proposal.statement.pk for proposal in self.proposals}

    @cached_property
    def default_lead(self) -> Department | None:
        """The lead for all ticked rows without one."""
        chosen = self.data.get("default_lead", "") if self.data else ""
        return next((each for each in self.departments if str(each.pk) == chosen), None)

    def lead_of(self, row: AdoptionForm) -> Department | None:
        """The lead that was chosen for a row, else that for all without one."""
        return row.cleaned_data.get("lead") or self.default_lead

    def _refuse_edited(self, rows: Sequence[AdoptionForm]) -> None:
        for row in rows:
            statement = row.proposal.statement
            if row.is_ticked and statement.version != self.ticked[statement.pk]:
                row.add_error("name", EDITED)

    def _refuse_leadless(self, rows: Sequence[AdoptionForm]) -> None:
        for row in rows:
            if row.is_ticked and "lead" not in row.errors and self.lead_of(row) is None:
                row.add_error("lead", LEAD_NEEDED)

    @property
    def errors(self) -> list[tuple[AdoptionForm, BoundField, str]]:
        """Every error with the row and the field in which it is."""
        return [
            (row, row[name], str(error))
            for row in self.ticked_rows
            for name, errors in row.errors.items()
            for error in errors
        ]

    def is_valid(self) -> bool:
        """Whether all ticked rows can be adopted."""
        return self.data is not None and not self.errors and not self.gone

    def adoptions(self) -> list[Adoption]:
        """Return what was decided for every ticked row."""
        leads = ((row, self.lead_of(row)) for row in self.ticked_rows)
        return [row.adoption(lead) for row, lead in leads if lead is not None]
