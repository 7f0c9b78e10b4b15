"""Filters of the list of deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department, Region
from reports.organisation.offering import offered
from reports.shared.filters import ALL, FilterSet, search
from tracker.livelihood.models import Deed, Photo
from tracker.livelihood.standing import Standing

if TYPE_CHECKING:
    from reports.shared.people import User

MARKS = [
    ("mine", _("waiting for me")),
    ("overdue", _("overdue")),
    ("photos", _("with photographs to look at")),
    ("returned", _("sent back")),
    ("voted", _("voted on")),
]


@offered
def regions_of_deeds(user: User) -> QuerySet[Region]:
    """Return the regions with deeds that the reader may see."""
    return Region.objects.filter(Exists(Deed.objects.for_user(user).filter(region=OuterRef("pk"))))


@offered
def leads_of_deeds(user: User) -> QuerySet[Department]:
    """Return the departments that lead deeds which the reader may see."""
    return Department.objects.filter(Exists(Deed.objects.for_user(user).filter(lead=OuterRef("pk"))))


def years_of_deeds(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the years of deeds that the reader may see, the newest first."""
    years = Deed.objects.for_user(request.user).order_by("-year").values_list("year", flat=True).distinct()
    return [(year, str(year)) for year in years]


class DeedFilter(FilterSet):
    """Region, year, lead, how the deed stands, what is marked, and words."""

    region = django_filters.ChoiceFilter(empty_label=ALL, label=_("Region"), choices=regions_of_deeds)
    year = django_filters.ChoiceFilter(empty_label=ALL, label=_("Year"), choices=years_of_deeds)
    lead = django_filters.ChoiceFilter(empty_label=ALL, label=_("Lead department"), choices=leads_of_deeds)
    standing = django_filters.ChoiceFilter(
        empty_label=ALL, label=_("Standing"), choices=Standing.choices, method="filter_standing"
    )
    mark = django_filters.ChoiceFilter(empty_label=ALL, label=_("Marked"), choices=MARKS, method="filter_mark")
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("name", "standard")

    class Meta:
        model = Deed
        fields = ()

    def filter_standing(self, queryset: QuerySet[Deed], _name: str, value: str) -> QuerySet[Deed]:
        """Keep what stands so."""
        return _among(queryset, Deed.objects.with_counts().standing_so(Standing(value)))

    def filter_mark(self, queryset: QuerySet[Deed], _name: str, value: str) -> QuerySet[Deed]:
        """Keep what is marked."""
        if value == "mine":
            return _among(queryset, Deed.objects.waiting_for(self.request.user))
        if value == "overdue":
            counted = Deed.objects.with_counts()
            complete = counted.standing_so(Standing.COMPLETE).order_by().values("pk")
            return queryset.filter(deadline__lt=timezone.localdate()).exclude(pk__in=complete)
        if value == "photos":
            waiting = Photo.objects.filter(released_at=None, withdrawn_why="", site__dropped_why="")
            return queryset.filter(Exists(waiting.filter(site__deed=OuterRef("pk"))))
        if value == "returned":
            return queryset.exclude(returned_why="")
        return queryset.filter(vote__isnull=False)


def _among(queryset: QuerySet[Deed], those: QuerySet[Deed]) -> QuerySet[Deed]:
    return queryset.filter(pk__in=those.order_by().values("pk"))
