import codecs

import pytest

from reports.documents.encodings import decode, plausibility
from reports.documents.errors import ErrorCode

from .files import REPORT, refusal

ENGLISH = "GDP grew by 5.2% in 2023.\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("text", [REPORT, REPORT.replace("\n", "\r\n"), "\ufeff" + REPORT, "今年新增学位800个"])
def test_text_is_decoded_unchanged_with_and_without_byte_order_mark(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_ascii_text_is_told_from_wide_characters(encoding):
    assert decode(ENGLISH.encode(encoding)) == (ENGLISH, encoding)


def test_offsets_agree_with_plain_utf_8():
    data = codecs.BOM_UTF8 + "甲\r\n乙".encode()
    text, _encoding = decode(data)
    assert text == data.decode("utf-8")
    assert text.index("乙") == 4


def test_valid_utf_8_is_taken_even_if_it_looks_strange():
    assert decode("Ñandú ژ ᠮ".encode()) == ("Ñandú ژ ᠮ", "utf-8")


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_declared_chinese_encoding_means_gb18030(declared):
    assert decode("镕堃㙍新建公园六个".encode("gb18030"), declared=declared)[1] == "gb18030"


@pytest.mark.parametrize("declared", ["gb2312", "unicode_escape", "idna", "hex", "no such", ""])
def test_a_wrong_or_foreign_declaration_is_not_followed(declared):
    assert decode(REPORT.encode(), declared=declared) == (REPORT, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        REPORT.encode()[:-1],
        REPORT.encode("gb18030")[:-1],
        codecs.BOM_UTF8 + REPORT.encode("gb18030"),
        codecs.BOM_UTF16_LE + b"\x2d\x4e\x00",
        codecs.BOM_UTF16_LE + b"\x00\xd8\x2d\x4e",
        "政府工作報告：經濟發展與民生保障".encode("big5"),
        bytes(range(128, 256)) * 5,
    ],
    ids=["cut utf-8", "cut gb18030", "false mark", "odd utf-16", "half a surrogate pair", "big5", "noise"],
)
def test_what_does_not_decode_in_full_is_refused(data):
    assert refusal(decode, data).code == ErrorCode.UNDECODABLE


def test_the_first_unreadable_byte_is_named():
    assert "byte 7" in str(refusal(decode, "新建".encode() + b"\xff" + "公园".encode()))


def test_nul_characters_are_no_text():
    error = refusal(decode, "新建\x00公园".encode())
    assert error.code == ErrorCode.WRONG_TYPE
    assert "position 3" in str(error)


@pytest.mark.parametrize(
    ("text", "plausible"),
    [(REPORT, True), ("5.2%", True), ("鏀垮簻宸ヤ綔鎶ュ憡", False), ("\ue000\ue001年", False), ("a\x00b\x00", False)],
)
def test_plausibility(text, plausible):
    assert (plausibility(text) > 0.6) is plausible
