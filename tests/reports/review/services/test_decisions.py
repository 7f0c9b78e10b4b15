"""Accept, reject, reopen, edit: with history, never over somebody else's change, never over a target."""

from decimal import Decimal

import pytest

from reports.library.models import Statement
from reports.review.models import ReviewAction
from reports.review.services.decisions import (
    AdoptedError,
    Ref,
    StaleError,
    accept_open,
    decide,
    edit,
    keep_own,
    take_suggestion,
)
from tests.reports.conftest import ref, row, states

pytestmark = pytest.mark.django_db
GDP = "地区生产总值"


@pytest.mark.parametrize(
    ("before", "verb", "after"),
    [
        ("open", "accept", "accepted"),
        ("open", "reject", "rejected"),
        ("accepted", "reject", "rejected"),
        ("rejected", "accept", "accepted"),
        ("accepted", "reopen", "open"),
        ("rejected", "reopen", "open"),
    ],
)
def test_decisions(report, reviewer, before, verb, after):
    Statement.objects.filter(report=report).update(state=before)
    decide(report=report, refs=[ref(row(report, GDP))], verb=verb, user=reviewer)
    gdp = row(report, GDP)
    assert (gdp.state, gdp.version) == (after, 2)
    assert gdp.reviewed_by == (None if after == "open" else reviewer)
    assert gdp.history.first().history_user == reviewer
    assert (gdp.history.first().state, gdp.history.first().prev_record.state) == (after, "open")


def test_several_are_decided_in_one_step(report, reviewer):
    refs = [ref(s) for s in report.statements.all()]
    decide(report=report, refs=refs, verb="accept", user=reviewer)
    assert {state for _, state in states(report)} == {"accepted"}
    assert ReviewAction.objects.get().verb == "accept"


def test_the_second_of_two_who_decide_otherwise_is_told_and_nothing_is_written(report, reviewer, second_reviewer):
    seen = ref(row(report, GDP))
    decide(report=report, refs=[seen], verb="accept", user=reviewer)
    other = ref(row(report, "改造老旧小区"))
    with pytest.raises(StaleError) as error:
        decide(report=report, refs=[seen, other], verb="reject", user=second_reviewer)
    assert [s.indicator for s in error.value.rows] == [GDP]
    assert (row(report, GDP).state, row(report, "改造老旧小区").state) == ("accepted", "open")


def test_two_who_decide_alike_do_not_quarrel(report, reviewer, second_reviewer):
    seen = ref(row(report, GDP))
    decide(report=report, refs=[seen], verb="accept", user=reviewer)
    decide(report=report, refs=[seen], verb="accept", user=second_reviewer)
    assert (row(report, GDP).reviewed_by, row(report, GDP).version) == (reviewer, 2)
    assert ReviewAction.objects.count() == 1


def test_accepting_all_leaves_what_somebody_changed(report, reviewer, second_reviewer):
    seen = [ref(s) for s in report.statements.all()]
    edit(report=report, ref=seen[0], values={"value": Decimal(1)}, user=second_reviewer)
    decide(report=report, refs=[seen[1]], verb="reject", user=second_reviewer)
    outcome = accept_open(report=report, refs=seen, user=reviewer)
    assert [s.pk for s in outcome.skipped] == [seen[0].pk, seen[1].pk]
    assert len(outcome.rows) == 4
    assert [state for _, state in states(report)] == ["open", "rejected", *["accepted"] * 4]


def test_accepting_nothing_leaves_no_step_to_undo(report, reviewer):
    refs = [ref(s) for s in report.statements.all()]
    decide(report=report, refs=refs, verb="reject", user=reviewer)
    current = [ref(s) for s in report.statements.all()]
    assert accept_open(report=report, refs=current, user=reviewer).rows == []
    assert ReviewAction.objects.count() == 1


@pytest.mark.parametrize(("accept", "state"), [(False, "open"), (True, "accepted")])
def test_editing(report, reviewer, accept, state):
    values = {"value": Decimal("7.5"), "unit": "％", "comparator": "ge"}
    edit(report=report, ref=ref(row(report, GDP)), values=values, user=reviewer, accept=accept)
    gdp = row(report, GDP)
    assert (gdp.value, gdp.unit, gdp.comparator, gdp.state) == (Decimal("7.5"), "％", "ge", state)
    assert (gdp.is_edited, gdp.year, gdp.history.count()) == (True, 2024, 2)


def test_editing_over_a_change_is_refused(report, reviewer, second_reviewer):
    seen = ref(row(report, GDP))
    edit(report=report, ref=seen, values={"value": Decimal(8)}, user=reviewer)
    with pytest.raises(StaleError) as error:
        edit(report=report, ref=seen, values={"value": Decimal(9)}, user=second_reviewer)
    assert error.value.rows[0].value == Decimal(8)
    assert row(report, GDP).value == Decimal(8)


def test_a_statement_of_another_report_is_unknown(report, reviewer):
    with pytest.raises(Statement.DoesNotExist):
        decide(report=report, refs=[Ref(987654, 1)], verb="accept", user=reviewer)


@pytest.mark.parametrize(("answer", "value"), [(take_suggestion, Decimal(9)), (keep_own, Decimal(7))])
def test_answering_a_suggestion(report, reviewer, answer, value):
    gdp = row(report, GDP)
    gdp.suggestion = {**gdp.read_as, "value": "9"}
    gdp.state, gdp.change = "accepted", "changed"
    gdp.save()
    answer(report=report, ref=ref(gdp), user=reviewer)
    gdp = row(report, GDP)
    assert (gdp.value, gdp.suggestion, gdp.change, gdp.state) == (value, None, "", "accepted")


def test_what_has_become_a_target_is_left_alone(report, reviewer, make_target):
    gdp = row(report, GDP)
    decide(report=report, refs=[ref(gdp)], verb="accept", user=reviewer)
    make_target(statement=gdp)
    seen = ref(row(report, GDP))
    with pytest.raises(AdoptedError):
        decide(report=report, refs=[seen], verb="reject", user=reviewer)
    with pytest.raises(AdoptedError):
        edit(report=report, ref=seen, values={"value": Decimal(8)}, user=reviewer)
    assert (row(report, GDP).state, row(report, GDP).value) == ("accepted", Decimal(7))
