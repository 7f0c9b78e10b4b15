import datetime as dt
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.dispatch.digests import digest_of
from tracker.dispatch.models import Reminder, Urging
from tracker.dispatch.services.problems import Matter, make_move, raise_problem
from tracker.dispatch.services.reminders import send_reminders
from tracker.dispatch.services.urging import urge
from tracker.progress.models import ClosingDay

MONDAY, TUESDAY, FRIDAY = dt.date(2024, 7, 8), dt.date(2024, 7, 9), dt.date(2024, 7, 12)


@pytest.fixture(autouse=True)
def _at_nine():
    with time_machine.travel(dt.datetime(2024, 7, 8, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def by_email(settings, reporter):
    settings.SENDS_EMAIL = True
    reporter.email = "reporter@example.org"
    reporter.save()


@pytest.fixture
def robot(settings):
    """A group robot that keeps what it hears; `answer` is what it says to it."""
    heard, answer = [], [200]

    class Robot(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answer[0])
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Robot)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.REMINDER_WEBHOOK = f"http://127.0.0.1:{server.server_port}/robot"
    yield heard, answer
    server.shutdown()
    server.server_close()


def test_what_is_owed_is_told_on_mondays_and_in_the_last_days_before_a_month_closes(reporter, make_target):
    file_figure(make_target(), 5, 3, "submitted")
    assert digest_of(reporter, MONDAY) == ["2024年应报未报：1月 1项，2月 1项，3月 1项，4月 1项，6月 1项"]
    assert digest_of(reporter, TUESDAY) == []
    ClosingDay.objects.create(day=15)
    assert digest_of(reporter, TUESDAY) == []
    assert digest_of(reporter, FRIDAY) != []


def test_nothing_due_is_no_digest(reporter, make_target, by_email):
    target = make_target(frequency="annual")
    file_figure(target, 12, 20)
    assert send_reminders(MONDAY) == (0, 0)
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_what_came_back_and_what_is_urged_is_told_on_any_day(reporter, reviewer, make_target):
    target = make_target(name="改造老旧小区")
    entry = file_figure(target, 6, 3, "submitted")
    type(entry).objects.filter(pk=entry.pk).update(state="returned", review_note="请核对")
    urge(target=target, month=5, by=reviewer)
    assert digest_of(reporter, TUESDAY) == ["1项填报被退回，请修改后重新提交", "请尽快报送：改造老旧小区，5月"]


def test_problems_that_are_due_or_overdue(reporter, reviewer, district, make_target):
    target = make_target(frequency="annual")
    for title, due in [("用地报批", FRIDAY), ("资金拨付", MONDAY)]:
        matter = Matter(title, target.lead, due)
        problem = raise_problem(matter=matter, region=district, by=reviewer)
        for code in ("register", "assign"):
            problem = make_move(problem=problem, code=code, by=reviewer, version=problem.version, day=due)
    assert digest_of(reporter, TUESDAY) == ["1项堵点已逾期", "1项堵点3天内到期"]


def test_one_digest_a_person_and_day_however_often_it_runs(reporter, make_target, by_email):
    make_target()
    assert (send_reminders(MONDAY), send_reminders(MONDAY)) == ((1, 0), (0, 0))
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["reporter@example.org"], "承诺台账：待办提醒")
    assert "6月 1项" in message.body


def test_a_robot_hears_it_and_what_failed_is_tried_again(reporter, make_target, robot):
    heard, answer = robot
    make_target()
    answer[0] = 500
    assert send_reminders(MONDAY) == (0, 1)
    assert "500" in Reminder.objects.get().error
    answer[0] = 200
    assert send_reminders(MONDAY) == (1, 0)
    assert (Reminder.objects.get().error, len(heard)) == ("", 2)
    assert heard[-1]["msgtype"] == "text"
    assert heard[-1]["text"]["content"].startswith("reporter\n2024年应报未报")


def test_a_command_without_a_way_to_send_says_so(settings):
    settings.SENDS_EMAIL, settings.REMINDER_WEBHOOK = False, ""
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("send_reminders")


def test_a_month_is_urged_once_a_day_and_only_while_it_is_owed(reviewer, make_target):
    target = make_target()
    urge(target=target, month=6, by=reviewer)
    with pytest.raises(ValidationError, match="今天已催办"):
        urge(target=target, month=6, by=reviewer)
    file_figure(target, 5, 3, "submitted")
    for month in (5, 7):
        with pytest.raises(ValidationError, match="没有应报"):
            urge(target=target, month=month, by=reviewer)
    assert Urging.objects.count() == 1


@pytest.mark.parametrize("who", ["reporter", "leader", "foreign_reviewer"])
def test_only_the_office_urges(who, request, make_target):
    with pytest.raises(PermissionDenied):
        urge(target=make_target(), month=6, by=request.getfixturevalue(who))


def test_one_click_on_the_targets_page(client, reviewer, make_target):
    target = make_target()
    client.force_login(reviewer)
    address = reverse("urge", args=[target.pk, 6])
    assert f'action="{address}"' in client.get(target.get_absolute_url()).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "已催办" in page
    assert Urging.objects.get().by == reviewer
