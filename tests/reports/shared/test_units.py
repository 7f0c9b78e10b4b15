from decimal import Decimal

import pytest

from reports.shared.units import in_unit


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("2.5", "万亿元", "亿元", "25000"),
        ("12000", "人", "万人", "1.2"),
        ("3", "千万元", "万元", "3000"),
        ("30", "万千瓦", "千瓦", "300000"),
        ("7", "%", "%", "7"),
        ("2", "个百分点", "百分点", "2"),
        ("2", "千分点", "百分点", None),
        ("2", "百分点", "%", None),
        ("20", "家", "个", None),
        ("5", "亿美元", "亿元", None),
        ("5", "万", "亿", None),
        ("100", "公里", "公里", "100"),
    ],
)
def test_figures_change_their_scale_but_never_their_meaning(value, unit, wanted, expected):
    assert in_unit(Decimal(value), unit, wanted) == (None if expected is None else Decimal(expected))
