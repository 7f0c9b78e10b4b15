import contextlib
import random

import pytest

from reports.documents import ofd as module
from reports.documents import read_document
from reports.documents.errors import DocumentError, ErrorCode
from reports.documents.ofd import read_ofd

from .files import OFD, ofd, ofd_text, refusal, unzipped, zipped

PICTURE = '<ofd:ImageObject ID="1" Boundary="0 0 200 300"/>'


def test_pages_and_lines_from_top_to_bottom():
    text, pages, pictures = read_ofd(ofd([(20, 40, "第二行"), (20, 30, "第一行")], [(20, 30, "第二页")]))
    assert text == "第一行\n第二行\n第二页\n"
    assert pages == (0, 8)
    assert pictures == ()


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        ([(20, 30, "新建"), (28, 30, "公园"), (36, 30.5, "12个")], "新建公园12个"),
        ([(20, 30, "指标"), (60, 30, "目标"), (100, 30, "单位")], "指标\t目标\t单位"),
        ([(20, 30, "AAA"), (34, 30, "BBB")], "AAA BBB"),
        ([(20, 30, "重要"), (20.3, 30, "重要")], "重要"),
        ([(20, 30, "⼈⺠")], "人民"),
        ([(20, 30, "政"), (32, 30, "府")], "政 府"),
        ([(20, 30.1, "2024"), (20, 30, "年"), (20, 30.1, "1"), (20, 30, "月")], "2024年1月"),
    ],
    ids=["joined", "cells", "words", "printed twice", "radicals", "spread title", "all at the left"],
)
def test_what_stands_on_a_line(pieces, line):
    assert read_ofd(ofd(pieces))[0] == f"{line}\n"


def test_a_piece_may_be_moved_and_scaled():
    moved = ofd_text(20, 50, "下", attributes='CTM="1 0 0 1 0 -30"') + ofd_text(20, 40, "上")
    assert read_ofd(ofd(moved))[0] == "下\n上\n"


def test_a_text_that_lies_unseen_over_a_scan_is_read():
    assert (
        read_ofd(ofd(PICTURE + ofd_text(20, 30, "新建公园", attributes='Visible="false" Alpha="0"')))[0] == "新建公园\n"
    )


def test_a_scan_is_refused_and_a_single_picture_is_warned_about():
    assert refusal(read_ofd, ofd(PICTURE)).code == ErrorCode.NO_TEXT
    document = read_document(ofd([(20, 30, "一")], PICTURE, [(20, 30, "三")]), "报告.ofd")
    assert document.text == "一\n\n三\n"
    assert "page 2" in str(document.warnings[0])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd([(20, 30, "甲")])[:-40], ErrorCode.DAMAGED),
        (zipped({"OFD.xml": b"<a>"}), ErrorCode.DAMAGED),
        (zipped({"a.xml": b"<a/>"}), ErrorCode.WRONG_TYPE),
        (zipped({"OFD.xml": b"<a><DocBody><DocRoot>x.xml</DocRoot></DocBody></a>"}), ErrorCode.DAMAGED),
        (zipped({"OFD.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), ErrorCode.DAMAGED),
        (zipped({"OFD.xml": b"<a>" * 5000 + b"</a>" * 5000}), ErrorCode.DAMAGED),
        (ofd("<ofd:a>" + " " * 3_000_000 + "</ofd:a>"), ErrorCode.ZIP_BOMB),
    ],
    ids=["cut", "no XML", "another zip", "a part is missing", "entities", "deep", "bomb"],
)
def test_documents_that_are_not_read(data, code):
    assert refusal(read_ofd, data).code == code


@pytest.mark.parametrize("limit", ["MAX_PAGES", "MAX_TEXT_LENGTH"])
def test_too_many_pages_or_characters_are_refused(monkeypatch, limit):
    monkeypatch.setattr(module, limit, 1)
    assert refusal(read_ofd, ofd([(20, 30, "甲乙")], [(20, 30, "丙")])).code == ErrorCode.TOO_LARGE


def test_a_page_that_names_itself_again_and_again_is_bounded():
    listed = '<ofd:Page BaseLoc="page.xml"/>' * 1001
    document = f'<a xmlns:ofd="{OFD}"><ofd:Pages>{listed}</ofd:Pages></a>'.encode()
    data = zipped(
        {"OFD.xml": b"<a><DocBody><DocRoot>d.xml</DocRoot></DocBody></a>", "d.xml": document, "page.xml": b"<a/>"}
    )
    assert refusal(read_ofd, data).code == ErrorCode.TOO_LARGE


@pytest.mark.parametrize("steps", ["g 999999999999 4", "g", "g x 4", "nan inf", "4 " * 3, "g -5 4", ""])
def test_odd_steps_between_signs_do_no_harm(steps):
    code = f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">甲乙</ofd:TextCode>'
    text = f'<ofd:TextObject Boundary="1 1 9 9" Size="4">{code}</ofd:TextObject>'
    assert read_ofd(ofd(text))[0] == "甲乙\n"


@pytest.mark.parametrize("seed", range(100))
def test_whatever_is_in_a_part_there_is_an_answer(seed):
    """Each seed puts other bytes into the parts of a sound file."""
    chance = random.Random(seed)  # noqa: S311
    parts = unzipped(ofd([(20, 30, "新建公园")], [(20, 30, "第二页"), (60, 30, "12个")]))
    name = chance.choice(sorted(parts))
    broken = bytearray(parts[name])
    for _change in range(chance.choice((1, 5))):
        broken[chance.randrange(len(broken))] = chance.choice(b'<>/"&09-.g \x00\xff')
    with contextlib.suppress(DocumentError):
        read_ofd(zipped({**parts, name: bytes(broken)}))
