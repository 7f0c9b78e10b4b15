"""What is found while a region is typed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from reports.organisation.models import Region
from reports.organisation.search import find_regions
from reports.shared.requests import UserRequest


@require_GET
def regions(request: UserRequest) -> HttpResponse:
    """Show the regions in which the user may add a report and that fit the words, as the options of a choice."""
    words = request.GET.get("words", "")
    found = find_regions(Region.objects.reviewable_by(request.user), words, user=request.user)
    return render(request, "organisation/_region_options.html", {"regions": found})
