"""Approvals and readers at the same moment: nobody waits for ever, and what is kept is right in the end."""

import threading
from decimal import Decimal

import pytest
from django.db import connections
from django.utils import timezone

from tests.tracker.filing import file_figure
from tracker.progress.services import approve, approve_many
from tracker.standings.keeping import renew
from tracker.standings.models import Standing
from tracker.standings.verifying import Verification, verified

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts at the same moment, each in a connection of its own; return what they raised."""
    start, errors = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return errors


@pytest.mark.parametrize("attempt", range(3))
def test_approvals_of_one_target_and_readers_at_once(make_target, reviewer, attempt):
    targets = [make_target() for _ in range(4)]
    first, *others = [file_figure(each, month, Decimal(month), "submitted") for each in targets for month in (3, 6, 9)]
    today, numbers = timezone.localdate(), [each.pk for each in targets]
    Standing.objects.update(rules="overtaken")

    errors = at_once(
        lambda: approve(entry=first, by=reviewer, version=first.version),
        lambda: approve_many(entries={each.pk: each.version for each in others[:6]}, by=reviewer),
        lambda: approve_many(entries={each.pk: each.version for each in others[6:]}, by=reviewer),
        lambda: renew(numbers, today),
        lambda: renew(numbers[::-1], today),
    )

    assert errors == []
    assert [str(each) for each in verified(numbers, today, Verification())] == []
    assert set(Standing.objects.filter(month=9).values_list("actual", flat=True)) == {Decimal(9)}
