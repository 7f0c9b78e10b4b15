"""The region and year whose task table a reviewer keeps."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from reports.organisation.models import rights_of
from tracker.targets.scopes import RegionYear, region_year_of


def reviewed_scope(request: HttpRequest) -> RegionYear:
    """Return the region and year that the address asks for. Raises Http404 where the reader does not review."""
    scope = region_year_of(request, timezone.localdate())
    if scope is None or not rights_of(request.user).reviews(scope.region.pk):
        raise Http404
    return scope


def table_url(region: int, year: int) -> str:
    """Return the address of a task table."""
    return f"{reverse('task-table')}?region={region}&year={year}"
