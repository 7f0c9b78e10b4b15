"""What a reviewer sets of a target's terms, on its page: who does it, by when, and how it is judged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.organisation.fields import DepartmentField, DepartmentsField, PostField
from reports.organisation.models import Department, Post
from reports.shared.fields import DayField, FigureField
from reports.shared.form_rendering import Select
from tracker.indicators.models import DIRECTION_CHOICES, FREQUENCY_CHOICES
from tracker.targets.forms.fields import ParentField, ScheduleField, WeightField
from tracker.targets.models import Nature, SourceLevel, Target

YEARS_AHEAD = 5
NATURE_CHOICES = [("", pgettext_lazy("target", "not said")), *Nature.choices]
TERMS = (
    "lead", "leader", "contact", "deadline", "target_class", "nature", "weight", "source_level", "parent", "frequency",
    "direction", "accumulates", "baseline", "reference", "schedule",
)  # fmt: skip


def check_deadline(deadline: dt.date, year: int) -> dt.date:
    """Return the deadline of a promise for `year`.

    Raises ValidationError for one before that year, or so long after it that a slip of the pen is likelier.
    """
    if year <= deadline.year <= year + YEARS_AHEAD:
        return deadline
    message = _("%(typed)s cannot be right: the report plans for %(first)s. Choose a day from then to %(last)s.")
    params = {"typed": deadline.year, "first": year, "last": year + YEARS_AHEAD}
    raise ValidationError(message, code="other_year", params=params)


_OF_DEPARTMENTS = ("order", "name", "pk", "short_name", "name_en")
_OF_POSTS = ("order", "title", "pk", "holder", "phone")


def _in_order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[:2]


@dataclass
class Choices:
    """What the terms of targets of one region and year can name, looked up once, when it is needed.

    Departments and posts come in one query: the page of a target has none to spare.
    """

    region: int
    year: int

    @cached_property
    def departments(self) -> list[Department]:
        """The departments of the region in their order."""
        rows = [row[1:] for row in self._named if row[0] == "department"]
        return [
            Department(region_id=self.region, **dict(zip(_OF_DEPARTMENTS, row, strict=True)))
            for row in sorted(rows, key=_in_order)
        ]

    @cached_property
    def posts(self) -> list[Post]:
        """The posts of the region in their order."""
        rows = [row[1:] for row in self._named if row[0] == "post"]
        return [
            Post(region_id=self.region, **dict(zip(_OF_POSTS, row, strict=True))) for row in sorted(rows, key=_in_order)
        ]

    @cached_property
    def _named(self) -> list[tuple[Any, ...]]:
        departments = Department.objects.filter(region=self.region).order_by()
        posts = Post.objects.filter(region=self.region).order_by()
        both = departments.values_list(Value("department"), *_OF_DEPARTMENTS).union(
            posts.values_list(Value("post"), *_OF_POSTS), all=True
        )
        return list(both)

    @cached_property
    def targets(self) -> Mapping[int, Target]:
        """The targets of the region and year by their numbers."""
        return {each.number: each for each in Target.objects.filter(region=self.region, year=self.year)}


class ReasonForm(forms.Form):
    """Every change says why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class TermsFields(forms.Form):
    """The terms of one target. What is promised stays as the report says it."""

    lead = forms.Field()
    supporting = forms.CharField()
    leader = forms.CharField()
    contact = forms.CharField()
    deadline = DayField(label=_("Deadline"))
    target_class = forms.ChoiceField(label=_("Class"), choices=Target.TargetClass.choices, widget=Select)
    nature = forms.ChoiceField(label=_("Binding or expected"), choices=NATURE_CHOICES, required=False, widget=Select)
    weight = WeightField(label=_("Weight"))
    source_level = forms.ChoiceField(label=_("Source level"), choices=SourceLevel.choices, widget=Select)
    parent = forms.IntegerField()
    frequency = forms.ChoiceField(label=_("Filing frequency"), choices=FREQUENCY_CHOICES, widget=Select)
    direction = forms.ChoiceField(label=_("Good direction"), choices=DIRECTION_CHOICES, widget=Select)
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
        help_text=_(
            "Cumulative percentages: twelve from January to December, or four for the ends of the quarters; "
            "leave empty for equal steps."
        ),
    )

    def __init__(self, target: Target, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(initial=terms_as_shown(target), **kwargs)
        self.target, self.choices = target, choices
        for name in ("baseline", "reference"):
            self.fields[name].unit = target.unit  # type: ignore[attr-defined]
        self.fields["lead"] = self.lead_field()
        self.fields["supporting"] = DepartmentsField(label=_("Supporting departments"), departments=choices.departments)
        self.fields["leader"] = PostField(label=_("Responsible leader"), posts=choices.posts)
        self.fields["contact"] = PostField(label=_("Contact"), posts=choices.posts)
        self.fields["parent"] = ParentField(label=_("Part of No."), targets=LazyTargets(choices))
        for name, listed in (("supporting", "departments"), ("leader", "posts"), ("contact", "posts")):
            self.fields[name].widget.attrs["list"] = listed

    def lead_field(self) -> forms.Field:
        """Return the field of the lead department."""
        return DepartmentField(label=_("Lead department"), departments=self.choices.departments)

    def clean_deadline(self) -> dt.date:
        """Refuse a deadline that does not fit the target's year."""
        return check_deadline(self.cleaned_data["deadline"], self.target.year)

    def changes(self) -> dict[str, Any]:
        """Return the fields of the target with their new values."""
        return {name: self.cleaned_data[name] for name in TERMS if name in self.fields}


class LazyTargets(Mapping[int, Target]):
    """The targets by their numbers, looked up only once somebody typed a number."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices

    def __getitem__(self, number: int) -> Target:
        return self._choices.targets[number]

    def __iter__(self) -> Any:
        return iter(self._choices.targets)

    def __len__(self) -> int:
        return len(self._choices.targets)


class TermsForm(TermsFields, ReasonForm):
    """The terms on the target's own page."""

    field_order = (
        "version", "lead", "supporting", "leader", "contact", "deadline", "target_class", "nature", "weight",
        "source_level", "parent", "frequency", "direction", "accumulates", "baseline", "reference", "schedule",
        "reason",
    )  # fmt: skip

    def __init__(self, target: Target, *, choices: Choices | None = None, **kwargs: Any) -> None:
        super().__init__(target, choices=choices or Choices(target.region_id, target.year), prefix="terms", **kwargs)
        self.order_fields(self.field_order)


def terms_as_shown(target: Target) -> dict[str, Any]:
    """Return the terms of a target as a form begins with them; `supporting` should be prefetched."""
    terms = {name: getattr(target, name) for name in TERMS}
    return terms | {"version": target.version, "supporting": tuple(target.supporting.all())}
