"""Whatever people do, in whatever order and on whatever days: what is kept is what judging gives."""

import contextlib
import datetime as dt

import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tracker.office import KINDS, STEPS, YEAR, days
from tracker.progress.judgement import judge_on
from tracker.standings.judging import kept_gap, kept_months, kept_share
from tracker.standings.reading import Stand, standings_of
from tracker.standings.verifying import Verification, verified
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on


def no_difference():
    """What still holds of the kept rows is right; nothing but time and rules may have overtaken any."""
    found = verified(Target.objects.values_list("pk", flat=True), timezone.localdate(), Verification())
    assert [str(each) for each in found] == []


def as_pages_would_judge():
    """Every month and both kinds of figures, read from the kept rows and judged as the target's page does."""
    today = timezone.localdate()
    for include_submitted in (False, True):
        for month in kept_months(YEAR, today):
            basis = basis_on(today, month=month, include_submitted=include_submitted)
            (row,) = standings_of(Target.objects.all(), basis, month)
            (judged,) = judge_on(Target.objects.all(), basis)
            stand, verdict = Stand(row, basis), judged.verdict
            assert (stand.status, stand.label, stand.tone) == (judged.status, judged.label, judged.tone)
            assert stand.completion == kept_share(verdict.completion)
            if not include_submitted:
                kept = (row.gap, row.actual, row.actual_month)
                assert kept == (kept_gap(verdict.gap), verdict.actual, verdict.actual_month)
            if verdict.gap_unit:
                assert row.gap_unit == verdict.gap_unit


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), first=days, steps=st.lists(STEPS, min_size=3, max_size=20))
def test_what_is_kept_is_what_judging_gives(office_of, kind, first, steps):
    begun = dt.datetime(first.year, first.month, first.day, 4, tzinfo=dt.UTC)
    with time_machine.travel(begun, tick=False) as clock, transaction.atomic():
        office = office_of(kind, clock)
        for name, *what in steps:
            with contextlib.suppress(ValidationError), transaction.atomic():
                getattr(office, name)(*what)
            no_difference()
        as_pages_would_judge()
        transaction.set_rollback(True)
