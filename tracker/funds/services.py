"""Setting a fund up, filing what was spent, approving it; all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import rights_of
from reports.shared import display
from reports.shared.history import save_as
from tracker.funds.models import UNIT, Fund, FundLine, Spending
from tracker.verdicts.basis import latest_month

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Line = tuple[str, Decimal]
"""Name and amount of a part."""


class FundChangedError(Exception):
    """Somebody else changed the fund or the figure meanwhile; nothing was stored."""


@transaction.atomic
def save_fund(*, fund: Fund, lines: Sequence[Line], by: User) -> Fund:
    """Store a fund with its lines; without lines it has but its total.

    Raises PermissionDenied for anybody but the region's office, ValidationError where the lines do not add up to the
    total or something belongs elsewhere, FundChangedError where the stored fund is of another version.
    """
    if not rights_of(by).reviews(fund.region_id):
        raise PermissionDenied
    _check(fund, lines)
    if fund.pk:
        stored = Fund.objects.select_for_update().get(pk=fund.pk)
        if stored.version != fund.version:
            raise FundChangedError
        fund.version += 1
    save_as(fund, by=by, action="fund set up")
    fund.lines.all().delete()
    for order, (name, amount) in enumerate(lines, start=1):
        save_as(FundLine(fund=fund, order=order, name=name, amount=amount), by=by, action="fund set up")
    return fund


def _check(fund: Fund, lines: Sequence[Line]) -> None:
    fund.full_clean()
    if fund.lead.region_id != fund.region_id:
        raise ValidationError({"lead": _("The lead department belongs to another region.")})
    if fund.target and (fund.target.region_id, fund.target.year) != (fund.region_id, fund.year):
        raise ValidationError({"target": _("The target belongs to another region or year.")})
    parts = sum((amount for _name, amount in lines), Decimal(0))
    if lines and parts != fund.total:
        words = _("The parts add up to %(parts)s, not to the total of %(total)s: %(gap)s apart. Nothing was stored.")
        figures = {"parts": parts, "total": fund.total, "gap": parts - fund.total}
        raise ValidationError(words % {key: display.amount(value, UNIT) for key, value in figures.items()})


def months_to_file(fund: Fund) -> range:
    """Return the months of its year that are over."""
    today = timezone.localdate()
    return range(1, latest_month(fund.year, today) + 1)


@transaction.atomic
def file_spending(*, fund: Fund, month: int, amount: Decimal, by: User) -> Spending:
    """File what was spent since January up to the end of a month; it waits for approval.

    Raises PermissionDenied for anybody who does not report for the lead, ValidationError for a month that is not over,
    a negative amount, and where the figure is approved already.
    """
    if not Fund.objects.reported_by(by).filter(pk=fund.pk).exists():
        raise PermissionDenied
    if month not in months_to_file(fund):
        raise ValidationError({"month": _("The month is not over yet.")})
    Fund.objects.select_for_update().get(pk=fund.pk)
    spending = fund.spendings.filter(month=month).first() or Spending(fund=fund, month=month)
    if spending.is_approved:
        raise ValidationError({"month": _("This figure is approved; ask the office to open it again.")})
    spending.amount, spending.filed_by, spending.filed_at = amount, by, timezone.now()
    spending.full_clean()
    save_as(spending, by=by, action="submitted")
    return spending


@transaction.atomic
def approve(*, spending: Spending, seen: Decimal, by: User) -> None:
    """Approve the figure that the office has seen.

    Raises PermissionDenied for anybody but the region's office, FundChangedError where another figure stands there now.
    """
    _decide(spending, by, seen, is_approved=True)


@transaction.atomic
def open_again(*, spending: Spending, by: User) -> None:
    """Take the approval back, so that the department can file another figure; the history keeps both.

    Raises PermissionDenied for anybody but the region's office.
    """
    _decide(spending, by, None, is_approved=False)


def _decide(spending: Spending, by: User, seen: Decimal | None, *, is_approved: bool) -> None:
    if not Fund.objects.reviewable_by(by).filter(pk=spending.fund_id).exists():
        raise PermissionDenied
    locked = Spending.objects.select_for_update().get(pk=spending.pk)
    if seen is not None and locked.amount != seen:
        raise FundChangedError
    locked.approved_by, locked.approved_at = (by, timezone.now()) if is_approved else (None, None)
    save_as(locked, by=by, action="approved" if is_approved else "opened again")
