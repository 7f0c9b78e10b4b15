"""The page of a scan that is being recognised, and the pictures of its lines on the review page."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from reports.library.models import Failure, Recognition, Upload, WorkReport
from reports.library.services.reading import read_report
from reports.library.services.uploads import confirm
from tests.reports.documents.files import pdf

pytestmark = pytest.mark.django_db

TEXT = "二、2024年工作安排\n新增规上工业企业20家以上。\n"


@pytest.fixture(autouse=True)
def woken(monkeypatch):
    """How often somebody was asked to work."""
    calls = []
    monkeypatch.setattr("reports.library.views.uploads.wake", lambda **_now: calls.append(1))
    return calls


@pytest.fixture
def upload(reviewer):
    upload = Upload(format="pdf", original_name="扫描.pdf", sha256="0" * 64, uploaded_by=reviewer)
    upload.file.save("a.pdf", ContentFile(pdf(["安排"], ["新增规上工业企业20家以上。"])), save=False)
    upload.save()
    Recognition.objects.create(upload=upload, page_count=2, pages=[[]])
    return upload


@pytest.fixture
def report(upload, reviewer, district) -> WorkReport:
    upload.text, upload.recognised = TEXT, [[0, 11, 0, 0.1, 0.05, 0.9, 0.1], [12, 26, 1, 0.1, 0.05, 0.9, 0.1]]
    upload.save()
    return confirm(upload=upload, user=reviewer, region=district, year=2024, title="报告")


def test_the_page_shows_how_far_it_has_come_and_wakes_the_worker(client, reviewer, upload, woken):
    client.force_login(reviewer)
    page = client.get(reverse("reports:confirm", args=[upload.pk]))
    assert "已识别 1 页，共 2 页" in page.content.decode()
    assert len(woken) == 1


def test_the_progress_asks_for_the_whole_page_once_there_is_a_text(client, reviewer, upload, woken):
    client.force_login(reviewer)
    address = reverse("reports:recognition", args=[upload.pk])
    assert client.get(address).status_code == 200
    assert len(woken) == 1
    Upload.objects.update(text=TEXT)
    assert client.get(address)["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("failure", "words"),
    [(Failure.PAGE, "第 2 页"), (Failure.NO_TEXT, "没有识别出文字"), (Failure.TOO_LONG, "正文过长")],
)
def test_a_failure_says_what_is_wrong_and_asks_no_more(client, reviewer, upload, failure, words):
    Recognition.objects.update(failure=failure)
    client.force_login(reviewer)
    reply = client.get(reverse("reports:recognition", args=[upload.pk]))
    assert reply.status_code == 286
    assert words in reply.content.decode()


def test_each_statement_is_marked_and_has_the_picture_of_its_line(client, reviewer, report):
    client.force_login(reviewer)
    statement = report.statements.get()
    address = reverse("reports:line-picture", args=[report.pk, statement.pk])
    page = client.get(report.get_absolute_url()).content.decode()
    assert "读自图片" in page
    assert address in page
    picture = client.get(address)
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_a_report_that_was_typed_has_no_pictures(client, reviewer, report):
    WorkReport.objects.update(recognised=[])
    read_report(report=report, user=reviewer)
    client.force_login(reviewer)
    assert "读自图片" not in client.get(report.get_absolute_url()).content.decode()
    address = reverse("reports:line-picture", args=[report.pk, report.statements.get().pk])
    assert client.get(address).status_code == 404
