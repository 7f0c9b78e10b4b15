"""Funds for the demonstration, one for each way that money and result may stand to one another."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from reports.organisation.models import Region
from tracker.demo.people import filers_of, officer_of
from tracker.funds.models import Fund
from tracker.funds.services import approve, file_spending, save_fund
from tracker.standings.reading import latest_basis, standings_of
from tracker.targets.models import Target
from tracker.verdicts.basis import latest_month

PACES = (Decimal("0.95"), Decimal("0.35"), Decimal("0.75"))
"""What is spent by the year's end, as a share of the budget, were it spent evenly."""
PARTS = (("中央资金", Decimal(3369)), ("市级资金", Decimal(802)), ("区级资金", Decimal(2085)))


def create_funds(region: Region, year: int) -> None:
    """Set funds up for targets that know a completion rate, and file what was spent of them month by month."""
    today = timezone.localdate()
    targets = Target.objects.filter(region=region, year=year)
    known = standings_of(targets, latest_basis(today)).exclude(completion=None).order_by("target__number")
    for pace, standing in zip(PACES, known.select_related("target__lead"), strict=False):
        _fund(standing.target, pace, latest_month(year, today))


def _fund(target: Target, pace: Decimal, months: int) -> None:
    officer, filer = officer_of(target.region), filers_of(target.region)[target.lead_id]
    total = sum((amount for _name, amount in PARTS), Decimal(0))
    fund = Fund(
        region=target.region,
        year=target.year,
        name=f"{target.name}专项资金",
        lead=target.lead,
        total=total,
        target=target,
    )
    save_fund(fund=fund, lines=PARTS, by=officer)
    for month in range(1, months + 1):
        spent = (total * pace * month / 12).quantize(Decimal("0.01"))
        spending = file_spending(fund=fund, month=month, amount=spent, by=filer)
        if month < months:
            approve(spending=spending, seen=spent, by=officer)
