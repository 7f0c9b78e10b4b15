"""What a document says, as plain data: taken once from the standings, then frozen with the document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from reports.organisation.models import Department, Region
from reports.shared import display
from tracker.bulletins import wording
from tracker.bulletins.chart_facts import charts_of
from tracker.bulletins.district_facts import Districts, districts_of
from tracker.dashboards.overview.figures import MonthFigure, figures_until
from tracker.dashboards.overview.headlines import card_of, headlines_among
from tracker.dashboards.overview.laggards import laggard_of, laggards_among
from tracker.evaluation import SYMBOLS, Status
from tracker.standings.models import Standing
from tracker.standings.reading import Stand, bring_up_to_date
from tracker.standings.tallies import Group, tallies_by, tally
from tracker.targets.models import Target
from tracker.verdicts.basis import MONTHS, Basis, basis_on
from tracker.verdicts.explanations import basis_in_words
from tracker.verdicts.labels import STATUS_LABELS

if TYPE_CHECKING:
    from reports.shared.people import User

Facts = dict[str, Any]


def facts_of(
    user: User, region: Region, year: int, month: int, today: dt.date, *, lead: Department | None = None
) -> Facts:
    """Return what is known of a region's promises (those of one lead) at the end of a month, by approved figures alone.

    Plain lists and texts, ready for a template and for JSON. Raises Target.DoesNotExist where `user` may read none.
    """
    with override("zh-hans"):
        basis = basis_on(today, month=month)
        stands = _stands(user, region, year, basis)
        if lead:
            stands = [each for each in stands if each.standing.lead_id == lead.pk]
        if not stands:
            raise Target.DoesNotExist
        districts = Districts() if lead else districts_of(user, region, year, basis)
        return _facts(stands, basis, region, year, districts)


def _stands(user: User, region: Region, year: int, basis: Basis) -> list[Stand]:
    targets = Target.objects.for_user(user).of(region, year)
    bring_up_to_date(targets, basis)
    rows = Standing.objects.filter(target__in=targets.order_by(), month=basis.month).select_related("target", "lead")
    return [Stand(row, basis) for row in rows.order_by("target__number")]


def _facts(stands: Sequence[Stand], basis: Basis, region: Region, year: int, districts: Districts) -> Facts:
    headlines, laggards = headlines_among(stands), laggards_among(stands)
    figures = figures_until([each.standing.target_id for each in stands], basis)
    cards = [card_of(each, figures.get(each.standing.target_id, ()), {}) for each in headlines]
    lagging = [laggard_of(each, figures.get(each.standing.target_id, ())) for each in laggards]
    every = [card_of(each, figures.get(each.standing.target_id, ()), {}) for each in stands]
    unreported = [each for each in stands if each.status is Status.UNREPORTED]
    by_department = tallies_by(stands, lambda each: Group(str(each.standing.lead_id), each.standing.lead.label))
    whole = tally(stands, Group("", ""))
    return {
        "region": region.name,
        "year": year,
        "month": basis.month,
        "period": period_in_words(basis.month),
        "basis": " · ".join(basis_in_words(basis)),
        "summary": wording.summary_of(whole),
        "progress": [wording.headline_sentence(each, basis.month) for each in every],
        "headlines": [wording.headline_sentence(each, basis.month) for each in cards],
        "good": wording.good_sentences(by_department),
        "lagging": [wording.lagging_sentence(each, basis.month) for each in lagging],
        "silent": wording.silent_sentences(unreported),
        "headline_rows": _rows(headlines, figures),
        "lagging_rows": _rows(laggards, figures),
        "rows": _rows(stands, figures),
        "charts": charts_of(whole, headlines, by_department, districts, basis),
        "districts": districts.in_words,
    }


def period_in_words(month: int) -> str:
    """Return the months from January on as bulletins name them: 1月, 1—5月, 上半年, 全年."""
    named = {1: "1月", 3: "一季度", 6: "上半年", 9: "前三季度", MONTHS: "全年"}
    return named.get(month, f"1—{month}月")


def _rows(stands: Sequence[Stand], figures: Mapping[int, Sequence[MonthFigure]]) -> list[dict[str, str]]:
    return [_row(each, figures.get(each.standing.target_id, ())) for each in stands]


def _row(stand: Stand, figures: Sequence[MonthFigure]) -> dict[str, str]:
    row = laggard_of(stand, figures)
    target = row.target
    return {
        "number": str(target.number),
        "name": target.name,
        "lead": stand.standing.lead.label,
        "promise": row.promise,
        "actual": display.UNKNOWN if row.figure is None else wording.figure_in_words(target, row.figure),
        "figure_month": f"{row.month}月" if row.month else display.UNKNOWN,
        "completion": display.UNKNOWN if stand.completion is None else display.percent(stand.completion),
        "gap": row.gap or display.UNKNOWN,
        "status": f"{SYMBOLS[stand.status]}{STATUS_LABELS[stand.status]}",
        "reason": row.reason if stand.status.needs_reason else "",
    }
