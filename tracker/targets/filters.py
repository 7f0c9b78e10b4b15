"""Choices of filters over targets: only what the reader may see."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from reports.organisation.models import Department, Region, rights_of
from reports.organisation.offering import Choices, as_choices, offered
from reports.organisation.rights import Rights
from reports.shared.people import apart_from_request
from reports.shared.prepared import GIVEN, READERS, Prepared
from reports.shared.requests import id_in
from tracker.indicators.models import Indicator
from tracker.targets.models import Target
from tracker.targets.scopes import regions_for, years_for

if TYPE_CHECKING:
    from reports.shared.people import User


@offered
def regions_of_targets(user: User) -> QuerySet[Region]:
    """Return the regions that have targets which the reader may see."""
    return regions_for(user).only("name", "name_en")


def lead_departments(request: HttpRequest) -> Choices:
    """Return the departments that lead targets which the reader may see: those of the chosen region.

    Without one, those of the reader's own regions: every district has its finance bureau, and a leader has forty.
    """
    user = request.user
    region, lead = id_in(request.GET.get("region", "")), id_in(request.GET.get("lead", ""))
    asked = _leads_asked(apart_from_request(user), rights_of(user), in_region=bool(region), and_one=bool(lead))
    return as_choices(asked.rows(region or lead or 0))


@lru_cache(READERS)
def _leads_asked(user: User, rights: Rights, *, in_region: bool, and_one: bool) -> Prepared[Department]:
    own = rights.is_own("region")
    shown = Q(region=GIVEN) if in_region else own | Q(pk=GIVEN) if and_one else own
    return Prepared(Department.objects.filter(_has_targets(user, "lead"), shown).only("short_name", "name_en"))


@offered
def indicators_of_targets(user: User) -> QuerySet[Indicator]:
    """Return the indicators of targets which the reader may see."""
    return Indicator.objects.filter(_has_targets(user, "indicator")).only("name", "name_en")


def years_of_targets(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the years of targets which the reader may see, the newest first."""
    return [(year, str(year)) for year in years_for(request.user)]


def _has_targets(user: User, field: str) -> Exists:
    return Exists(Target.objects.for_user(user).filter(**{field: OuterRef("pk")}).order_by())
