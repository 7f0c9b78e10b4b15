"""Problems: the list, raising one, and the page on which it is moved on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.organisation.models import Department, Region, rights_of
from reports.shared.form_errors import take_up
from reports.shared.list_page import ListPage
from reports.shared.requests import id_in, posted
from tracker.dispatch.filters import ProblemFilter
from tracker.dispatch.forms import MoveForm, ProblemForm
from tracker.dispatch.models import Problem
from tracker.dispatch.moves import BY_CODE
from tracker.dispatch.services.problems import ProblemChangedError, make_move, may_raise, moves_for, raise_problem
from tracker.dispatch.tables import ProblemTable
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target
from tracker.targets.scopes import has_targets


class ProblemList(ListPage):
    """All problems that the reader may see."""

    model = Problem
    table_class = ProblemTable
    filterset_class = ProblemFilter
    template_name = "dispatch/problems.html"
    title = gettext_lazy("Problems")
    empty_text = gettext_lazy("No problem is raised yet. That is done here or on the page of a target.")

    def rows(self, queryset: QuerySet[Problem]) -> QuerySet[Problem]:
        """Join what the table shows."""
        return queryset.select_related("region", "owner")


@require_GET
def problem_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a problem, its time line, and exactly the steps that the reader may take."""
    return _page(request, _problem_or_404(request, pk))


@require_POST
def move_problem(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take one step; what is refused is shown again as it was typed."""
    problem = _problem_or_404(request, pk)
    if code not in BY_CODE:
        raise Http404
    form = MoveForm(BY_CODE[code], data=request.POST)
    if not form.is_valid():
        return _page(request, problem, form)
    try:
        moved = make_move(problem=problem, code=code, by=request.user, **form.cleaned_data)
    except ProblemChangedError:
        messages.error(
            request, _("Somebody else has moved this problem on meanwhile. Look at it again; nothing was stored.")
        )
        return _page(request, problem, form)
    except ValidationError as error:
        take_up(form, error)
        return _page(request, problem, form)
    messages.success(request, f"{moved.title}: {moved.get_state_display()}")
    return redirect(moved)


@require_http_methods(["GET", "POST"])
def new_problem(request: HttpRequest) -> HttpResponse:
    """Raise a problem by hand, about a target, or from an entry that tells of one."""
    entry = _asked_entry(request)
    target = entry.target if entry else _asked_target(request)
    region = target.region if target else _own_region(request)
    if not may_raise(region, request.user):
        raise PermissionDenied
    if entry and (known := Problem.objects.for_user(request.user).filter(entry=entry).first()):
        messages.info(request, _("A problem was already raised from this entry: here it is."))
        return redirect(known)
    form = _form(request, region, target, entry)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(raise_problem(matter=form.matter(entry), region=region, by=request.user))
        except ValidationError as error:
            take_up(form, error)
    context = {"title": _("Raise a problem"), "form": form, "region": region, "entry": entry, "target": target}
    return render(request, "dispatch/new_problem.html", context, status=422 if form.errors else 200)


def _problem_or_404(request: HttpRequest, pk: int) -> Problem:
    rows = Problem.objects.for_user(request.user).select_related("region", "owner", "raised_by", "meeting", "entry")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, problem: Problem, refused: MoveForm | None = None) -> HttpResponse:
    forms = [
        refused if refused and refused.move.code == move.code else _move_form(problem, move.code)
        for move in moves_for(problem, request.user)
    ]
    if refused and refused not in forms:
        for errors in refused.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        # The step is not open any more: what was typed for it stays where it can be read and copied.
        typed = str(refused.data.get("words", "")).strip()
    else:
        typed = ""
    context = {
        "title": problem.title,
        "problem": problem,
        "forms": forms,
        "typed": typed,
        "events": problem.events.select_related("by").order_by("-at", "-pk"),
        "targets": Target.objects.for_user(request.user).filter(problems=problem).select_related("region", "lead"),
        "is_office": rights_of(request.user).reviews(problem.region_id),
        "may_follow": Problem.objects.filter(rights_of(request.user).may_follow("region"), pk=problem.pk).exists(),
    }
    return render(request, "dispatch/problem.html", context, status=422 if refused else 200)


def _move_form(problem: Problem, code: str) -> MoveForm:
    day = {"assign": problem.due, "extend": problem.asked_until}.get(code)
    return MoveForm(BY_CODE[code], initial={"version": problem.version, "day": day})


def _asked_entry(request: HttpRequest) -> ProgressEntry | None:
    pk = id_in(request.GET.get("entry", ""))
    rows = ProgressEntry.objects.for_user(request.user).select_related("target__region", "target__lead")
    return get_object_or_404(rows, pk=pk) if "entry" in request.GET else None


def _asked_target(request: HttpRequest) -> Target | None:
    pk = id_in(request.GET.get("target", ""))
    rows = Target.objects.for_user(request.user).select_related("region", "lead")
    return get_object_or_404(rows, pk=pk) if "target" in request.GET else None


def _own_region(request: HttpRequest) -> Region:
    """Return the region in which the reader may raise problems. Raises PermissionDenied where there is none."""
    rights = rights_of(request.user)
    by_department = Department.objects.of_user(request.user).values("region")
    found = Region.objects.filter(pk__in=rights.reviewed) | Region.objects.filter(pk__in=by_department)
    if rights.everywhere and not found.exists():
        found = Region.objects.filter(has_targets(request.user))
    region = found.order_by("code", "pk").first()
    if region is None:
        raise PermissionDenied
    return region


def _form(request: HttpRequest, region: Region, target: Target | None, entry: ProgressEntry | None) -> ProblemForm:
    seen = Target.objects.for_user(request.user).active().filter(region=region).order_by("-year", "number")
    departments = Department.objects.filter(region=region, is_active=True)
    initial: dict[str, Any] = {"targets": [target] if target else [], "owner": target.lead if target else None}
    if entry:
        first = entry.problem.strip().splitlines()
        initial |= {"title": first[0][:200] if first else "", "description": entry.problem}
    return ProblemForm(departments, seen, data=posted(request), initial=initial)
