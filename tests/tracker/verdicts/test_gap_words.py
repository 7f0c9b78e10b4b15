from decimal import Decimal

import pytest
from django.utils.translation import override

from tracker.evaluation import Shape
from tracker.verdicts.gap_words import gap_in_words

POINTS = "百分点"
TABLE = [
    (Shape.CUMULATIVE, "6.8", POINTS, True, "快于序时进度6.8个百分点"),
    (Shape.CUMULATIVE, "0", POINTS, True, "与序时进度持平"),
    (Shape.CUMULATIVE, "-1.73", POINTS, True, "略低于序时进度1.7个百分点"),
    (Shape.CUMULATIVE, "-4.99", POINTS, True, "略低于序时进度5.0个百分点"),
    (Shape.CUMULATIVE, "-5", POINTS, True, "低于序时进度5.0个百分点"),
    (Shape.CUMULATIVE, "-8.76", POINTS, True, "低于序时进度8.8个百分点"),
    (Shape.CUMULATIVE, "-15", POINTS, True, "明显低于序时进度15.0个百分点"),
    (Shape.GROWTH, "0.3", POINTS, False, "高于目标0.3个百分点"),
    (Shape.GROWTH, "0", POINTS, False, "与目标持平"),
    (Shape.GROWTH, "-1.9", POINTS, False, "低于目标1.9个百分点"),
    (Shape.DECLINE, "0.5", POINTS, False, "好于目标0.5个百分点"),
    (Shape.CEILING, "0.3", POINTS, False, "低于控制目标0.3个百分点"),
    (Shape.CEILING, "-0.1", POINTS, False, "超出控制目标0.1个百分点"),
    (Shape.STOCK, "-3", "家", False, "低于目标3家"),
    (Shape.RANGE, "-0.4", POINTS, False, "偏离目标区间0.4个百分点"),
    (Shape.APPROX, "0", POINTS, False, "在目标区间内"),
    (Shape.RANK, "-2", "位", False, "落后目标位次2位"),
    (Shape.ZERO, "0", "起", False, "未发生"),
    (Shape.ZERO, "-1", "起", False, "已发生1起"),
    (Shape.MILESTONE, "-12", "天", False, "逾期12天"),
]


@pytest.mark.parametrize(("shape", "gap", "unit", "is_pace", "words"), TABLE)
def test_a_gap_is_worded_as_bulletins_do(shape, gap, unit, is_pace, words):
    with override("zh-hans"):
        assert gap_in_words(shape, Decimal(gap), unit, is_pace=is_pace) == words


def test_no_gap_has_no_words():
    assert gap_in_words(Shape.GROWTH, None, "", is_pace=False) == ""


def test_what_is_short_of_level_never_reads_as_level():
    with override("zh-hans"):
        assert gap_in_words(Shape.GROWTH, Decimal("-0.0001"), POINTS, is_pace=False) == "低于目标0.0001个百分点"
