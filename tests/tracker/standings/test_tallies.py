import datetime as dt
from decimal import Decimal

import pytest

from tests.tracker.filing import file_figure
from tracker.evaluation import Rules, Status
from tracker.progress.judgement import judge_on
from tracker.standings.tallies import SHOWN_ORDER, Group, Tally, shown_order, tallies_by, tally
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on


def counts(**numbers):
    return Tally(Group("", ""), {status: numbers.get(status.value, 0) for status in Status})


def test_shares_add_to_a_hundred_and_leave_out_what_stands_apart():
    thirds = counts(done=1, behind=1, unreported=1, not_due=5, not_assessable=2, withdrawn=1)
    assert (thirds.total, thirds.assessed) == (11, 3)
    assert sum(thirds.shares.values()) == Decimal("100.0")
    assert Status.NOT_DUE not in thirds.shares


@pytest.mark.parametrize(
    ("numbers", "share"),
    [
        ({"done": 1, "ahead": 1, "on_pace": 1, "behind": 1}, Decimal("0.75")),
        ({"done": 1, "unreported": 3}, Decimal("0.25")),
        ({"missed": 2}, Decimal(0)),
        ({"not_due": 2}, None),
        ({}, None),
    ],
)
def test_the_share_on_schedule_is_of_those_that_owe_a_figure_and_unknown_without_any(numbers, share):
    assert counts(**numbers).good_share == share


def test_groups_come_in_the_order_in_which_they_occur(make_target, other_department, department):
    file_figure(make_target(lead=other_department), 6, 20)
    make_target()
    make_target(lead=other_department)
    judged = judge_on(Target.objects.order_by("number"), basis_on(dt.date(2024, 7, 20), month=6))
    groups = tallies_by(judged, lambda each: Group(str(each.target.lead_id), each.target.lead.short_name))
    assert [(each.group.label, each.total, each.counts[Status.DONE]) for each in groups] == [
        ("区教委", 2, 1), ("区发展改革委", 1, 0)
    ]  # fmt: skip
    assert tally(judged, Group("", "")).counts[Status.UNREPORTED] == 2


def test_what_enters_the_shares_is_shown_before_what_stands_apart():
    assert [status.counts for status in SHOWN_ORDER] == [True] * 8 + [False] * 3


def test_a_scheme_of_three_tiers_shows_no_fourth():
    assert Status.CRITICAL not in shown_order(Rules())
    assert shown_order(Rules(critical_from=Decimal(-15))) == list(SHOWN_ORDER)
