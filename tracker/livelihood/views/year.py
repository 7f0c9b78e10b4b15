"""The deeds of a region and year together: how they stand, the vote on them, and the switch of their public page."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.organisation.models import rights_of
from reports.shared.exports import export_asked, exported
from reports.shared.form_errors import take_up
from reports.shared.requests import UserRequest, posted
from tracker.livelihood.forms import BallotsForm, SittingForm
from tracker.livelihood.histories import switches_of
from tracker.livelihood.models import Deed, Photo, Publication, Site
from tracker.livelihood.scopes import Scope, scope_of
from tracker.livelihood.services import switch_public_page
from tracker.livelihood.standing import Counts, Standing
from tracker.livelihood.tables import rows_of_sites
from tracker.livelihood.votes import Ballots, Sitting, enter_votes, results_of


@require_GET
def livelihood(request: HttpRequest) -> HttpResponseBase:
    """Show the deeds of a region and year, or send their sites as a file."""
    title, scope = _("Livelihood projects"), scope_of(request, timezone.localdate())
    if scope is None:
        return render(request, "livelihood/year.html", {"title": title})
    deeds = Deed.objects.for_user(request.user).filter(region=scope.region, year=scope.year)
    if kind := export_asked(request):
        sites = Site.objects.filter(deed__in=deeds).select_related("deed__lead").order_by("deed__number", "order", "pk")
        return exported(rows_of_sites(sites), kind, title=f"{title}-{scope.region.label}{scope.year}")
    rows = list(deeds.with_counts().select_related("lead", "vote").order_by("number"))
    return render(request, "livelihood/year.html", {"title": title, "scope": scope} | _shown(request, scope, rows))


def _shown(request: HttpRequest, scope: Scope, deeds: Sequence[Deed]) -> dict[str, object]:
    results = results_of(deeds)
    context = {
        "deeds": deeds,
        "total": sum((deed.counts for deed in deeds), Counts()),
        "n_complete": sum(deed.standing == Standing.COMPLETE for deed in deeds),
        "n_to_confirm": sum(deed.standing == Standing.TO_CONFIRM for deed in deeds),
        "n_overdue": sum(deed.is_overdue for deed in deeds),
        "results": results,
        "sittings": sorted({(each.vote.voted_on, each.vote.body) for each in results}),
        "without_vote": [deed for deed in deeds if not hasattr(deed, "vote")],
        "may_keep": rights_of(request.user).reviews(scope.region.pk),
    }
    if context["may_keep"]:
        page = Publication.objects.filter(region=scope.region, year=scope.year).select_related("region").first()
        waiting = Photo.objects.filter(released_at=None, withdrawn_why="", site__dropped_why="", site__deed__in=deeds)
        context |= {"page": page, "switches": switches_of(page) if page else [], "n_photos": waiting.count()}
    return context


@require_http_methods(["GET", "POST"])
def enter_vote(request: UserRequest) -> HttpResponse:
    """Enter or correct the ballots for all deeds of a region and year at once; the office's step."""
    scope = _scope_of_office(request)
    deeds = list(Deed.objects.filter(region=scope.region, year=scope.year).select_related("vote").order_by("number"))
    data = posted(request)
    stored = next((deed.vote for deed in deeds if hasattr(deed, "vote")), None)
    sitting = SittingForm(data, initial={"body": stored.body, "voted_on": stored.voted_on} if stored else {})
    rows = [BallotsForm(deed, data=data) for deed in deeds]
    if data is not None and all([sitting.is_valid(), *(row.is_valid() for row in rows)]):
        ballots: dict[int, Ballots] = {row.deed.pk: row.ballots for row in rows if row.ballots}
        try:
            enter_votes(scope.region, scope.year, ballots, Sitting(**sitting.cleaned_data), by=request.user)
        except ValidationError as error:
            take_up(sitting, error)
        else:
            messages.success(request, _("The vote is entered."))
            return redirect(_address(scope))
    context = {"title": _("Satisfaction vote"), "scope": scope, "form": sitting, "rows": rows, "back": _address(scope)}
    refused = data is not None
    return render(request, "livelihood/vote.html", context, status=422 if refused else 200)


@require_POST
def switch_publication(request: UserRequest) -> HttpResponse:
    """Switch the public page of a region and year on or off; the office's step."""
    scope = _scope_of_office(request)
    asked = request.POST.get("switch", "")
    if asked in ("on", "off"):
        try:
            switch_public_page(scope.region, scope.year, is_on=asked == "on", by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(_address(scope))


def _scope_of_office(request: HttpRequest) -> Scope:
    """Return the region and year of the address. Raises PermissionDenied unless the reader's office keeps it."""
    scope = scope_of(request, timezone.localdate())
    if scope is None or not rights_of(request.user).reviews(scope.region.pk):
        raise PermissionDenied
    return scope


def _address(scope: Scope) -> str:
    return f"{reverse('livelihood')}?region={scope.region.pk}&year={scope.year}"
