"""Dispatch meetings: the list, preparing one, its page, and the walk through it in the room."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.organisation.models import Department, Region, rights_of
from reports.shared.display import year_month
from reports.shared.list_page import ListPage
from reports.shared.requests import id_in, posted
from tracker.dispatch.agenda import AgendaItem, items_of
from tracker.dispatch.filters import MeetingFilter
from tracker.dispatch.forms import DecisionForm, MeetingForm
from tracker.dispatch.models import Meeting, ProblemEvent
from tracker.dispatch.moves import DECIDE
from tracker.dispatch.services.meetings import close_meeting, gather_again, prepare_meeting
from tracker.dispatch.services.problems import decide
from tracker.dispatch.tables import MeetingTable
from tracker.targets.models import Target
from tracker.targets.scopes import has_targets

STEPS = {"gather": gather_again, "close": close_meeting}


class MeetingList(ListPage):
    """All meetings that the reader may see."""

    model = Meeting
    table_class = MeetingTable
    filterset_class = MeetingFilter
    template_name = "dispatch/meetings.html"
    title = gettext_lazy("Dispatch meetings")
    empty_text = gettext_lazy("No meeting is prepared yet. A reviewer prepares the first one.")

    def rows(self, queryset: QuerySet[Meeting]) -> QuerySet[Meeting]:
        """Join what the table shows."""
        return queryset.select_related("region")


@require_http_methods(["GET", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    """Prepare a meeting: its agenda is gathered by itself."""
    regions = Region.objects.reviewable_by(request.user).filter(has_targets(request.user)).order_by("code", "pk")
    if not rights_of(request.user).reviewed and not rights_of(request.user).everywhere:
        raise PermissionDenied
    form = MeetingForm(regions, timezone.localdate(), data=posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(prepare_meeting(by=request.user, **form.cleaned_data))
        except ValidationError as error:
            form.add_error(None, error)
    context = {"title": _("Prepare a meeting"), "form": form}
    return render(request, "dispatch/new_meeting.html", context, status=422 if form.errors else 200)


@require_GET
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the agenda and the decisions, as minutes that can be printed."""
    meeting = _meeting_or_404(request, pk)
    items = list(enumerate(items_of(meeting), start=1))
    context = _context(request, meeting) | {
        "sections": [(label, list(rows)) for label, rows in groupby(items, lambda each: each[1].section_label)],
        "n_items": len(items),
    }
    return render(request, "dispatch/meeting.html", context)


@require_GET
def walk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one matter in large type; arrow keys and links lead to the one before and the one after."""
    return _walk_page(request, _meeting_or_404(request, pk), request.GET.get("item", "1"))


@require_POST
def step_meeting(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Gather the agenda anew, or close the meeting."""
    meeting = get_object_or_404(Meeting.objects.held_by(request.user), pk=pk)
    if code not in STEPS:
        raise Http404
    try:
        STEPS[code](meeting=meeting, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(meeting)


@require_POST
def decide_in_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a decision down: it becomes a task at once; what is refused is shown again as it was typed."""
    rows = Meeting.objects.held_by(request.user).select_related("region")
    meeting, number = get_object_or_404(rows, pk=pk), request.POST.get("item", "1")
    form = DecisionForm(_departments(meeting), data=request.POST)
    if form.is_valid():
        try:
            decision = decide(meeting=meeting, matter=form.matter(_about(meeting, number)), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Decided: %(what)s") % {"what": decision.title})
            return redirect(f"{reverse('meeting-walk', args=[pk])}?item={_number(meeting, number)}")
    return _walk_page(request, meeting, number, form)


def _walk_page(request: HttpRequest, meeting: Meeting, asked: str, form: DecisionForm | None = None) -> HttpResponse:
    items, number = items_of(meeting), _number(meeting, asked)
    item = items[number - 1] if items else None
    may_decide = rights_of(request.user).reviews(meeting.region_id) and not meeting.is_closed
    context = _context(request, meeting) | {
        "item": item,
        "number": number,
        "n_items": len(items),
        "form": (form or DecisionForm(_departments(meeting), initial=_proposed(meeting, item))) if may_decide else None,
    }
    return render(request, "dispatch/walk.html", context, status=422 if form else 200)


def _context(request: HttpRequest, meeting: Meeting) -> dict[str, object]:
    made = ProblemEvent.objects.filter(problem__meeting=meeting, move=DECIDE).select_related("problem__owner", "by")
    return {
        "title": f"{meeting.region.label} · {meeting.get_kind_display()}",
        "meeting": meeting,
        "about": year_month(meeting.year, meeting.month),
        "decisions": made.order_by("at", "pk"),
        "may_hold": rights_of(request.user).reviews(meeting.region_id) and not meeting.is_closed,
    }


def _meeting_or_404(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.for_user(request.user).select_related("region"), pk=pk)


def _departments(meeting: Meeting) -> QuerySet[Department]:
    return Department.objects.filter(region=meeting.region_id, is_active=True)


def _number(meeting: Meeting, asked: str) -> int:
    """Return the number of the matter that is asked for, 1 where there are none. Raises Http404 for any other."""
    number = id_in(asked)
    if number is None or number > max(len(meeting.agenda), 1):
        raise Http404
    return number


def _about(meeting: Meeting, asked: str) -> list[Target]:
    items, number = items_of(meeting), _number(meeting, asked)
    pk = items[number - 1].target if items else None
    return list(Target.objects.filter(pk=pk, region=meeting.region_id)) if pk else []


def _proposed(meeting: Meeting, item: AgendaItem | None) -> dict[str, object]:
    if item is None:
        return {}
    return {"owner": _departments(meeting).filter(short_name=item.owner).first()}
