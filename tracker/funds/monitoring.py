"""Money beside result: what was spent of a fund by the end of a month, what its target reached, and the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.evaluation import Tone
from tracker.evaluation.spending import FAR_APART, LATE, Step, step_of
from tracker.funds.models import Fund, Spending
from tracker.standings.models import Standing
from tracker.standings.reading import Stand, bring_up_to_date, latest_basis
from tracker.targets.models import Target
from tracker.verdicts.basis import Basis

LABELS: Mapping[Step, str | Promise] = {
    Step.MONEY_AHEAD: _("money far ahead of the result"),
    Step.MONEY_BEHIND: _("money far behind the result"),
    Step.BOTH_LATE: _("money and result behind the year"),
    Step.IN_STEP: _("in step"),
    Step.UNKNOWN: _("not comparable"),
}
TONES: Mapping[Step, Tone] = {
    Step.MONEY_AHEAD: Tone.RED,
    Step.MONEY_BEHIND: Tone.ORANGE,
    Step.BOTH_LATE: Tone.YELLOW,
    Step.IN_STEP: Tone.GREEN,
    Step.UNKNOWN: Tone.GREY,
}
SYMBOLS: Mapping[Step, str] = {
    Step.MONEY_AHEAD: "▲",
    Step.MONEY_BEHIND: "▼",
    Step.BOTH_LATE: "◆",
    Step.IN_STEP: "●",
    Step.UNKNOWN: "○",
}
CONVENTION = {"apart": int(FAR_APART * 100), "late": int(LATE * 100)}
"""The distances, in points, as pages state them."""


@dataclass(frozen=True)
class Monitored:
    """A fund at the end of a month: shares of the budget, of the promise and of the year (0.8 is 80 %).

    `spending` is None where nothing is approved for the month, `reached` where the target knows no completion rate;
    `month` is None where no figure was ever approved.
    """

    fund: Fund
    month: int | None
    spending: Spending | None
    stand: Stand | None

    @property
    def spent(self) -> Decimal | None:
        """The share of the budget that was spent, by the approved figure."""
        return self.spending.amount / self.fund.total if self.spending and self.spending.is_approved else None

    @property
    def reached(self) -> Decimal | None:
        """The share of the promise that was reached."""
        return self.stand.completion if self.stand else None

    @property
    def elapsed(self) -> Decimal | None:
        """The share of the year that is over."""
        return None if self.month is None else Decimal(self.month) / 12

    @property
    def step(self) -> Step:
        """How money and result stand to one another."""
        return step_of(self.spent, self.reached, self.elapsed)

    @property
    def label(self) -> str | Promise:
        """The word for it."""
        return LABELS[self.step]

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return TONES[self.step]

    @property
    def symbol(self) -> str:
        """The sign for it."""
        return SYMBOLS[self.step]


def newest(funds: Sequence[Fund], today: dt.date) -> list[Monitored]:
    """Return every fund at the month of its newest approved figure; without one, as not known. Two queries."""
    spendings = Spending.objects.filter(fund__in=funds, approved_at__isnull=False).order_by("month")
    last = {each.fund_id: each for each in spendings}
    stands = _stands(funds, today)
    found = []
    for fund in funds:
        spending = last.get(fund.pk)
        stand = stands.get((fund.target_id, spending.month)) if spending else None
        found.append(Monitored(fund, spending.month if spending else None, spending, stand))
    return found


def by_month(fund: Fund, months: Iterable[int], today: dt.date) -> list[Monitored]:
    """Return a fund at the end of each of some months, whether filed or not. Two queries."""
    filed = {each.month: each for each in fund.spendings.select_related("filed_by", "approved_by")}
    stands = _stands([fund], today)
    return [Monitored(fund, month, filed.get(month), stands.get((fund.target_id, month))) for month in months]


def _stands(funds: Sequence[Fund], today: dt.date) -> dict[tuple[int | None, int], Stand]:
    targets = Target.objects.filter(pk__in=[fund.target_id for fund in funds if fund.target_id], is_withdrawn=False)
    basis: Basis = latest_basis(today)
    bring_up_to_date(targets, basis)
    rows = Standing.objects.filter(target__in=targets)
    return {(row.target_id, row.month): Stand(row, replace(basis, month=row.month)) for row in rows}
