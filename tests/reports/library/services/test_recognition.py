"""Scans are recognised behind the page: page by page, by one at a time, and on from where it stopped."""

import datetime as dt

import pytest
from django.core.management import call_command

from reports.documents import DocumentError, ErrorCode
from reports.documents import recognition as documents
from reports.documents.recognition import Box, RecognisedLine
from reports.library.models import Failure, Recognition, Upload
from reports.library.services import recognition as module
from reports.library.services.recognition import recognise_waiting, wake
from reports.library.services.uploads import confirm, discard, receive
from reports.review.cards import Card
from reports.review.page import ReviewPage
from tests.reports.documents.files import pdf

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
SCAN = pdf(None, None)
PAGES = ["二、2024年工作安排", "新增规上工业企业20家以上。"]


@pytest.fixture
def recognised(monkeypatch):
    """The numbers of the pages that were recognised; every page has one line."""
    seen = []

    def recognise_page(_data, index):
        seen.append(index)
        return [RecognisedLine(PAGES[index], Box(0.1, 0.1, 0.9, 0.2))]

    monkeypatch.setattr(documents, "is_available", lambda: True)
    monkeypatch.setattr(module, "count_pages", lambda _data: len(PAGES))
    monkeypatch.setattr(module, "recognise_page", recognise_page)
    return seen


@pytest.fixture
def started(monkeypatch):
    """The commands that were started."""
    commands = []
    monkeypatch.setattr("reports.shared.long_jobs.start", commands.append)
    return commands


def sent(reviewer) -> Upload:
    return receive(user=reviewer, data=SCAN, filename="报告.pdf", now=NOW)


def test_without_the_extra_a_scan_is_refused_and_nothing_kept(reviewer, monkeypatch):
    monkeypatch.setattr(documents, "is_available", lambda: False)
    with pytest.raises(DocumentError) as error:
        sent(reviewer)
    assert error.value.code == ErrorCode.SCANNED
    assert not Upload.objects.exists()


def test_a_scan_waits_without_text_and_then_has_it_with_its_places(reviewer, recognised):
    upload = sent(reviewer)
    assert (upload.text, upload.format, upload.recognition.page_count) == ("", "pdf", 2)
    assert recognise_waiting(clock=lambda: NOW) == 2
    upload.refresh_from_db()
    assert upload.text == "二、2024年工作安排\n新增规上工业企业20家以上。\n"
    assert upload.recognised == [[0, 11, 0, 0.1, 0.1, 0.9, 0.2], [12, 26, 1, 0.1, 0.1, 0.9, 0.2]]
    assert recognise_waiting(clock=lambda: NOW) == 0


def test_the_same_scan_sent_again_while_it_is_recognised_is_the_same_upload(reviewer, recognised):
    assert sent(reviewer) == sent(reviewer)


def test_what_was_recognised_goes_into_the_report(reviewer, district, recognised):
    upload = sent(reviewer)
    recognise_waiting(clock=lambda: NOW)
    upload.refresh_from_db()
    report = confirm(upload=upload, user=reviewer, region=district, year=2024, title="报告")
    assert len(report.recognised) == 2
    assert report.statements.get().value == 20


def test_a_scan_without_text_cannot_be_confirmed(reviewer, district, recognised):
    with pytest.raises(Upload.DoesNotExist):
        confirm(upload=sent(reviewer), user=reviewer, region=district, year=2024, title="报告")


def test_after_a_stop_the_work_goes_on_with_the_page_that_was_interrupted(reviewer, recognised, monkeypatch):
    recognition = sent(reviewer).recognition
    recognise = module.recognise_page

    def stopped(data, index):
        if index == 1:
            raise KeyboardInterrupt
        return recognise(data, index)

    monkeypatch.setattr(module, "recognise_page", stopped)
    with pytest.raises(KeyboardInterrupt):
        recognise_waiting(clock=lambda: NOW)
    recognition.refresh_from_db()
    assert len(recognition.pages) == 1
    monkeypatch.setattr(module, "recognise_page", recognise)
    assert recognise_waiting(clock=lambda: NOW + dt.timedelta(minutes=1)) == 0
    assert recognise_waiting(clock=lambda: NOW + dt.timedelta(minutes=4)) == 1
    assert recognised == [0, 1]


@pytest.mark.parametrize(("code", "failure"), [(ErrorCode.DAMAGED, Failure.PAGE), (ErrorCode.TOO_LARGE, Failure.PAGE)])
def test_a_page_that_cannot_be_recognised_ends_it_and_no_text_is_kept(reviewer, recognised, monkeypatch, code, failure):
    def refused(_data, _index):
        raise DocumentError(code, "")

    monkeypatch.setattr(module, "recognise_page", refused)
    upload = sent(reviewer)
    recognise_waiting(clock=lambda: NOW)
    upload.refresh_from_db()
    assert (upload.text, upload.recognition.failure) == ("", failure)
    assert sent(reviewer) != upload


def test_pictures_without_any_text_are_said_to_have_none(reviewer, recognised, monkeypatch):
    monkeypatch.setattr(module, "recognise_page", lambda _data, _index: [])
    upload = sent(reviewer)
    recognise_waiting(clock=lambda: NOW)
    assert Recognition.objects.get(upload=upload).failure == Failure.NO_TEXT


def test_a_scan_that_is_discarded_meanwhile_is_left(reviewer, recognised, monkeypatch):
    upload = sent(reviewer)

    def discarding(_data, _index):
        discard(upload=Upload.objects.get(pk=upload.pk))
        return []

    monkeypatch.setattr(module, "recognise_page", discarding)
    assert recognise_waiting(clock=lambda: NOW) == 0
    assert not Recognition.objects.exists()


def test_one_process_is_started_where_somebody_waits_and_nobody_works(reviewer, recognised, started):
    wake(now=NOW)
    assert started == []
    recognition = sent(reviewer).recognition
    wake(now=NOW)
    assert started == ["recognise"]
    Recognition.objects.update(worked_at=NOW)
    wake(now=NOW + dt.timedelta(minutes=1))
    assert started == ["recognise"]
    wake(now=NOW + dt.timedelta(minutes=4))
    assert started == ["recognise", "recognise"]
    Recognition.objects.filter(pk=recognition.pk).update(is_done=True)
    wake(now=NOW + dt.timedelta(minutes=4))
    assert len(started) == 2


def test_the_command(reviewer, recognised, capsys):
    sent(reviewer)
    call_command("recognise")
    assert capsys.readouterr().out == "2 pages\n"


MIXED = pdf(["青溪区政府工作报告"], None, ["（三）办好民生实事", "新增公办学位300个。"])
"""A cover and a last page with text, and between them the picture of a page."""


def sent_mixed(reviewer) -> Upload:
    return receive(user=reviewer, data=MIXED, filename="报告.pdf", now=NOW)


def test_pages_of_text_keep_it_and_the_pictures_among_them_are_recognised(reviewer, district, recognised, monkeypatch):
    monkeypatch.setattr(module, "count_pages", lambda _data: 3)
    upload = sent_mixed(reviewer)
    assert (upload.text, upload.recognition.page_count) == ("", 3)
    recognise_waiting(clock=lambda: NOW)
    upload.refresh_from_db()
    assert recognised == [1]
    assert upload.text == "青溪区政府工作报告\n新增规上工业企业20家以上。\n（三）办好民生实事\n新增公办学位300个。\n"
    assert upload.warnings == ["第 2 页的文字是从图片中识别的，请将其中每个数字与原件核对。"]
    report = confirm(upload=upload, user=reviewer, region=district, year=2024, title="报告")
    from_pictures = {card.statement.value: card.is_from_picture for card in shown(report, reviewer)}
    assert from_pictures == {20: True, 300: False}


def test_a_picture_that_cannot_be_recognised_costs_the_other_pages_nothing(reviewer, recognised, monkeypatch):
    def refused(_data, _index):
        raise DocumentError(ErrorCode.DAMAGED, "")

    monkeypatch.setattr(module, "count_pages", lambda _data: 3)
    monkeypatch.setattr(module, "recognise_page", refused)
    upload = sent_mixed(reviewer)
    recognise_waiting(clock=lambda: NOW)
    upload.refresh_from_db()
    assert upload.text == "青溪区政府工作报告\n（三）办好民生实事\n新增公办学位300个。\n"
    assert upload.warnings == ["第 2 页没有文字，可能是图片，其中内容未读取。"]


def test_without_the_extra_such_a_page_is_left_out_with_a_warning(reviewer, monkeypatch):
    monkeypatch.setattr(documents, "is_available", lambda: False)
    upload = sent_mixed(reviewer)
    assert upload.warnings == ["第 2 页没有文字，可能是图片，其中内容未读取。"]
    assert not Recognition.objects.exists()


def shown(report, reviewer) -> list[Card]:
    """The cards of all of a report's statements."""
    keys = [each.pk for each in report.statements.all()]
    return ReviewPage(report, reviewer, may_review=True, whole=keys).cards
