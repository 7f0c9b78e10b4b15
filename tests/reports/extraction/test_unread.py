"""Every number of a text is spoken of: a statement, or the reason why it is none."""

import re

import pytest

from reports.extraction import explain

from .cases import AHEAD, CLOSING, FIVE, OPENING, PLAN, REVIEW
from .real import REAL, year_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def passed_over(text: str, year: int) -> list[str]:
    """The numbers that no decision touches, with what stands around them."""
    touched = bytearray(len(text))
    for decision in explain(text, year=year):
        touched[decision.start : decision.end] = b"\1" * (decision.end - decision.start)
    return [
        text[max(0, match.start() - 12) : match.end() + 8]
        for match in NUMBER.finditer(text)
        if not any(touched[slice(*match.span())])
    ]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("2021年6月建成。", "date"),
        ("深化“5G+工业互联网”。", "part-of-a-word"),
        ("第3期开工。", "numbering"),
        ("落实中央八项规定。", "figure-of-speech"),
        ("推进2.0版本建设。", "no-unit"),
        ("86个项目完成投资120亿元。", "sizes-the-subject"),
        ("推进全覆盖监管。", "no-standard"),
    ],
)
def test_numbers_and_phrases_that_state_nothing_say_why(sentence: str, rule: str) -> None:
    assert rule in [decision.rule for decision in explain(PLAN.format(year=2024) + sentence, year=2024)]


def test_counters_of_a_page_are_outside_the_text() -> None:
    text = "阅读：\n119\n" + OPENING.format(year=2024) + REVIEW.format(last=2023) + "新建公园3个。"
    assert [d.expression for d in explain(text, year=2024) if d.rule == "outside-the-text"] == ["119"]


def test_no_number_of_a_report_is_passed_over() -> None:
    body = (OPENING + FIVE + AHEAD + "1.到2028年，产值突破300亿元，G318线二期5标段通车。\n" + PLAN + CLOSING).format(
        year=2024
    )
    assert passed_over(body, 2024) == []


@pytest.mark.skipif(not REAL, reason="the real reports are not in ../shared")
def test_no_number_of_the_real_reports_is_passed_over() -> None:
    assert [each for path in REAL for each in passed_over(path.read_bytes().decode(), year_of(path))] == []
