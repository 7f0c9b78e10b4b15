"""The review page: the text and its statements side by side, and reading the text again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap

from reports.library.models import Kind, Passage, Statement, WorkReport
from reports.library.services.reading import read_report, set_role
from reports.review.page import ReviewPage
from reports.review.views.fragments import reviewable_report
from reports.shared.requests import UserRequest, id_in, is_htmx

State = Statement.State
AT_ONCE = 20
"""So many statements come whole with the page: more than a screen shows."""
CONFIDENCES = (0.95, 0.9, 0.8, 0.7, 0.5)


@require_GET
def review(request: UserRequest, pk: int) -> HttpResponse:
    """Show the report's text with its statements; who may not review reads only.

    The first statements come whole, `?all=1` brings all so; the page itself fetches others where its reader gets to.
    """
    page = _page(request, pk)
    if is_htmx(request):
        return _fetched(page, request.GET)
    shown = page.statements if "all" in request.GET else page.statements[:AT_ONCE]
    page.whole = {row.pk for row in shown}
    context = {
        "page": page,
        "report": page.report,
        "title": page.report.title,
        "kinds": Kind.choices,
        "states": [(state.value, state.label) for state in (State.OPEN, State.ACCEPTED, State.REJECTED)],
        "confidences": [(round(100 * floor), floor) for floor in CONFIDENCES],
    }
    return render(request, "review/review.html", context)


def _fetched(page: ReviewPage, asked: QueryDict) -> HttpResponse:
    """Answer with the statements `s` whole and the blocks that begin at `b` marked, each in the place of its own."""
    page.whole, page.marked = ({id_in(key) or 0 for key in asked.getlist(name)} for name in ("s", "b"))
    parts = [card.replacement for card in page.cards]
    if page.marked:
        parts += [block.replacement for block in page.blocks if block.block.start in page.marked]
    return reswap(HttpResponse("".join(parts)), "none")


@require_GET
def card(request: UserRequest, pk: int, statement: int) -> HttpResponse:
    """Show one statement's card as it is now, in place of its form."""
    page = _page(request, pk)
    page.whole = {statement}
    if not page.cards:
        raise Http404
    return HttpResponse(page.cards[0].element)


def _page(request: UserRequest, pk: int) -> ReviewPage:
    report = get_object_or_404(WorkReport.objects.for_user(request.user).select_related("region"), pk=pk)
    may_review = WorkReport.objects.reviewable_by(request.user).filter(pk=pk).exists()
    return ReviewPage(report, request.user, may_review)


@require_POST
def set_section_role(request: UserRequest, pk: int, section: int) -> HttpResponse:
    """Take a reviewer's word for what a section does; kind and year of what nobody has decided follow."""
    report, role = reviewable_report(request, pk), request.POST.get("role", "")
    if role not in Passage.Role.values:
        raise BadRequest
    span = ReviewPage(report, request.user, may_review=True).section_span(section)
    if span is None:
        raise Http404
    reading = set_role(report=report, start=span[0], end=span[1], role=Passage.Role(role), user=request.user)
    text = _("The section is now: %(role)s. %(changed)d statements are read differently; decisions are kept.")
    messages.success(request, text % {"role": Passage.Role(role).label, "changed": reading.changed})
    return redirect(f"{reverse('reports:review', args=[pk])}#g{section}")


@require_POST
def read_again(request: UserRequest, pk: int) -> HttpResponse:
    """Read the report with the engine as it is now and say what became of it."""
    reading = read_report(report=reviewable_report(request, pk), user=request.user)
    counts = {"added": reading.added, "changed": reading.changed, "gone": reading.gone}
    if any(counts.values()):
        text = _(
            "Read again: %(added)d new, %(changed)d read differently, %(gone)d no longer found. Decisions are kept."
        )
        messages.success(request, text % counts)
    else:
        messages.info(request, _("Read again: nothing has changed."))
    return redirect("reports:review", pk=pk)
