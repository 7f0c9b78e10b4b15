"""Binary Word documents and RTF; the samples were written by LibreOffice."""

import random
import struct
import time
from pathlib import Path

import pytest

from reports.documents import doc_lines, old_word, rtf_lines
from reports.documents.errors import ErrorCode
from reports.documents.old_word import read_doc, read_rtf

from .files import REPORT, refusal, rtf

SAMPLES = Path(__file__).with_name("samples")
DOC = (SAMPLES / "sample.doc").read_bytes()
LINES = [
    "青溪区人民政府工作报告",
    "二、2024年工作安排",
    "新增规上工业企业20家以上。",
    "新建绿地120平方米以上。生僻字𠮷。",
    "指标\t目标\t责任单位",
    "城镇新增就业\t3.5万人\t人社局 教育局",
    "新建公园\t12个\t",
    "",
    "见附件。",
]


def test_a_binary_document_without_what_is_deleted_hidden_or_above_the_page():
    text, warnings = read_doc(DOC)
    assert text.split("\n") == LINES
    assert warnings == ()


NUMBERED = (SAMPLES / "numbered.doc").read_bytes()


def test_numbers_that_word_adds():
    text, warnings = read_doc(NUMBERED)
    assert text.split("\n") == [
        "一、2023年工作回顾",
        "（一）经济",
        "（二）民生",
        "1. 项目一",
        "二、2024年工作安排",
        "（一）产业",
        "没有编号",
        "1. 自动编号一",
        "甲\t三、表内",
    ]
    assert warnings == ()


def test_a_document_whose_lists_are_damaged_is_read_without_numbers_and_a_warning_says_so():
    family = NUMBERED.index("%1、".encode("utf-16-le").replace(b"%\x001\x00", b"\x00\x00")) - 2
    text, warnings = read_doc(NUMBERED[:family] + b"\xff\xff" + NUMBERED[family + 2 :])
    assert text.startswith("2023年工作回顾\n经济\n")
    assert "were not read" in str(warnings[0])


@pytest.mark.parametrize("size", [600, 5_000, 12_000, 16_000])
def test_a_cut_binary_document_is_damaged_and_not_read_in_part(size):
    assert refusal(read_doc, DOC[:size]).code == ErrorCode.DAMAGED


@pytest.mark.parametrize("seed", range(200))
def test_whatever_is_in_a_binary_document_there_is_an_answer(seed):
    chance = random.Random(seed)  # noqa: S311
    broken = bytearray(chance.choice((DOC, NUMBERED)))
    for _change in range(chance.choice((1, 5, 50))):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    start = time.perf_counter()
    answer = doc_lines.answer(bytes(broken), 10_000)
    assert "lines" in answer or answer["refused"] in {*old_word.REFUSALS, "damaged"}
    assert time.perf_counter() - start < 5


def patched(at: int, new: bytes) -> bytes:
    """The sample with other bytes at a place of its block of places (the FIB)."""
    fib = DOC.index(b"\xec\xa5")
    return DOC[: fib + at] + new + DOC[fib + at + len(new) :]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (patched(0x0B, b"\x13"), ErrorCode.ENCRYPTED),
        (patched(2, b"\x65\x00"), ErrorCode.UNSUPPORTED_TYPE),
        (patched(0x4C, b"\xff\xff\xff\xff"), ErrorCode.TOO_LARGE),
        (patched(0x4C, b"\x00\x20\x00\x00"), ErrorCode.DAMAGED),
        (DOC.replace("WordDocument".encode("utf-16-le"), "WordDecument".encode("utf-16-le")), ErrorCode.WRONG_TYPE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ErrorCode.DAMAGED),
    ],
    ids=["password", "Word 95", "huge", "longer than it is", "another program", "nothing in it"],
)
def test_binary_documents_that_are_not_read(data, code):
    error = refusal(read_doc, data)
    assert error.code == code
    assert "{" not in str(error)


class PiecesOnly(doc_lines.WordFile):
    """A document of which only the text and the list of its pieces exist."""

    def __init__(self, text: bytes, entry: bytes) -> None:
        self.document, self._pieces = text, entry

    def _entry(self, _index: int) -> bytes:
        return self._pieces


def test_pieces_of_one_and_of_two_bytes_and_changes_of_whole_pieces():
    text = b"GDP" + "增长7%删".encode("utf-16-le")
    changes = b"\x01" + struct.pack("<H", 3) + struct.pack("<HB", doc_lines.DELETED, 1)
    rows = (
        struct.pack("<HIH", 0, 0x40000000 | 0, 0),
        struct.pack("<HIH", 0, 3, 0x5C << 1 | 1 << 8),
        struct.pack("<HIH", 0, 11, 1),
    )
    pieces = struct.pack("<4I", 0, 3, 7, 8) + b"".join(rows)
    file = PiecesOnly(text, changes + b"\x02" + struct.pack("<I", len(pieces)) + pieces)
    found = list(file.characters())
    assert "".join(sign for sign, _place, _look in found) == "GDP增长7%删"
    assert [look for _sign, _place, look in found] == [{}] * 3 + [{doc_lines.HIDDEN: 1}] * 4 + [{doc_lines.DELETED: 1}]
    assert [place for _sign, place, _look in found] == [0, 1, 2, 3, 5, 7, 9, 11]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("甲\\par 乙\\par", "甲\n乙"),
        ("新增{\\deleted 10}20家{\\v 秘密}以上", "新增20家以上"),
        ("120米{\\super 2}和{\\super 3}", "120平方米和3"),
        ("\\trowd\\intbl 指标\\cell 目标\\par 更多\\cell\\row\\pard 后", "指标\t目标 更多\n后"),
        ("{\\listtext\\pard 一、\\tab}工作", "一、工作"),
        ("{\\pntext 1.\\tab}工作", "1. 工作"),
        ("{\\field{\\*\\fldinst HYPERLINK 99}{\\fldrslt 附件}}", "附件"),
        ("{\\header 页眉}{\\*\\unknown 3}{\\pict 00ff}{\\stylesheet{\\s1 样式;}}正文", "正文"),
        ("正文{\\footnote 注}完\\par 下", "正文完\n下\n[1] 注"),
        ("{\\shp{\\*\\shpinst{\\sp{\\sn a}}{\\shptxt 框}}{\\shprslt 框}}", "框"),
        ("{\\upr{ab}{\\*\\ud 中}}", "中"),
        ("a\\emdash b\\~c\\_d\\{\\}\\\\", "a—b c-d{}\\"),
        ("{\\bin5 }}}{{后}", "后"),
        ("\\uc2\\u30002\\'bc\\'d7b", "甲b"),
        ("𠮷", "𠮷"),
    ],
)
def test_what_is_read_of_an_rtf_document(body, expected):
    assert read_rtf(rtf(body)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (rb"{\rtf1\ansi\ansicpg936 \'d0\'c2\'bd\'a8}", "新建"),
        (rb"{\rtf1\ansi{\fonttbl{\f3\fcharset134 a;}}\f3 \'d0\'c2\'bd\'a8}", "新建"),
        (rb"{\rtf1\ansi\deff3{\fonttbl{\f3\fcharset134 a;}}\'d0\'c2\'bd\'a8}", "新建"),
        (rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 a;}}\f0 \'d0\'c2\'bd\'a8}", "新建"),
        (b"{\\rtf1\\ansi\\ansicpg936 " + "新建".encode("gb18030") + b"}", "新建"),
        (rb"{\rtf1\ansi\ansicpg1252 caf\'e9}", "café"),
        (rb"{\rtf1\ansi\ansicpg950{\fonttbl{\f0\fcharset136 a;}}\f0 \'b7\'73}", "新"),
    ],
)
def test_bytes_are_decoded_as_the_font_or_the_file_says(source, expected):
    assert read_rtf(source) == expected


def test_a_report_as_rtf():
    assert read_rtf(rtf(REPORT.replace("\n", "\\par "))) == REPORT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rtf("甲")[:-1], ErrorCode.DAMAGED),
        (b"{\\rtf1 a}}", ErrorCode.DAMAGED),
        (b"{\\rtf1" + b"{" * 100_000 + b"}" * 100_001, ErrorCode.DAMAGED),
        (b"{\\rtf1\\ansi\\ansicpg65001 \\'ff\\'ff}", ErrorCode.UNDECODABLE),
        (b"{\\rtf1\\bin99999999999 }", ErrorCode.DAMAGED),
    ],
    ids=["cut", "one brace too many", "deep", "no characters", "counts beyond its end"],
)
def test_rtf_documents_that_are_not_read(data, code):
    assert refusal(read_rtf, data).code == code


def test_a_text_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(old_word, "MAX_TEXT_LENGTH", 100)
    error = refusal(read_rtf, rtf("字" * 101))
    assert error.code == ErrorCode.TOO_LARGE
    assert "100" in str(error)


@pytest.mark.parametrize("seed", range(100))
def test_whatever_is_in_an_rtf_document_there_is_an_answer(seed):
    chance = random.Random(seed)  # noqa: S311
    words = [
        "{",
        "}",
        "\\u",
        "\\'d0",
        "\\cell",
        "\\row",
        "\\bin9",
        "\\footnote",
        "\\pard",
        "\\f0",
        "甲",
        "\\*",
        "\\intbl",
    ]
    answer = rtf_lines.answer(rtf("".join(chance.choices(words, k=200))), 10_000)
    assert "lines" in answer or answer["refused"] in {*old_word.REFUSALS, "damaged"}
