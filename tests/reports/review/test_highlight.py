"""Marks in the text: the text content stays the raw text, whatever is marked."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.library.models import Statement
from reports.review.highlight import marked_blocks
from reports.review.paragraphs import Block, Lines


class TextContent(HTMLParser):
    """Collects what a browser would take as the text of an element."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def statement(pk, start, end, **spans):
    return Statement(pk=pk, start=start, end=end, spans=spans, kind="target", state="open")


def marked(text, *statements, blocks=None):
    return marked_blocks(Lines(text), blocks or [Block(0, len(text))], statements)


def content(html):
    parser = TextContent()
    parser.feed(html)
    parser.close()
    return parser.text


@pytest.mark.parametrize(
    "text",
    [
        "增长7%，<b>新增</b>20家 & 更多",
        "增长\n7%，\r\n新增20家",
        "增\r长7%",
        "a\nb 增长7%",
        "\n增长7%\n",
        "增长𠀀7%",
        "“引”'号'",
    ],
)
def test_the_text_content_is_the_raw_text(text):
    at = text.index("7%") if "7%" in text else 0
    (block,) = marked(text, statement(1, at, at + 2, name=[0, 1], number=[at, at + 2]))
    assert content(block.html) == text


def test_number_and_name_are_marked_and_the_number_carries_the_anchor():
    (block,) = marked("工业投资增长15%。", statement(9, 6, 9, name=[0, 4], number=[6, 9], verb=[4, 6]))
    assert block.html == (
        '<span class="m m-name k-target is-open" data-s="9">工业投资</span>'
        '<span class="m m-name k-target is-open" data-s="9">增长</span>'
        '<mark class="m m-number k-target is-open" data-s="9" id="m9">15%</mark>。'
    )


def test_a_statement_without_spans_is_marked_by_its_expression():
    (block,) = marked("实现全覆盖。", statement(3, 2, 5))
    assert '<mark class="m m-number k-target is-open" data-s="3" id="m3">全覆盖</mark>' in block.html


def test_words_of_two_statements_name_both():
    two = [statement(1, 4, 6, name=[0, 2]), statement(2, 7, 9, name=[0, 2])]
    (block,) = marked("两项分别7%、8%。", *two)
    assert 'data-s="1 2">两项' in block.html


def test_overlapping_marks_are_cut_where_one_of_them_ends():
    (block,) = marked("一二三四五六", statement(1, 4, 6, name=[0, 3]), statement(2, 2, 4))
    assert content(block.html) == "一二三四五六"
    assert re.findall(r'data-s="([^"]+)"[^>]*>(.*?)<', block.html) == [
        ("1", "一二"),
        ("2 1", "三"),
        ("2", "四"),
        ("1", "五六"),
    ]


def test_a_mark_over_two_blocks_is_marked_in_both():
    first, second = marked("一二三四", statement(1, 1, 3), blocks=[Block(0, 2), Block(2, 4)])
    assert 'data-s="1"' in first.html
    assert 'data-s="1"' in second.html


def test_a_lead_in_is_set_in_bold():
    (block,) = marked("标题。正文", blocks=[Block(0, 5, heading=2, heading_end=3)])
    assert block.html == "<strong>标题。</strong>正文"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\n".join(["写满了一整行的字正好十四个字啊"] * 6), 'class="wrap">\n<'),
        ("短行\n又一行", 'class="line-end">\n<'),
        ("word\nword", "word\nword"),
        ("最后一行\n", 'class="wrap">\n<'),
    ],
)
def test_which_line_ends_show(text, shown):
    (block,) = marked(text)
    assert shown in block.html


@given(
    st.text("增长7%，。 \n\r<&'a1", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 9), st.integers(0, 59), st.integers(1, 9)), max_size=8),
)
def test_whatever_is_marked_the_text_content_is_the_raw_text(text, places):
    statements = [
        statement(pk, start, min(start + length, len(text)), name=[name, min(name + width, len(text))])
        for pk, (start, length, name, width) in enumerate(places, start=1)
        if start < len(text) and name < len(text)
    ]
    (block,) = marked(text, *statements)
    assert content(block.html) == text
    assert {pk for pks in re.findall(r'data-s="([^"]+)"', block.html) for pk in pks.split()} == {
        str(s.pk) for s in statements
    }


def test_long_texts_with_many_statements_stay_quick():
    text = "增长7%，" * 15_000
    many = [statement(n, n * 50 + 2, n * 50 + 4, name=[n * 50, n * 50 + 2]) for n in range(1500)]
    (block,) = marked(text, *many)
    assert block.html.count("<mark") == 1500
