"""What the charts of a bulletin show, as plain data that is frozen with it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from reports.shared.charts import BRAND, COLOURS
from tracker.bulletins.district_facts import Districts
from tracker.standings.reading import Stand
from tracker.standings.tallies import Tally
from tracker.verdicts.basis import Basis
from tracker.verdicts.labels import STATUS_LABELS

MOST_DEPARTMENTS = 20
FEWEST_BARS = {"status": 1, "headlines": 2, "departments": 2, "districts": 2}
"""A comparison of one with nothing says nothing."""
TENTH = Decimal("0.1")


def charts_of(
    whole: Tally, headlines: Sequence[Stand], departments: Sequence[Tally], districts: Districts, basis: Basis
) -> dict[str, dict[str, Any]]:
    """Return the charts that have something to show: states, headline indicators, departments, districts."""
    statuses = [
        [str(STATUS_LABELS[status]), count, COLOURS[basis.palette.tone(status)]]
        for status, count in whole.counts.items()
        if count
    ]
    done = [
        [each.standing.target.name, _per_cent(each.completion), COLOURS[each.tone]]
        for each in headlines
        if each.completion is not None
    ]
    shares = [(each.group.label, each.good_share) for each in departments if each.good_share is not None]
    best = sorted(shares, key=lambda each: -each[1])[:MOST_DEPARTMENTS]
    charts = {
        "status": {"title": "目标任务评价情况（项）", "unit": "项", "bars": statuses},
        "headlines": {"title": "主要指标年度目标完成率（%）", "unit": "%", "bars": done},
        "departments": {
            "title": "各单位达到进度的目标占比（%）",
            "unit": "%",
            "bars": [[label, _per_cent(share), BRAND] for label, share in best],
        },
        "districts": {
            "title": "各区县达到进度的目标占比（%）",
            "unit": "%",
            "bars": [[_with_number(each), _per_cent(share), BRAND] for each, share in districts.judged],
        },
    }
    return {key: chart for key, chart in charts.items() if len(chart["bars"]) >= FEWEST_BARS[key]}


def _with_number(district: Tally) -> str:
    return f"{district.group.label}（{district.assessed}项）"


def _per_cent(share: Decimal) -> float:
    """A share in per cent, rounded down: what is not all done is never shown as 100."""
    return float((share * 100).quantize(TENTH, ROUND_FLOOR))
