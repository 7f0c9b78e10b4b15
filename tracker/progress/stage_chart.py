"""The chart of a milestone: its stages on a line of time, planned and done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.charts import COLOURS, INK_SOFT, PAPER, Chart, Figure, Table, figure
from tracker.evaluation import SYMBOLS, Stage, Status
from tracker.evaluation.findings import short_of
from tracker.evaluation.milestones import late_lines
from tracker.progress.judgement import Judged
from tracker.verdicts.explanations import chart_caption
from tracker.verdicts.labels import STATUS_LABELS


def stage_chart(judged: Judged) -> Chart:
    """Return the chart of a milestone; one without stages is drawn with its deadline alone."""
    stages = judged.terms.stages or (Stage(_("The milestone"), judged.terms.due),)
    return Chart(
        key=f"target-{judged.target.pk}",
        title=judged.target.name,
        figure=_stage_figure(judged, stages),
        table=_stage_table(judged, stages),
    )


def _days_late(stage: Stage, day: dt.date) -> int:
    """How many days it was done, or is still open, behind its plan; negative before it."""
    return ((stage.done or day) - stage.planned).days


def _status_of(stage: Stage, judged: Judged) -> Status:
    """How a stage stands on the day of looking."""
    late = _days_late(stage, judged.as_of)
    if stage.done:
        return Status.DONE
    if late <= 0:
        return Status.NOT_DUE
    return short_of(Decimal(-late), late_lines(judged.basis.rules)).status


def _word_of(stage: Stage, judged: Judged) -> str:
    late = _days_late(stage, judged.as_of)
    word = str(STATUS_LABELS[_status_of(stage, judged)])
    return _("%(status)s, %(days)s late") % {"status": word, "days": display.days(late)} if late > 0 else word


def _colour_of(stage: Stage, judged: Judged) -> str:
    """A stage that was done late stays marked as late."""
    late = stage.done is not None and stage.done > stage.planned
    return COLOURS[judged.basis.palette.tone(Status.BEHIND if late else Status.DONE)]


def _stage_figure(judged: Judged, stages: tuple[Stage, ...]) -> Figure:
    names = [escape(stage.name) for stage in stages]
    return figure(
        [_planned_trace(stages), _done_trace(judged, stages)],
        caption=chart_caption(judged.basis),
        height=190 + 44 * len(stages),
        xaxis={"type": "date", "tickformat": "%Y-%m", "nticks": 6},
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": names, "autorange": "reversed"},
        shapes=[_today(judged.as_of)],
    )


def _planned_trace(stages: tuple[Stage, ...]) -> Any:
    return {
        "type": "scatter", "mode": "markers", "name": _("Planned"),
        "x": [stage.planned.isoformat() for stage in stages], "y": [escape(stage.name) for stage in stages],
        "marker": {"symbol": "diamond", "size": 14, "color": PAPER, "line": {"color": INK_SOFT, "width": 2}},
        "customdata": [display.day(stage.planned) for stage in stages],
        "hovertemplate": f"%{{y}} · {_('Planned')}: %{{customdata}}<extra></extra>",
    }  # fmt: skip


def _done_trace(judged: Judged, stages: tuple[Stage, ...]) -> Any:
    done = [(stage, stage.done) for stage in stages if stage.done]
    return {
        "type": "scatter", "mode": "markers+text", "name": _("Done"),
        "x": [day.isoformat() for _stage, day in done], "y": [escape(stage.name) for stage, _day in done],
        "text": [SYMBOLS[Status.DONE]] * len(done), "textposition": "middle right",
        "marker": {"size": 14, "color": [_colour_of(stage, judged) for stage, _day in done]},
        "customdata": [[display.day(day), _word_of(stage, judged)] for stage, day in done],
        "hovertemplate": f"%{{y}} · {_('Done')}: %{{customdata[0]}}, %{{customdata[1]}}<extra></extra>",
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
                _word_of(stage, judged),
            ]
            for stage in stages
        ],
    )
