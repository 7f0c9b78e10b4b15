"""What the next report says of a year's promises: the counts first, then both sentences of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from reports.library.models import WorkReport
from reports.organisation.models import rights_of
from reports.shared.exports import export_asked, exported
from reports.shared.requests import UserRequest, chosen
from tracker.evaluation import shares_by_largest_remainder
from tracker.outcomes.cards import LOOKS, Card, cards_of, with_sentences
from tracker.outcomes.models import FindingChoice, Settlement, SettlementState
from tracker.outcomes.promises import next_report
from tracker.outcomes.scopes import pair_of
from tracker.outcomes.services import settle

PER_PAGE = 20
ORDER = (FindingChoice.MISSED, FindingChoice.SILENT, FindingChoice.DIFFERENT, FindingChoice.CHANGED, FindingChoice.MET)
"""What needs the reader first."""
FINDINGS = {each.value: each for each in ORDER}
STATES = {each.value: each for each in SettlementState}


@dataclass(frozen=True, slots=True)
class Part:
    """How many promises have one finding, and their share of all: the shares add up to 100.0."""

    finding: FindingChoice
    symbol: str
    tone: str
    count: int
    share: Decimal | None


@require_GET
def reconciliation(request: UserRequest) -> HttpResponseBase:
    """Show the promises of one region and year with what came of them, or send them as a file."""
    pair = pair_of(request)
    finding = chosen(request, "finding", FINDINGS, default=None)
    state = chosen(request, "state", STATES, default=None)
    if pair is None:
        words = _("There are no two reports of one region and of years in a row that you may read.")
        return render(request, "outcomes/empty.html", {"title": _("Reconciliation"), "words": words})
    whole = Settlement.objects.for_user(request.user).of(pair.region, pair.year)
    rows = _narrowed(whole, finding, state)
    title = _("%(region)s: promises of %(year)s and what came of them")
    title %= {"region": pair.region.label, "year": pair.year}
    if kind := export_asked(request):
        return exported(_file_rows(cards_of(rows)), kind, title=title, notes=[title])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    counts = Counter(whole.order_by().values_list("finding", "state"))
    context = {
        "title": title, "pair": pair, "page": page, "cards": cards_of(page.object_list), "parts": _parts(counts),
        "total": counts.total(), "n_proposed": sum(n for (_f, at), n in counts.items() if at == STATES["proposed"]),
        "finding": finding, "state": state, "states": STATES.values(),
        "may_decide": rights_of(request.user).reviews(pair.region.pk),
    }  # fmt: skip
    return render(request, "outcomes/reconciliation.html", context)


@require_POST
def settle_year(request: UserRequest, pk: int) -> HttpResponse:
    """Match the promises of a report with the next one, again or for the first time."""
    reports = WorkReport.objects.for_user(request.user).select_related("region__parent")
    report = get_object_or_404(reports, pk=pk)
    if not rights_of(request.user).reviews(report.region_id):
        raise PermissionDenied
    later = next_report(report.region, report.year, reports.filter(region=report.region))
    if later is None:
        raise Http404(_("There is no report of the year after yet."))
    counts = settle(report=report, later=later, by=request.user)
    found = counts.total() - counts[FindingChoice.SILENT]
    words = _("%(found)d of %(total)d promises were found again. Please compare the sentences and confirm.")
    messages.success(request, words % {"found": found, "total": counts.total()})
    return redirect(f"{reverse('reconciliation')}?region={report.region_id}&year={report.year}")


def _narrowed(
    rows: QuerySet[Settlement], finding: FindingChoice | None, state: SettlementState | None
) -> QuerySet[Settlement]:
    if finding:
        rows = rows.filter(finding=finding)
    if state:
        rows = rows.filter(state=state)
    return with_sentences(rows).order_by("statement__start", "target__number", "pk")


def _parts(counts: Mapping[tuple[str, str], int]) -> list[Part]:
    numbers = {each: sum(number for (at, _state), number in counts.items() if at == each) for each in ORDER}
    shares = shares_by_largest_remainder(numbers)
    return [
        Part(each, LOOKS[each][0], LOOKS[each][1].value, number, shares.get(each)) for each, number in numbers.items()
    ]


def _file_rows(cards: Iterable[Card]) -> Iterator[Sequence[object]]:
    yield [
        _("Promise"), _("Promised"), _("Sentence of the promise"), _("Reported"), _("Sentence of the next report"),
        _("Finding"), _("State"), _("Remark"),
    ]  # fmt: skip
    for card in cards:
        row = card.row
        yield [
            row.name, card.promised, card.promise.whole, card.reached, card.result.whole if card.result else "",
            row.get_finding_display(), row.get_state_display(), row.note,
        ]  # fmt: skip
