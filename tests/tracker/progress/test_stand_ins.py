"""Who files in the place of a colleague: named by the department or the office, for a while, in one region."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from reports.organisation.models import Membership
from tracker.progress.services import Filing, save_draft
from tracker.progress.stand_ins import end_standing_in, name_stand_in
from tracker.targets.models import Target

TODAY = dt.date(2024, 7, 5)
FRIDAY = dt.date(2024, 7, 12)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False) as clock:
        yield clock


def named(department, colleague, by, until=FRIDAY, today=TODAY):
    return name_stand_in(department=department, colleague=colleague, until=until, by=by, today=today)


def files_for(user, target):
    return Target.objects.reported_by(user).filter(pk=target.pk).exists()


@pytest.mark.parametrize("who", ["reporter", "reviewer"])
def test_a_colleague_files_up_to_and_with_the_last_day(request, make_target, other_reporter, who, clock):
    target, by = make_target(), request.getfixturevalue(who)
    assert not files_for(other_reporter, target)
    named(target.lead, other_reporter, by)
    kept = save_draft(target=target, month=6, filing=Filing(5), by=other_reporter, version=0)
    assert kept.filed_by == other_reporter
    clock.move_to(dt.datetime(2024, 7, 12, 15, 59, tzinfo=dt.UTC))
    assert files_for(other_reporter, target)
    clock.move_to(dt.datetime(2024, 7, 12, 16, 0, tzinfo=dt.UTC))
    assert not files_for(other_reporter, target)


def test_it_ends_at_once_and_what_was_filed_stays(make_target, reporter, other_reporter):
    target = make_target()
    row = named(target.lead, other_reporter, reporter)
    save_draft(target=target, month=6, filing=Filing(5), by=other_reporter, version=0)
    end_standing_in(membership=row, by=reporter, today=TODAY)
    assert not files_for(other_reporter, target)
    assert target.entries.get().value == 5
    assert [each.history_change_reason for each in row.history.all()] == ["standing in ended", "stand-in named"]


def test_naming_them_again_sets_another_day(department, reporter, other_reporter):
    first = named(department, other_reporter, reporter)
    assert named(department, other_reporter, reporter, until=FRIDAY + dt.timedelta(7)).pk == first.pk
    assert Membership.objects.stand_ins().get().valid_until == dt.date(2024, 7, 19)


@pytest.mark.parametrize(
    ("who", "until", "code"),
    [
        ("other_reporter", TODAY - dt.timedelta(1), "until_passed"),
        ("other_reporter", TODAY + dt.timedelta(93), "until_far"),
        ("stranger", FRIDAY, "elsewhere"),
        ("foreign_reviewer", FRIDAY, "elsewhere"),
        ("reporter", FRIDAY, "elsewhere"),  # oneself
    ],
)
def test_who_and_until_when_are_bounded(request, department, reporter, who, until, code):
    colleague, before = request.getfixturevalue(who), Membership.objects.count()
    with pytest.raises(ValidationError) as refused:
        named(department, colleague, reporter, until=until)
    assert [error.code for errors in refused.value.error_dict.values() for error in errors] == [code]
    assert Membership.objects.count() == before


def test_who_files_for_the_department_already_needs_nobody_s_leave(department, reporter, reviewer):
    with pytest.raises(ValidationError, match="已经"):
        named(department, reporter, reviewer)
    assert Membership.objects.get(user=reporter).valid_until is None


@pytest.mark.parametrize("who", ["other_reporter", "foreign_reviewer", "leader", "stranger"])
def test_others_name_nobody(request, department, reporter, who):
    by = request.getfixturevalue(who)
    third = User.objects.create_user("third", password="a-long-password-1")
    Membership.objects.create(user=third, region=department.region, role="leader")
    with pytest.raises(PermissionDenied):
        named(department, third, by)


def test_a_stand_in_names_nobody_in_turn(client, department, reporter, reviewer, other_reporter):
    row = named(department, other_reporter, reporter)
    with pytest.raises(PermissionDenied):
        named(department, reviewer, other_reporter)
    with pytest.raises(PermissionDenied):
        end_standing_in(membership=row, by=other_reporter, today=TODAY)
    client.force_login(other_reporter)
    assert client.post(reverse("end-stand-in", args=[row.pk])).status_code == 404


# The page


def boxes(department, colleague, until="2024-07-12"):
    return {"department": department.pk, "colleague": colleague.pk, "until": until}


def test_the_page_names_and_ends(client, department, reporter, other_reporter, django_assert_max_num_queries):
    client.force_login(reporter)
    client.post(reverse("stand-ins"), boxes(department, other_reporter))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("stand-ins")).content.decode()
    assert "2024年7月12日" in page
    assert reverse("end-stand-in", args=[Membership.objects.stand_ins().get().pk]) in page
    client.post(reverse("end-stand-in", args=[Membership.objects.stand_ins().get().pk]))
    assert "end/" not in client.get(reverse("stand-ins")).content.decode()


def test_what_is_wrong_is_said_and_stays_in_its_box(client, department, reporter, other_reporter):
    client.force_login(reporter)
    reply = client.post(reverse("stand-ins"), boxes(department, other_reporter, until="2024-07-04"))
    assert reply.status_code == 422
    assert "请选择今天或以后的日期" in reply.content.decode()
    assert 'value="2024-07-04"' in reply.content.decode()
    assert not Membership.objects.stand_ins().exists()


def test_nobody_of_another_region_is_offered(client, reporter, foreign_reviewer, other_reporter):
    client.force_login(reporter)
    page = client.get(reverse("stand-ins")).content.decode()
    assert other_reporter.get_username() in page
    assert foreign_reviewer.get_username() not in page
