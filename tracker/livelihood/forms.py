"""Forms: a deed, its sites, how far one is, the office's decisions, the vote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from reports.organisation.fields import DepartmentField, DepartmentsField
from reports.organisation.models import Department
from reports.shared.fields import DayField, RowsField
from reports.shared.form_rendering import SelectMultiple
from tracker.livelihood.models import LARGEST_NUMBER, Deed, Site
from tracker.livelihood.sites import CheckedPhoto, Line, checked_photo, is_named_as_photo, no_photo
from tracker.livelihood.standing import SiteState
from tracker.livelihood.votes import Ballots
from tracker.progress.forms import EvidenceField, FilesInput
from tracker.targets.models import Target

LONGEST_NAME = Site._meta.get_field("name").max_length or 0
LONGEST_CONTENT = Site._meta.get_field("content").max_length or 0
PARTS = ("\t", "：", ":")
"""What stands between the name of a site and what is done there: the cells of a spreadsheet, or a colon."""
MOST_BALLOTS = 1_000_000
TWO_LINES = forms.Textarea(attrs={"rows": 2})


class DeedForm(forms.Form):
    """A deed as the office records it; it is of the region and year that the page is of."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=LARGEST_NUMBER)
    name = forms.CharField(label=_("Name"), max_length=120)
    lead = forms.Field()
    supporting = forms.CharField()
    deadline = DayField(label=_("Deadline"))
    standard = forms.CharField(
        label=_("Standard of completion"), max_length=1000, widget=TWO_LINES,
        help_text=_("What must be there when the deed is complete; it stands on the public page."),
    )  # fmt: skip
    targets = RowsField(
        label=_("Adopted targets"), queryset=Target.objects.none(), required=False,
        widget=SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip

    def __init__(self, deed: Deed, departments: Iterable[Department], targets: QuerySet[Target], **kwargs: Any) -> None:
        listed = list(departments)
        super().__init__(initial=_as_kept(deed), **kwargs)
        self.fields["lead"] = DepartmentField(label=_("Lead department"), departments=listed)
        self.fields["supporting"] = DepartmentsField(
            label=_("Supporting departments"), departments=listed, help_text=_("Short names, with 、 between them.")
        )
        self.fields["targets"].queryset = targets  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what was typed for the fields of a deed."""
        return {name: self.cleaned_data[name] for name in ("number", "name", "lead", "deadline", "standard")}


def _as_kept(deed: Deed) -> dict[str, Any]:
    kept = {"version": deed.version if deed.pk else 0, "number": deed.number, "deadline": deed.deadline}
    if deed.pk:
        kept |= {"name": deed.name, "lead": deed.lead, "standard": deed.standard}
        kept |= {"supporting": tuple(deed.supporting.all()), "targets": list(deed.targets.all())}
    return kept


class SitesForm(forms.Form):
    """New sites, one a line."""

    lines = forms.CharField(
        label=_("Sites"), widget=forms.Textarea(attrs={"rows": 4}), max_length=50_000,
        help_text=_(
            "One a line; after a colon, or in the next column of a pasted table, what is done there. "
            "Both stand on the public page."
        ),
    )  # fmt: skip

    def clean_lines(self) -> list[Line]:
        """Return name and content of every line; all lines that are too long are told at once."""
        lines = [_parts(text) for text in self.cleaned_data["lines"].splitlines() if text.strip()]
        wrong = [
            ValidationError(
                now_("Line %(line)s is too long: a name has at most %(name)s signs, what is done there %(content)s."),
                code="long", params={"line": number, "name": LONGEST_NAME, "content": LONGEST_CONTENT},
            )
            for number, (name, content) in enumerate(lines, 1)
            if len(name) > LONGEST_NAME or len(content) > LONGEST_CONTENT
        ]  # fmt: skip
        nameless = [
            ValidationError(now_("Line %(line)s names no site."), code="nameless", params={"line": number})
            for number, (name, _content) in enumerate(lines, 1)
            if not name
        ]
        if wrong or nameless:
            raise ValidationError([*wrong, *nameless])
        return lines


def _parts(text: str) -> Line:
    """Part a line at its first separator."""
    cuts = [text.index(sign) for sign in PARTS if sign in text]
    cut = min(cuts, default=len(text))
    return text[:cut].strip(), " ".join(text[cut + 1 :].split())


class PhotosField(EvidenceField):
    """Photographs, each checked as evidence and then as a picture; all that is wrong is said at once."""

    def clean(self, data: Any, initial: Any = None) -> list[CheckedPhoto]:  # type: ignore[override]
        """Return what may be kept."""
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        strange = [no_photo(each.name) for each in sent if not is_named_as_photo(each.name)]
        if strange:
            raise ValidationError(strange)
        photos, errors = [], []
        for file in super().clean(data, initial):
            try:
                photos.append(checked_photo(file))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return photos


class FilingForm(forms.Form):
    """How far a site is; several stand on one page, each under its own prefix."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    state = forms.ChoiceField(label=_("State"), choices=[("", "—"), *SiteState.choices])
    as_of = DayField(label=_("As of"))
    progress = forms.CharField(
        label=_("Progress made"), max_length=500, required=False, widget=TWO_LINES,
        help_text=_("Stays inside; the public page shows the state and the day alone."),
    )  # fmt: skip
    photos = PhotosField(
        label=_("Photographs"), required=False,
        widget=FilesInput(attrs={"accept": ".jpg,.jpeg,.png", "class": "form-control", "data-shrink": "1920"}),
        help_text=_("JPG or PNG, up to 10 MB each, without recognisable people; once kept they stay."),
    )  # fmt: skip

    def __init__(self, site: Site, **kwargs: Any) -> None:
        initial = {"version": site.version, "state": site.state, "as_of": timezone.localdate()}
        super().__init__(initial=initial, prefix=f"site{site.pk}", **kwargs)


class SiteForm(forms.Form):
    """What a site is called and what is done there."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    content = forms.CharField(label=_("What is done there"), max_length=LONGEST_CONTENT, required=False)

    def __init__(self, site: Site, **kwargs: Any) -> None:
        initial = {"version": site.version, "name": site.name, "content": site.content}
        super().__init__(initial=initial, prefix=f"edit{site.pk}", **kwargs)


class DropForm(forms.Form):
    """Why a site is taken off the list."""

    version = forms.IntegerField(min_value=0)
    why = forms.CharField(max_length=300)


class DecisionForm(forms.Form):
    """What the office says of a deed when it confirms it or sends it back."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = forms.CharField(label=_("How it was checked, or why it is sent back"), max_length=1000, widget=TWO_LINES)


class SittingForm(forms.Form):
    """Who voted, and when."""

    body = forms.CharField(label=_("Who voted"), max_length=60)
    voted_on = DayField(label=_("Voted on"))

    def clean_voted_on(self) -> dt.date:
        """Refuse a day that has not come."""
        day: dt.date = self.cleaned_data["voted_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."), code="ahead")
        return day


def _ballots(label: Any) -> forms.IntegerField:
    box = forms.NumberInput(attrs={"class": "figure", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_BALLOTS, required=False, widget=box)


class BallotsForm(forms.Form):
    """The ballots for one deed: three numbers, or none of them; abstentions where they were counted."""

    satisfied = _ballots(_("Satisfied"))
    fairly = _ballots(_("Fairly satisfied"))
    dissatisfied = _ballots(_("Dissatisfied"))
    abstained = _ballots(_("Abstained"))

    opinions = ("satisfied", "fairly", "dissatisfied")

    def __init__(self, deed: Deed, **kwargs: Any) -> None:
        self.deed, vote = deed, getattr(deed, "vote", None)
        self.is_stored = vote is not None
        kept = dict(zip(self.base_fields, vote.ballots, strict=False)) if vote else {}
        super().__init__(initial=kept, prefix=f"deed{deed.pk}", **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{deed.number} {deed.name}: {self.fields[name].label}"

    def clean(self) -> dict[str, Any]:
        """Ask for all three or none; what was entered once is corrected, not emptied."""
        data = super().clean() or {}
        missing = [name for name in self.opinions if data.get(name) is None]
        is_empty = all(data.get(name) is None for name in self.fields)
        if self.errors or (is_empty and not self.is_stored):
            return data
        if missing:
            raise ValidationError(_("Enter all three numbers; nobody is 0."), code="missing")
        if not any(data[name] for name in self.opinions):
            raise ValidationError(_("A vote needs at least one ballot."), code="empty")
        return data

    @property
    def ballots(self) -> Ballots | None:
        """What was entered; None where nothing was."""
        numbers = [self.cleaned_data.get(name) for name in self.opinions]
        known = tuple(number for number in (*numbers, self.cleaned_data.get("abstained")) if number is not None)
        return None if None in numbers else known
