"""What is owed, counted in one query for every page, is what the page of what is owed tells month by month."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.tracker.filing import file_figure
from tracker.progress.owed import Owed, count_owed
from tracker.targets.models import Stage

STATES = ["draft", "submitted", "returned", "approved"]


@pytest.fixture
def targets(make_target):
    """One of every frequency, some with an early or a late deadline, milestones open and done, one withdrawn."""
    deadlines = (dt.date(2024, 12, 31), dt.date(2024, 5, 20), dt.date(2025, 3, 1))
    frequencies = ("monthly", "monthly_from_february", "quarterly", "annual")
    made = [make_target(frequency=frequency, deadline=deadline) for frequency in frequencies for deadline in deadlines]
    for target, state in zip(made, STATES * 3, strict=True):
        for month in (3, 6):
            file_figure(target, month, Decimal(5), state, review_note="请核对")
    for ends in ([None], [dt.date(2024, 4, 3)], [dt.date(2024, 2, 1), dt.date(2024, 8, 9)], [dt.date(2023, 12, 1)], []):
        milestone = make_target(measure="", comparator="", value=None, unit="", frequency="quarterly")
        for number, end in enumerate(ends):
            planned = dt.date(2024, 6, 1)
            Stage.objects.create(target=milestone, name=f"第{number}步", planned_on=planned, done_on=end)
    make_target(is_withdrawn=True)
    return made


@pytest.mark.parametrize("today", [dt.date(2024, month, day) for month in (2, 4, 7, 12) for day in (1, 20)])
def test_the_count_is_the_sum_over_the_months(reporter, targets, today):
    assert count_owed(reporter, today) == Owed(reporter, 2024, today).n_owed


def test_it_takes_one_query_besides_that_for_the_rights(reporter, targets, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert count_owed(reporter, dt.date(2024, 7, 5)) > 0


@pytest.mark.parametrize("who", ["reviewer", "leader", "other_reporter", "stranger"])
def test_nobody_else_owes_it(request, targets, who):
    assert count_owed(request.getfixturevalue(who), dt.date(2024, 7, 5)) == 0
