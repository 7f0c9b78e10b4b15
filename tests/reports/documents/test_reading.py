import pytest
from django.utils import translation

from reports.documents import Document, ErrorCode, Format, read_document
from reports.documents.document import MAX_FILE_BYTES, MAX_TEXT_LENGTH

from .files import REPORT, encrypted_pdf, pdf, refusal, word

BODY = "".join(f"<p>{line}</p>" for line in REPORT.split("\n"))


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (REPORT.encode(), "报告.txt", Document(REPORT, Format.TEXT, "utf-8")),
        (REPORT.encode("utf-16"), "报告.txt", Document("\ufeff" + REPORT, Format.TEXT, "utf-16-le")),
        (REPORT.encode("gb18030"), "报告.md", Document(REPORT, Format.MARKDOWN, "gb18030")),
        (word(*REPORT.split("\n")), "报告.docx", Document(REPORT, Format.DOCX)),
        (pdf(REPORT.split("\n")), "报告.pdf", Document(REPORT + "\n", Format.PDF, pages=(0,))),
        (f"<html>{BODY}</html>".encode(), "报告.html", Document(REPORT, Format.HTML, "utf-8")),
    ],
)
def test_the_same_report_in_every_format(data, name, expected):
    assert read_document(data, name) == expected


def test_plain_text_is_kept_to_the_last_character():
    text = "\ufeff 甲\r\n\n\t⼈乙\r "
    assert read_document(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "报告.txt", ErrorCode.EMPTY),
        (b" " * (MAX_FILE_BYTES + 1), "报告.txt", ErrorCode.TOO_LARGE),
        ("字".encode() * (MAX_TEXT_LENGTH + 1), "报告.txt", ErrorCode.TOO_LARGE),
        (" \r\n　\ufeff。——".encode(), "报告.txt", ErrorCode.NO_TEXT),
        (word(""), "报告.docx", ErrorCode.NO_TEXT),
        (pdf([]), "报告.pdf", ErrorCode.NO_TEXT),
        (b"<html><script>a()</script></html>", "报告.html", ErrorCode.NO_TEXT),
        (pdf(None), "报告.pdf", ErrorCode.SCANNED),
        (encrypted_pdf(), "报告.pdf", ErrorCode.ENCRYPTED),
        (word("甲")[:500], "报告.docx", ErrorCode.DAMAGED),
        (b"MZ\x90\x00\x03", "报告.txt", ErrorCode.UNDECODABLE),
        (b"\x00\x01\x02\x03", "报告.txt", ErrorCode.WRONG_TYPE),
        (word("甲"), "报告.pdf", ErrorCode.WRONG_TYPE),
        (word("甲"), "报告.zip", ErrorCode.UNSUPPORTED_TYPE),
    ],
)
def test_refusals(data, name, code):
    error = refusal(read_document, data, name)
    assert error.code == code
    assert "{" not in str(error)


def test_sizes_are_named():
    assert "20.0 MB; at most 20 MB" in str(refusal(read_document, b" " * (MAX_FILE_BYTES + 1), "a.txt"))


def test_a_refusal_speaks_the_language_that_is_active_when_it_is_shown():
    error = refusal(read_document, b"", "报告.txt")
    with translation.override("zh-hans"):
        assert str(error) == "文件是空的，请重新选择报告文件。"
    with translation.override("en"):
        assert str(error) == "The file is empty. Choose the report's file again."
