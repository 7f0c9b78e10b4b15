"""Two people at the same moment: one of them wins, the other is told, nothing is stored twice."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connections

from tracker.adoption.proposals import propose
from tracker.adoption.services import AlreadyAdoptedError, adopt
from tracker.progress.models import ProgressEntry
from tracker.progress.services import ConflictError, Filing, approve, return_, submit
from tracker.targets.models import Target

pytestmark = pytest.mark.django_db(transaction=True)
NOW = dt.datetime(2024, 7, 5, 9, tzinfo=dt.UTC)


def at_once(*acts) -> list[object]:
    """Run the acts at the same moment, each in a connection of its own; return what each gave or raised."""
    start, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(index, act):
        start.wait()
        try:
            outcomes[index] = act()
        except (AlreadyAdoptedError, ConflictError) as error:
            outcomes[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_two_reviewers_adopt_the_same_report(report, promises, department, reviewer):
    adoptions = [each.adoption(lead=department) for each in propose(report)]
    outcomes = at_once(*[lambda: adopt(report=report, adoptions=adoptions, by=reviewer)] * 2)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyAdoptedError", "list"]
    assert Target.objects.count() == len(adoptions)


def test_two_colleagues_file_the_first_entry_of_a_month(make_target, reporter):
    target = make_target()

    def file(value):
        filing = Filing(value=Decimal(value))
        return submit(target=target, month=6, filing=filing, by=reporter, version=0, now=NOW)

    outcomes = at_once(lambda: file(12), lambda: file(15))
    (conflict,) = [outcome for outcome in outcomes if isinstance(outcome, ConflictError)]
    assert {conflict.current.value, conflict.attempted.value} == {12, 15}
    assert ProgressEntry.objects.get().value == conflict.current.value


def test_approved_and_returned_at_once(make_target, reporter, reviewer):
    filing = Filing(value=Decimal(12))
    entry = submit(target=make_target(), month=6, filing=filing, by=reporter, version=0, now=NOW)
    outcomes = at_once(
        lambda: approve(entry=entry, by=reviewer, version=1),
        lambda: return_(entry=entry, by=reviewer, version=1, note="核对"),
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ConflictError", "ProgressEntry"]
    assert ProgressEntry.objects.get().version == 2
