import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from openpyxl import Workbook

from tests.tracker.filing import file_figure, prove
from tracker.progress.evidence import MAX_BYTES, MAX_FILES, attach, checked
from tracker.progress.models import Evidence

PDF = b"%PDF-1.4 proof"


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


def docx() -> bytes:
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


def xlsx() -> bytes:
    target = io.BytesIO()
    Workbook().save(target)
    return target.getvalue()


def zipped(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return target.getvalue()


def with_macros() -> bytes:
    target = io.BytesIO(docx())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("名单.pdf", PDF, "pdf"),
        ("现场.PNG", b"\x89PNG\r\n\x1a\n", "picture"),
        ("现场.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("说明.docx", docx(), "word"),
        ("台账.xlsx", xlsx(), "excel"),
    ],
)
def test_what_offices_send_is_taken(name, data, kind):
    assert checked(data, name).kind == kind


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("全部.zip", zipped("a.pdf"), "type"),
        ("程序.exe", b"MZ", "type"),
        ("页面.html", b"<html>", "type"),
        ("没有类型", PDF, "type"),
        ("名单.pdf.html", PDF, "type"),
        ("名单.pdf", b"<html><script>", "content"),
        ("名单.pdf", zipped("a"), "content"),
        ("说明.docx", zipped("a"), "content"),
        ("说明.docx", zipped("word/document.xml"), "content"),
        ("说明.docx", with_macros(), "content"),
        ("台账.xlsx", docx(), "content"),
        ("现场.png", b"GIF89a", "content"),
        ("空.pdf", b"", "size"),
        ("大.pdf", PDF + b"0" * MAX_BYTES, "size"),
    ],
)
def test_what_is_something_else_is_not(name, data, code):
    with pytest.raises(ValidationError) as error:
        checked(data, name)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("../../etc/名单.pdf", "名单.pdf"), ("C:\\办公\\名单.pdf", "名单.pdf"), ("名\u202e单\n.pdf", "名单.pdf")],
)
def test_a_name_is_only_a_name(sent, kept):
    assert checked(PDF, sent).name == kept


def test_it_lies_under_a_name_that_says_nothing(make_target, settings):
    evidence = prove(file_figure(make_target(), 6, 12))
    path = Path(evidence.file.path)
    assert path.parent == Path(settings.MEDIA_ROOT) / "evidence"
    assert len(path.name) == 32
    assert path.suffix == ""
    assert path.read_bytes() == PDF
    assert (evidence.name, evidence.size) == ("名单.pdf", len(PDF))


def test_the_same_file_is_kept_once_and_there_is_a_limit(make_target):
    entry = file_figure(make_target(), 6, 12)
    prove(entry)
    prove(entry, name="另一个名字.pdf")
    assert entry.evidence.count() == 1
    many = [checked(PDF + str(number).encode(), "名单.pdf") for number in range(MAX_FILES)]
    with pytest.raises(ValidationError):
        attach(entry, many, by=entry.filed_by)
    assert entry.evidence.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("reporter", 200), ("reviewer", 200), ("leader", 200), ("administrator", 200), ("other_reporter", 404),
     ("foreign_reviewer", 404), ("stranger", 404)],
)  # fmt: skip
def test_who_may_read_the_entry_saves_the_file(client, request, make_target, who, status):
    evidence = prove(file_figure(make_target(), 6, 12))
    client.force_login(request.getfixturevalue(who))
    reply = client.get(evidence.get_absolute_url())
    assert reply.status_code == status
    if status == 200:
        assert b"".join(reply.streaming_content) == PDF
        assert reply.headers["Content-Disposition"].startswith("attachment;")
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(("who", "status"), [("reporter", 200), ("reviewer", 404), ("leader", 404)])
def test_what_belongs_to_a_draft_is_the_departments_alone(client, request, make_target, who, status):
    evidence = prove(file_figure(make_target(), 6, 12, "draft"))
    client.force_login(request.getfixturevalue(who))
    assert client.get(evidence.get_absolute_url()).status_code == status


def test_a_file_that_is_gone_is_said_to_be(client, make_target, reviewer):
    evidence = prove(file_figure(make_target(), 6, 12))
    Path(evidence.file.path).unlink()
    client.force_login(reviewer)
    assert client.get(evidence.get_absolute_url()).status_code == 404


@pytest.fixture
def send(client, make_target, reporter):
    target = make_target()

    def sent(*files, **data):
        client.force_login(reporter)
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        form = {"version": 0, "action": "submit", "value": "12", "evidence": uploads}
        return client.post(reverse("entry", args=[target.pk, 6]), form | data)

    return sent


@pytest.mark.usefixtures("_july")
def test_files_go_with_the_figure_and_are_shown_with_it(client, send, reviewer):
    assert send(("名单.pdf", PDF), ("台账.xlsx", xlsx())).status_code == 302
    one, other = Evidence.objects.all()
    client.force_login(reviewer)
    entry = one.entry
    for address in (
        reverse("approvals"),
        reverse("approval", args=[entry.pk]),
        entry.target.get_absolute_url(),
    ):
        text = client.get(address).content.decode()
        assert one.get_absolute_url() in text
        assert other.name in text
        assert "2个文件" in text.replace(" ", "")


@pytest.mark.usefixtures("_july")
def test_with_one_bad_file_nothing_is_kept_and_all_is_said(send):
    page = send(("名单.pdf", PDF), ("全部.zip", zipped("a")), ("空.pdf", b""))
    assert page.status_code == 422
    assert len(page.context["row"]["form"].errors["evidence"]) == 2
    assert 'value="12"' in page.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.usefixtures("_july")
def test_what_is_refused_for_another_reason_keeps_no_file(send, settings):
    assert send(("名单.pdf", PDF), value="1").status_code == 422
    assert send(("名单.pdf", PDF), version=7).status_code in (302, 422)
    too_many = [(f"{number}.pdf", PDF + str(number).encode()) for number in range(MAX_FILES + 1)]
    before = Evidence.objects.count()
    assert send(*too_many, version=1).status_code == 422
    assert Evidence.objects.count() == before
