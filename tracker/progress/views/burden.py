"""How much the months ask of the departments, for those who decide what is asked."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from reports.organisation.models import rights_of
from reports.shared.distinct import descending
from reports.shared.requests import chosen
from tracker.progress.burden import burdens_of
from tracker.targets.models import Target

PER_PAGE = 50
"""A district has as many departments; of a city with all its districts the most burdened come first."""


@require_GET
def burden(request: HttpRequest) -> HttpResponse:
    """Show how many boxes each month asks for, department by department."""
    rights = rights_of(request.user)
    if not (rights.everywhere or rights.reviewed):
        raise PermissionDenied
    targets = Target.objects.reviewable_by(request.user).active()
    years = descending(targets, "year")
    this_year = timezone.localdate().year
    default = next((year for year in years if year <= this_year), years[-1] if years else None)
    year = chosen(request, "year", {str(each): each for each in years}, default=default)
    burdens, together = burdens_of(targets.filter(year=year or this_year))
    page = Paginator(burdens, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Burden of reporting"), "years": years, "year": year, "months": range(1, 13),
        "n_regions": len({each.department.region for each in burdens if each.department}),
        "page": page, "burdens": page.object_list, "together": together,
    }  # fmt: skip
    return render(request, "progress/burden.html", context)
