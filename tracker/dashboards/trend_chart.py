"""One indicator over the years: what was promised and what came of it, for one or several districts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.charts import INK_SOFT, PAPER, SERIES_COLOURS, SERIES_SYMBOLS, Chart, Figure, figure, number
from reports.shared.pictures.ends import BESIDE


@dataclass(frozen=True)
class Series:
    """One district: values by year, in one unit; a year without a value is not in them.

    `partial` are values of a year that is not over, with the month up to which they go. `breaks` are the years from
    which on values are not comparable with those before: no line runs across.
    """

    label: str
    targets: Mapping[int, Decimal]
    actuals: Mapping[int, Decimal]
    partial: Mapping[int, tuple[Decimal, int]]
    breaks: Sequence[int] = ()


def trend_chart(
    series: Sequence[Series], years: Sequence[int], *, title: str, unit: str, caption: Sequence[str]
) -> Chart:
    """Return lines over the years: actuals filled, targets hollow and dotted; a gap stays a gap, a break is a line.

    The page has the table beside it.
    """
    traces = [trace for index, each in enumerate(series) for trace in _traces(each, years, unit, index)]
    axis = {"type": "category", "categoryorder": "array", "categoryarray": [str(year) for year in years]}
    unit_title = {"title": {"text": display.unit_word(unit)}}
    caption = [_("filled: actual, hollow and dotted: target, pale: a year that is not over"), *caption]
    breaks = [_break_line(years, year) for year in sorted({year for each in series for year in each.breaks})]
    drawn = figure(
        traces, caption=caption, height=460, xaxis=axis, yaxis=unit_title, meta=BESIDE, shapes=[*filter(None, breaks)]
    )
    return Chart("trend", title, drawn)


def _break_line(years: Sequence[int], year: int) -> Figure | None:
    """A dashed line before the first year that counts in another way; None where it is not on the axis."""
    if not years[0] < year <= years[-1]:
        return None
    at = year - years[0] - 0.5
    line = {"color": INK_SOFT, "width": 1, "dash": "dash"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}


def _traces(series: Series, years: Sequence[int], unit: str, index: int) -> list[Any]:
    colour = SERIES_COLOURS[index % len(SERIES_COLOURS)]
    marker = {"symbol": SERIES_SYMBOLS[index % len(SERIES_SYMBOLS)], "size": 10, "line": {"color": colour, "width": 2}}
    promised = {
        "name": f"{escape(series.label)} · {_('target')}", "mode": "lines+markers", "showlegend": False,
        "line": {"color": colour, "width": 1.5, "dash": "dot"}, "marker": {**marker, "color": PAPER},
    }  # fmt: skip
    reached = {
        "name": escape(series.label), "mode": "lines+markers",
        "line": {"color": colour, "width": 2}, "marker": {**marker, "color": colour},
    }  # fmt: skip
    lines = [
        *(_points(part, years, unit) | promised for part in _parts(series.targets, series.breaks)),
        *(_points(part, years, unit) | reached for part in _parts(series.actuals, series.breaks)),
    ]
    named: set[str] = set()
    for line in lines:
        line |= {"showlegend": False} if line["name"] in named else {}
        named.add(line["name"])
    partial = _partial_trace(series, years, unit, {**marker, "color": colour, "opacity": 0.5})
    return [trace | {"legendgroup": str(index)} for trace in (*lines, *partial)]


def _parts(values: Mapping[int, Decimal], breaks: Sequence[int]) -> list[Mapping[int, Decimal]]:
    """The values between the breaks, the oldest first; all of them where none parts them."""
    parts: dict[int, dict[int, Decimal]] = {}
    for year, value in values.items():
        parts.setdefault(sum(each <= year for each in breaks), {})[year] = value
    return [parts[order] for order in sorted(parts)] or [values]


def _partial_trace(series: Series, years: Sequence[int], unit: str, marker: Any) -> list[Any]:
    """A year that is not over stands by itself: joined to the whole years it would look like a fall."""
    traces = []
    for year, (value, month) in series.partial.items():
        until = _("until %(month)s") % {"month": display.year_month(year, month)}
        name = f"{escape(series.label)} · {until}"
        traces.append(
            _points({year: value}, years, unit)
            | {"name": name, "mode": "markers", "marker": marker, "showlegend": False}
        )
    return traces


def _points(values: Mapping[int, Decimal], years: Sequence[int], unit: str) -> dict[str, Any]:
    return {
        "type": "scatter", "connectgaps": False, "x": [str(year) for year in years],
        "y": [number(values.get(year)) for year in years],
        "customdata": [escape(display.amount(values.get(year), unit)) for year in years],
        "hovertemplate": "%{x}: %{customdata}<extra>%{fullData.name}</extra>",
    }  # fmt: skip
