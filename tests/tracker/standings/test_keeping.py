"""Standings are kept by whatever changes them, and judged again by whoever reads first after time or rules moved on."""

import contextlib
import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction

from tests.tracker.filing import file_figure
from tracker.evaluation import DEFAULT_RULES, Rules
from tracker.progress.services import Filing, approve, approve_many, return_, submit, withdraw_to_draft
from tracker.standings.judging import kept_gap, kept_months, kept_share, key_of
from tracker.standings.keeping import keep, renew
from tracker.standings.models import Standing
from tracker.standings.reading import Stand, all_hold, bring_up_to_date, shown_by_target, standings_of, with_status
from tracker.targets.announcing import announce, announced_together, follow
from tracker.targets.models import Target
from tracker.targets.services import change_terms, set_withdrawn
from tracker.verdicts.basis import basis_on
from tracker.verdicts.models import RuleSet

JULY, AUGUST = dt.datetime(2024, 7, 5, 4, tzinfo=dt.UTC), dt.datetime(2024, 8, 1, 4, tzinfo=dt.UTC)


@pytest.fixture
def in_july():
    with time_machine.travel(JULY, tick=False) as clock:
        yield clock


def basis(moment=JULY, **options):
    return basis_on(moment.date(), **{"month": 6} | options)


def kept(target, month=6):
    return Standing.objects.get(target=target, month=month)


def both(target, month=6):
    row = kept(target, month)
    return row.status, row.submitted_status


def test_a_filed_figure_counts_as_submitted_then_as_approved_then_no_more(in_july, make_target, reporter, reviewer):
    target = make_target()
    assert both(target) == ("unreported", "unreported")

    entry = submit(target=target, month=6, filing=Filing(Decimal(12)), by=reporter, version=0)
    assert both(target) == ("unreported", "ahead")
    assert kept(target).is_waiting

    entry = withdraw_to_draft(entry=entry, by=reporter, version=entry.version)
    assert both(target) == ("unreported", "unreported")

    entry = submit(target=target, month=6, filing=Filing(Decimal(12)), by=reporter, version=entry.version)
    entry = return_(entry=entry, by=reviewer, version=entry.version, note="再核")
    assert both(target) == ("unreported", "unreported")

    entry = submit(target=target, month=6, filing=Filing(Decimal(12)), by=reporter, version=entry.version)
    approve(entry=entry, by=reviewer, version=entry.version)
    row = kept(target)
    assert both(target) == ("ahead", "ahead")
    assert (row.completion, row.gap, row.gap_unit, row.actual, row.actual_month) == (
        Decimal("0.6"),
        10,
        "百分点",
        12,
        6,
    )


def test_changed_terms_and_withdrawal_are_kept_at_once(in_july, make_target, reviewer, other_department):
    target = make_target()
    file_figure(target, 6, 12)
    changes = {"deadline": dt.date(2024, 6, 30), "lead": other_department, "target_class": "livelihood"}

    target = change_terms(target=target, by=reviewer, version=1, reason="调整", changes=changes)
    row = kept(target)
    assert (row.status, row.lead, row.target_class) == ("far_behind", other_department, "livelihood")

    set_withdrawn(target=target, by=reviewer, version=2, is_withdrawn=True, reason="取消")
    assert both(target) == ("withdrawn", "withdrawn")


def test_a_change_that_is_undone_leaves_the_standing_as_it_was(in_july, make_target, reviewer):
    target = make_target()
    with transaction.atomic():
        set_withdrawn(target=target, by=reviewer, version=1, is_withdrawn=True, reason="取消")
        transaction.set_rollback(True)
    assert both(target) == ("unreported", "unreported")


def test_several_changes_are_judged_once(in_july, make_target, reporter, reviewer, monkeypatch):
    told = []
    monkeypatch.setattr("tracker.targets.announcing._followers", [told.append])
    targets = [make_target(), make_target()]
    entries = [file_figure(target, 6, 12, "submitted") for target in targets]
    told.clear()

    approve_many(entries={entry.pk: entry.version for entry in entries}, by=reviewer)

    assert told == [{target.pk for target in targets}]


def test_nothing_is_announced_for_a_block_that_fails(monkeypatch):
    told = []
    monkeypatch.setattr("tracker.targets.announcing._followers", [])
    follow(told.append)
    with contextlib.suppress(RuntimeError), announced_together():
        announce([1])
        raise RuntimeError
    with announced_together(), announced_together():
        announce([2])
        announce([3])
    assert told == [{2, 3}]


def test_a_month_that_begins_is_judged_by_whoever_reads_first(in_july, make_target):
    target = make_target()
    file_figure(target, 6, 12)
    assert Standing.objects.count() == 6

    in_july.move_to(AUGUST)
    (row,) = standings_of(Target.objects.all(), basis(AUGUST))

    assert (row.month, row.status) == (7, "unreported")
    assert Standing.objects.count() == 7


def test_a_figure_falls_due_on_its_day_though_nobody_did_anything(make_target):
    target = make_target(deadline=dt.date(2024, 12, 31))
    with time_machine.travel(dt.datetime(2024, 1, 31, 4, tzinfo=dt.UTC)):
        keep([target.pk])
        assert both(target, 1) == ("not_due", "not_due")
        assert kept(target, 1).holds_until == dt.date(2024, 1, 31)
    bring_up_to_date(Target.objects.all(), basis(dt.datetime(2024, 2, 1)))  # noqa: DTZ001 - its day alone counts
    assert both(target, 1) == ("unreported", "unreported")


def test_another_rule_set_overtakes_what_was_judged_by_the_one_before(in_july, make_target, rules):
    target = make_target()
    file_figure(target, 6, 7)
    assert kept(target).status == "far_behind"

    RuleSet.objects.create(name="宽松", effective_from=dt.date(2024, 7, 1), behind_from=-30)
    (row,) = standings_of(Target.objects.all(), basis())

    assert (row.status, row.rules) == ("behind", key_of(basis().rules))


def test_where_all_stands_nothing_is_judged_and_one_query_a_day_tells(in_july, make_target, django_assert_num_queries):
    for _ in range(3):
        file_figure(make_target(), 6, 12)
    asked = basis()
    with django_assert_num_queries(1):
        bring_up_to_date(Target.objects.all(), asked)
        bring_up_to_date(Target.objects.filter(number=1), asked)
    assert renew(Target.objects.values_list("pk", flat=True), JULY.date()) == 0

    in_july.move_to(AUGUST)
    bring_up_to_date(Target.objects.all(), basis(AUGUST))
    assert Standing.objects.filter(month=7).count() == 3


def test_where_one_target_does_not_stand_those_asked_for_are_brought_up_to_date(in_july, make_target):
    seen, unseen = make_target(), make_target()
    in_july.move_to(AUGUST)
    for _ in range(2):  # the second time it is known that not all stand
        bring_up_to_date(Target.objects.filter(pk=seen.pk), basis(AUGUST))
        assert set(Standing.objects.filter(month=7).values_list("target", flat=True)) == {seen.pk}

    bring_up_to_date(Target.objects.all(), basis(AUGUST))
    assert Standing.objects.filter(month=7, target=unseen).exists()


def test_what_is_adopted_after_all_stood_stands_at_once(in_july, make_target):
    make_target()
    assert all_hold(basis())
    late = make_target()
    (row,) = standings_of(Target.objects.filter(pk=late.pk), basis())
    assert row.status == "unreported"


def test_another_rule_set_is_asked_about_anew(in_july, make_target, rules):
    make_target()
    assert all_hold(basis())
    RuleSet.objects.create(name="宽松", effective_from=dt.date(2024, 7, 1), behind_from=-30)
    assert not all_hold(basis())


def test_a_clock_that_went_wrong_leaves_nothing_behind(in_july, make_target):
    target = make_target()
    in_july.move_to(dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    keep([target.pk])
    assert Standing.objects.count() == 12

    in_july.move_to(JULY)
    (row,) = standings_of(Target.objects.all(), basis())

    assert (row.month, row.judged_on, Standing.objects.count()) == (6, JULY.date(), 6)


@pytest.mark.parametrize("month", [None, 3, 6, 9, 12])
@pytest.mark.parametrize("include_submitted", [False, True])
def test_the_filter_and_the_column_say_the_same_of_any_month(in_july, make_target, month, include_submitted):
    for number, state in enumerate(["approved", "submitted", "draft", "approved"]):
        file_figure(make_target(), 6, 4 * number, state)
    make_target(year=2025, deadline=dt.date(2025, 12, 31))
    asked = basis(month=1, include_submitted=include_submitted)
    shown = shown_by_target(list(Target.objects.all()), asked, month)

    assert set(shown) == set(Target.objects.values_list("pk", flat=True))
    for status in {each.status for each in shown.values()}:
        of_year = Target.objects.filter(year=2024)
        found = with_status(of_year, {status}, asked, year=2024, month=month).values_list("pk", flat=True)
        expected = {pk for pk, each in shown.items() if each.status == status}
        assert set(found) == expected & set(of_year.values_list("pk", flat=True))


def test_what_was_filed_and_waits_is_told_apart_from_what_was_not(in_july, make_target):
    target = make_target()
    file_figure(target, 6, 12, "submitted")
    official = Stand(kept(target), basis())
    assert (official.status, str(official.label)) == ("unreported", "已报送，待审核")
    assert Stand(kept(target), basis(include_submitted=True)).completion == Decimal("0.6")


def test_the_rules_of_a_row_tell_every_difference_apart():
    others = [Rules(name="另一套"), Rules(version="2"), Rules(reporting_days=3)]
    assert len({key_of(each) for each in [DEFAULT_RULES, *others]}) == 4
    assert "默认规则 v1" in key_of(DEFAULT_RULES)


@pytest.mark.parametrize(
    ("value", "share", "gap"),
    [
        ("0.99999999999999999999", "0.999999999999", "1"),
        ("1", "1", "1"),
        ("-0.0000000000000001", "-0.000000000001", "-0.000000000001"),
        ("123456789012345678.5", "123456789012345000", "123456789012346000"),
    ],
)
def test_rounding_makes_nothing_whole_that_is_short_and_no_gap_none(value, share, gap):
    assert (kept_share(Decimal(value)), kept_gap(Decimal(value))) == (Decimal(share), Decimal(gap))


def test_months_that_are_kept():
    assert [len(kept_months(year, JULY.date())) for year in (2023, 2024, 2025)] == [12, 6, 1]
