"""One indicator over the years: what was promised and what came of it, for one or several districts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from tracker import display
from tracker.charts.chart import PAPER, SERIES_COLOURS, SERIES_SYMBOLS, Chart, Table, figure, number


@dataclass(frozen=True)
class Series:
    """One district: promised and actual values by year, in one unit; a year without a value is not in them."""

    label: str
    targets: Mapping[int, Decimal]
    actuals: Mapping[int, Decimal]


def trend_chart(
    series: Sequence[Series], years: Sequence[int], *, title: str, unit: str, table: Table, caption: Sequence[str]
) -> Chart:
    """Return lines over the years: actuals filled, targets hollow and dotted; a gap stays a gap."""
    traces = [trace for index, each in enumerate(series) for trace in _traces(each, years, unit, index)]
    axis = {"type": "category", "categoryorder": "array", "categoryarray": [str(year) for year in years]}
    return Chart(
        key="trend",
        title=title,
        figure=figure(traces, caption=caption, height=460, xaxis=axis, yaxis={"title": {"text": unit}}),
        table=table,
    )


def _traces(series: Series, years: Sequence[int], unit: str, index: int) -> list[Any]:
    colour = SERIES_COLOURS[index % len(SERIES_COLOURS)]
    symbol = SERIES_SYMBOLS[index % len(SERIES_SYMBOLS)]
    promised = {
        "name": f"{series.label} · {_('target')}", "line": {"color": colour, "width": 1.5, "dash": "dot"},
        "marker": {"symbol": symbol, "size": 10, "color": PAPER, "line": {"color": colour, "width": 2}},
    }  # fmt: skip
    reached = {
        "name": f"{series.label} · {_('actual')}", "line": {"color": colour, "width": 2},
        "marker": {"symbol": symbol, "size": 10, "color": colour},
    }  # fmt: skip
    return [promised | _points(series.targets, years, unit), reached | _points(series.actuals, years, unit)]


def _points(values: Mapping[int, Decimal], years: Sequence[int], unit: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines+markers", "connectgaps": False,
        "x": [str(year) for year in years], "y": [number(values.get(year)) for year in years],
        "customdata": [escape(display.amount(values.get(year), unit)) for year in years],
        "hovertemplate": "%{x}: %{customdata}<extra>%{fullData.name}</extra>",
    }  # fmt: skip
