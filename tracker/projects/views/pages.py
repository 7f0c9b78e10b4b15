"""The page of a project and the steps on it: keeping it, filing, deciding, raising and meeting needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.organisation.models import Department, Region, rights_of
from reports.shared.form_errors import take_up
from reports.shared.requests import id_in, posted
from tracker.projects.filings import UNIT, Month, decide, file_month
from tracker.projects.forms import DecisionForm, MetForm, MonthForm, NeedForm, ProjectForm, StagesForm
from tracker.projects.models import Investment, Need, Project, ProjectYear
from tracker.projects.services import keep_project, may_keep, meet_need, raise_need
from tracker.projects.stages import days_of
from tracker.projects.standings import at_last_month, standings_of
from tracker.targets.models import Target

VERBS = {"approve": True, "return": False}


@require_GET
def project_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a project: its stages, its money, what it needs, the targets that it serves."""
    return _page(request, _project_or_404(request, pk))


@require_http_methods(["GET", "POST"])
def new_project(request: HttpRequest) -> HttpResponse:
    """Record a project of a region that the reader's office keeps."""
    regions = Region.objects.reviewable_by(request.user).filter(departments__isnull=False).distinct()
    asked = id_in(request.GET.get("region", ""))
    region = regions.filter(pk=asked).first() if asked else regions.order_by("code", "pk").first()
    if region is None:
        raise PermissionDenied
    return _edit(request, Project(region=region))


@require_http_methods(["GET", "POST"])
def edit_project(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a project; the office's step."""
    project = _project_or_404(request, pk)
    if not rights_of(request.user).reviews(project.region_id):
        raise PermissionDenied
    return _edit(request, project)


@require_POST
def set_stages(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down the days on which stages were reached."""
    project = _kept_or_403(request, pk)
    form = StagesForm(project, data=request.POST)

    def keep() -> Project:
        return keep_project(project, form.values(), version=form.cleaned_data["version"], by=request.user)

    return _answer(request, project, "stages_form", form, keep, _("The days are kept."))


@require_POST
def file_investment(request: HttpRequest, pk: int) -> HttpResponse:
    """File a month's investment; the lead department's step."""
    project = _project_or_404(request, pk)
    if project.lead_id not in rights_of(request.user).departments:
        raise PermissionDenied
    at = at_last_month(timezone.localdate())
    form = MonthForm(range(1, at.month + 1), data=request.POST)

    def keep() -> object:
        return file_month(project, Month(at.year, **form.cleaned_data), by=request.user)

    return _answer(request, project, "month_form", form, keep, _("Filed; the office approves it."))


@require_POST
def decide_investment(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve a month or return it with a note; the office's step."""
    rows = Investment.objects.for_user(request.user).select_related("project")
    filing = get_object_or_404(rows, pk=pk)
    return decided(request, filing, verb, filing.project)


def decided(request: HttpRequest, filing: Any, verb: str, page: Any) -> HttpResponse:
    """Answer to an office's decision about a filed month of a project or fund: back to its page, with what came out."""
    form = DecisionForm(request.POST)
    if verb not in VERBS:
        raise Http404
    if not rights_of(request.user).reviews(page.region_id):
        raise PermissionDenied
    if form.is_valid():
        try:
            decide(filing, approve=VERBS[verb], by=request.user, **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect(page)


@require_POST
def add_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the project needs."""
    project = _kept_or_403(request, pk)
    form = NeedForm(request.POST)

    def keep() -> object:
        return raise_need(project, by=request.user, **form.cleaned_data)

    return _answer(request, project, "need_form", form, keep, _("The need is recorded."))


@require_POST
def close_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a need was met."""
    projects = Project.objects.for_user(request.user)
    need = get_object_or_404(Need.objects.filter(project__in=projects).select_related("project"), pk=pk)
    project = _kept_or_403(request, need.project_id)
    form = MetForm(request.POST)

    def keep() -> object:
        return meet_need(need, by=request.user, **form.cleaned_data)

    return _answer(request, project, "met_form", form, keep, _("The need is met."))


def _project_or_404(request: HttpRequest, pk: int) -> Project:
    rows = Project.objects.for_user(request.user).select_related("region", "lead").with_needs()
    return get_object_or_404(rows, pk=pk)


def _kept_or_403(request: HttpRequest, pk: int) -> Project:
    project = _project_or_404(request, pk)
    if not may_keep(project, request.user):
        raise PermissionDenied
    return project


def _answer(
    request: HttpRequest,
    project: Project,
    name: str,
    form: django_forms.Form,
    keep: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Take a step of the project's page; what is refused is shown again as it was typed."""
    if form.is_valid():
        try:
            keep()
        except ValidationError as error:
            take_up(form, error)
        else:
            messages.success(request, done)
            return redirect(project)
    return _page(request, project, **{name: form})


def _page(request: HttpRequest, project: Project, **refused: django_forms.Form) -> HttpResponse:
    today, rights = timezone.localdate(), rights_of(request.user)
    at = at_last_month(today)
    filings = list(project.filings.filter(year=at.year).select_related("filed_by").order_by("-month"))
    context = {
        "title": project.name,
        "project": project,
        "at": at,
        "unit": UNIT,
        "standing": standings_of([project], at)[0],
        "stages": days_of(project, today),
        "filings": filings,
        "needs": project.needs.order_by("met_on", "due"),
        "targets": Target.objects.for_user(request.user).filter(projects=project).order_by("-year", "number"),
        "may_edit": rights.reviews(project.region_id),
        "met_form": MetForm(),
    }
    if may_keep(project, request.user):
        context |= {"stages_form": StagesForm(project), "need_form": NeedForm()}
    if project.lead_id in rights.departments and not project.stopped_on:
        months = range(at.month, 0, -1)
        filed = {each.month for each in filings}
        first = next((each for each in months if each not in filed), at.month)
        context["month_form"] = MonthForm(months, initial={"month": first})
    for form in refused.values():
        for error in form.non_field_errors():
            messages.error(request, str(error))
    return render(request, "projects/project.html", context | refused, status=422 if refused else 200)


def _edit(request: HttpRequest, project: Project) -> HttpResponse:
    year = at_last_month(timezone.localdate()).year
    planned = ProjectYear.objects.filter(project=project.pk, year=year).values_list("planned", flat=True).first()
    targets = Target.objects.for_user(request.user).active().filter(region=project.region, year=year)
    departments = Department.objects.filter(region=project.region, is_active=True)
    form = ProjectForm(departments, targets.order_by("number"), year, planned, project, data=posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            kept = keep_project(
                project, form.values(), version=data["version"], by=request.user,
                targets=_with_other_years(project, data["targets"], year), planned=(year, data["planned"]),
            )  # fmt: skip
            return redirect(kept)
        except ValidationError as error:
            take_up(form, error)
    context = {"title": _("Edit the project") if project.pk else _("New project"), "project": project, "form": form}
    return render(request, "projects/edit.html", context, status=422 if form.errors else 200)


def _with_other_years(project: Project, chosen: Any, year: int) -> list[Target]:
    """Keep the targets of other years, which the form does not offer."""
    others = project.targets.exclude(year=year) if project.pk else Target.objects.none()
    return [*chosen, *others]
