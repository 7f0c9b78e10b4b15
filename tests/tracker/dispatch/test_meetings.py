"""A meeting gathers its agenda by itself, makes tasks of decisions, and stays as it was once closed."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.dispatch.agenda import items_of
from tracker.dispatch.models import Problem
from tracker.dispatch.services.meetings import close_meeting, prepare_meeting

NOW = dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def meeting(district, reviewer, make_target):
    with time_machine.travel(NOW, tick=False):
        file_figure(make_target(name="严重滞后的任务"), 6, Decimal(1))
        worse = make_target(name="新变差的任务")
        file_figure(worse, 5, Decimal(9))
        file_figure(worse, 6, Decimal(9))
        make_target(name="未报送的任务")
        file_figure(make_target(name="正常的任务"), 6, Decimal(20))
        yield prepare_meeting(
            region=district, kind="weekly", held_on=NOW.date(), chair="常务副区长", by=reviewer, now=NOW
        )


def test_the_agenda_gathers_each_matter_once(meeting):
    assert (meeting.year, meeting.month) == (2024, 6)
    assert {each.title: each.section for each in items_of(meeting)} == {
        "严重滞后的任务": "red", "新变差的任务": "worse", "未报送的任务": "unreported",
    }  # fmt: skip


def test_a_status_on_the_agenda_keeps_the_colour_that_it_had(client, meeting, leader, rules):
    client.force_login(leader)
    content = " ".join(client.get(meeting.get_absolute_url()).content.decode().split())
    shown = [("red", "■", "严重滞后"), ("yellow", "◆", "欠进度"), ("grey", "?", "未报送")]
    drawn = '<span class="tag tone-{}"><span aria-hidden="true">{}</span> {}</span>'
    tags = [drawn.format(*each) for each in shown]
    assert [each in content for each in tags] == [True, True, True]
    for item in meeting.agenda:
        del item["tone"]
    meeting.save()
    again = " ".join(client.get(meeting.get_absolute_url()).content.decode().split())
    assert [each in again for each in tags] == [True, True, True]


def test_a_decision_becomes_a_task_and_the_next_meeting_begins_with_it(client, meeting, district, reviewer, department):
    client.force_login(reviewer)
    address = reverse("decide-in-meeting", args=[meeting.pk])
    sent = {"item": "1", "title": "一周内补报", "owner": department.pk, "due": "2024-07-12"}
    assert client.post(address, sent | {"due": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    decision = Problem.objects.get()
    assert (decision.state, decision.kind, decision.meeting) == ("assigned", "decision", meeting)
    assert [each.name for each in decision.targets.all()] == ["严重滞后的任务"]
    following = prepare_meeting(
        region=district, kind="weekly", held_on=dt.date(2024, 7, 12), chair="常务副区长", by=reviewer, now=NOW
    )
    assert (items_of(following)[0].section, items_of(following)[0].title) == ("decisions", "一周内补报")


def test_a_closed_meeting_stays_as_it_was(client, meeting, reviewer, department):
    close_meeting(meeting=meeting, by=reviewer, now=NOW)
    client.force_login(reviewer)
    client.post(reverse("step-meeting", args=[meeting.pk, "gather"]))
    sent = {"item": "1", "title": "会后再定", "owner": department.pk, "due": "2024-07-12"}
    assert client.post(reverse("decide-in-meeting", args=[meeting.pk]), sent).status_code == 422
    before = meeting.agenda
    meeting.refresh_from_db()
    assert meeting.agenda == before
    assert not Problem.objects.exists()


def test_the_walk_leads_from_matter_to_matter(client, meeting, leader, django_assert_max_num_queries):
    client.force_login(leader)
    address = reverse("meeting-walk", args=[meeting.pk])
    with django_assert_max_num_queries(12):
        words = client.get(f"{address}?item=2").content.decode()
    assert 'rel="prev" href="?item=1"' in words
    assert 'rel="next" href="?item=3"' in words
    assert "decide" not in words
    assert client.get(f"{address}?item=4").status_code == 404
    assert client.get(meeting.get_absolute_url()).status_code == 200
