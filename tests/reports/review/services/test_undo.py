"""Undo gives back what was there before one's own last step, unless somebody went on from it."""

from decimal import Decimal

import pytest

from reports.library.services.reading import read_report
from reports.review.services.composition import add, merge, split
from reports.review.services.decisions import AdoptedError, StaleError, accept_open, decide, edit
from reports.review.services.undo import NothingToUndoError, undo
from tests.reports.conftest import ref, row, states
from tests.reports.review.services.test_composition import VALUES

pytestmark = pytest.mark.django_db
GDP, HOUSING, WASTE = "地区生产总值", "改造老旧小区", "垃圾分类覆盖率、处理率"


def contents(report):
    """Everything about the visible statements but their versions."""
    return [s | {"version": 0} for s in report.statements.visible().order_by("start", "pk").values()]


def decide_one(report, user):
    decide(report=report, refs=[ref(row(report, GDP))], verb="reject", user=user)


def accept_everything(report, user):
    accept_open(report=report, refs=[ref(s) for s in report.statements.all()], user=user)


def edit_one(report, user):
    edit(report=report, ref=ref(row(report, GDP)), values={"value": Decimal(9)}, user=user, accept=True)


def add_one(report, user):
    add(report=report, start=0, end=3, values=VALUES, user=user)


def merge_two(report, user):
    merge(report=report, refs=[ref(row(report, HOUSING)), ref(row(report, WASTE))], values={}, user=user)


def split_one(report, user):
    split(report=report, ref=ref(row(report, WASTE)), names=["覆盖率", "处理率"], user=user)


STEPS = [decide_one, accept_everything, edit_one, add_one, merge_two, split_one]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_undone(report, reviewer, step):
    before = contents(report)
    step(report, reviewer)
    assert contents(report) != before
    undo(report=report, user=reviewer)
    assert contents(report) == before


def test_steps_are_undone_one_after_another(report, reviewer):
    before = [contents(report)]
    for step in (decide_one, edit_one, add_one, split_one):
        step(report, reviewer)
        before.append(contents(report))
    for earlier in reversed(before[:-1]):
        undo(report=report, user=reviewer)
        assert contents(report) == earlier
    with pytest.raises(NothingToUndoError):
        undo(report=report, user=reviewer)


def test_an_undo_is_history_too(report, reviewer):
    decide_one(report, reviewer)
    undo(report=report, user=reviewer)
    assert list(row(report, GDP).history.values_list("state", flat=True)) == ["open", "rejected", "open"]


def test_nobody_undoes_another_ones_step(report, reviewer, second_reviewer):
    decide_one(report, reviewer)
    with pytest.raises(NothingToUndoError):
        undo(report=report, user=second_reviewer)


def test_what_somebody_went_on_from_is_not_undone(report, reviewer, second_reviewer):
    accept_everything(report, reviewer)
    edit_one(report, second_reviewer)
    before = contents(report)
    with pytest.raises(StaleError) as error:
        undo(report=report, user=reviewer)
    assert [s.indicator for s in error.value.rows] == [GDP]
    assert contents(report) == before


def test_what_became_a_target_is_not_undone(report, reviewer, make_target):
    accept_everything(report, reviewer)
    make_target(statement=row(report, GDP))
    with pytest.raises(AdoptedError):
        undo(report=report, user=reviewer)
    assert {state for _, state in states(report)} == {"accepted"}


def test_a_reading_that_rewrote_the_row_stands_in_the_way(report, reviewer, engine):
    decide_one(report, reviewer)
    engine.finds()
    read_report(report=report, user=reviewer)
    with pytest.raises(StaleError):
        undo(report=report, user=reviewer)
