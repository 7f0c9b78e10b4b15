"""The chart of one target: what was to be done by each month, what was, and where it should end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.charts import BRAND, COLOURS, INK, INK_SOFT, PAPER, Chart, Figure, Table, figure, number
from tracker.evaluation import SYMBOLS, Observation, Shape, Status, evaluate
from tracker.evaluation.case import Case
from tracker.evaluation.comparison import band_of
from tracker.evaluation.course import course_of, expected_figure
from tracker.evaluation.periods import calendar_of, period_end
from tracker.evaluation.projection import Projection
from tracker.evaluation.resolution import resolve
from tracker.progress.judgement import Judged
from tracker.progress.models import ProgressEntry
from tracker.progress.outlook import EarlierYear
from tracker.progress.stage_chart import stage_chart
from tracker.verdicts.explanations import chart_caption
from tracker.verdicts.labels import STATUS_LABELS

MARKERS: Mapping[Status | None, str] = {
    Status.DONE: "star",
    Status.AHEAD: "triangle-up",
    Status.ON_PACE: "circle",
    Status.BEHIND: "diamond",
    Status.FAR_BEHIND: "square",
    Status.CRITICAL: "triangle-down",
    Status.MISSED: "x",
}
MONTHS = tuple(range(1, 13))
SHOWN = (ProgressEntry.State.APPROVED, ProgressEntry.State.SUBMITTED)


@dataclass(frozen=True)
class MonthFigure:
    """One reported figure as the chart shows it: the status it had at that month's end, if it is approved."""

    month: int
    value: Decimal
    status: Status | None
    is_corrected: bool = False

    @property
    def word(self) -> str:
        """The status in words, or that it waits for approval; and whether the figure is a corrected one."""
        word = str(STATUS_LABELS[self.status]) if self.status else _("waits for approval")
        return _("%(status)s (corrected)") % {"status": word} if self.is_corrected else word

    @property
    def sign(self) -> str:
        """The status as a sign; a zero says so, since its bar cannot be seen."""
        sign = SYMBOLS[self.status] if self.status else "…"
        return sign if self.value else f"0 {sign}"


@dataclass(frozen=True)
class Beside:
    """What the chart shows beside the year's own figures: last year's, and where the target is heading."""

    last_year: EarlierYear | None = None
    outlook: Projection | None = None


ALONE = Beside()


def target_chart(judged: Judged, entries: Iterable[ProgressEntry], beside: Beside = ALONE) -> Chart | None:
    """Return the chart of a target with its `entries` (drafts are left out); None where there is nothing to draw.

    Approved figures are filled and coloured by the status they had then, submitted ones hollow; last year and where
    the target is heading are thin lines.
    """
    if judged.terms.shape is Shape.MILESTONE:
        return stage_chart(judged)
    terms, _reasons = resolve(judged.terms)
    if terms is None or judged.terms.shape is Shape.QUALITATIVE:
        return None
    figures = _figures(judged, sorted(entries, key=lambda entry: entry.month))
    goals = Goals(Case(terms, (), judged.month, judged.as_of, judged.basis.rules), judged.terms.unit)
    return Chart(
        key=f"target-{judged.target.pk}",
        title=judged.target.name,
        figure=_month_figure(judged, figures, goals, beside),
        table=_month_table(judged, figures, goals, beside),
    )


@dataclass(frozen=True)
class Goals:
    """The lines that figures are measured by, in the target's unit."""

    case: Case
    unit: str

    @property
    def lines(self) -> list[tuple[str, Decimal]]:
        """The promised value, or the two ends of a band."""
        if self.case.terms.shape in (Shape.RANGE, Shape.APPROX):
            low, high = band_of(self.case)
            return [(_("Band, lower end"), low), (_("Band, upper end"), high)]
        label = _("Ceiling") if self.case.terms.shape is Shape.CEILING else _("Target")
        return [(label, self.case.target)]

    @property
    def has_schedule(self) -> bool:
        """Whether the figures are worked off over the year; all others are compared directly at any month."""
        return course_of(self.case) is not None

    def by(self, month: int) -> Decimal | None:
        """What should be reached (under a ceiling: may be used) by the end of a month; None without a schedule."""
        return expected_figure(self.case, month)


def _figures(judged: Judged, entries: Sequence[ProgressEntry]) -> list[MonthFigure]:
    approved = [Observation(entry.month, entry.value) for entry in entries if entry.state == SHOWN[0]]
    return [
        MonthFigure(
            entry.month,
            entry.value,
            _status_then(judged, approved, entry) if entry.state == SHOWN[0] else None,
            is_corrected=entry.corrected_at is not None,
        )
        for entry in entries
        if entry.state in SHOWN and entry.value is not None
    ]


def _status_then(judged: Judged, approved: Sequence[Observation], entry: ProgressEntry) -> Status:
    basis = judged.basis
    return evaluate(judged.terms, approved, month=entry.month, as_of=basis.as_of, rules=basis.rules).status


def _missing(judged: Judged, figures: Sequence[MonthFigure]) -> list[int]:
    """The months whose figure is due on the day of looking and not there."""
    known = {each.month for each in figures}
    return [month for month in calendar_of(judged.terms) if month not in known and _is_over(judged, month)]


def _is_over(judged: Judged, month: int) -> bool:
    return period_end(judged.terms.year, month) < judged.as_of


def _month_figure(judged: Judged, figures: Sequence[MonthFigure], goals: Goals, beside: Beside) -> Figure:
    months = [display.month_name(month) for month in MONTHS]
    is_rank = goals.case.terms.shape is Shape.RANK
    missing = _missing(judged, figures)
    return figure(
        [
            *_goal_traces(goals, months),
            *([_year_trace(beside.last_year, goals)] if beside.last_year else []),
            *_actual_traces(judged, figures, goals, missing),
            *_outlook_traces(judged, beside.outlook),
        ],
        caption=[*_gap_words(judged, missing, goals), *chart_caption(judged.basis)],
        xaxis={
            "type": "category", "categoryorder": "array", "categoryarray": months, "range": [-0.5, 11.5],
            "tickvals": months, "ticktext": [display.month_short(month) for month in MONTHS],
        },
        yaxis={"title": {"text": display.unit_word(goals.unit)}, "autorange": "reversed" if is_rank else True},
        barmode="overlay",
        annotations=[_gap_mark(month) for month in missing] if goals.has_schedule else [],
    )  # fmt: skip


def _goal_traces(goals: Goals, months: Sequence[str]) -> list[Any]:
    lines = [
        {
            "type": "scatter", "mode": "lines", "name": label, "x": months, "y": [number(value)] * len(months),
            "line": {"color": INK, "width": 1.5, "dash": "dash"}, "hovertemplate": _hover(label, value, goals.unit),
        }
        for label, value in goals.lines
    ]  # fmt: skip
    if not goals.has_schedule:
        return lines
    planned = [goals.by(month) for month in MONTHS]
    schedule = {
        "type": "scatter", "mode": "lines+markers", "name": _("By schedule"), "x": months,
        "y": [number(value) for value in planned], "line": {"color": BRAND, "width": 2, "dash": "dot"},
        "marker": {"size": 5}, "customdata": [display.derived(value or Decimal(0), goals.unit) for value in planned],
        "hovertemplate": f"%{{x}} {_('By schedule')}: %{{customdata}}<extra></extra>",
    }  # fmt: skip
    return [schedule, *lines]


def _year_trace(year: EarlierYear, goals: Goals) -> Any:
    months, name = sorted(year.figures), _name_of(year)
    values = [year.figures[month] for month in months]
    return {
        "type": "scatter", "mode": "lines" if len(months) > 1 else "markers", "name": name,
        "x": [display.month_name(month) for month in months],
        "y": [number(value) for value in values], "line": {"color": INK_SOFT, "width": 1},
        "marker": {"size": 4}, "customdata": [display.amount(value, goals.unit) for value in values],
        "hovertemplate": f"%{{x}} {name}: %{{customdata}}<extra></extra>",
    }  # fmt: skip


def _outlook_traces(judged: Judged, outlook: Projection | None) -> list[Any]:
    """A thin line from the newest figure that counts to where the year should end."""
    newest = judged.figure
    if outlook is None or newest is None or newest.value is None:
        return []
    months, values = (newest.month, MONTHS[-1]), (newest.value, outlook.value)
    name, unit = _("Expected at the year's end"), judged.terms.unit
    return [
        {
            "type": "scatter", "mode": "lines", "name": name,
            "x": [display.month_name(month) for month in months], "y": [number(value) for value in values],
            "line": {"color": INK_SOFT, "width": 1.5, "dash": "dashdot"},
            "customdata": [display.derived(value, unit) for value in values],
            "hovertemplate": f"%{{x}} {name}: %{{customdata}}<extra></extra>",
        }
    ]  # fmt: skip


def _name_of(year: EarlierYear) -> str:
    """What the legend and the table call last year: also that it cannot be compared."""
    return _("Last year (not comparable)") if year.is_parted else _("Last year")


def _actual_traces(judged: Judged, figures: Sequence[MonthFigure], goals: Goals, missing: Sequence[int]) -> list[Any]:
    """Approved figures filled with the tone of their status, those that wait for approval hollow."""
    approved = [each for each in figures if each.status]
    waiting = [each for each in figures if not each.status]
    colours = [COLOURS[judged.basis.palette.tone(each.status)] for each in approved if each.status]
    filled = {"color": colours, "line": {"color": colours, "width": 2}}
    hollow = {"color": PAPER, "line": {"color": INK_SOFT, "width": 2}}
    traces = [_actual_trace(approved, goals, missing, name=_("Actual"), marker=filled)]
    waits = _("Waits for approval")
    return [*traces, _actual_trace(waiting, goals, missing, name=waits, marker=hollow)] if waiting else traces


def _actual_trace(
    figures: Sequence[MonthFigure], goals: Goals, missing: Sequence[int], *, name: str, marker: Figure
) -> Any:
    """Bars where there is a schedule, else points: joined unless a figure is missing between them."""
    trace: Figure = {
        "name": name, "x": [display.month_name(each.month) for each in figures],
        "y": [number(each.value) for each in figures],
        "customdata": [[display.amount(each.value, goals.unit), each.word] for each in figures],
        "hovertemplate": f"%{{x}} {name}: %{{customdata[0]}}, %{{customdata[1]}}<extra></extra>",
    }  # fmt: skip
    if goals.has_schedule:
        signs: Figure = {"text": [each.sign for each in figures], "textposition": "auto", "textangle": 0}
        signs |= {"insidetextanchor": "end", "insidetextfont": {"color": INK}}
        return trace | signs | {"type": "bar", "width": 0.55, "marker": marker, "cliponaxis": False}
    symbols = [MARKERS.get(each.status, "circle") for each in figures]
    months = [each.month for each in figures]
    is_parted = any(min(months) < month < max(months) for month in missing) if months else False
    mode, line = "markers" if is_parted else "lines+markers", {"color": INK_SOFT, "width": 1}
    return trace | {"type": "scatter", "mode": mode, "line": line, "marker": marker | {"size": 12, "symbol": symbols}}


def _gap_words(judged: Judged, missing: Sequence[int], goals: Goals) -> list[str]:
    """What is missing in words where points are drawn: a point that is not there looks like nothing, not like zero."""
    if goals.has_schedule or not missing:
        return []
    due = [month for month in calendar_of(judged.terms) if _is_over(judged, month)]
    return [_("not filed: %(missing)s of %(due)s figures that are due") % {"missing": len(missing), "due": len(due)}]


def _gap_mark(month: int) -> Figure:
    """A sign at the foot of a month whose bar is missing: nothing drawn would look like zero."""
    return {
        "x": display.month_name(month), "y": 0, "yref": "paper", "yanchor": "bottom", "showarrow": False,
        "text": SYMBOLS[Status.UNREPORTED], "font": {"color": INK_SOFT},
        "hovertext": f"{display.month_name(month)}: {STATUS_LABELS[Status.UNREPORTED]}",
    }  # fmt: skip


def _hover(label: str, value: Decimal, unit: str) -> str:
    return f"{escape(label)}: {escape(display.derived(value, unit))}<extra></extra>"


def _month_table(judged: Judged, figures: Sequence[MonthFigure], goals: Goals, beside: Beside) -> Table:
    known, last_year = {each.month: each for each in figures}, beside.last_year
    before = last_year.figures if last_year else {}
    months = sorted({*calendar_of(judged.terms), *known, *before})
    schedule = [_("By schedule")] if goals.has_schedule else []
    return Table(
        header=[_("Month"), *([_name_of(last_year)] if last_year else []), *schedule, _("Actual"), _("Status")],
        rows=[
            [
                display.month_name(month),
                *([display.amount(before.get(month), goals.unit)] if last_year else []),
                *_planned(goals, month),
                *_reported(judged, known, month),
            ]
            for month in months
        ],
    )


def _planned(goals: Goals, month: int) -> list[str]:
    value = goals.by(month)
    return [] if value is None else [display.derived(value, goals.unit)]


def _reported(judged: Judged, known: dict[int, MonthFigure], month: int) -> list[str]:
    if month in known:
        return [display.amount(known[month].value, judged.terms.unit), known[month].word]
    if month not in calendar_of(judged.terms):
        return [display.UNKNOWN, display.UNKNOWN]
    missing = Status.UNREPORTED if _is_over(judged, month) else Status.NOT_DUE
    return [display.UNKNOWN, str(STATUS_LABELS[missing])]
