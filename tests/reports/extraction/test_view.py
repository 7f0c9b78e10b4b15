"""The cleaned view: what falls away, what is joined, and where everything was."""

import re

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


@pytest.mark.parametrize("blank", [char for char in map(chr, range(0x3001)) if char.isspace()], ids=ascii)
def test_a_view_holds_no_blank(blank: str) -> None:
    assert View(f"新增{blank}学位300个。").text.replace("\n", "") == "新增学位300个。"


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


WHOLE_PARAGRAPHS = (
    "一、2023年工作回顾",
    "一年来，我们紧盯目标、奋力攻坚，圆满完成了年初确定的主要任务。",
    "全区粮食产量达到三十二万吨，蔬菜产量稳中有升，农民收入继续增加。",
    "新建的八所学校全部投入使用，城区学位紧张的状况得到了明显缓解。",
    "生态环境持续改善，青溪河断面水质稳定达标，空气优良天数继续增加。",
    "政务服务提质增效，群众办事最多跑一次的事项占到了全部事项的九成。",
    "社会大局和谐稳定，安全生产形势持续向好，信访总量继续保持下降。",
    "这些成绩来之不易，是全区上下团结一心、拼搏奉献、苦干实干的结果。",
    "与此同时，我们也清醒地看到，发展不平衡不充分的问题仍然比较突出。",
    "产业结构还不够优，龙头企业还不够多，科技创新能力还有待增强提升。",
    "民生领域还有不少短板，优质教育和医疗资源的供给与期盼还有差距。",
    "少数干部担当作为的劲头还不够足，服务企业和群众的本领还需锤炼。",
    "对这些困难和问题，我们将直面不回避，下大力气认真加以解决到位。",
)


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("城乡面貌焕然一新", "改造老旧小区12个。"),
        ("产业根基更加牢固", "新增规上工业企业20家。"),
        ("名 词 解 释", "1.“三进”：进校园、进社区、进企业。"),
        ("※注释※", "[1]“两清”：清河道、清沟渠。"),
        ("附：名词解释", "“一园”：青溪产业园。"),
        ("二〇二四年主要任务", "新建公园5个。"),
        ("特别报告事项", "完成投资30亿元。"),
        ("青溪区人民政府", "新增学位300个。"),
        ("重点民生实事", "新建停车位2000个。"),
        ("结束语", "让我们携手同心。"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", r"\r\n", "<br/>\n"])
def test_where_lines_are_paragraphs_a_line_without_a_stop_is_a_heading(title, following, line_end) -> None:
    text = line_end.join([*WHOLE_PARAGRAPHS, title, following])
    assert View(text).text.endswith(f"\n{View(title).text}\n{View(following).text}")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("新增规上工业企业20家，", "新增高新技术企业8家。"),
        ("改造小区、", "新建公园各5个。"),
        ("全年完成投资3", "0亿元。"),
        ("推进园区建设（", "含二期）投资5亿元。"),
    ],
)
def test_a_line_that_breaks_off_goes_on_even_there(first: str, second: str) -> None:
    text = "\n".join([*WHOLE_PARAGRAPHS, first, second])
    assert View(text).text.endswith(f"\n{first}{second}")


def test_where_a_machine_wrapped_the_lines_only_titles_and_stops_end_paragraphs() -> None:
    wrapped = "\n".join(line[at : at + 17] for line in WHOLE_PARAGRAPHS for at in range(0, len(line), 17))
    assert View(wrapped).text.split("\n") == list(WHOLE_PARAGRAPHS)


WRITTEN = "\\r\\n".join(f"第{number}段说明工作成效，各项事业稳步推进" for number in range(1, 15))


def test_where_line_ends_are_written_out_true_ones_are_wraps() -> None:
    signs = re.findall(r"\\r\\n|.", WRITTEN)
    wrapped = "\n".join("".join(signs[at : at + 17]) for at in range(0, len(signs), 17))
    assert View(wrapped).text == View(WRITTEN).text


def test_written_line_ends_beside_true_ones_leave_those_as_they_are() -> None:
    lines = (
        "我们坚持稳中求进、以进促稳，全县各项事业稳步推进，发展迈上新台阶。\\r\\n\n" * 14
        + "云岭县工作安排\n新建公园3个。"
    )
    assert View(lines).text.endswith("云岭县工作安排\n新建公园3个。")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("细颗粒物（PM\n2.5\n）平均浓度下降9%。", "细颗粒物（PM2.5）平均浓度下降9%。"),
        ("新增学位300个\n，新建学校2所。", "新增学位300个，新建学校2所。"),
        ("治理水域（含湖泊\n）26处。", "治理水域（含湖泊）26处。"),
    ],
)
def test_no_paragraph_begins_inside_a_word_or_with_what_closes(raw: str, clean: str) -> None:
    lines = "\n".join("我们坚持稳中求进、以进促稳，各项工作取得新的成效，全县发展迈上新台阶。" for _ in range(14))
    assert View(f"{lines}\n{raw}").text.endswith(clean)
