"""The ranking of districts by one indicator as its table prints it: plain words, each looked up once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from reports.shared import display
from tracker.standings.outcomes import YEAR_END, Figure, Outcome
from tracker.standings.rankings import COMPLETION, DistrictRanking, Yardstick


class RankLine(NamedTuple):
    """A district with its place; `move` are the ranks won since the period before, None where that is not known."""

    rank: int
    is_tied: bool
    name: str
    value: str
    period: str
    actual: Figure | None
    move: int | None


def rank_lines(
    ranking: DistrictRanking, outcomes: Mapping[int, Outcome], yardstick: Yardstick, unit: str
) -> list[RankLine]:
    """Return the lines of the table, first to last; `outcomes` under the regions' numbers."""
    lines, periods = [], _periods()
    for ranked in ranking.ranks:
        value = display.percent(ranked.value) if yardstick is COMPLETION else display.amount(ranked.value, unit)
        actual = outcomes[ranked.key.pk].actual
        period = periods[actual.month if actual else None]
        lines.append(RankLine(ranked.rank, ranked.tied, ranked.key.label, value, period, actual, ranked.move))
    return lines


def _periods() -> dict[int | None, str]:
    """What the figure of each month covers; a rate of completion may come without a figure."""
    names: list[tuple[int | None, str]] = [(None, display.UNKNOWN), *display.month_choices()]
    return {month: _("to %(month)s") % {"month": name} for month, name in names} | {YEAR_END: _("whole year")}
