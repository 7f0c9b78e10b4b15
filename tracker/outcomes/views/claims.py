"""A draft, pasted or as a file, checked before it is read out: each statement of result beside what is known.

Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.library.models import WorkReport
from reports.organisation.models import Region, RegionQuerySet, rights_of
from reports.shared.form_rendering import drawn_options
from reports.shared.requests import UserRequest, chosen, posted
from tracker.evaluation import Tone
from tracker.outcomes.claim_check import MOST_CLAIMS, Line, TooManyClaimsError, check_report, check_text, counts_of
from tracker.outcomes.claim_rows import LOOKS, claim_rows
from tracker.outcomes.drafts import DraftForm

if TYPE_CHECKING:
    from reports.shared.people import User


@require_http_methods(["GET", "POST"])
def claim_check(request: UserRequest) -> HttpResponse:
    """Show the form, and below it what is known of each figure in the draft."""
    title = _("Check the figures of a draft")
    regions = list(_regions(request.user).with_parents().own_first(request.user))
    if not regions:
        words = _("There is no region whose reports you may read.")
        return render(request, "outcomes/empty.html", {"title": title, "words": words})
    form = DraftForm(posted(request), request.FILES or None, regions=regions, today=timezone.localdate())
    may_read = WorkReport.objects.for_user(request.user)
    reports = list(may_read.order_by("-year", "region").values_list("pk", "region", "year"))
    report = chosen(request, "report", {str(pk): pk for pk, _region, _year in reports}, default=None)
    context = {"title": title, "form": form, "reports": _options(reports, regions, report), "lines": None, "counts": ()}
    if form.is_bound:
        lines = _checked(request, form) if form.is_valid() else None
    else:
        lines = _checked_report(request, may_read.get(pk=report), regions) if report else None
    if lines is not None:
        draft = form.cleaned_data["draft"] if form.is_bound else None
        context |= {"warnings": draft.warnings if draft else ()}
        lines = _worst_first(lines)
        context |= {"lines": lines, "rows": claim_rows(lines), "counts": _counts(lines)}
    return render(request, "outcomes/claims.html", context)


def _regions(user: User) -> RegionQuerySet:
    """The regions that a draft may be of: who may read all of the country's chooses among those with a report."""
    found = Region.objects.for_user(user)
    if not rights_of(user).everywhere:
        return found
    return found.filter(Exists(WorkReport.objects.filter(region=OuterRef("pk"))))


def _checked(request: UserRequest, form: DraftForm) -> list[Line] | None:
    data = form.cleaned_data
    try:
        return check_text(data["draft"].text, user=request.user, region=data["region"], year=data["year"])
    except TooManyClaimsError:
        form.add_error(None, _too_many())
        return None


def _checked_report(request: UserRequest, report: WorkReport, regions: Sequence[Region]) -> list[Line] | None:
    """What is known, beside it, of the figures in a report that was taken in."""
    report.region = next(each for each in regions if each.pk == report.region_id)
    try:
        return check_report(report, user=request.user)
    except TooManyClaimsError:
        messages.error(request, _too_many())
        return None


def _options(reports: Iterable[tuple[int, int, int]], regions: Iterable[Region], report: int | None) -> SafeString:
    """Draw the reports to choose among, some hundreds: key, region and year of each."""
    labels = {each.pk: each.label for each in regions}
    return drawn_options(((pk, f"{labels[region]} {year}") for pk, region, year in reports), report)


def _too_many() -> str:
    return _("The text states more than %(most)d results; check it in parts.") % {"most": MOST_CLAIMS}


def _worst_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda each: list(LOOKS).index(each.checked.answer))


def _counts(lines: list[Line]) -> list[tuple[str, Tone, object, int]]:
    return [(*LOOKS[answer], number) for answer, number in counts_of(lines).items()]
