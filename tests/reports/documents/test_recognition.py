"""Recognised pages: what is joined to lines and to a text, and where it stands. The recogniser itself is an extra."""

import io
import struct
import zlib

import pytest

from reports.documents import DocumentError, Format, read_document, recognition
from reports.documents.apart import ReaderFailedError
from reports.documents.errors import ErrorCode
from reports.documents.line_pictures import picture_of, strip_of
from reports.documents.page_pictures import Picture, strip
from reports.documents.recognition import (
    Box,
    PlacedLine,
    RecognisedLine,
    composed,
    count_pages,
    may_help,
    recognise_page,
)

from .files import ofd, pdf, refusal
from .proposals import CORPUS
from .test_twins import share_of_the_same

needs_ocr = pytest.mark.skipif(not recognition.is_available(), reason="make ocr installs text recognition")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff" + bytes(40)


def piece(text, left, top, width=0.1, height=0.02):
    return {"text": text, "box": [left, top, left + width, top + height]}


@pytest.fixture
def recogniser(monkeypatch):
    """A recogniser that answers what the test says."""

    def answering(answer):
        def read_apart(_reader, _data, *_arguments, limits):
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(recognition, "read_apart", read_apart)

    return answering


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        ([piece("第二行", 0.1, 0.2), piece("第一行", 0.1, 0.1)], ["第一行", "第二行"]),
        ([piece("公园", 0.2, 0.101), piece("新建", 0.1, 0.1)], ["新建公园"]),
        ([piece("指标", 0.1, 0.1), piece("目标", 0.5, 0.1)], ["指标\t目标"]),
        ([piece("增长7%,新增(含改造)20家;", 0.1, 0.1)], ["增长7%，新增（含改造）20家；"]),
        ([piece("各位代表:", 0.1, 0.1)], ["各位代表："]),
        ([piece("12:30 a,b (c)", 0.1, 0.1)], ["12:30 a,b (c)"]),
        ([piece("—2一", 0.4, 0.9)], ["— 2 —"]),
        ([], []),
    ],
    ids=["order", "side by side", "cells", "signs", "the end of a line", "no Chinese", "a page number", "nothing"],
)
def test_pieces_become_lines(recogniser, pieces, lines):
    recogniser({"pieces": pieces})
    assert [line.text for line in recognise_page(b"", 0)] == lines


def test_a_line_has_a_box_around_all_its_pieces(recogniser):
    recogniser({"pieces": [piece("新建", 0.1, 0.1), piece("公园", 0.2, 0.105)]})
    (line,) = recognise_page(b"", 0)
    assert line.box.as_json() == [0.1, 0.1, 0.3, 0.125]
    assert RecognisedLine.from_json(line.as_json()) == RecognisedLine("新建公园", Box(0.1, 0.1, 0.3, 0.125))


def test_pages_become_a_text_with_places():
    first, second = RecognisedLine("甲乙", Box(0.1, 0.1, 0.5, 0.2)), RecognisedLine("丙", Box(0.1, 0.3, 0.5, 0.4))
    document, placed = composed([[first], [], [second]], Format.PDF)
    assert (document.text, document.pages) == ("甲乙\n丙\n", (0, 3, 3))
    assert [(line.start, line.end, line.page) for line in placed] == [(0, 2, 0), (3, 4, 2)]
    assert [document.text[line.start : line.end] for line in placed] == ["甲乙", "丙"]
    assert [PlacedLine.from_json(line.as_json()) for line in placed] == placed


def test_what_is_refused(recogniser, monkeypatch):
    recogniser({"refused": "too_large"})
    assert refusal(recognise_page, b"", 0).code == ErrorCode.TOO_LARGE
    recogniser({"pages": 201})
    assert refusal(count_pages, b"").code == ErrorCode.TOO_LARGE
    recogniser(ReaderFailedError())
    error = refusal(recognise_page, b"", 4)
    assert error.code == ErrorCode.DAMAGED
    assert "Page 5" in str(error)
    assert refusal(composed, [[]], Format.PDF).code == ErrorCode.NO_TEXT
    monkeypatch.setattr(recognition, "MAX_TEXT_LENGTH", 3)
    line = RecognisedLine("一二三四", Box(0, 0, 1, 1))
    assert refusal(composed, [[line]], Format.PDF).code == ErrorCode.TOO_LARGE


@pytest.mark.parametrize(("data", "name"), [(pdf(None), "报告.pdf"), (PNG, "报告.png"), (JPEG, "a.JPG")])
def test_a_scan_is_refused_with_the_command_that_helps(data, name, monkeypatch):
    error = refusal(read_document, data, name)
    assert error.code == ErrorCode.SCANNED
    assert "make ocr" in str(error)
    for is_available in (True, False):
        monkeypatch.setattr(recognition, "is_available", lambda answer=is_available: answer)
        assert may_help(error, data, name) == is_available


def test_recognition_helps_no_document_that_it_cannot_draw(monkeypatch):
    monkeypatch.setattr(recognition, "is_available", lambda: True)
    data = ofd('<ofd:ImageObject ID="1"/>')
    assert not may_help(refusal(read_document, data, "a.ofd"), data, "a.ofd")
    assert not may_help(DocumentError(ErrorCode.UNDECODABLE, ""), "甲".encode(), "a.txt")


LINES = [
    PlacedLine(0, 10, 0, Box(0.1, 0.1, 0.9, 0.12)),
    PlacedLine(11, 20, 0, Box(0.1, 0.15, 0.5, 0.17)),
    PlacedLine(21, 30, 1, Box(0.2, 0.1, 0.9, 0.12)),
]


@pytest.mark.parametrize(
    ("start", "end", "page", "top", "bottom"), [(0, 5, 0, 0.1, 0.12), (5, 15, 0, 0.1, 0.17), (15, 25, 0, 0.15, 0.17)]
)
def test_the_strip_on_which_a_statement_stands(start, end, page, top, bottom):
    found = strip_of(LINES, start, end)
    assert found.page == page
    assert found.box.top == pytest.approx(top, abs=0.01)
    assert found.box.bottom == pytest.approx(bottom, abs=0.01)


def test_no_line_no_strip():
    assert strip_of(LINES, 40, 50) is None


def test_a_strip_of_a_pdf_is_drawn():
    data = pdf(["新建公园"], ["第二页"])
    png = picture_of(data, strip_of([PlacedLine(0, 4, 1, Box(0.05, 0.05, 0.6, 0.12))], 0, 4))
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert 500 < width < 600
    assert 50 < height < 120


def test_a_strip_that_cannot_be_drawn_is_nothing():
    assert picture_of(b"%PDF-", strip_of(LINES, 0, 5)) is None


def test_the_pixels_of_a_strip():
    page = Picture(4, 4, 4, bytes(range(16)))
    png = strip(page, 25_000, 50_000, 75_000, 999_999)
    assert zlib.decompress(png[41:-16]) == bytes([0, 9, 10, 0, 13, 14])


@needs_ocr
def test_a_scan_at_150_dots_per_inch_gives_the_statements_of_its_text(capsys):
    if not (CORPUS / "twins").exists():
        pytest.skip("the real reports are not in ../shared")
    data = (CORPUS / "twins" / "dezhou-2024-pages-1-4-scanned.pdf").read_bytes()
    pages = [recognise_page(data, index) for index in range(count_pages(data))]
    document, _placed = composed(pages, Format.PDF)
    share = share_of_the_same(
        document.text, (CORPUS / "twins" / "dezhou-2024-pages-1-4.txt").read_text(encoding="utf-8")
    )
    with capsys.disabled():
        print(f"\nscanned at 150 dpi: {share:.1%} of the statements are the same")
    assert share >= 0.93


@needs_ocr
@pytest.mark.parametrize(
    ("side", "codes"),
    [(40, set()), (30_000, {ErrorCode.TOO_LARGE, ErrorCode.DAMAGED})],
    ids=["nothing on it", "a bomb"],
)
def test_pictures_without_text(side, codes):
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (side, side), 255).save(out, "PNG")
    if codes:
        assert refusal(recognise_page, out.getvalue(), 0).code in codes
    else:
        assert recognise_page(out.getvalue(), 0) == []
