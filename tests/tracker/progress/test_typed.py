"""What offices type and paste into a box, decision by decision."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.progress.typed import read_box

FIGURES = [
    ("12", "家", "12"), ("12.50", "亿元", "12.50"), ("10,000.00", "万元", "10000"), ("１２．５", "%", "12.5"),
    (" 1 200 ", "人", "1200"), ("12%", "%", "12"), ("12％", "%", "12"), ("12.5亿元", "亿元", "12.5"),
    ("-3.2", "%", "-3.2"), ("−3.2%", "%", "-3.2"), ("－3", "%", "-3"), ("0", "起", "0"), ("0.00", "起", "0"),
    ("1.2万", "万元", "1.2"),
]  # fmt: skip
CONVERTED = [
    ("1.2万", "家", "12000"), ("12000万元", "亿元", "1.2"), ("1.2亿", "万元", "12000"), ("3500万", "亿元", "0.35"),
    ("(12)", "亿元", "-12"), ("¥1,234.50", "元", "1234.5"),
]  # fmt: skip
NOT_KNOWN = ["-", "—", "——", "－", "…", "……", "...", "/", "暂无", "未知", "N/A"]
REFUSED = [
    ("abc", "家"), ("12个百分点", "%"), ("12%", "亿元"), ("12,34", "家"), ("12家", "户"), ("1.2.3", "家"), ("5-6", "%"),
    ("12万", "%"), ("0.0000001", "亿元"), ("1" * 19, "元"), ("=1+2", "家"), ("#N/A", "家"), ("12 (预计)", "家"),
    ("约12", "家"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "value"), FIGURES)
def test_a_plain_figure(text, unit, value):
    box = read_box(text, unit)
    assert (box.value, box.taken_as, box.error, box.is_not_known) == (Decimal(value), "", "", False)


@pytest.mark.parametrize(("text", "unit", "value"), CONVERTED)
def test_what_is_converted_is_said(text, unit, value):
    box = read_box(text, unit)
    assert (box.value, box.error) == (Decimal(value), "")
    assert text in box.taken_as


@pytest.mark.parametrize("text", NOT_KNOWN)
def test_not_known_is_neither_empty_nor_zero(text):
    box = read_box(text, "家")
    assert (box.value, box.is_not_known, box.is_empty, box.error) == (None, True, False, "")


@pytest.mark.parametrize("text", ["", " ", "\t", "\u3000"])
def test_empty_is_nothing_typed(text):
    box = read_box(text, "家")
    assert (box.value, box.is_not_known, box.is_empty) == (None, False, True)


@pytest.mark.parametrize(("text", "unit"), REFUSED)
def test_the_rest_is_refused_in_words(text, unit):
    box = read_box(text, unit)
    assert box.value is None
    assert text in box.error


@given(st.text(max_size=60), st.sampled_from(["家", "亿元", "%", "", "万平方米", "个百分点"]))
def test_every_text_has_exactly_one_meaning(text, unit):
    box = read_box(text, unit)
    assert [box.is_empty, box.is_not_known, box.value is not None, bool(box.error)].count(True) == 1


@given(st.decimals(-(10**12), 10**12, places=6), st.sampled_from(["家", "亿元", "%"]))
def test_every_figure_that_is_kept_comes_back(value, unit):
    for text in (f"{value:f}", f"{value:,f}", f"{value:f}{unit}"):
        assert read_box(text, unit).value == value
