"""Scorecards: the list, a month of one with places and points, filling it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from reports.organisation.models import Region, rights_of
from reports.shared.exports import export_asked, exported
from reports.shared.list_page import ListPage
from reports.shared.requests import UserRequest, chosen, id_in
from tracker.dashboards.league import RULES
from tracker.evaluation.scoring import Scoring
from tracker.scorecards.filters import ScorecardFilter
from tracker.scorecards.models import Filling, Scorecard
from tracker.scorecards.services import fill, months_to_fill
from tracker.scorecards.sheet import sheet_of
from tracker.scorecards.tables import ScorecardTable

if TYPE_CHECKING:
    from reports.shared.people import User


class ScorecardList(ListPage):
    """All scorecards in which the reader's regions are compared."""

    model = Scorecard
    table_class = ScorecardTable
    filterset_class = ScorecardFilter
    title = gettext_lazy("Scorecards")
    empty_text = gettext_lazy("No scorecard is set up yet. An administrator sets them up.")
    intro = gettext_lazy("Indicators, tasks and problems of one theme with weights; what is filled stays.")

    def rows(self, queryset: Any) -> Any:
        """Join what the table shows."""
        return queryset.select_related("region").annotate(last_filled=Max("fillings__filled_at"))


@require_GET
def scorecard_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a scorecard as it was filled for a month, the newest if none is asked for; or send it as a file."""
    scorecard = _scorecard_or_404(request, pk)
    fillings = _newest_of_months(scorecard)
    month = chosen(request, "month", {str(each.month): each.month for each in fillings}, default=None)
    filling = next((each for each in reversed(fillings) if month in (None, each.month)), None)
    before = next((each for each in reversed(fillings) if filling and each.month < filling.month), None)
    sheet = sheet_of(filling, before, _readable(request.user)) if filling else None
    if sheet and (kind := export_asked(request)):
        return exported(sheet.rows(), kind, title=f"{scorecard.name}{scorecard.year}-{sheet.filling.month:02}")
    may_fill = Scorecard.objects.filled_by(request.user).filter(pk=pk).exists()
    context = {
        "title": scorecard.name,
        "scorecard": scorecard,
        "sheet": sheet,
        "fillings": fillings,
        "rule": RULES[Scoring(filling.scoring if filling else scorecard.scoring)],
        "months": list(reversed(months_to_fill(scorecard))) if may_fill else [],
    }
    return render(request, "scorecards/scorecard.html", context)


@require_POST
def fill_scorecard(request: UserRequest, pk: int) -> HttpResponse:
    """Fill a scorecard for a month."""
    scorecard = get_object_or_404(Scorecard.objects.filled_by(request.user), pk=pk)
    try:
        filling = fill(scorecard=scorecard, month=id_in(request.POST.get("month", "")) or 0, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(scorecard)
    messages.success(request, _("The scorecard is filled for the month; these figures stay as they are."))
    return redirect(f"{scorecard.get_absolute_url()}?month={filling.month}")


def _newest_of_months(scorecard: Scorecard) -> Sequence[Filling]:
    """The newest version of each month, in the order of the months."""
    by_month = {
        each.month: each for each in scorecard.fillings.select_related("filled_by").order_by("month", "version")
    }
    return list(by_month.values())


def _readable(user: User) -> Iterable[int] | None:
    """The regions whose marks the reader may see; None for all."""
    rights = rights_of(user)
    return None if rights.everywhere else Region.objects.filter(rights.may_follow("pk")).values_list("pk", flat=True)


def _scorecard_or_404(request: HttpRequest, pk: int) -> Scorecard:
    return get_object_or_404(Scorecard.objects.for_user(request.user).select_related("region"), pk=pk)
