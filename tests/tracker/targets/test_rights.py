"""Rights as keys select exactly what the words of a role say, for every mix of roles."""

import datetime as dt
import random
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from reports.library.models import WorkReport
from reports.organisation.models import Department, Level, Membership, Region, Role
from tests.tracker.filing import file_figure
from tests.tracker.stating import make_report
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target

pytestmark = pytest.mark.django_db
LEVELS = (Level.PROVINCE, Level.CITY, Level.DISTRICT)


def grow(parent: Region, level: int = 0) -> None:
    """Two regions below each, down to the districts."""
    for name in "甲乙" if level < len(LEVELS) else "":
        region = Region.objects.create(name=parent.name + name, level=LEVELS[level], parent=parent)
        grow(region, level + 1)


@pytest.fixture
def tree(administrator):
    """A country of fifteen regions, each with two departments and a report."""
    country = Region.objects.create(name="国", level=Level.COUNTRY)
    grow(country)
    regions = list(Region.objects.all())
    for region in regions:
        Department.objects.bulk_create(Department(region=region, name=name) for name in ("教委", "财政局"))
        make_report(region, administrator)
    return regions


def sow(draw: random.Random, tree: list[Region], keeper: User) -> None:
    """Sixty targets anywhere, with a lead and supporters anywhere, each with one entry in any state."""
    departments = list(Department.objects.all())
    for number in range(1, 61):
        target = Target.objects.create(
            region=draw.choice(tree),
            year=2026,
            number=number,
            name=f"任务{number}",
            target_class="quantified",
            measure="quantity",
            comparator="ge",
            value=20,
            lead=draw.choice(departments),
            deadline=dt.date(2026, 12, 31),
            adopted_by=keeper,
        )
        target.supporting.set(draw.sample(departments, draw.choice((0, 0, 1, 2))))
        state = draw.choice(ProgressEntry.State.values)
        file_figure(target, 1, Decimal(1), state, review_note="重报" if state == "returned" else "")


def somebody(draw: random.Random, tree: list[Region]) -> User:
    """An account with up to four roles, now and then an admin's."""
    user = User.objects.create(username="somebody", is_superuser=draw.random() < 0.1)
    places = list(product(tree, Role.values))
    for region, role in draw.sample(places, draw.randint(0, 4)):
        department = draw.choice(list(region.departments.all())) if role == Role.REPORTER else None
        ends = draw.choice((None, None, timezone.localdate() + dt.timedelta(days=draw.randint(-2, 2))))
        Membership.objects.create(user=user, region=region, role=role, department=department, valid_until=ends)
    return user


class Words:
    """What docs/rights.md says of each role, row by row, without a query's conditions."""

    def __init__(self, user: User) -> None:
        self.is_admin = user.is_superuser
        today = timezone.localdate()
        held = user.memberships.select_related("region", "department")
        self.memberships = [each for each in held if each.valid_until is None or today <= each.valid_until]

    def of(self, role: str) -> list[Membership]:
        return [each for each in self.memberships if each.role == role]

    def leads(self, region: Region | None) -> bool:
        led = {each.region_id for each in self.of(Role.LEADER)}
        return region is not None and (region.pk in led or self.leads(region.parent))

    def reviews(self, region: Region) -> bool:
        return self.is_admin or region in [each.region for each in self.of(Role.REVIEWER)]

    def reads_reports_of(self, region: Region) -> bool:
        return self.is_admin or region in [each.region for each in self.memberships] or self.leads(region)

    def reports_for(self, department: Department) -> bool:
        return department in [each.department for each in self.of(Role.REPORTER)]

    def reads(self, target: Target) -> bool:
        bodies = [target.lead, *target.supporting.all()]
        return self.reviews(target.region) or self.leads(target.region) or any(map(self.reports_for, bodies))

    def reads_entry(self, entry: ProgressEntry) -> bool:
        is_open = entry.state != ProgressEntry.State.DRAFT or self.reports_for(entry.target.lead)
        return is_open and self.reads(entry.target)


@pytest.mark.parametrize("seed", range(25))
def test_keys_select_what_the_words_say(tree, administrator, seed):
    draw = random.Random(seed)  # noqa: S311 (a dice, not a secret)
    sow(draw, tree, administrator)
    user = somebody(draw, tree)
    words = Words(user)
    pairs = [
        (Region.objects, "for_user", words.reads_reports_of),
        (Region.objects, "reviewable_by", words.reviews),
        (Department.objects, "for_user", lambda each: words.reads_reports_of(each.region)),
        (Department.objects, "of_user", words.reports_for),
        (WorkReport.objects, "for_user", lambda each: words.reads_reports_of(each.region)),
        (WorkReport.objects, "reviewable_by", lambda each: words.reviews(each.region)),
        (Target.objects, "for_user", words.reads),
        (Target.objects, "reviewable_by", lambda each: words.reviews(each.region)),
        (Target.objects, "reported_by", lambda each: words.reports_for(each.lead)),
        (ProgressEntry.objects, "for_user", words.reads_entry),
        (ProgressEntry.objects, "reviewable_by", lambda each: words.reviews(each.target.region)),
    ]
    for manager, method, holds in pairs:
        # As a list, so that a row that comes twice is seen.
        selected = [row.pk for row in getattr(manager.all(), method)(user).order_by("pk")]
        assert selected == [row.pk for row in manager.order_by("pk") if holds(row)], (manager.model, method)


def test_a_request_looks_rights_up_once(client, leader, district, administrator, django_assert_max_num_queries):
    client.force_login(leader)
    make_report(district, administrator)
    with django_assert_max_num_queries(12) as asked:
        client.get("/reports/")
    assert sum("organisation_membership" in query["sql"] for query in asked.captured_queries) == 1


def test_the_next_request_sees_what_an_admin_changed(client, stranger, district, administrator):
    client.force_login(stranger)
    report = make_report(district, administrator)
    assert client.get(report.get_absolute_url()).status_code == 404
    Membership.objects.create(user=stranger, region=district, role=Role.REVIEWER)
    assert client.get(report.get_absolute_url()).status_code == 200


def test_who_stands_in_files_to_the_end_of_the_last_day_and_not_one_second_longer(stranger, make_target):
    target = make_target()
    Membership.objects.create(
        user=stranger, region=target.region, department=target.lead, role=Role.REPORTER,
        valid_until=dt.date(2024, 7, 10),
    )  # fmt: skip
    shanghai = ZoneInfo("Asia/Shanghai")
    with time_machine.travel(dt.datetime(2024, 7, 10, 23, 59, 59, tzinfo=shanghai), tick=False):
        assert Target.objects.reported_by(stranger).get() == target
        assert Target.objects.for_user(stranger).get() == target
    with time_machine.travel(dt.datetime(2024, 7, 11, tzinfo=shanghai), tick=False):
        assert not Target.objects.reported_by(stranger).exists()
        assert not Target.objects.for_user(stranger).exists()
