"""Files of long lists: written behind the page, for one reader, never lost and never handed to anybody else."""

import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from reports.organisation.models import Membership
from reports.shared import long_exports
from reports.shared.long_exports import discard_outdated, wake, write_waiting
from reports.shared.long_jobs import LEASE
from reports.shared.models import Export, Failure
from tests.reports.shared.exporting import long_export
from tests.tracker.stating import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def started(monkeypatch):
    """The commands that were started."""
    commands = []
    monkeypatch.setattr("reports.shared.long_jobs.start", commands.append)
    return commands


@pytest.fixture
def report(district, reviewer):
    return make_report(district, reviewer)


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_is_written_behind_the_page_and_fetched_from_there(
    as_reviewer, report, reviewer, kind, started, monkeypatch
):
    at_once = as_reviewer.get(reverse("reports:list"), {"export": kind, "year": report.year}).getvalue()
    monkeypatch.setattr(long_exports, "LONGEST_AT_ONCE", 0)
    page = as_reviewer.get(reverse("reports:list"), {"export": kind, "year": report.year}, follow=True)
    assert started == ["write_exports"]
    assert "已写入 0 / 1 行" in page.content.decode()
    assert write_waiting(clock=timezone.now) == 1
    done = as_reviewer.get(page.redirect_chain[-1][0]).content.decode()
    (address,) = re.findall(r'href="(/exports/\d+/file/)"', done)
    reply = as_reviewer.get(address)
    assert f".{kind}" in reply.headers["Content-Disposition"]
    content = reply.getvalue()
    if kind == "csv":
        assert content == at_once
    else:
        now, before = (load_workbook(io.BytesIO(each)).active.values for each in (content, at_once))
        assert list(now) == list(before)


def test_asked_for_twice_it_is_written_once(as_reviewer, report, monkeypatch):
    monkeypatch.setattr(long_exports, "LONGEST_AT_ONCE", 0)
    first, second = (as_reviewer.get(reverse("reports:list"), {"export": "csv"}).url for _ in range(2))
    assert first == second
    assert as_reviewer.get(reverse("reports:list"), {"export": "xlsx"}).url != first


def test_rights_are_those_of_the_time_of_writing(report, reviewer, stranger):
    export = long_export(stranger)
    write_waiting(clock=timezone.now)
    export.refresh_from_db()
    assert export.is_done
    assert report.title not in export.file.read().decode()


def test_a_file_is_not_handed_out_after_a_role_was_taken(as_reviewer, report, reviewer):
    export = long_export(reviewer)
    write_waiting(clock=timezone.now)
    address = reverse("export-file", args=[export.pk])
    assert as_reviewer.get(address).status_code == 200
    Membership.objects.filter(user=reviewer).delete()
    assert as_reviewer.get(address).status_code == 404
    assert "可查看的范围已变化" in as_reviewer.get(reverse("export", args=[export.pk])).content.decode()


@pytest.mark.parametrize("who", ["foreign_reviewer", "administrator", "leader"])
@pytest.mark.parametrize("route", ["export", "export-file"])
def test_a_file_is_its_readers_alone(client, request, report, reviewer, who, route):
    export = long_export(reviewer)
    write_waiting(clock=timezone.now)
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(route, args=[export.pk])).status_code == 404


def test_a_stopped_writer_is_followed_by_another_one_that_begins_anew(report, reviewer, started, monkeypatch):
    def stopped(*_args, **_words):
        raise KeyboardInterrupt

    export, now = long_export(reviewer), timezone.now()
    with monkeypatch.context() as patched:
        patched.setattr(long_exports, "write_file", stopped)
        with pytest.raises(KeyboardInterrupt):
            write_waiting(clock=lambda: now)
    wake(now=now)
    assert started == []
    later = now + LEASE + dt.timedelta(seconds=1)
    wake(now=later)
    assert started == ["write_exports"]
    assert write_waiting(clock=lambda: later) == 1
    export.refresh_from_db()
    assert report.title in export.file.read().decode()


def test_what_stops_every_writer_is_given_up_and_said(as_reviewer, report, reviewer):
    export = long_export(reviewer, attempts=long_exports.MOST_ATTEMPTS)
    assert write_waiting(clock=timezone.now) == 0
    export.refresh_from_db()
    assert export.failure == Failure.BROKEN
    reply = as_reviewer.get(reverse("export", args=[export.pk]), headers={"HX-Request": "true"})
    assert (reply.status_code, "无法生成" in reply.content.decode()) == (286, True)


def test_an_error_is_noted_and_the_next_file_is_written(report, reviewer, monkeypatch):
    broken, fine = long_export(reviewer, path="/overview/"), long_export(reviewer)
    assert write_waiting(clock=timezone.now) == 1
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.failure, fine.is_done) == (Failure.BROKEN, True)


def test_a_workbook_that_would_lose_rows_is_refused(report, reviewer, monkeypatch):
    monkeypatch.setattr(long_exports, "ROWS_OF_A_SHEET", 1)
    sheet, text = long_export(reviewer, query="export=xlsx"), long_export(reviewer)
    Export.objects.filter(pk=sheet.pk).update(kind="xlsx")
    write_waiting(clock=timezone.now)
    sheet.refresh_from_db()
    text.refresh_from_db()
    assert (sheet.failure, text.failure) == (Failure.TOO_LONG, "")


def test_nothing_is_written_for_a_closed_account(report, reviewer):
    export = long_export(reviewer)
    reviewer.is_active = False
    reviewer.save()
    write_waiting(clock=timezone.now)
    export.refresh_from_db()
    assert (export.failure, bool(export.file)) == (Failure.REFUSED, False)


def test_after_a_day_file_and_page_are_gone(as_reviewer, report, reviewer, tmp_path):
    export, now = long_export(reviewer), timezone.now()
    write_waiting(clock=lambda: now)
    (stored,) = (tmp_path / "exports").iterdir()
    Export.objects.update(asked_at=now - dt.timedelta(days=1, seconds=1))
    assert as_reviewer.get(reverse("export-file", args=[export.pk])).status_code == 404
    discard_outdated(now)
    assert not stored.exists()
    assert not Export.objects.exists()
