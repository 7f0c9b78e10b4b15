"""Rows of the task table as forms: several at once, each as its target's page would take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.organisation.fields import DepartmentField, PostField
from reports.shared.fields import DayField
from reports.shared.requests import id_in
from tracker.targets.forms.fields import LeadField
from tracker.targets.forms.terms import Choices, TermsFields, check_deadline
from tracker.targets.models import Target
from tracker.targets.services import Revision


class RowForm(TermsFields):
    """One row of the task table that is edited in place."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = (
        "version", "lead", "supporting", "leader", "contact", "deadline", "target_class", "nature", "weight",
        "source_level", "parent", "frequency", "direction", "accumulates", "baseline", "schedule",
    )  # fmt: skip

    def __init__(self, target: Target, *, choices: Choices, data: QueryDict | None = None) -> None:
        super().__init__(target, choices=choices, data=data, prefix=f"t{target.pk}")
        del self.fields["reference"]
        self.fields["schedule"].help_text = ""
        self.order_fields(self.field_order)
        self.conflicts: list[str] = []

    def lead_field(self) -> forms.Field:
        """Return a line for the department's name: fifty lists of ninety names would make a heavy page."""
        field = LeadField(label=gettext_lazy("Lead department"), departments=self.choices.departments, required=True)
        field.widget.attrs["list"] = "departments"
        return field

    @property
    def is_changed(self) -> bool:
        """Whether anything is typed that is not stored."""
        return bool(set(self.changed_data) - {"version"})

    def revision(self) -> Revision:
        """Return what changes; the form is valid."""
        data, changed = self.cleaned_data, set(self.changed_data)
        changes = {name: value for name, value in self.changes().items() if name in changed}
        supporting = data["supporting"] if "supporting" in changed else None
        return Revision(self.target, data["version"], changes, supporting)

    def tell_conflict(self, current: Target) -> None:
        """Say which values somebody else has stored meanwhile beside those typed; the next saving knows of them."""
        for name in self.changed_data:
            if name == "version":
                continue
            field = self.fields[name]
            stored = field.prepare_value(self.get_initial_for_field(field, name))
            self.conflicts.append(
                _("%(field)s: stored “%(stored)s”, typed “%(typed)s”")
                % {"field": field.label, "stored": _shown(stored), "typed": _shown(self[name].data)}
            )
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("version")] = str(current.version)
        self.data = data

    def refuse(self, error: ValidationError) -> None:
        """Tell what the service refused, each beside its field."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {None: [error]}
        for name, errors in by_field.items():
            for each in errors:
                self.add_error(name if name in self.fields else None, each)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


class TogetherForm(forms.Form):
    """What is set for all chosen rows at once; what is left empty stays as it is in each."""

    lead = forms.Field()
    leader = forms.CharField()
    deadline = DayField(label=gettext_lazy("Deadline"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
    versions = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, targets: Sequence[Target], *, choices: Choices, data: QueryDict | None = None) -> None:
        shown = " ".join(f"{each.pk}:{each.version}" for each in targets)
        super().__init__(data=data, prefix="all", initial={"versions": shown})
        self.targets, self.year = targets, choices.year
        self.fields["lead"] = DepartmentField(
            label=gettext_lazy("Lead department"), departments=choices.departments, required=False
        )
        self.fields["leader"] = PostField(label=gettext_lazy("Responsible leader"), posts=choices.posts)
        self.fields["leader"].widget.attrs["list"] = "posts"
        self.order_fields(("lead", "leader", "deadline", "reason", "versions"))

    def clean_deadline(self) -> dt.date | None:
        """Refuse a deadline that does not fit the year."""
        deadline = self.cleaned_data["deadline"]
        return check_deadline(deadline, self.year) if deadline else None

    def clean_versions(self) -> Mapping[int, int]:
        """Return the versions of the rows that were seen, by their keys."""
        pairs = (part.partition(":") for part in self.cleaned_data["versions"].split())
        return {id_in(key) or 0: id_in(version) or 0 for key, _colon, version in pairs}

    def clean(self) -> dict[str, Any]:
        """Something has to be set."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name) for name in ("lead", "leader", "deadline")):
            raise ValidationError(_("Choose a department, a leader or a deadline."), code="nothing")
        return data

    def revisions(self) -> list[Revision]:
        """Return what changes of the rows that were seen and are not so already."""
        wanted = {name: self.cleaned_data[name] for name in ("lead", "leader", "deadline") if self.cleaned_data[name]}
        seen = self.cleaned_data["versions"]
        found = []
        for target in self.targets:
            changes = {name: value for name, value in wanted.items() if getattr(target, name) != value}
            if changes and target.pk in seen:
                found.append(Revision(target, seen[target.pk], changes))
        return found
