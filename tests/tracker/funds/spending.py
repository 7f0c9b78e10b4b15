"""Funds for tests."""

from decimal import Decimal

from django.utils import timezone

from tracker.funds.models import Fund, Spending
from tracker.funds.services import save_fund

PARTS = (("中央资金", Decimal(3369)), ("市级资金", Decimal(802)), ("区级资金", Decimal(2085)))


def make_fund(of, by, *, total=6256, lines=PARTS, **terms):
    """Set a fund up for a target, led by its lead."""
    fund = Fund(region=of.region, year=of.year, name="专项资金", lead=of.lead, target=of)
    fund.total = Decimal(total)
    for name, value in terms.items():
        setattr(fund, name, value)
    return save_fund(fund=fund, lines=lines, by=by)


def spend(fund, month, amount, by, *, is_approved=True):
    """Keep what was spent, as filed and approved."""
    now = timezone.now()
    approval = {"approved_by": by, "approved_at": now} if is_approved else {}
    return Spending.objects.create(
        fund=fund, month=month, amount=Decimal(amount), filed_by=by, filed_at=now, **approval
    )


def spent_fund(target, by):
    """Set a fund up of which one month is approved and the next one waits."""
    fund = make_fund(target, by)
    spend(fund, 1, 500, by, is_approved=False)
    spend(fund, 2, 900, by)
    return fund
