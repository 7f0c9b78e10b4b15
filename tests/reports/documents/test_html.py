import time
from contextlib import suppress

import pytest

from reports.documents.errors import DocumentError, ErrorCode
from reports.documents.html import read_html

from .files import refusal


def text_of(body: str) -> str:
    return read_html(f"<html><body>{body}</body></html>".encode())[0]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<div>甲<div>乙</div>丙</div>", "甲\n乙\n丙"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("<p>增长<b>7</b><span>%</span>左右</p>", "增长7%左右"),
        ("<p>新建\n    公园</p>", "新建公园"),
        ("<p>GDP\n  growth  of 5%</p>", "GDP growth of 5%"),
        ("<p>　　各位代表：</p>", "　　各位代表："),
        ("<p>A&amp;B&nbsp;&lt;5%&hellip;&#20013;&#x4e2d;</p>", "A&B <5%…中中"),
        ("<p>增\u200b长</p>", "增长"),
        ("<p></p><div> </div><p>甲</p>", "甲"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("<p>⼈⼝</p>", "人口"),
        ("<p>甲<p>乙", "甲\n乙"),
    ],
)
def test_blocks_become_lines(body, text):
    assert text_of(body) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>乙</script>",
        "<style>乙</style>",
        "<noscript>乙</noscript>",
        "<!-- 乙 -->",
        "<?php 乙 ?>",
        "<nav>乙。</nav>",
        "<select><option>乙</option></select>",
        "<p hidden>乙。</p>",
        '<p style="color: red; DISPLAY : none">乙。</p>',
        '<div class="top nav"><a>乙</a></div>',
        '<ul id="breadcrumb"><li>乙</li></ul>',
        '<div role="navigation">乙</div>',
        "<footer>乙</footer>",
    ],
)
def test_what_is_not_the_page_is_left_out(hidden):
    assert text_of(f"<p>甲</p>{hidden}丙") == "甲\n丙"


@pytest.mark.parametrize(
    "body",
    ['<form id="page"><p>甲。</p></form>', '<div class="content menu"><p>甲。</p></div>', "<header>甲。</header>"],
)
def test_a_report_is_not_taken_for_furniture(body):
    assert text_of(body) == "甲。"


def test_the_title_comes_first():
    page = "<html><head><title>2024年青溪区政府工作报告</title></head><body><p>各位代表：</p></body></html>"
    assert read_html(page.encode())[0] == "2024年青溪区政府工作报告\n各位代表："


def test_a_table_row_is_a_line():
    table = "<table><tr><th>指标</th><th>目标</th></tr><tr><td><p>新建</p><p>公园</p></td><td> 12个 </td></tr></table>"
    assert text_of(f"甲{table}乙") == "甲\n指标\t目标\n新建 公园\t12个\n乙"


def test_a_table_that_lays_out_the_page_keeps_its_paragraphs():
    long = "新建一批口袋公园。" * 30
    assert text_of(f"<table><tr><td><p>{long}</p><p>乙</p></td></tr></table>") == f"{long}\n乙"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_encodings_are_recognised(encoding, mark):
    page = f"{mark}<html><body><p>新建口袋公园12个，增长7%。</p></body></html>"
    assert read_html(page.encode(encoding)) == ("新建口袋公园12个，增长7%。", encoding)


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="gb2312">',
        "<meta http-equiv=Content-Type content='text/html; charset=GBK'>",
        '<?xml version="1.0" encoding="gbk"?>',
    ],
)
def test_the_declared_encoding_is_used(declaration):
    page = f"{declaration}<html><body><p>新建公园</p></body></html>".encode("gb18030")
    assert read_html(page) == ("新建公园", "gb18030")


def test_a_false_declaration_does_no_harm():
    page = '<html><head><meta charset="gb2312"></head><body><p>新建公园</p></body></html>'
    assert read_html(page.encode()) == ("新建公园", "utf-8")


def test_text_without_tags_is_no_web_page():
    assert refusal(read_html, "新建公园，增长率<5%".encode()).code == ErrorCode.WRONG_TYPE


def test_deep_nesting_is_read_to_its_end():
    assert text_of("<div>" * 1500 + "甲" + "</div>" * 1500 + "乙") == "甲\n乙"


def test_what_is_nested_too_deeply_to_be_read_whole_is_refused():
    assert refusal(text_of, "<div>" * 5000 + "甲" + "</div>" * 5000 + "乙").code == ErrorCode.DAMAGED


def test_a_page_with_too_many_tags_is_not_parsed():
    assert refusal(text_of, "<p>甲" * 500_001).code == ErrorCode.TOO_LARGE


@pytest.mark.parametrize(
    "part", ['<div class="nav">', "<table><tr><td>", "<p>", "<td>甲</td>", "<b>甲", "&amp;", "<!--", "<a href='"]
)
def test_reading_time_grows_with_length_only(part):
    start = time.perf_counter()
    with suppress(DocumentError):
        text_of("<p>甲。" + part * 20_000)
    assert time.perf_counter() - start < 5
