"""Funds of a region and year, money beside result; setting one up; filing and approving what was spent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from reports.organisation.models import rights_of
from reports.shared import display
from reports.shared.exports import export_asked, exported
from reports.shared.requests import UserRequest, posted
from tracker.funds import services
from tracker.funds.forms import FundForm, Lines, SeenForm, SpendingForm, typed_lines
from tracker.funds.models import Fund, Spending
from tracker.funds.monitoring import CONVENTION, Monitored, by_month, newest
from tracker.targets.scopes import RegionYear, region_year_of

CHANGED = gettext_lazy("Somebody else changed this fund meanwhile; nothing was stored. Look at it as it is now.")


@require_GET
def funds(request: HttpRequest) -> HttpResponseBase:
    """Show the money of a region and year beside what came of it, or send it as a file."""
    today = timezone.localdate()
    scope = region_year_of(request, today)
    if scope is None:
        return render(request, "dashboards/overview_empty.html", {"title": _("Double monitoring of funds")})
    rows = Fund.objects.for_user(request.user).filter(region=scope.region, year=scope.year)
    found = newest(list(rows.select_related("lead", "target")), today)
    title = _("Double monitoring of funds")
    if kind := export_asked(request):
        return exported(_rows(found), kind, title=f"{title}-{scope.region.label}{scope.year}")
    context = {
        "title": title,
        "scope": scope,
        "rows": found,
        "convention": CONVENTION,
        "may_set_up": rights_of(request.user).reviews(scope.region.pk),
    }
    return render(request, "funds/funds.html", context)


def new_fund(request: UserRequest) -> HttpResponse:
    """Set a fund up for the region and year of the address."""
    scope = _scope_of_office(request)
    return _edit(request, Fund(region=scope.region, year=scope.year), _("Set up a fund"))


def edit_fund(request: UserRequest, pk: int) -> HttpResponse:
    """Change a fund and its parts."""
    fund = get_object_or_404(Fund.objects.reviewable_by(request.user).select_related("region"), pk=pk)
    return _edit(request, fund, _("Change the fund"))


@require_GET
def fund_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a fund with its parts, month by month."""
    return _page(request, _fund_or_404(request, pk))


@require_POST
def file_spent(request: UserRequest, pk: int) -> HttpResponse:
    """File what was spent up to the end of a month; what is refused is shown as it was typed."""
    fund = get_object_or_404(Fund.objects.reported_by(request.user).select_related("region", "lead", "target"), pk=pk)
    form = SpendingForm(services.months_to_file(fund), request.POST)
    if form.is_valid() and _done(form, lambda: services.file_spending(fund=fund, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The figure is filed; it counts once the office has approved it."))
        return redirect(fund)
    return _page(request, fund, form)


@require_POST
def decide_spent(request: UserRequest, pk: int, month: int, step: str) -> HttpResponse:
    """Approve a figure, or open an approved one again."""
    fund = get_object_or_404(Fund.objects.reviewable_by(request.user), pk=pk)
    spending = get_object_or_404(Spending, fund=fund, month=month)
    try:
        if step == "approve":
            seen = SeenForm(request.POST)
            if not seen.is_valid():
                raise services.FundChangedError
            services.approve(spending=spending, seen=seen.cleaned_data["seen"], by=request.user)
            messages.success(request, _("The figure is approved."))
        elif step == "reopen":
            services.open_again(spending=spending, by=request.user)
            messages.success(request, _("The figure is open again; the department can file another one."))
        else:
            raise Http404
    except services.FundChangedError:
        messages.error(request, CHANGED)
    return redirect(fund)


def _edit(request: UserRequest, fund: Fund, title: str) -> HttpResponse:
    own = [{"name": line.name, "amount": line.amount} for line in fund.lines.all()] if fund.pk else []
    form = FundForm(posted(request), instance=fund, region=fund.region, year=fund.year)
    lines = Lines(posted(request), initial=own, prefix="lines")
    if form.is_valid() and lines.is_valid():
        try:
            if _done(form, lambda: services.save_fund(fund=form.instance, lines=typed_lines(lines), by=request.user)):
                return redirect(fund)
        except services.FundChangedError:
            messages.error(request, CHANGED)
            return redirect("edit-fund", fund.pk)
    is_refused = bool(form.errors) or bool(lines.is_bound and not lines.is_valid())
    context = {"title": title, "form": form, "lines": lines, "fund": fund}
    return render(request, "funds/edit.html", context, status=422 if is_refused else 200)


def _page(request: HttpRequest, fund: Fund, form: SpendingForm | None = None) -> HttpResponse:
    months = services.months_to_file(fund)
    rights = rights_of(request.user)
    may_file = fund.lead_id in rights.departments and bool(months)
    lines = list(fund.lines.all())
    context = {
        "title": fund.name,
        "fund": fund,
        "lines": [(line, line.amount / fund.total) for line in lines],
        "rows": by_month(fund, months, timezone.localdate()),
        "may_keep": rights.reviews(fund.region_id),
        "form": form or (SpendingForm(months) if may_file else None),
        "convention": CONVENTION,
    }
    return render(request, "funds/fund.html", context, status=422 if form else 200)


def _done(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do it; what is refused stands on the form afterwards."""
    try:
        act()
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _rows(found: Iterable[Monitored]) -> Iterator[Sequence[object]]:
    yield [
        _("Fund"), _("Lead department"), _("Total, ten thousand yuan"), _("Month"),
        _("Spent since January, ten thousand yuan"), _("Spent"), _("Result"), _("Reached"), _("Year over"),
        _("Money and result"),
    ]  # fmt: skip
    for each in found:
        spending, target = each.spending, each.fund.target
        yield [
            each.fund.name, each.fund.lead.label, each.fund.total, each.month, spending.amount if spending else None,
            _share(each.spent), target.name if target else "", _share(each.reached), _share(each.elapsed),
            str(each.label),
        ]  # fmt: skip


def _share(share: Decimal | None) -> str:
    return display.UNKNOWN if share is None else display.percent(share)


def _scope_of_office(request: UserRequest) -> RegionYear:
    scope = region_year_of(request, timezone.localdate())
    if scope is None or not rights_of(request.user).reviews(scope.region.pk):
        raise PermissionDenied
    return scope


def _fund_or_404(request: HttpRequest, pk: int) -> Fund:
    return get_object_or_404(Fund.objects.for_user(request.user).select_related("region", "lead", "target"), pk=pk)
