"""The page of a deed, keeping it, deciding about it, its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.library.models import YEAR_RANGE
from reports.organisation.models import Department, Region, rights_of
from reports.shared.form_errors import take_up
from reports.shared.requests import UserRequest, id_in, posted
from tracker.livelihood.forms import DecisionForm, DeedForm, FilingForm, SiteForm, SitesForm
from tracker.livelihood.histories import changes_of
from tracker.livelihood.models import Deed, Photo, Site
from tracker.livelihood.services import confirm, keep_deed, send_back
from tracker.livelihood.sites import may_list_sites
from tracker.livelihood.standing import Standing
from tracker.livelihood.votes import shares_of
from tracker.targets.models import Target

VERBS = {"confirm": confirm, "return": send_back}


@require_GET
def deed_page(request: UserRequest, pk: int) -> HttpResponse:
    """Show a deed: its standard, its sites with photographs, the vote, the targets that it stands for."""
    return page_of(request, deed_or_404(request, pk))


@require_http_methods(["GET", "POST"])
def new_deed(request: UserRequest) -> HttpResponse:
    """Record a deed of a region that the reader's office keeps, of the year of the address or else of this one."""
    regions = Region.objects.reviewable_by(request.user).filter(departments__isnull=False).distinct()
    asked = id_in(request.GET.get("region", ""))
    region = regions.filter(pk=asked).first() if asked else regions.order_by("code", "pk").first()
    if region is None:
        raise PermissionDenied
    year = id_in(request.GET.get("year", "")) or timezone.localdate().year
    if not YEAR_RANGE[0].limit_value <= year <= YEAR_RANGE[1].limit_value:
        raise Http404
    last = Deed.objects.filter(region=region, year=year).aggregate(last=Max("number"))["last"] or 0
    deed = Deed(region=region, year=year, number=last + 1, deadline=dt.date(year, 12, 31))
    return _edit(request, deed)


@require_http_methods(["GET", "POST"])
def edit_deed(request: UserRequest, pk: int) -> HttpResponse:
    """Change a deed; the office's step."""
    deed = deed_or_404(request, pk)
    if not rights_of(request.user).reviews(deed.region_id):
        raise PermissionDenied
    return _edit(request, deed)


@require_POST
def decide_deed(request: UserRequest, pk: int, verb: str) -> HttpResponse:
    """Confirm that a deed is complete by its standard, or send it back; the office's step."""
    deed = deed_or_404(request, pk)
    if verb not in VERBS:
        raise Http404
    if not rights_of(request.user).reviews(deed.region_id):
        raise PermissionDenied
    form = DecisionForm(request.POST)

    def decide() -> object:
        return VERBS[verb](deed, by=request.user, **form.cleaned_data)

    done = _("The deed is confirmed as complete.") if verb == "confirm" else _("The deed is sent back.")
    return answered(request, deed, form, decide, done, decision_form=form)


@require_GET
def deed_history(request: UserRequest, pk: int) -> HttpResponse:
    """Show who did what when."""
    deed = deed_or_404(request, pk)
    return render(request, "livelihood/history.html", {"title": deed.name, "deed": deed, "changes": changes_of(deed)})


def deed_or_404(request: HttpRequest, pk: int) -> Deed:
    """Return a deed that the reader may see, its sites counted."""
    rows = Deed.objects.for_user(request.user).with_counts()
    return get_object_or_404(rows.select_related("region", "lead", "confirmed_by", "vote"), pk=pk)


def answered(
    request: UserRequest,
    deed: Deed,
    form: django_forms.Form,
    step: Callable[[], object],
    done: str,
    **refused: Any,
) -> HttpResponse:
    """Take a step of a deed's page; what is refused is shown again as it was typed."""
    if form.is_valid():
        try:
            step()
        except ValidationError as error:
            take_up(form, error)
        else:
            messages.success(request, done)
            return redirect(deed)
    for each in form.non_field_errors():
        messages.error(request, str(each))
    return page_of(request, deed, **refused)


def page_of(
    request: UserRequest,
    deed: Deed,
    *,
    filing: tuple[int, FilingForm] | None = None,
    edit: tuple[int, SiteForm] | None = None,
    sites_form: SitesForm | None = None,
    decision_form: DecisionForm | None = None,
) -> HttpResponse:
    """Answer with a deed's page; a form that was refused stands in its place, under its site's key."""
    rights = rights_of(request.user)
    may_keep, may_file = rights.reviews(deed.region_id), deed.lead_id in rights.departments
    is_open, vote = not deed.is_confirmed, getattr(deed, "vote", None)
    can_decide = may_keep and deed.standing in (Standing.COMPLETE, Standing.TO_CONFIRM)
    context = {
        "title": deed.name,
        "deed": deed,
        "rows": [
            {
                "site": site,
                "filing_form": _form_of(site, filing, FilingForm) if may_file and is_open and site.is_listed else None,
                "edit_form": _form_of(site, edit, SiteForm) if may_keep and is_open and site.is_listed else None,
            }
            for site in _sites_of(deed)
        ],
        "supporting": deed.supporting.order_by("order"),
        "targets": Target.objects.for_user(request.user).filter(deeds=deed).order_by("number"),
        "vote": vote,
        "shares": shares_of(vote.ballots) if vote else None,
        "may_keep": may_keep,
        "sites_form": (sites_form or SitesForm()) if is_open and may_list_sites(deed, request.user) else None,
        "decision_form": (decision_form or DecisionForm(initial={"version": deed.version})) if can_decide else None,
    }
    is_refused = any((filing, edit, sites_form, decision_form))
    return render(request, "livelihood/deed.html", context, status=422 if is_refused else 200)


def _sites_of(deed: Deed) -> list[Site]:
    photos = Prefetch("photos", Photo.objects.select_related("added_by").order_by("pk"))
    return list(deed.sites.select_related("filed_by").prefetch_related(photos).order_by("order", "pk"))


def _form_of(site: Site, refused: Any, form: Any) -> Any:
    return refused[1] if refused and refused[0] == site.pk else form(site)


def _edit(request: UserRequest, deed: Deed) -> HttpResponse:
    departments = Department.objects.filter(region=deed.region, is_active=True)
    targets = Target.objects.for_user(request.user).active().of(deed.region, deed.year)
    form = DeedForm(deed, departments, targets.order_by("number"), data=posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            kept = keep_deed(
                deed, form.values(), supporting=data["supporting"], targets=data["targets"], version=data["version"],
                by=request.user,
            )  # fmt: skip
            return redirect(kept)
        except ValidationError as error:
            take_up(form, error)
    title = _("Change the deed") if deed.pk else _("New deed")
    context = {"title": title, "deed": deed, "form": form}
    return render(request, "livelihood/edit.html", context, status=422 if form.errors else 200)
