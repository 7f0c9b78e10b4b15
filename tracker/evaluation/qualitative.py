"""Targets without a number: a reviewer judges them, with a reason; they enter no average."""

from datetime import date

from tracker.evaluation.periods import is_year_over
from tracker.evaluation.rules import Rules
from tracker.evaluation.status import Status
from tracker.evaluation.terms import QualitativeVerdict, TargetTerms
from tracker.evaluation.verdict import Reason, ReasonCode, Verdict

_FINAL = frozenset({Status.DONE, Status.MISSED})


def judge_qualitative(terms: TargetTerms, *, month: int, as_of: date, rules: Rules) -> Verdict:
    """The reviewer's verdict, as far as it had been given on `as_of`.

    Once the year is over only done and missed stand; “on pace” of last summer says nothing about the end. Missed
    before the year is over is the worst that is still open, since missed means that the time is up.
    """
    given = terms.verdict
    if given is None or given.given_on > as_of:
        return Verdict(Status.NOT_ASSESSABLE, reasons=(Reason(ReasonCode.VERDICT_MISSING),))
    over = is_year_over(terms, month=month, as_of=as_of)
    if over and given.status not in _FINAL:
        return Verdict(Status.NOT_ASSESSABLE, reasons=(_reviewed(given), _outdated(given)))
    status = rules.worst_open if given.status is Status.MISSED and not over else given.status
    return Verdict(status, met=status is Status.DONE, reasons=(_reviewed(given),))


def _reviewed(given: QualitativeVerdict) -> Reason:
    return Reason(
        ReasonCode.REVIEWED,
        {"status": given.status, "reason": given.reason, "given_on": given.given_on},
    )


def _outdated(given: QualitativeVerdict) -> Reason:
    return Reason(ReasonCode.FINAL_VERDICT_MISSING, {"status": given.status, "given_on": given.given_on})
