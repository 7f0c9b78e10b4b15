import pytest

from reports.documents.document import Format
from reports.documents.errors import ErrorCode
from reports.documents.kinds import identify_format

from .files import pdf, refusal, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
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
        (word("甲"), "报告.pdf", "a Word, Excel or ZIP file"),
        (word("甲"), "报告.md", "a Word, Excel or ZIP file"),
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


@pytest.mark.parametrize(("name", "words"), [("报告.doc", ".doc"), ("报告.wps", ".wps"), ("报告", "报告"), ("", "")])
def test_unsupported_types_are_refused(name, words):
    error = refusal(identify_format, OLE, name)
    assert error.code == ErrorCode.UNSUPPORTED_TYPE
    assert words in str(error)


def test_a_word_file_with_a_password_is_told_from_an_old_one():
    data = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refusal(identify_format, data, "报告.docx").code == ErrorCode.ENCRYPTED
