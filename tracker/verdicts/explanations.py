"""Verdicts in words: what was compared with what, the arithmetic, and what by when would turn it green."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.shared import display
from reports.shared.language import is_chinese
from reports.shared.units import PERCENTAGE_POINTS
from tracker.evaluation import Reason, ReasonCode, Remedy, Shape, Status, TargetTerms, Verdict
from tracker.evaluation.verdict import ParamValue
from tracker.verdicts.labels import STATUS_LABELS

if TYPE_CHECKING:
    from tracker.verdicts.basis import Basis

SENTENCES: Mapping[ReasonCode, str | Promise] = {
    ReasonCode.WITHDRAWN: gettext_lazy("The target was withdrawn or changed."),
    ReasonCode.NOT_DUE_UNTIL: gettext_lazy("The first figure is for the period that ends on %(date)s."),
    ReasonCode.NO_JANUARY_FIGURE: gettext_lazy("This statistic is never published for January alone."),
    ReasonCode.NO_STAGE_DUE: gettext_lazy("Next: %(stage)s, planned for %(date)s."),
    ReasonCode.FIGURE_MISSING: gettext_lazy("The figure for %(month)s is due and missing."),
    ReasonCode.EARLIER_FIGURE: gettext_lazy("Judged by the figure for %(actual_month)s, the newest that is due."),
    ReasonCode.SETTLED_EARLIER: gettext_lazy("Later figures are missing, but the one for %(actual_month)s decides."),
    ReasonCode.TARGET_VALUE_MISSING: gettext_lazy("The target has no number to compare with."),
    ReasonCode.BASELINE_MISSING: gettext_lazy("The value before the year is needed and not entered."),
    ReasonCode.BASELINE_NOT_POSITIVE: gettext_lazy(
        "The value before the year is %(baseline)s and cannot be multiplied into a target."
    ),
    ReasonCode.REFERENCE_MISSING: gettext_lazy("The figure that the target compares with is not entered."),
    ReasonCode.VERDICT_MISSING: gettext_lazy("A reviewer has not judged this yet."),
    ReasonCode.FINAL_VERDICT_MISSING: gettext_lazy(
        "The reviewer's verdict “%(status)s” is of %(given_on)s, before the year was over; a final one is missing."
    ),
    ReasonCode.TARGET_FROM_BASELINE: gettext_lazy("Target: %(baseline)s before the year × %(factor)s = %(target)s."),
    ReasonCode.TARGET_FROM_REFERENCE: gettext_lazy("Target: compared figure %(reference)s %(margin)s = %(target)s."),
    ReasonCode.COMPLETION: gettext_lazy("Done %(actual)s ÷ target %(target)s = %(completion)s."),
    ReasonCode.COMPLETION_FROM_BASELINE: gettext_lazy(
        "From %(baseline)s to %(actual)s on the way to %(target)s: %(completion)s of the way."
    ),
    ReasonCode.AGAINST_SCHEDULE: gettext_lazy("%(completion)s done, %(expected)s by schedule: %(gap)s."),
    ReasonCode.COMPARED_DIRECTLY: gettext_lazy("Actual %(actual)s against target %(target)s: %(gap)s."),
    ReasonCode.HEADROOM: gettext_lazy("Actual %(actual)s, ceiling %(target)s: headroom %(gap)s."),
    ReasonCode.PROJECTION: gettext_lazy(
        "At this pace %(projection)s for the whole year, against a ceiling of %(target)s."
    ),
    ReasonCode.BAND: gettext_lazy("Actual %(actual)s, band %(low)s to %(high)s: distance %(gap)s."),
    ReasonCode.EVENTS: gettext_lazy("%(actual)s up to %(month)s where none may happen."),
    ReasonCode.RANK_GAP: gettext_lazy("Rank %(actual)s, promised %(target)s: %(gap)s."),
    ReasonCode.STAGES: gettext_lazy("%(done)s of %(total)s stages done."),
    ReasonCode.STAGE_LATE: gettext_lazy("%(stage)s, planned for %(date)s, is %(days)s late."),
    ReasonCode.STAGE_EARLY: gettext_lazy("%(stage)s, planned for %(date)s, was done %(days)s early."),
    ReasonCode.STAGE_DONE_LATE: gettext_lazy("%(stage)s was the last and done on %(date)s, %(days)s late."),
    ReasonCode.REVIEWED: gettext_lazy("Reviewer's verdict of %(given_on)s: %(status)s. %(reason)s"),
    ReasonCode.THRESHOLD: gettext_lazy("That is at or over the line for “%(rule)s”, %(threshold)s."),
    ReasonCode.REACHED: gettext_lazy("The target is reached."),
    ReasonCode.NOT_REACHED: gettext_lazy("The year is over and the target is not reached."),
    ReasonCode.HOLDS: gettext_lazy("What is promised holds at present; the year is not over."),
    ReasonCode.BEYOND_REPAIR: gettext_lazy("The bound of %(target)s is broken, and what adds up cannot go back."),
    ReasonCode.ALREADY_AT_TARGET: gettext_lazy(
        "The value before the year, %(baseline)s, was at the target of %(target)s already: it is to be held."
    ),
    ReasonCode.NO_BASELINE_CAUTION: gettext_lazy(
        "Without the value before the year, the share counts what existed before it; it is never called ahead."
    ),
    ReasonCode.TOTAL_FELL_CAUTION: gettext_lazy(
        "The total of %(month)s, %(actual)s, is lower than the one before, %(before)s: a correction, or a slip."
    ),
    ReasonCode.CRITICAL_WHEN_OVERDUE: gettext_lazy("What is not done by its deadline is critical."),
    ReasonCode.OVERDUE: gettext_lazy("The deadline, %(due)s, passed %(days)s ago."),
}
UNDER_THE_LINE = gettext_lazy("That is under the line for “%(rule)s”, %(threshold)s.")
LAST_KNOWN = gettext_lazy(
    "The figure for %(month)s is due and missing; the last one is %(last_value)s of %(last_month)s."
)
LINES = {
    "on_pace_from": Status.ON_PACE,
    "ahead_from": Status.AHEAD,
    "critical_from": Status.CRITICAL,
    "level_critical_from": Status.CRITICAL,
    "growth_critical_below_zero": Status.CRITICAL,
    "milestone_critical_days": Status.CRITICAL,
}
PACE_RULES = ("on_pace_from", "ahead_from", "behind_from", "critical_from")
AMOUNTS = frozenset({"actual", "target", "baseline", "reference", "low", "high", "before", "last_value"})
RATES_OF_POINTS = {"百分点": "%", "个百分点": "%", "千分点": "‰", "个千分点": "‰"}
SHARES = frozenset({"completion", "expected"})
MONTHS = frozenset({"month", "actual_month", "last_month"})


def basis_in_words(basis: Basis) -> list[str]:
    """Return what a judgement rests on: rule set, months, day of looking, which figures count."""
    counted = _("approved and submitted figures") if basis.include_submitted else _("approved figures only")
    return [
        _("Rule set: %(name)s v%(version)s") % {"name": basis.rules.name, "version": basis.rules.version},
        _("figures to the end of %(month)s") % {"month": display.month_name(basis.month)},
        _("as of %(day)s") % {"day": display.day(basis.as_of)},
        counted,
    ]


def chart_caption(basis: Basis) -> list[str]:
    """Return the lines under a chart that say what it rests on, short enough for a phone."""
    rule_set, figures, day, counted = basis_in_words(basis)
    return [rule_set, f"{figures} · {day}", counted]


def explain(verdict: Verdict, terms: TargetTerms) -> list[str]:
    """Return the reasons of a verdict as sentences, in their order."""
    return [sentence_of(reason, verdict=verdict, terms=terms) for reason in verdict.reasons]


def sentence_of(reason: Reason, *, verdict: Verdict, terms: TargetTerms) -> str:
    """Return one reason as a sentence in the reader's language."""
    words = {name: _word(name, reason, verdict, terms) for name in reason.params}
    return str(_template(reason)) % words


def _template(reason: Reason) -> str | Promise:
    params = reason.params
    if reason.code is ReasonCode.FIGURE_MISSING and params["last_month"] is not None:
        return LAST_KNOWN
    if reason.code is ReasonCode.THRESHOLD and _number(params["gap"]) < _number(params["threshold"]):
        return UNDER_THE_LINE
    return SENTENCES[reason.code]


def _word(name: str, reason: Reason, verdict: Verdict, terms: TargetTerms) -> str:
    """Return one parameter as the sentence needs it."""
    value = reason.params[name]
    if isinstance(value, dt.date):
        return display.day(value)
    if name == "rule":
        return str(STATUS_LABELS[LINES.get(str(value), Status.FAR_BEHIND)])
    if name == "status":
        return str(STATUS_LABELS[Status(str(value))])
    if name == "stage":
        return str(value) or _("The milestone")
    if isinstance(value, Decimal | int):
        return _number_word(name, value, reason, verdict, terms)
    return str(value or "")


def _number_word(name: str, value: Decimal | int, reason: Reason, verdict: Verdict, terms: TargetTerms) -> str:
    if name in MONTHS:
        return display.month_name(int(value))
    if name in SHARES:
        return display.percent(Decimal(value))
    if name in AMOUNTS:
        return display.amount(value, _unit(terms))
    if name in ("gap", "threshold"):
        return display.gap(Decimal(value), _gap_unit(reason, verdict))
    if name == "margin":
        return display.gap(Decimal(value), terms.unit)
    if name == "projection":
        return display.derived(Decimal(value), _unit(terms))
    return display.days(int(value)) if name == "days" else display.plain(value)


def _unit(terms: TargetTerms) -> str:
    """The unit of the amounts: a multiple (翻一番) has none of its own, a lead in points is a lead of rates."""
    if terms.shape is Shape.MULTIPLE:
        return ""
    return RATES_OF_POINTS.get(terms.unit, terms.unit) if terms.shape is Shape.RELATIVE else terms.unit


def _gap_unit(reason: Reason, verdict: Verdict) -> str:
    by_pace = reason.code is ReasonCode.AGAINST_SCHEDULE or reason.params.get("rule") in PACE_RULES
    return PERCENTAGE_POINTS if by_pace else str(reason.params.get("unit") or verdict.gap_unit)


def _number(value: ParamValue) -> Decimal:
    if not isinstance(value, Decimal | int):
        raise TypeError(f"A threshold is a number, not {value!r}.")
    return Decimal(value)


def remedy_of(verdict: Verdict, terms: TargetTerms) -> str:
    """Return what by when would turn it green; '' where nothing would, or nothing need."""
    remedy = verdict.remedy
    if remedy is None:
        return ""
    words = _remedy_words(remedy, terms)
    if remedy.value is None:
        return _("Back on schedule when done by %(by)s: %(stage)s.") % words
    sentences = [_goal(terms) % words, _pace(remedy, terms) % words]
    return ("" if is_chinese() else " ").join(sentence for sentence in sentences if sentence)


def _goal(terms: TargetTerms) -> str:
    if not terms.more_is_better:
        return _("Back on schedule with at most %(value)s by %(by)s.")
    return _("Back on schedule with %(value)s by %(by)s.")


def _pace(remedy: Remedy, terms: TargetTerms) -> str:
    if remedy.per_month is None:
        return ""
    if terms.shape is Shape.CEILING:
        return _(
            "%(remaining)s may still be used: at most %(per_month)s a month until the deadline (%(months)s to go)."
        )
    return _("%(remaining)s remain: %(per_month)s a month until the deadline (%(months)s to go).")


def _remedy_words(remedy: Remedy, terms: TargetTerms) -> dict[str, str]:
    unit = _unit(terms)
    safe = display.at_least if terms.more_is_better else display.at_most
    pace = display.at_most if terms.shape is Shape.CEILING else display.at_least
    return {
        "by": display.day(remedy.by),
        "stage": remedy.stage or _("The milestone"),
        "value": "" if remedy.value is None else safe(remedy.value, unit),
        "remaining": "" if remedy.remaining is None else display.derived(remedy.remaining, unit),
        "per_month": "" if remedy.per_month is None else pace(remedy.per_month, unit),
        "months": "" if remedy.months is None else display.months(remedy.months),
    }
