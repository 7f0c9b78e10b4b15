"""Stacked bars: how the targets of each group stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tracker.charts.chart import COLOURS, INK, PAPER, Chart, Table, caption_of, figure
from tracker.evaluation import SYMBOLS, Status
from tracker.labels import STATUS_LABELS
from tracker.services.judging import Basis
from tracker.services.tallies import Tally

# What has no colour of its own is told apart by a pattern: not reported, not due, not assessable, withdrawn.
PATTERNS = {Status.UNREPORTED: "/", Status.NOT_DUE: ".", Status.NOT_ASSESSABLE: "x", Status.WITHDRAWN: "-"}
# So are neighbours that share a colour in some palette.
PATTERNS |= {Status.AHEAD: "\\", Status.MISSED: "+"}


def status_chart(tallies: Sequence[Tally], *, key: str, title: str, basis: Basis) -> Chart:
    """Return one bar for each group, its pieces in the order of the statuses; statuses that nobody has are left out."""
    present = [status for status in Status if any(each.counts[status] for each in tallies)]
    names = [each.group.label for each in tallies]
    return Chart(
        key=key,
        title=title,
        figure=figure(
            [_pieces(status, tallies, basis) for status in present],
            caption=caption_of(basis),
            barmode="stack",
            height=150 + 30 * len(tallies),
            xaxis={"title": {"text": _("Targets")}, "dtick": _whole_steps(tallies), "showgrid": True},
            yaxis={"type": "category", "categoryorder": "array", "categoryarray": names, "autorange": "reversed"},
            bargap=0.3,
        ),
        table=status_table(tallies, present),
    )


def status_table(tallies: Sequence[Tally], statuses: Sequence[Status]) -> Table:
    """Return the counts behind the bars."""
    return Table(
        header=["", *(str(STATUS_LABELS[status]) for status in statuses), _("Total")],
        rows=[
            [each.group.label, *(str(each.counts[status]) for status in statuses), str(each.total)] for each in tallies
        ],
    )


def _pieces(status: Status, tallies: Sequence[Tally], basis: Basis) -> Any:
    label = str(STATUS_LABELS[status])
    shape = PATTERNS.get(status, "")
    return {
        "type": "bar", "orientation": "h", "name": f"{SYMBOLS[status]} {label}",
        "y": [each.group.label for each in tallies], "x": [each.counts[status] for each in tallies],
        "text": [each.counts[status] or "" for each in tallies], "textposition": "inside", "textangle": 0,
        "insidetextfont": {"color": INK}, "hovertemplate": f"%{{y}} · {label}: %{{x}}<extra></extra>",
        "marker": {
            "color": COLOURS[basis.palette.tone(status)], "line": {"color": PAPER, "width": 1},
            "pattern": {"shape": shape, "size": 6, "solidity": 0.25, "fgcolor": PAPER},
        },
    }  # fmt: skip


def _whole_steps(tallies: Sequence[Tally]) -> int:
    """Steps of the axis that keep to whole targets."""
    longest = max((each.total for each in tallies), default=0)
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if longest <= step * 12 or step == 1000)
