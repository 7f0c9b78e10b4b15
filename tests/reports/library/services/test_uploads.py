"""Documents in: kept unchanged, refused whole, confirmed once, swept when nobody confirms."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from reports.documents import Document, DocumentError, Format
from reports.library.models import Upload, WorkReport
from reports.library.services.uploads import (
    DuplicateReportError,
    confirm,
    discard,
    identity_of,
    receive,
    receive_text,
    sweep_expired,
)

pytestmark = pytest.mark.django_db

TEXT = """青溪区人民政府工作报告
——2024年1月10日在青溪区第三届人民代表大会第四次会议上
各位代表：我代表区人民政府，向大会报告工作。
一、2023年工作回顾
2023年，地区生产总值增长6.5%。
二、2024年工作安排
今年，地区生产总值增长7%，新增规上工业企业20家以上。
"""
NOW = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)


def stored_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


ENCODED = TEXT.encode("gb18030")


def received(user, data=ENCODED, filename="青溪 报告.txt"):
    return receive(user=user, data=data, filename=filename, now=timezone.now())


def test_file_and_text_are_kept_as_they_came(reviewer):
    upload = received(reviewer)
    assert upload.text == TEXT
    assert upload.original_name == "青溪 报告.txt"
    assert [path.read_bytes() for path in stored_files()] == [TEXT.encode("gb18030")]


def test_the_line_ends_of_a_form_are_not_those_of_the_text(reviewer):
    upload = receive_text(user=reviewer, text=TEXT.replace("\n", "\r\n"), now=NOW)
    assert (upload.text, upload.file.name, stored_files()) == (TEXT, "", [])


def test_a_long_name_is_shortened_and_a_path_left_out(reviewer):
    upload = received(reviewer, filename=f"../../{'长' * 300}.txt")
    assert upload.original_name == "长" * 196 + ".txt"


@pytest.mark.parametrize(
    ("data", "filename"),
    [(b"", "a.txt"), (b"%PDF-1.7", "a.txt"), (b"PK\x03\x04", "a.docx"), (TEXT.encode(), "a.exe"), (b"  \n ", "a.txt")],
)
def test_a_refused_document_leaves_nothing_behind(reviewer, data, filename):
    with pytest.raises(DocumentError):
        received(reviewer, data, filename)
    assert (Upload.objects.count(), stored_files()) == (0, [])


def test_sent_twice_before_it_is_confirmed_it_is_the_same_upload(reviewer):
    assert received(reviewer) == received(reviewer)
    assert len(stored_files()) == 1


def test_confirmed_it_is_a_report_with_its_statements(reviewer, district):
    upload = received(reviewer)
    report = confirm(upload=upload, user=reviewer, region=district, year=2024, title="报告")
    assert (report.text, report.uploaded_by, report.year) == (TEXT, reviewer, 2024)
    with report.file.open() as stored:
        assert stored.read() == TEXT.encode("gb18030")
    assert set(report.statements.values_list("indicator", "kind", "value")) >= {
        ("地区生产总值", "actual", Decimal("6.5")),
        ("地区生产总值", "target", Decimal(7)),
    }
    assert (Upload.objects.count(), report.readings.count()) == (0, 1)


def test_the_same_text_is_refused_with_the_first_report(reviewer, district):
    first = confirm(upload=received(reviewer), user=reviewer, region=district, year=2024, title="报告")
    with pytest.raises(DuplicateReportError) as error:
        received(reviewer)
    assert error.value.report == first
    assert (Upload.objects.count(), len(stored_files())) == (0, 1)


def test_who_may_not_read_the_first_report_is_not_told_of_it(reviewer, foreign_reviewer, district, other_district):
    confirm(upload=received(reviewer), user=reviewer, region=district, year=2024, title="报告")
    upload = received(foreign_reviewer)
    confirm(upload=upload, user=foreign_reviewer, region=other_district, year=2024, title="报告")
    assert WorkReport.objects.count() == 2


def test_of_two_who_confirm_the_same_text_one_is_refused(reviewer, second_reviewer, district):
    uploads = [(user, received(user)) for user in (reviewer, second_reviewer)]
    for user, upload in uploads[:1]:
        confirm(upload=upload, user=user, region=district, year=2024, title="报告")
    with pytest.raises(DuplicateReportError):
        confirm(upload=uploads[1][1], user=second_reviewer, region=district, year=2024, title="报告")
    assert WorkReport.objects.count() == 1


def test_only_a_reviewer_of_the_region_makes_a_report_of_it(reviewer, other_district):
    upload = received(reviewer)
    with pytest.raises(PermissionDenied):
        confirm(upload=upload, user=reviewer, region=other_district, year=2024, title="工作报告")
    assert not WorkReport.objects.exists()
    assert Upload.objects.exists()


def test_one_upload_makes_one_report(administrator, district, other_district):
    upload = received(administrator)
    confirm(upload=Upload.objects.get(), user=administrator, region=district, year=2024, title="工作报告")
    with pytest.raises(Upload.DoesNotExist):
        confirm(upload=upload, user=administrator, region=other_district, year=2024, title="工作报告")
    assert WorkReport.objects.get().region == district


def test_region_and_year_are_proposed_from_the_text(stranger, district, other_district):
    identity = identity_of(TEXT, user=stranger)
    assert (identity.code, identity.region_name, identity.year) == (district.code, district.name, 2024)
    assert identity.contradictions == ()


def test_a_discarded_upload_takes_its_file_along(reviewer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        discard(upload=received(reviewer))
    assert (Upload.objects.count(), stored_files()) == (0, [])


def test_what_nobody_confirms_within_a_day_is_swept(reviewer, django_capture_on_commit_callbacks):
    old, young = received(reviewer), receive_text(user=reviewer, text=f"{TEXT}又及", now=timezone.now())
    Upload.objects.filter(pk=old.pk).update(uploaded_at=NOW - dt.timedelta(hours=25))
    Upload.objects.filter(pk=young.pk).update(uploaded_at=NOW - dt.timedelta(hours=23))
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_expired(now=NOW) == 1
    assert (list(Upload.objects.all()), stored_files()) == ([young], [])


def test_what_the_reader_should_know_of_a_file_is_kept_with_it(reviewer, monkeypatch):
    from reports.library.services import uploads

    def with_warning(data, filename):
        return Document(TEXT, Format.PDF, warnings=("第3页是图片",))

    monkeypatch.setattr(uploads, "read_document", with_warning)
    assert received(reviewer, filename="a.pdf").warnings == ["第3页是图片"]
