"""Filing progress and deciding about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.library.models import YEAR_RANGE
from reports.organisation.fields import LeadField
from reports.organisation.models import Department
from reports.shared.display import month_choices
from reports.shared.fields import DayField, FigureField, RowField
from reports.shared.form_rendering import Select
from tracker.progress.corrections import Correcting
from tracker.progress.evidence import EXTENSIONS, Attachment, check_size, checked
from tracker.progress.models import Correction, ProgressEntry
from tracker.progress.origins import Origin, Source, Vintage
from tracker.progress.services import NOT_SAID, Filing
from tracker.targets.models import Target

CHOICE = Select(attrs={"class": "form-select"})
WORDS = {"narrative": 2, "reason": 2, "problem": 2, "next_step": 2}


class FilesInput(forms.FileInput):
    """A choice of several files at once."""

    allow_multiple_selected = True


class EvidenceField(forms.FileField):
    """Files that prove a figure, each checked; all that is wrong with any is said at once."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Attachment]:
        """Return what may be kept."""
        attachments, errors = [], []
        for each in data if isinstance(data, list | tuple) else [data] if data else []:
            try:
                check_size(each.name, each.size)
                attachments.append(checked(each.read(), each.name))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return attachments


class EntryForm(forms.Form):
    """What a reporter files for one target and month; the words may stay empty unless they are asked for."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    value = FigureField(label=_("Value"), required=False)
    source = forms.ChoiceField(
        label=_("Source of the figure"), required=False, choices=[("", _("as usual")), *Source.choices], widget=CHOICE
    )
    vintage = forms.ChoiceField(
        label=_("Preliminary or final"), required=False, choices=[("", _("as usual")), *Vintage.choices], widget=CHOICE
    )
    narrative = forms.CharField(label=_("Progress made"), required=False, max_length=2000)
    reason = forms.CharField(label=_("Reason for falling behind"), required=False, max_length=2000)
    problem = forms.CharField(label=_("Problem"), required=False, max_length=2000)
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=2000)
    evidence = EvidenceField(
        label=_("Files that prove it"),
        required=False,
        widget=FilesInput(attrs={"accept": ",".join(EXTENSIONS), "class": "form-control"}),
        help_text=_("PDF, PNG, JPG, DOCX or XLSX, up to 10 MB each; once kept they stay."),
    )

    def __init__(
        self,
        target: Target,
        month: int,
        entry: ProgressEntry | None = None,
        usual: Origin = NOT_SAID,
        **kwargs: Any,
    ) -> None:
        super().__init__(initial=usual._asdict() | _initial(entry), auto_id=f"id_{target.pk}_{month}_%s", **kwargs)
        for name, rows in WORDS.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        if target.takes_number:
            value = self.fields["value"]
            value.unit = target.unit  # type: ignore[attr-defined]
            value.label = _("Value (%(unit)s)") % {"unit": target.unit} if target.unit else _("Value")
        else:
            for name in ("value", "source", "vintage"):
                del self.fields[name]

    def filing(self) -> Filing:
        """Return what was filled in."""
        data = self.cleaned_data
        words = {name: data[name] for name in ("narrative", "problem", "next_step", "reason")}
        return Filing(data.get("value"), **words, origin=Origin(data.get("source", ""), data.get("vintage", "")))


class DecisionForm(forms.Form):
    """A reviewer's decision about one entry."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    note = forms.CharField(label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class CorrectionForm(forms.Form):
    """The right figure in the place of an approved one."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    value = FigureField(label=_("Corrected value"))
    kind = forms.ChoiceField(
        label=_("Kind of correction"), choices=[("", _("Choose …")), *Correction.Kind.choices], widget=CHOICE
    )
    reason = forms.CharField(label=_("Reason of the correction"), max_length=2000, widget=forms.Textarea({"rows": 2}))
    behind_reason = forms.CharField(
        label=_("Reason for falling behind"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only where the target is behind with the corrected figure."),
    )

    def __init__(self, entry: ProgressEntry, **kwargs: Any) -> None:
        super().__init__(initial={"version": entry.version, "behind_reason": entry.reason}, **kwargs)
        unit = entry.target.unit
        self.fields["value"].unit = unit  # type: ignore[attr-defined]
        self.fields["value"].label = _("Corrected value (%(unit)s)") % {"unit": unit} if unit else _("Corrected value")

    def correcting(self) -> Correcting:
        """Return what was filled in."""
        return Correcting(**{name: self.cleaned_data[name] for name in ("value", "kind", "reason", "behind_reason")})


class PersonField(RowField):
    """One person, shown by name and account: two may have the same name."""

    def offered(self, rows: QuerySet[User]) -> Iterator[tuple[int, str]]:
        """Return both."""
        for pk, account, *names in rows.values_list("pk", "username", "first_name", "last_name"):
            name = " ".join(names).strip() or account
            yield pk, name if name == account else f"{name} · {account}"


class ReopeningForm(forms.Form):
    """A closed month that one department may file for a while."""

    department = LeadField(
        label=_("Department"), queryset=Department.objects.none(), empty_label=_("Choose …"), widget=CHOICE
    )
    year = forms.IntegerField(label=_("Year"), validators=YEAR_RANGE)
    month = forms.TypedChoiceField(label=_("Month"), coerce=int, choices=month_choices, widget=CHOICE)
    until = DayField(label=_("Open until the end of"))
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, departments: QuerySet[Department], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]


class StandInForm(forms.Form):
    """Who files for a department in the place of a colleague, and up to which day."""

    department = LeadField(
        label=_("Department"), queryset=Department.objects.none(), empty_label=_("Choose …"), widget=CHOICE
    )
    colleague = PersonField(label=_("Stand-in"), queryset=User.objects.none(), empty_label=_("Choose …"), widget=CHOICE)
    until = DayField(label=_("Last day"))

    def __init__(self, departments: QuerySet[Department], colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["colleague"].queryset = colleagues  # type: ignore[attr-defined]
        only = departments[:2]
        self.has_departments = bool(only)
        self.fields["department"].initial = only[0] if len(only) == 1 else None


def _initial(entry: ProgressEntry | None) -> dict[str, Any]:
    if entry is None:
        return {"version": 0}
    names = ("version", "value", "narrative", "reason", "problem", "next_step")
    said = {name: value for name, value in entry.origin._asdict().items() if value}
    return {name: getattr(entry, name) for name in names} | said
