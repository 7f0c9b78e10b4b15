import time
from pathlib import Path

import pytest

from reports.documents import read_document
from reports.documents.errors import ErrorCode
from reports.documents.pdf import read_pdf

from .files import REPORT, encrypted_pdf, pdf, refusal

LINES = REPORT.split("\n")


def test_pages_and_lines_keep_their_order():
    text, pages, pictures = read_pdf(pdf(LINES, ["第二页", "增长7%左右"], ["第三页"]))
    assert text == REPORT + "\n第二页\n增长7%左右\n第三页\n"
    assert [text[start:].split("\n")[0] for start in pages] == [LINES[0], "第二页", "第三页"]
    assert pictures == ()


def test_lookalike_radicals_become_characters():
    assert read_pdf(pdf(["⼈⺠政府⼯作报告"]))[0] == "人民政府工作报告\n"


def test_latin_text_with_odd_signs_is_readable():
    assert "café" in read_pdf(pdf(["Résumé · café · 5 %"]))[0]


def test_a_password_is_refused():
    assert refusal(read_pdf, encrypted_pdf()).code == ErrorCode.ENCRYPTED


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        ([None], "1"),
        ([None, None, LINES], "1, 2"),
        ([LINES, None], "2"),
        ([None] * 12, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …"),
    ],
)
def test_a_scan_is_refused_and_names_its_pages(pages, named):
    error = refusal(read_pdf, pdf(*pages))
    assert error.code == ErrorCode.SCANNED
    assert f"page {named} " in str(error)


def test_a_single_page_without_text_is_warned_about():
    document = read_document(pdf(None, LINES, ["第三页"]), "报告.pdf")
    assert document.texts == ["\n", f"{REPORT}\n", "第三页\n"]
    assert document.pages == (0, 1, 1 + len(REPORT) + 1)
    assert document.pictures == (0,)
    assert [str(warning) for warning in document.warnings] == [
        "Without text, probably a picture: page 1. What stands there was not read."
    ]


def test_fonts_that_do_not_say_their_characters_are_refused():
    garbled = ["".join(chr(ord(sign) + 0x300) for sign in line) for line in LINES]
    assert refusal(read_pdf, pdf(garbled)).code == ErrorCode.UNDECODABLE


def test_too_many_pages_are_refused():
    error = refusal(read_pdf, pdf(["页"], repeat=1001))
    assert error.code == ErrorCode.TOO_LARGE
    assert "1001 pages" in str(error)


def test_reading_stops_when_the_text_becomes_too_long(monkeypatch):
    monkeypatch.setattr("reports.documents.pdf.MAX_TEXT_LENGTH", 10)
    error = refusal(read_pdf, pdf(["甲"], ["新建口袋公园十二个以上"], ["丙"]))
    assert error.code == ErrorCode.TOO_LARGE
    assert "page 2" in str(error)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", pdf(LINES)[:300], b"%PDF-1.4 " + bytes(2000)])
def test_a_damaged_file_is_refused(data):
    assert refusal(read_pdf, data).code == ErrorCode.DAMAGED


def test_a_file_that_asks_for_too_much_is_stopped():
    """A small file that draws ten million signs would take gigabytes and minutes."""
    bomb = pdf(b"BT /F1 12 Tf " + b"<65B0> Tj " * 10_000_000 + b"ET")
    assert len(bomb) < 500_000
    start = time.perf_counter()
    assert refusal(read_pdf, bomb).code == ErrorCode.DAMAGED
    assert time.perf_counter() - start < 60


def test_a_reader_that_cannot_run_is_a_refusal_and_leaves_a_trace(monkeypatch, caplog):
    monkeypatch.setattr("reports.documents.pdf.READER", Path("no such file.py"))
    assert refusal(read_pdf, pdf(LINES)).code == ErrorCode.DAMAGED
    assert "no such file.py" in caplog.text
