"""The life of a problem: each move by whom it belongs to, in its state, with words and day, kept as an event."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.tracker.filing import file_figure
from tracker.dispatch.models import Problem
from tracker.dispatch.moves import MOVES, Actor, ProblemState
from tracker.dispatch.services.problems import Matter, ProblemChangedError, make_move, moves_for, raise_problem


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def problem(district, department, reviewer, make_target, today):
    target = make_target()
    matter = Matter("土地指标不足", department, today + dt.timedelta(days=10), "land", "缺口三十亩", (target,))
    return raise_problem(matter=matter, region=district, by=reviewer)


def move(problem, code, by, words="已说明", day=None):
    problem.refresh_from_db()
    return make_move(problem=problem, code=code, by=by, version=problem.version, words=words, day=day)


def test_through_its_whole_life(problem, reviewer, reporter, today):
    steps = [
        ("register", reviewer, None), ("assign", reviewer, today + dt.timedelta(days=5)),
        ("acknowledge", reporter, None),
        ("work", reporter, None), ("report", reporter, None), ("return", reviewer, None), ("work", reporter, None),
        ("report", reporter, None), ("verify", reviewer, None), ("close", reviewer, None),
    ]  # fmt: skip
    for code, by, day in steps:
        move(problem, code, by, day=day)
    problem.refresh_from_db()
    assert (problem.state, problem.due) == ("closed", today + dt.timedelta(days=5))
    assert problem.closed_at is not None
    assert [event.move for event in problem.events.all()] == ["raise", *(code for code, _by, _day in steps)]
    chain = list(problem.events.values_list("from_state", "to_state"))
    assert all(before[1] == after[0] for before, after in pairwise(chain))


@pytest.mark.parametrize("each", MOVES, ids=lambda each: each.code)
def test_a_move_belongs_to_its_actor_alone(problem, reviewer, reporter, other_reporter, foreign_reviewer, leader, each):
    Problem.objects.filter(pk=problem.pk).update(
        state=sorted(each.sources)[0],
        before_suspension="working",
        closed_at=None if sorted(each.sources)[0] not in ("closed", "dismissed") else timezone.now(),
    )
    right = {Actor.REVIEWER: reviewer, Actor.OWNER: reporter}[each.actor]
    for user in {reviewer, reporter, other_reporter, foreign_reviewer, leader} - {right}:
        with pytest.raises(PermissionDenied):
            move(problem, each.code, user, day=problem.due + dt.timedelta(days=1))
    assert problem.events.count() == 1


@pytest.mark.parametrize("each", [each for each in MOVES if each.needs_words], ids=lambda each: each.code)
def test_what_needs_words_is_not_done_without(problem, reviewer, reporter, each):
    state = sorted(each.sources)[0]
    closed = timezone.now() if state in ("closed", "dismissed") else None
    asked = problem.due + dt.timedelta(days=3) if each.code == "refuse_extension" else None
    Problem.objects.filter(pk=problem.pk).update(state=state, closed_at=closed, asked_until=asked)
    by = {Actor.REVIEWER: reviewer, Actor.OWNER: reporter}[each.actor]
    with pytest.raises(ValidationError) as refused:
        move(problem, each.code, by, words="  ", day=problem.due + dt.timedelta(days=1))
    assert "words" in refused.value.error_dict


def test_an_extension_is_asked_for_before_the_day_and_never_after(problem, reviewer, reporter, today):
    Problem.objects.filter(pk=problem.pk).update(state="working", due=today - dt.timedelta(days=1))
    for code, by in (("ask_extension", reporter), ("extend", reviewer)):
        with pytest.raises(ValidationError):
            move(problem, code, by, day=today + dt.timedelta(days=9))
    Problem.objects.filter(pk=problem.pk).update(due=today)
    move(problem, "ask_extension", reporter, day=today + dt.timedelta(days=9))
    # Asked in time, it may be granted when the day is past.
    Problem.objects.filter(pk=problem.pk).update(due=today - dt.timedelta(days=1))
    granted = move(problem, "extend", reviewer, day=today + dt.timedelta(days=7))
    assert (granted.due, granted.asked_until) == (today + dt.timedelta(days=7), None)


def test_what_was_suspended_goes_on_where_it_stood(problem, reviewer, today):
    Problem.objects.filter(pk=problem.pk).update(state="acknowledged")
    move(problem, "suspend", reviewer)
    resumed = move(problem, "resume", reviewer, day=today + dt.timedelta(days=30))
    assert (resumed.state, resumed.before_suspension) == ("acknowledged", "")


def test_the_units_own_view_is_kept_and_moves_nothing(problem, reporter, reviewer):
    move(problem, "register", reviewer)
    stated = move(problem, "state_view", reporter, words="指标应由上级统筹，非我单位职责")
    assert stated.state == "registered"
    assert problem.events.last().words == "指标应由上级统筹，非我单位职责"


def test_nobody_moves_what_they_have_not_seen(problem, reviewer):
    move(problem, "register", reviewer)
    with pytest.raises(ProblemChangedError):
        make_move(problem=problem, code="assign", by=reviewer, version=1, day=problem.due)


def test_urged_at_most_once_a_day(problem, reviewer):
    Problem.objects.filter(pk=problem.pk).update(state="assigned")
    move(problem, "urge", reviewer, words="")
    with pytest.raises(ValidationError):
        move(problem, "urge", reviewer, words="")


def test_one_matter_has_one_record(problem, district, department, reviewer, today):
    matter = Matter(" 土地指标不足 ", department, today)
    with pytest.raises(ValidationError):
        raise_problem(matter=matter, region=district, by=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.create(region=district, title=problem.title, owner=department, due=today, raised_by=reviewer)
    move(problem, "dismiss", reviewer)
    raise_problem(matter=matter, region=district, by=reviewer)


def test_an_entry_is_taken_up_once(client, district, department, reporter, make_target, today):
    entry = file_figure(make_target(), 3, Decimal(2), "submitted", problem="用地审批未批复\n已催办两次")
    client.force_login(reporter)
    page = client.get(reverse("new-problem"), {"entry": entry.pk})
    assert page.context["form"].initial["title"] == "用地审批未批复"
    sent = {"title": "用地审批未批复", "kind": "permits", "owner": department.pk, "due": today.isoformat(),
            "targets": [entry.target_id]}  # fmt: skip
    address = f"{reverse('new-problem')}?entry={entry.pk}"
    assert client.post(address, sent).status_code == 302
    assert Problem.objects.get().entry == entry
    assert client.get(address).url == Problem.objects.get().get_absolute_url()


def test_the_page_has_exactly_the_steps_that_one_may_take(client, problem, reviewer, reporter, leader):
    Problem.objects.filter(pk=problem.pk).update(state="assigned")
    for user in (reviewer, reporter, leader):
        client.force_login(user)
        words = client.get(problem.get_absolute_url()).content.decode()
        offered = {each.code for each in MOVES if reverse("move-problem", args=[problem.pk, each.code]) in words}
        problem.refresh_from_db()
        assert offered == {each.code for each in moves_for(problem, user)}
    assert offered == set()


def test_what_is_refused_is_shown_again_as_it_was_typed(client, problem, reviewer):
    Problem.objects.filter(pk=problem.pk).update(state="reported")
    client.force_login(reviewer)
    reply = client.post(reverse("move-problem", args=[problem.pk, "close"]), {"version": 1, "words": "办结了吗"})
    assert reply.status_code == 422
    reply = client.post(reverse("move-problem", args=[problem.pk, "return"]), {"version": 9, "words": "材料不全"})
    assert reply.status_code == 422
    assert "材料不全" in reply.content.decode()
    problem.refresh_from_db()
    assert problem.state == "reported"


def test_overdue_is_computed_from_the_day_alone(problem, today):
    rows = Problem.objects.filter(pk=problem.pk)
    rows.update(state="working", due=today - dt.timedelta(days=4))
    problem.refresh_from_db()
    assert problem.days_overdue == 4
    assert list(Problem.objects.overdue(today)) == [problem]
    rows.update(state="reported")
    problem.refresh_from_db()
    assert problem.days_overdue == 0
    assert not Problem.objects.overdue(today).exists()


def test_the_list_filters_what_waits_for_me(client, problem, reviewer, reporter, django_assert_max_num_queries):
    client.force_login(reviewer)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("problems"), {"situation": "mine"})
    assert "土地指标不足" in page.content.decode()
    client.force_login(reporter)
    assert "土地指标不足" not in client.get(reverse("problems"), {"situation": "mine"}).content.decode()
    assert "土地指标不足" in client.get(reverse("problems"), {"situation": "open"}).content.decode()


def test_every_state_can_be_left_or_is_an_end():
    reachable = {ProblemState.RAISED, *(each.to for each in MOVES if each.to)}
    assert reachable == set(ProblemState)
    ends = {state for state in ProblemState if not any(state in each.sources and each.to for each in MOVES)}
    assert ends == {ProblemState.SUSPENDED, ProblemState.DISMISSED}  # a suspended one resumes where it stood


def test_what_was_typed_for_a_step_that_somebody_took_meanwhile_stays_on_the_page(client, problem, reviewer):
    client.force_login(reviewer)
    version = problem.version
    move(problem, "register", reviewer)
    address = reverse("move-problem", args=[problem.pk, "register"])
    answer = client.post(address, {"version": version, "words": "我方才写的一段话"})
    assert answer.status_code == 422
    assert "我方才写的一段话" in answer.text
