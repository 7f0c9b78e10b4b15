"""Which statement speaks of which indicator: what the names propose, and what a person says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from reports.library.models import WorkReport
from reports.organisation.models import rights_of
from reports.shared.list_page import ListPage
from reports.shared.requests import id_in, is_htmx
from tracker.adoption.filters import MatchFilter
from tracker.adoption.matching import confirm_match, match_report, refuse_match
from tracker.adoption.tables import MatchTable
from tracker.indicators.models import Indicator, IndicatorMatch


class MatchList(ListPage):
    """All matches that the reader may see; reviewers decide in the row."""

    model = IndicatorMatch
    table_class = MatchTable
    filterset_class = MatchFilter
    template_name = "adoption/matches.html"
    title = gettext_lazy("Indicators of statements")
    intro = gettext_lazy("Names of the catalogue are matched at once; similar names wait for your word.")

    def rows(self, queryset: Any) -> QuerySet[IndicatorMatch]:
        """Join what the table shows, without the reports' texts."""
        joined = queryset.with_urgency().select_related("indicator", "statement__report__region", "decided_by")
        return joined.defer("statement__report__text", "statement__report__recognised")

    def get_table_kwargs(self) -> dict[str, Any]:
        """Tell the table where the reader may decide."""
        return {"rights": rights_of(self.request.user), "csrf_token": get_token(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reports whose statements can be matched."""
        reports = WorkReport.objects.reviewable_by(self.request.user).select_related("region").without_text()
        return super().get_context_data(**kwargs) | {"reports": reports}


@require_POST
def decide_match(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a match, choose another indicator, or refuse; from a row of the list."""
    match = get_object_or_404(
        IndicatorMatch.objects.reviewable_by(request.user).select_related("indicator", "statement__report"), pk=pk
    )
    chosen = request.POST.get("indicator", "")
    if request.POST.get("action") == "refuse":
        refuse_match(match=match, by=request.user)
    else:
        indicator = get_object_or_404(Indicator, pk=id_in(chosen)) if chosen else None
        confirm_match(match=match, by=request.user, indicator=indicator)
    if is_htmx(request):
        return render(request, "adoption/_match_decision.html", {"match": match, "just_done": True})
    return redirect("matches")


@require_POST
def find_matches(request: HttpRequest) -> HttpResponse:
    """Match the statements of a report with the catalogue, again where no person has decided."""
    reports = WorkReport.objects.reviewable_by(request.user)
    report = get_object_or_404(reports, pk=id_in(request.POST.get("report", "")))
    counts = match_report(report=report, by=request.user)
    text = _(
        "%(confirmed)s statements bear a name of the catalogue, %(proposed)s are proposed, %(without)s are like none."
    )
    messages.success(
        request, text % {"confirmed": counts.confirmed, "proposed": counts.proposed, "without": counts.without}
    )
    return redirect("matches")
