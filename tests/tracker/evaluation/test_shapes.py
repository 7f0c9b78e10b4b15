"""From measure, comparator and what the indicator is like to the shape."""

import pytest

from tests.tracker.evaluation.cases import dec
from tracker.evaluation import Shape, figure_direction, shape_of

SUMS, FALLS = {"accumulates": True}, {"lower_is_better": True}


@pytest.mark.parametrize(
    ("measure", "comparator", "value", "unit", "more", "shape"),
    [
        ("quantity", "ge", 20, "家", {}, Shape.CUMULATIVE),
        ("quantity", "eq", 125, "户", SUMS, Shape.CUMULATIVE),
        ("quantity", "approx", 300, "家", {}, Shape.CUMULATIVE),
        ("quantity", "between", 20, "家", {}, Shape.CUMULATIVE),
        ("quantity", "le", 5, "起", {}, Shape.CEILING),
        ("quantity", "eq", 5, "起", FALLS, Shape.CEILING),
        ("quantity", "ge", 5, "万吨", FALLS, Shape.CUMULATIVE),
        ("quantity", "eq", 0, "起", {}, Shape.ZERO),
        ("level", "eq", 0, "件", FALLS, Shape.ZERO),
        ("level", "le", 0, "件", {}, Shape.ZERO),
        ("level", "qualitative", 0, "件", {}, Shape.ZERO),
        ("level", "ge", 0, "亿元", {}, Shape.STOCK),
        ("level", "eq", 160, "亿元", SUMS, Shape.CUMULATIVE),
        ("level", "approx", 160, "亿元", SUMS, Shape.CUMULATIVE),
        ("level", "approx", 160, "亿元", SUMS | FALLS, Shape.CEILING),
        ("level", "ge", 230, "家", {}, Shape.STOCK),
        ("level", "gt", 500, "亿元", {}, Shape.STOCK),
        ("level", "approx", 29, "万吨", {}, Shape.APPROX),
        ("level", "ge", 50, "%", {}, Shape.RATE),
        ("level", "ge", 8, "成", {}, Shape.RATE),
        ("level", "eq", "2.28", "∶1", {}, Shape.RATE),
        ("level", "qualitative", 100, "%", {}, Shape.RATE),
        ("level", "le", "5.5", "%", {}, Shape.CEILING),
        ("level", "lt", 30, "微克/立方米", {}, Shape.CEILING),
        ("level", "eq", 30, "微克/立方米", FALLS, Shape.CEILING),
        ("level", "approx", "5.5", "%", FALLS, Shape.APPROX),
        ("level", "between", 6, "%", {}, Shape.RANGE),
        ("growth", "ge", 7, "%", {}, Shape.GROWTH),
        ("growth", "eq", 7, "%", SUMS, Shape.GROWTH),
        ("growth", "eq", 0, "%", {}, Shape.GROWTH),
        ("growth", "approx", 3, "%", SUMS, Shape.APPROX),
        ("growth", "between", 6, "%", SUMS, Shape.RANGE),
        ("growth", "le", 3, "%", {}, Shape.CEILING),
        ("growth", "eq", 3, "%", FALLS, Shape.CEILING),
        ("growth", "relative", 1, "个百分点", {}, Shape.RELATIVE),
        ("growth", "qualitative", None, "", {}, Shape.QUALITATIVE),
        ("decline", "ge", "2.5", "%", {}, Shape.DECLINE),
        ("decline", "eq", "2.5", "%", FALLS, Shape.DECLINE),
        ("decline", "approx", 3, "%", {}, Shape.APPROX),
        ("increase", "eq", 2, "个百分点", {}, Shape.CHANGE),
        ("decrease", "ge", "1.2", "万吨", FALLS, Shape.CHANGE),
        ("increase", "approx", 2, "个百分点", {}, Shape.CHANGE),
        ("increase", "le", 2, "%", {}, Shape.CEILING),
        ("multiple", "eq", 2, "倍", SUMS, Shape.MULTIPLE),
        ("rank", "eq", 3, "位", {}, Shape.RANK),
        ("rank", "le", 10, "位", {}, Shape.RANK),
        ("level", "relative", None, "", {}, Shape.RELATIVE),
        ("quantity", "ge", None, "家", {}, Shape.CUMULATIVE),
        ("", "", None, "", {"is_milestone": True}, Shape.MILESTONE),
    ],
)
def test_shapes(measure, comparator, value, unit, more, shape):
    arguments = {"accumulates": False, **more}
    assert shape_of(measure=measure, comparator=comparator, unit=unit, value=dec(value), **arguments) is shape


@pytest.mark.parametrize(("measure", "comparator"), [("speed", "ge"), ("level", "≥"), ("", "ge"), ("level", "")])
def test_unknown_codes_are_refused(measure, comparator):
    with pytest.raises(ValueError, match="Unknown"):
        shape_of(measure=measure, comparator=comparator, unit="%", accumulates=False, value=None)


@pytest.mark.parametrize(
    ("measure", "lower_is_better", "direction"),
    [("level", True, "lower"), ("growth", True, "lower"), ("decline", True, "higher"), ("decrease", True, "higher"),
     ("level", False, "higher"), ("decline", False, "higher")],
)  # fmt: skip
def test_of_a_promised_fall_more_is_better_whatever_is_good_of_the_indicator(measure, lower_is_better, direction):
    assert figure_direction(measure, lower_is_better=lower_is_better) == direction
