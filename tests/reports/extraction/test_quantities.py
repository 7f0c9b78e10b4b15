"""Numbers with units, in digits and in words."""

from decimal import Decimal

import pytest

from reports.extraction.quantities import Quantity, apart, digit_quantities, restore_units
from reports.extraction.wordnumbers import chinese_number, word_quantities


def found(text: str) -> list[Quantity]:
    numbers = list(apart([*digit_quantities(text), *word_quantities(text)]))
    restore_units(text, numbers)
    return numbers


@pytest.mark.parametrize(
    ("text", "expression", "value", "unit", "bound"),
    [
        ("增长7.5%以上", "7.5%", "7.5", "%", "ge"),
        ("新增300余家", "300余家", "300", "家", "approx"),
        ("惠及260多万人次，", "260多万人次", "260", "万人次", "approx"),
        ("引进3个左右", "3个", "3", "个", "approx"),
        ("打造1—2个", "1—2个", "1", "个", "between"),
        ("增长6%—6.5%", "6%—6.5%", "6", "%", "between"),
        ("缩小至2.06∶1", "2.06∶1", "2.06", "∶1", None),
        ("比重超九成，", "九成", "9", "成", None),
        ("百分之五以上", "百分之五", "5", "%", "ge"),
        ("产量翻一番。", "翻一番", "2", "倍", None),
        ("规模翻两番。", "翻两番", "4", "倍", None),
        ("消除隐患近千处。", "千处", "1000", "处", None),
        ("签约额超千亿元，", "千亿元", "1000", "亿元", None),
        ("用户超万户。", "万户", "1", "万户", None),
        ("产量居全省第三。", "第三", "3", "位", None),
        ("综合实力进入全国前十。", "前十", "10", "位", "le"),
        ("增速居全市首位。", "首位", "1", "位", None),
        ("新建三所学校", "三所", "3", "所", None),
        ("平均受教育年限13.8年", "13.8年", "13.8", "年", None),
    ],
)
def test_expression_value_unit_bound(text: str, expression: str, value: str, unit: str, bound: str | None) -> None:
    (number,) = found(text)
    assert text[number.start : number.end] == expression
    assert (number.value, number.unit, number.bound) == (Decimal(value), unit, bound)


@pytest.mark.parametrize(
    "text", ["G348线开工", "5G网络", "2024年", "1月至9月", "第二批名单", "AA+企业", "3家庭", "12英寸线"]
)
def test_what_is_no_number_with_a_unit(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("提升3.1个、4.6个百分点", ["个百分点", "个百分点"]),
        ("减少2.6万、1.8万亩", ["万亩", "万亩"]),
        ("增长4.9、5.2%", ["%", "%"]),
        ("新增3个、5家", ["个", "家"]),
    ],
)
def test_a_series_writes_its_unit_once(text: str, units: list[str]) -> None:
    assert [number.unit for number in found(text)] == units


@pytest.mark.parametrize(
    ("words", "value"), [("十五", 15), ("两百三十", 230), ("三点五", "3.5"), ("一千二百", 1200), ("十二万", 120000)]
)
def test_chinese_numerals(words: str, value: object) -> None:
    assert chinese_number(words) == Decimal(str(value))
