import datetime as dt
import io

import docx
import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.dispatch.services.meetings import prepare_meeting
from tracker.dispatch.services.problems import Matter, decide


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def meeting(district, reviewer, make_target):
    file_figure(make_target(name="改造老旧小区"), 6, 1)
    make_target(name="新增公办学位")
    return prepare_meeting(
        region=district, kind="monthly", held_on=dt.date(2024, 7, 20), chair="分管副区长", by=reviewer
    )


def lines(client, meeting):
    file = client.get(reverse("meeting-minutes", args=[meeting.pk]))
    return [each.text for each in docx.Document(io.BytesIO(file.content)).paragraphs if each.text]


def test_minutes_say_what_was_decided_and_what_was_looked_at(client, reviewer, department, meeting):
    decide(meeting=meeting, matter=Matter("月底前完成进场", department, dt.date(2024, 7, 31)), by=reviewer)
    client.force_login(reviewer)
    found = lines(client, meeting)
    assert found[:4] == [
        "青溪区月调度纪要",
        "2024年7月20日，分管副区长主持召开月调度，调度2024年6月进展。纪要如下。",
        "一、议定事项",
        "1．月底前完成进场。责任单位：青溪区发展和改革委员会；办结时限：2024年7月31日。",
    ]
    assert found[4] == "二、红灯：严重滞后及更差"
    assert found[5].startswith("1．改造老旧小区（区发展改革委）：严重滞后")
    assert "三、未报送" in found


def test_nothing_decided_is_said(client, reviewer, meeting):
    client.force_login(reviewer)
    assert "1．本次会议没有议定事项。" in lines(client, meeting)


def test_minutes_are_for_those_who_may_read_the_meeting(client, foreign_reviewer, reporter, meeting):
    for who in (foreign_reviewer, reporter):
        client.force_login(who)
        for kind in ((), ("pdf",)):
            assert client.get(reverse("meeting-minutes", args=[meeting.pk, *kind])).status_code == 404
