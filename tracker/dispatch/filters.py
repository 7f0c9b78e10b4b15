"""Filters of problems and meetings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department, Region
from reports.organisation.offering import offered
from reports.shared.filters import ALL, FilterSet, search
from tracker.dispatch.models import Meeting, Problem

if TYPE_CHECKING:
    from reports.shared.people import User

SITUATIONS = [("open", _("open")), ("overdue", _("overdue")), ("mine", _("waiting for me"))]
AGES = [(30, _("over 30 days")), (60, _("over 60 days")), (90, _("over 90 days"))]


@offered
def regions_of_problems(user: User) -> QuerySet[Region]:
    """Return the regions with problems that the reader may see."""
    return Region.objects.filter(Exists(Problem.objects.for_user(user).filter(region=OuterRef("pk"))))


@offered
def owners(user: User) -> QuerySet[Department]:
    """Return the departments with problems that the reader may see."""
    return Department.objects.filter(Exists(Problem.objects.for_user(user).filter(owner=OuterRef("pk"))))


@offered
def regions_of_meetings(user: User) -> QuerySet[Region]:
    """Return the regions with meetings that the reader may see."""
    return Region.objects.filter(Exists(Meeting.objects.for_user(user).filter(region=OuterRef("pk"))))


class ProblemFilter(FilterSet):
    """Region, state, situation, kind, owner, age and words."""

    region = django_filters.ChoiceFilter(empty_label=ALL, label=_("Region"), choices=regions_of_problems)
    situation = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Situation"), choices=SITUATIONS, method="filter_situation"
    )
    state = django_filters.ChoiceFilter(empty_label=ALL, label=_("State"), choices=Problem.State.choices)
    kind = django_filters.ChoiceFilter(empty_label=ALL, label=_("Kind of problem"), choices=Problem.Kind.choices)
    owner = django_filters.ChoiceFilter(empty_label=ALL, label=_("Responsible department"), choices=owners)
    age = django_filters.ChoiceFilter(empty_label=ALL, label=_("Open for"), choices=AGES, method="filter_age")
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("title", "description")

    class Meta:
        model = Problem
        fields = ()

    def filter_situation(self, queryset: QuerySet[Problem], _name: str, value: str) -> QuerySet[Problem]:
        """Keep what is open, overdue, or waits for the reader."""
        rows = Problem.objects.all()
        kept = {
            "open": rows.open(),
            "overdue": rows.overdue(timezone.localdate()),
            "mine": rows.waiting_for(self.request.user),
        }
        return queryset.filter(pk__in=kept[value].order_by().values("pk"))

    def filter_age(self, queryset: QuerySet[Problem], _name: str, value: str) -> QuerySet[Problem]:
        """Keep what is open and older than so many days."""
        before = timezone.now() - dt.timedelta(days=int(value))
        return queryset.filter(closed_at=None, raised_at__lt=before)


class MeetingFilter(FilterSet):
    """Region and kind."""

    region = django_filters.ChoiceFilter(empty_label=ALL, label=_("Region"), choices=regions_of_meetings)
    kind = django_filters.ChoiceFilter(empty_label=ALL, label=_("Kind of meeting"), choices=Meeting.Kind.choices)

    class Meta:
        model = Meeting
        fields = ()
