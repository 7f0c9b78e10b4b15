"""A hundred reporters hand their months in at the same time: every figure is stored, or its writer is told why not."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reports.organisation.models import Department, Role
from tests.conftest import account
from tracker.progress.models import ProgressEntry
from tracker.standings.verifying import Verification, verified
from tracker.targets.models import Target

pytestmark = pytest.mark.django_db(transaction=True)
REPORTERS, AT_ONCE = 100, 25


def handed_in(user, target) -> int:
    """Hand the month of June in on the page of the grid; the answer's status."""
    try:
        client = Client()
        client.force_login(user)
        boxes = {"version": 0, "value": 12, "narrative": "", "reason": "", "seen": "", "instead": ""}
        data = {f"{target.pk}-{name}": value for name, value in boxes.items()} | {"action": "submit"}
        return client.post(f"{reverse('grid')}?year=2024&month=6", data).status_code
    finally:
        connections.close_all()


def at_once(pairs) -> list[int]:
    """Let all of them hand in, as many at the same moment as a server has hands."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda pair: handed_in(*pair), pairs))


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


def test_each_files_for_a_department_of_their_own(district, make_target):
    pairs = []
    for number in range(REPORTERS):
        department = Department.objects.create(region=district, name=f"第{number}局", short_name=f"{number}局")
        user = account(f"reporter-{number}", region=district, department=department, role=Role.REPORTER)
        pairs.append((user, make_target(lead=department)))
    assert at_once(pairs) == [302] * REPORTERS
    entries = ProgressEntry.objects.all()
    assert {(entry.state, entry.value) for entry in entries} == {("submitted", Decimal(12))}
    assert len(entries) == REPORTERS
    assert list(verified([target.pk for _user, target in pairs], timezone.localdate(), Verification())) == []


def test_all_of_one_department_file_the_same_row(district, department, make_target):
    target = make_target()
    users = [account(f"r{n}", region=district, department=department, role=Role.REPORTER) for n in range(AT_ONCE)]
    statuses = at_once([(user, target) for user in users])
    # The first is stored; who typed the same finds it stored or is shown that it waits for approval already.
    assert 302 in statuses
    assert set(statuses) <= {302, 422}
    entry = ProgressEntry.objects.get()
    assert (entry.state, entry.value, entry.version, entry.history.count()) == ("submitted", 12, 1, 1)
    assert list(verified([Target.objects.get().pk], timezone.localdate(), Verification())) == []
