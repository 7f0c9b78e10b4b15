"""Stacked bars: how the targets of each group stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import escape

from reports.shared.charts import COLOURS, INK, PAPER, Chart, figure
from tracker.evaluation import SYMBOLS, Status
from tracker.standings.tallies import SHOWN_ORDER, Tally
from tracker.verdicts.basis import Basis
from tracker.verdicts.explanations import chart_caption
from tracker.verdicts.labels import STATUS_LABELS

# Statuses that share a colour in some palette are told apart by a pattern, the grey ones by shade as well.
PATTERNS = {
    Status.AHEAD: "\\",
    Status.MISSED: "+",
    Status.UNREPORTED: "/",
    Status.NOT_DUE: ".",
    Status.NOT_ASSESSABLE: "x",
    Status.WITHDRAWN: "-",
}
PALE = "#d5dbe1"


def status_chart(tallies: Sequence[Tally], *, key: str, title: str, basis: Basis) -> Chart:
    """Return one bar for each group, its pieces in the order of the statuses; the page has the table beside it."""
    present = [status for status in SHOWN_ORDER if any(each.counts[status] for each in tallies)]
    names = [escape(each.group.label) for each in tallies]
    return Chart(
        key=key,
        title=title,
        figure=figure(
            [_pieces(status, tallies, basis) for status in present],
            caption=chart_caption(basis),
            barmode="stack",
            height=170 + 30 * len(tallies),
            xaxis={"dtick": _whole_steps(tallies), "showgrid": True},
            yaxis={"type": "category", "categoryorder": "array", "categoryarray": names, "autorange": "reversed"},
            bargap=0.3,
            legend={"traceorder": "normal"},
        ),
    )


def _pieces(status: Status, tallies: Sequence[Tally], basis: Basis) -> Any:
    label = str(STATUS_LABELS[status])
    shape = PATTERNS.get(status, "")
    colour = COLOURS[basis.palette.tone(status)] if status.counts else PALE
    return {
        "type": "bar", "orientation": "h", "name": f"{SYMBOLS[status]} {label}",
        "y": [escape(each.group.label) for each in tallies], "x": [each.counts[status] for each in tallies],
        "text": [each.counts[status] or "" for each in tallies], "textposition": "inside", "textangle": 0,
        "insidetextanchor": "middle",
        "insidetextfont": {"color": INK}, "hovertemplate": f"%{{y}} · {label}: %{{x}}<extra></extra>",
        "marker": {
            "color": colour, "line": {"color": PAPER, "width": 1},
            "pattern": {"shape": shape, "size": 6, "solidity": 0.2, "fillmode": "overlay", "fgcolor": PAPER},
        },
    }  # fmt: skip


def _whole_steps(tallies: Sequence[Tally]) -> int:
    """Steps of the axis that keep to whole targets."""
    longest = max((each.total for each in tallies), default=0)
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if longest <= step * 6 or step == 1000)
