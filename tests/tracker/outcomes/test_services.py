"""Settling a year with the next report; a person's word stays."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.tracker.outcomes.settling import later_report
from tests.tracker.stating import accepted_promises, make_report
from tracker.outcomes.models import Settlement
from tracker.outcomes.services import Answer, SettlementChangedError, confirm, settle


@pytest.fixture
def pair(district, reviewer):
    report = make_report(district, reviewer)
    accepted_promises(report)
    later, _result = later_report(report, reviewer)
    return report, later


def test_each_promise_is_settled_once(pair, reviewer):
    report, later = pair
    settle(report=report, later=later, by=reviewer)
    counts = settle(report=report, later=later, by=reviewer)
    assert counts["met"] == 1
    assert counts.total() == Settlement.objects.count() == 7  # the repeated one once


def test_what_a_person_confirmed_stays(pair, reviewer):
    report, later = pair
    settle(report=report, later=later, by=reviewer)
    row = Settlement.objects.get(finding="met")
    confirm(settlement=row, answer=Answer("silent"), version=row.version, by=reviewer)
    settle(report=report, later=later, by=reviewer)
    row.refresh_from_db()
    assert (row.finding, row.state) == ("silent", "confirmed")


def test_who_comes_second_is_told(pair, reviewer):
    report, later = pair
    settle(report=report, later=later, by=reviewer)
    row = Settlement.objects.get(finding="met")
    with pytest.raises(SettlementChangedError):
        confirm(settlement=row, answer=Answer("silent"), version=row.version + 1, by=reviewer)


def test_met_needs_its_sentence(pair, reviewer):
    report, later = pair
    settle(report=report, later=later, by=reviewer)
    row = Settlement.objects.filter(finding="silent").first()
    with pytest.raises(ValidationError):
        confirm(settlement=row, answer=Answer("met"), version=row.version, by=reviewer)


def test_another_district_neither_settles_nor_sees(pair, reviewer, foreign_reviewer):
    report, later = pair
    with pytest.raises(PermissionDenied):
        settle(report=report, later=later, by=foreign_reviewer)
    settle(report=report, later=later, by=reviewer)
    assert not Settlement.objects.for_user(foreign_reviewer).exists()
