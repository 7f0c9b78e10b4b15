"""The cleaned view: what falls away, what is joined, and where everything was."""

import pytest

from reports.extraction.view import View


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("粮食产量增\n长5%。", "粮食产量增长5%。"),
        ("粮食产量增长1\n- 12 -\n5%。", "粮食产量增长15%。"),
        ("粮食产量增\n12\n长5%。", "粮食产量增长5%。"),
        ("产量\n第 3 页 共 9 页\n增长5%。", "产量增长5%。"),
        ("增长５．５％，达到１２万吨", "增长5.5%，达到12万吨"),
        ("增长 5 . 5 % 。", "增长5.5%。"),
        ("完成投资1,234.5亿元,增长3%.", "完成投资1\ue000234.5亿元，增长3%。"),
        ("&nbsp;&nbsp;新增学位300个。", "新增学位300个。"),
        ("一年来。\\r\\n二、工作安排\\r\\n今年", "一年来。\n二、工作安排\n今年"),
        ("????新增学位300个。", "新增学位300个。"),
        ("⼈民⽣活", "人民生活"),
        ('实施"强基"工程', "实施“强基”工程"),
        ("\ufeff各位代表：", "各位代表："),
        ("甲\t乙", "甲\n乙"),
    ],
)
def test_view(raw: str, clean: str) -> None:
    assert View(raw).text == clean


def test_every_character_of_a_view_is_found_in_the_raw_text() -> None:
    raw = "　　一、回顾\n　　粮食产\n量增长1 2.5 ％，\n— 7 —\n新增&nbsp;学位300个。"
    view = View(raw)
    for index, char in enumerate(view.text):
        if char not in "\n%":
            assert raw[view.raw_offset(index)] == char


def test_a_span_reaches_over_what_stands_inside_it() -> None:
    raw = "增长1\n- 12 -\n5%。"
    view = View(raw)
    start = view.text.index("15%")
    assert raw[slice(*view.raw_span(start, start + 3))] == "1\n- 12 -\n5%"


@pytest.mark.parametrize(
    ("raw", "paragraphs"),
    [
        ("二、2024年工作安排\n今年是关键之年。", 2),
        ("今年是关键之年。\n各项工作有序推进。", 2),
        ("今年是关\n键之年。", 1),
        ("完成以下工作\n（一）抓项目。", 2),
        ("●新增学位30个\n●新建公园3个", 2),
    ],
)
def test_line_ends_that_end_a_paragraph(raw: str, paragraphs: int) -> None:
    assert len(View(raw).text.split("\n")) == paragraphs


def test_running_heads_go_with_the_page_numbers() -> None:
    page = "云泉县人民政府\n— {} —\n"
    lines = [f"第{n}类设施建成投用，城镇新\n" + page.format(n) + "增就业三千人。\n" for n in range(1, 7)]
    text = View("".join(lines)).text
    assert "人民政府" not in text
    assert "城镇新增就业三千人" in text


def test_a_line_that_comes_back_in_the_text_stays() -> None:
    lines = "云泉县人民政府\n第一项工作已经完成。\n" * 6
    assert View(lines).text.count("云泉县人民政府") == 6
