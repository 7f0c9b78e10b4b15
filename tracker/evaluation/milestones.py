"""Milestones (开工, 竣工, 投用): stages with planned days, done or days late."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.shared.units import DAYS
from tracker.evaluation.findings import Lines, Threshold, short_of
from tracker.evaluation.periods import is_year_over, period_end
from tracker.evaluation.rules import Rules
from tracker.evaluation.schedule import MONTHS
from tracker.evaluation.status import Status
from tracker.evaluation.terms import Stage, TargetTerms
from tracker.evaluation.verdict import Reason, ReasonCode, Remedy, Verdict


@dataclass(frozen=True)
class Site:
    """A milestone seen at the end of a day; what was done later is not known yet."""

    terms: TargetTerms
    month: int
    as_of: date
    rules: Rules

    @property
    def day(self) -> date:
        """The end of the judged month, or the day of looking when that is earlier."""
        end = period_end(self.terms.year, self.month)
        return min(self.as_of, max(end, self.terms.due) if self.month == MONTHS else end)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages; a milestone without any is one stage that is not done and planned for the deadline."""
        return self.terms.stages or (Stage("", self.terms.due),)

    @property
    def done(self) -> list[Stage]:
        """The stages that were done by then."""
        return [stage for stage in self.stages if stage.done is not None and stage.done <= self.day]

    @property
    def open(self) -> list[Stage]:
        """The stages that were not."""
        return [stage for stage in self.stages if stage not in self.done]

    @property
    def is_final(self) -> bool:
        """Whether the year and the deadline are over."""
        return is_year_over(self.terms, month=self.month, as_of=self.as_of)


def judge_milestone(terms: TargetTerms, *, month: int, as_of: date, rules: Rules) -> Verdict:
    """Done when every stage is done; before that the open stage that is latest decides.

    Nothing planned yet and nothing done is not due, not on pace. A stage done well before its time is ahead, unless
    another is late. Stages have no completion rate: ten of them are not ten equal parts.
    """
    site = Site(terms, month, as_of, rules)
    if not site.open:
        return _finished(site)
    latest = min(site.open, key=lambda stage: stage.planned)
    if site.is_final:
        return _missed(site, latest)
    if latest.planned < site.day:
        return _late(site, latest)
    if not site.done:
        return Verdict(Status.NOT_DUE, reasons=(_about(ReasonCode.NO_STAGE_DUE, latest, 0),))
    return _on_time(site)


def _finished(site: Site) -> Verdict:
    last = max(site.done, key=_day_done)
    early = (site.terms.due - _day_done(last)).days
    if early >= 0:
        why = Reason(ReasonCode.REACHED, {"target": site.terms.due})
    else:
        why = _about(ReasonCode.STAGE_DONE_LATE, last, -early)
    return _verdict(site, Status.DONE, early, why, met=early >= 0)


def _late(site: Site, stage: Stage) -> Verdict:
    days = (site.day - stage.planned).days
    found = short_of(Decimal(-days), late_lines(site.rules))
    remedy = Remedy(None, by=period_end(site.terms.year, min(site.month + 1, MONTHS)), stage=stage.name)
    return _verdict(site, found.status, -days, _about(ReasonCode.STAGE_LATE, stage, days), found.reason, remedy=remedy)


def late_lines(rules: Rules) -> Lines:
    """The lines for a stage that is late, in days as a negative gap."""
    behind = Threshold("milestone_behind_days", Decimal(-rules.milestone_behind_days))
    days = rules.milestone_critical_days
    return behind, None if days is None else Threshold("milestone_critical_days", Decimal(-days))


def _missed(site: Site, stage: Stage) -> Verdict:
    days = max((site.day - stage.planned).days, 0)
    not_reached = Reason(ReasonCode.NOT_REACHED, {"target": site.terms.due})
    return _verdict(site, Status.MISSED, -days, _about(ReasonCode.STAGE_LATE, stage, days), not_reached, met=False)


def _on_time(site: Site) -> Verdict:
    furthest = max(site.done, key=lambda stage: stage.planned)
    early = max((furthest.planned - site.day).days, 0)
    ahead = early > 0 and early >= site.rules.milestone_ahead_days
    why = (_about(ReasonCode.STAGE_EARLY, furthest, early),) if early else ()
    return _verdict(site, Status.AHEAD if ahead else Status.ON_PACE, early, *why)


def _verdict(
    site: Site, status: Status, days: int, *why: Reason, met: bool = False, remedy: Remedy | None = None
) -> Verdict:
    stages = Reason(ReasonCode.STAGES, {"done": len(site.done), "total": len(site.stages)})
    return Verdict(status, gap=Decimal(days), gap_unit=DAYS, met=met, reasons=(stages, *why), remedy=remedy)


def _about(code: ReasonCode, stage: Stage, days: int) -> Reason:
    day = stage.done if code is ReasonCode.STAGE_DONE_LATE else stage.planned
    return Reason(code, {"stage": stage.name, "date": day, "days": days})


def _day_done(stage: Stage) -> date:
    return stage.done or date.max
