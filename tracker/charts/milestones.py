"""The chart of a milestone: its stages on a line of time, planned and done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from tracker import display
from tracker.charts.chart import COLOURS, INK_SOFT, PAPER, Chart, Figure, Table, caption_of, figure
from tracker.evaluation import SYMBOLS, Stage, Status
from tracker.labels import STATUS_LABELS
from tracker.services.judging import Judged


def stage_chart(judged: Judged) -> Chart:
    """Return the chart of a milestone; one without stages is drawn with its deadline alone."""
    stages = judged.terms.stages or (Stage(_("The milestone"), judged.terms.due),)
    return Chart(
        key=f"target-{judged.target.pk}",
        title=judged.target.name,
        figure=_stage_figure(judged, stages),
        table=_stage_table(judged, stages),
    )


def status_of(stage: Stage, judged: Judged) -> Status:
    """Return how a stage stands on the day of looking; one that is done late stays marked as late."""
    if stage.done is not None:
        return Status.DONE if stage.done <= stage.planned else Status.BEHIND
    late = (judged.as_of - stage.planned).days
    if late <= 0:
        return Status.NOT_DUE
    return Status.BEHIND if late <= judged.basis.rules.milestone_behind_days else Status.FAR_BEHIND


def _stage_figure(judged: Judged, stages: tuple[Stage, ...]) -> Figure:
    names = [stage.name for stage in stages]
    return figure(
        [_planned_trace(stages), _done_trace(judged, stages)],
        caption=caption_of(judged.basis),
        height=190 + 44 * len(stages),
        xaxis={"type": "date"},
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": names, "autorange": "reversed"},
        shapes=[_today(judged.as_of)],
    )


def _planned_trace(stages: tuple[Stage, ...]) -> Any:
    return {
        "type": "scatter", "mode": "markers", "name": _("Planned"),
        "x": [stage.planned.isoformat() for stage in stages], "y": [stage.name for stage in stages],
        "marker": {"symbol": "diamond", "size": 14, "color": PAPER, "line": {"color": INK_SOFT, "width": 2}},
        "customdata": [display.day(stage.planned) for stage in stages],
        "hovertemplate": f"%{{y}} · {_('Planned')}: %{{customdata}}<extra></extra>",
    }  # fmt: skip


def _done_trace(judged: Judged, stages: tuple[Stage, ...]) -> Any:
    done = [(stage, stage.done, status_of(stage, judged)) for stage in stages if stage.done]
    return {
        "type": "scatter", "mode": "markers+text", "name": _("Done"),
        "x": [day.isoformat() for _stage, day, _status in done], "y": [stage.name for stage, _day, _status in done],
        "text": [SYMBOLS[status] for _stage, _day, status in done], "textposition": "middle right",
        "marker": {"size": 14, "color": [COLOURS[judged.basis.palette.tone(status)] for *_rest, status in done]},
        "customdata": [display.day(day) for _stage, day, _status in done],
        "hovertemplate": f"%{{y}} · {_('Done')}: %{{customdata}}<extra></extra>",
    }  # fmt: skip


def _today(day: dt.date) -> Figure:
    line = {"color": INK_SOFT, "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": day.isoformat(), "x1": day.isoformat(),
            "y0": 0, "y1": 1, "line": line}  # fmt: skip


def _stage_table(judged: Judged, stages: tuple[Stage, ...]) -> Table:
    return Table(
        header=[_("Stage"), _("Planned"), _("Done"), _("Status")],
        rows=[
            [
                stage.name,
                display.day(stage.planned),
                display.day(stage.done) if stage.done else display.UNKNOWN,
                str(STATUS_LABELS[status_of(stage, judged)]),
            ]
            for stage in stages
        ],
    )
