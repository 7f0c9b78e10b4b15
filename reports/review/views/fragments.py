"""Answers to steps on the review page: the parts of it that a step changed, or a conflict that the user decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.core.exceptions import BadRequest
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_htmx.http import reswap, trigger_client_event

from reports.library.models import Statement, WorkReport
from reports.review.concurrent_edits import Conflict, conflicts_of
from reports.review.page import ReviewPage
from reports.review.services.decisions import AdoptedError, Outcome, Ref, StaleError
from reports.shared.requests import UserRequest

CONFLICT = 409
INVALID = 422
FEW = 20
"""Up to so many rows are replaced one by one; beyond that the browser is quicker with the whole."""


def reviewable_report(request: UserRequest, pk: int) -> WorkReport:
    """Return the report if the user may review it, else answer 404."""
    return get_object_or_404(WorkReport.objects.reviewable_by(request.user), pk=pk)


def refs_of(request: UserRequest) -> list[Ref]:
    """Return the statements that the request names, each with the version that was seen; at least one."""
    data = request.POST if request.method == "POST" else request.GET
    try:
        refs = [Ref.parse(text) for text in data.getlist("row")]
    except ValueError as error:
        raise BadRequest from error
    if not refs:
        raise BadRequest
    return refs


def attempt(
    request: UserRequest,
    report: WorkReport,
    refs: Sequence[Ref],
    step: Callable[[], Outcome],
    answer: Callable[[Outcome], HttpResponse],
) -> HttpResponse:
    """Do a step and answer; where somebody was first, say so, and where a statement is unknown, answer 404."""
    try:
        outcome = step()
    except Statement.DoesNotExist as error:
        raise Http404 from error
    except (StaleError, AdoptedError) as error:
        return refused(request, report, error, refs)
    return answer(outcome)


def changed(
    request: UserRequest,
    report: WorkReport,
    rows: Sequence[Statement],
    notice: str | Promise,
    *,
    whole: bool = False,
    show: bool = True,
) -> HttpResponse:
    """Answer with the cards and blocks of the rows (`whole`: with the whole list), the progress and a notice.

    `show` brings one of the rows before the user: the current one if it is among them, else the first.
    """
    page = ReviewPage(report, request.user, True, whole=_keys(rows) if len(rows) <= FEW else ())
    response = _fragments(request, page, rows, notice, whole=whole)
    return _shown(response, rows) if show else response


def _shown(response: HttpResponse, rows: Sequence[Statement]) -> HttpResponse:
    visible = [str(row.pk) for row in rows if row.state != Statement.State.REMOVED]
    return trigger_client_event(response, "review:show", {"pks": visible}, after="settle") if visible else response


def refused(
    request: UserRequest,
    report: WorkReport,
    error: StaleError | AdoptedError,
    refs: Iterable[Ref],
    *,
    rescued: BaseForm | None = None,
) -> HttpResponse:
    """Answer that nothing was written, and show what stands in the way on each card.

    `rescued` is a form that holds what the user had typed where there is no card any more to show it on.
    """
    conflicts = conflicts_of(error.rows, refs) if isinstance(error, StaleError) else {}
    page = ReviewPage(report, request.user, True, conflicts, whole=_keys(error.rows))
    is_removed = any(row.state == Statement.State.REMOVED for row in error.rows)
    notice = stale_notice(conflicts) if conflicts else _("It has been adopted as a target and changes only there.")
    response = _fragments(request, page, error.rows, notice, whole=is_removed, tone="danger", rescued=rescued)
    response.status_code = CONFLICT
    return _shown(response, error.rows)


def stale_notice(conflicts: dict[int, Conflict]) -> str:
    """Say who changed the rows first, and that the user now decides."""
    who = "、".join(dict.fromkeys(conflict.who for conflict in conflicts.values() if conflict.who))
    if any(conflict.is_removed for conflict in conflicts.values()):
        return _("%(who)s has merged or removed this statement meanwhile. Nothing of yours was written.") % {"who": who}
    return _("%(who)s has changed this meanwhile. Compare, then decide again.") % {"who": who}


def _keys(rows: Iterable[Statement]) -> set[int]:
    return {row.pk for row in rows}


def _fragments(
    request: UserRequest,
    page: ReviewPage,
    rows: Sequence[Statement],
    notice: str | Promise,
    *,
    whole: bool,
    tone: str = "ok",
    rescued: BaseForm | None = None,
) -> HttpResponse:
    is_large = len(rows) > FEW
    context = {"page": page, "report": page.report, "notice": notice, "tone": tone, "form": rescued}
    context |= {"whole_list": whole or is_large, "cards": [] if whole or is_large else page.cards}
    context |= {"whole_text": is_large, "blocks": [] if is_large else page.blocks_of(rows)}
    return reswap(render(request, "review/_changes.html", context), "none")
