"""Targets without a number: a reviewer's word, as far as it had been given."""

from datetime import date

import pytest

from tests.tracker.evaluation.cases import YEAR, codes, judge, promise
from tracker.evaluation import QualitativeVerdict, ReasonCode, Shape, Status

JULY = date(YEAR, 7, 10)


def given(status, on=JULY):
    return promise(Shape.QUALITATIVE, None, "", "qualitative", verdict=QualitativeVerdict(status, "现场核实", on))


@pytest.mark.parametrize(
    ("terms", "month", "as_of", "status", "met"),
    [
        (promise(Shape.QUALITATIVE, None, "", "qualitative"), 6, None, Status.NOT_ASSESSABLE, None),
        (given(Status.ON_PACE), 6, None, Status.ON_PACE, False),
        (given(Status.BEHIND), 6, None, Status.BEHIND, False),
        (given(Status.DONE), 6, None, Status.DONE, True),
        # known from the day it was given
        (given(Status.DONE), 6, JULY, Status.DONE, True),
        (given(Status.DONE), 6, date(YEAR, 7, 9), Status.NOT_ASSESSABLE, None),
        # missed means that the time is up, and it is not
        (given(Status.MISSED), 6, None, Status.FAR_BEHIND, False),
        (given(Status.MISSED), 12, None, Status.MISSED, False),
        (given(Status.DONE), 12, None, Status.DONE, True),
        # last summer's “on pace” says nothing about the end
        (given(Status.ON_PACE), 12, None, Status.NOT_ASSESSABLE, None),
        (given(Status.BEHIND), 12, None, Status.NOT_ASSESSABLE, None),
    ],
)
def test_the_reviewers_verdict_decides(terms, month, as_of, status, met):
    verdict = judge(terms, {}, month, as_of)
    assert (verdict.status, verdict.met) == (status, met)
    assert verdict.completion is None
    assert verdict.gap is None


def test_the_reviewers_reason_is_shown():
    verdict = judge(given(Status.BEHIND), {}, 6)
    assert codes(verdict) == [ReasonCode.REVIEWED]
    assert verdict.reasons[0].params == {"status": Status.BEHIND, "reason": "现场核实", "given_on": JULY}


@pytest.mark.parametrize("status", [Status.NOT_DUE, Status.UNREPORTED, Status.NOT_ASSESSABLE, Status.WITHDRAWN])
def test_only_a_judgement_can_be_given(status):
    with pytest.raises(ValueError, match="cannot be"):
        QualitativeVerdict(status, "现场核实", JULY)


def test_a_verdict_needs_a_reason():
    with pytest.raises(ValueError, match="needs a reason"):
        QualitativeVerdict(Status.DONE, "  ", JULY)
