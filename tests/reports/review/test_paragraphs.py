"""Raw text as paragraphs and headings: every character once, wraps joined, real breaks kept."""

import pytest

from reports.library.models import Passage
from reports.review.paragraphs import Lines, blocks
from tests.reports.conftest import TEXT, passages_of


def laid_out(text):
    passages = [
        Passage(start=p.start, end=p.end, section=list(p.section), role=p.role.value) for p in passages_of(text)
    ]
    return blocks(Lines(text), passages)


def shown(text):
    return ["".join(text[block.start : block.end].split()) for block in laid_out(text)]


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), f"\n\n{TEXT}", "没有句号", "一。二。三。"])
def test_every_character_belongs_to_one_block(text):
    found = laid_out(text)
    assert "".join(text[block.start : block.end] for block in found) == text


def test_a_text_without_passages_is_one_block():
    assert blocks(Lines("……"), []) == blocks(Lines("……"), [])[:1]


def test_paragraphs_end_where_lines_do_when_lines_are_not_wrapped():
    assert shown(TEXT)[2:6] == [
        "一、2023年工作回顾",
        "2023年，地区生产总值增长6.5%，新增规上工业企业18家。",
        "二、2024年工作安排",
        "今年，地区生产总值增长7%，新增规上工业企业20家以上。",
    ]


def test_full_lines_of_a_wrapped_text_run_on():
    lines = [f"第{n}行正好写满了一整行字共十四字。" for n in "一二三四五六"]
    text = "\n".join([*lines[:3], "这行没有写满就另起一段。", *lines[3:]])
    assert shown(text) == ["".join([*lines[:3], "这行没有写满就另起一段。"]), "".join(lines[3:])]


def test_an_indent_begins_a_paragraph_even_after_a_full_line():
    line = "这一行正好写满了一整行字共十五字。"
    assert shown("\n".join([line] * 6 + [f"　　{line}"])) == [line * 6, line]


@pytest.mark.parametrize(("number", "level", "is_whole"), [(2, 1, True), (3, 0, False), (4, 1, True), (6, 2, False)])
def test_headings(number, level, is_whole):
    block = laid_out(TEXT)[number]
    assert (block.heading, block.is_heading) == (level, is_whole)


def test_a_heading_that_leads_a_paragraph_ends_before_it():
    block = laid_out(TEXT)[6]
    assert TEXT[block.start : block.heading_end] == "（一）建设更美街区。"
