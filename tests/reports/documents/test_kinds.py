import pytest
from django.utils import translation

from reports.documents.document import Format
from reports.documents.errors import ErrorCode
from reports.documents.kinds import identify_format

from .files import pdf, refusal, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OLD_WORD = OLE + "WordDocument".encode("utf-16-le")
RTF = rb"{\rtf1 }"
HTML = "<!DOCTYPE html><p>新建公园</p>".encode()
TEXT = "新建公园".encode()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (TEXT, "报告.txt", Format.TEXT),
        (TEXT, "报告.MD", Format.MARKDOWN),
        (TEXT, "a.b.markdown", Format.MARKDOWN),
        (word("甲"), "报告.docx", Format.DOCX),
        (pdf(["甲"]), "报告.PDF", Format.PDF),
        (b"\r\n\r\n" + pdf(["甲"]), "报告.pdf", Format.PDF),
        (HTML, "报告.html", Format.HTML),
        (b"<p>5%</p>", "报告.htm", Format.HTML),
    ],
)
def test_extension_and_content_that_agree(data, name, expected):
    assert identify_format(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (pdf(["甲"]), "报告.txt", "a PDF document"),
        (word("甲"), "报告.pdf", "a Word file (.docx)"),
        (word("甲"), "报告.md", "a Word file (.docx)"),
        (HTML, "报告.docx", "a web page"),
        (HTML, "报告.txt", "a web page"),
        (b"\xef\xbb\xbf <HTML lang=zh>", "报告.txt", "a web page"),
        (TEXT, "报告.docx", "something else"),
        (TEXT, "报告.pdf", "something else"),
        (OLE, "报告.docx", "an old or protected Office file"),
        (b"\x89PNG\r\n", "报告.html", "a picture"),
        (rb"{\rtf1", "报告.docx", "an RTF document"),
        (b"7z\xbc\xaf\x27\x1c", "报告.txt", "a compressed archive"),
    ],
)
def test_content_that_contradicts_the_extension_is_refused(data, name, words):
    error = refusal(identify_format, data, name)
    assert error.code == ErrorCode.WRONG_TYPE
    assert words in str(error)
    assert name in str(error)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (OLD_WORD, "报告.doc", Format.DOC),
        (OLD_WORD, "报告.WPS", Format.DOC),
        (OLE, "报告.wps", Format.DOC),
        (RTF, "报告.rtf", Format.RTF),
        (RTF, "报告.doc", Format.RTF),
        (word("甲"), "报告.doc", Format.DOCX),
        (HTML, "报告.doc", Format.HTML),
        (zipped({"OFD.xml": b""}), "报告.ofd", Format.OFD),
        (zipped({"xl/workbook.xml": b""}), "报告.xlsx", Format.XLSX),
    ],
)
def test_what_is_in_an_office_file_decides_how_it_is_read(data, name, expected):
    assert identify_format(data, name) is expected


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (OLE + "Workbook".encode("utf-16-le"), "任务.xlsx", "an Excel file of the old kind (.xls)"),
        (OLE + "Workbook".encode("utf-16-le"), "报告.doc", "an Excel file of the old kind (.xls)"),
        (OLD_WORD, "报告.docx", "a Word file of the old kind (.doc)"),
        (zipped({"xl/workbook.xml": b""}), "报告.docx", "an Excel file (.xlsx)"),
        (zipped({"OFD.xml": b""}), "报告.pdf", "an OFD document"),
        (TEXT, "报告.doc", "something else"),
        (b"\x89PNG\r\n", "报告.ofd", "a picture"),
    ],
)
def test_an_office_file_of_another_kind_is_named(data, name, words):
    error = refusal(identify_format, data, name)
    assert error.code == ErrorCode.WRONG_TYPE
    assert words in str(error)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_language_of_the_page_does_not_matter(language):
    with translation.override(language):
        assert identify_format(TEXT, "报告.txt") is Format.TEXT


@pytest.mark.parametrize(
    ("name", "words"), [("报告.xls", ".xls"), ("报告.zip", ".zip"), ("报告.ppt", ".ppt"), ("报告", "报告"), ("", "")]
)
def test_unsupported_types_are_refused(name, words):
    error = refusal(identify_format, OLE, name)
    assert error.code == ErrorCode.UNSUPPORTED_TYPE
    assert words in str(error)


@pytest.mark.parametrize("name", ["报告.docx", "报告.doc", "任务.xlsx"])
def test_an_office_file_with_a_password_is_told_from_an_old_one(name):
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(identify_format, data, name).code == ErrorCode.ENCRYPTED
