"""Numbers with units, in digits and in words."""

from decimal import Decimal

import pytest

from reports.extraction.folding import group_digits
from reports.extraction.numerals import number_of, scaled
from reports.extraction.quantities import Quantity, apart, digit_quantities, join_ranges, restore_units
from reports.extraction.wordnumbers import word_quantities


def found(text: str) -> list[Quantity]:
    numbers = list(apart([*digit_quantities(text), *word_quantities(text)]))
    restore_units(text, numbers)
    join_ranges(text, numbers)
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
    ("words", "value"),
    [
        ("十五", 15), ("两百三十", 230), ("三点五", "3.5"), ("一千二百", 1200), ("十二万", 120000), ("百", 100),
        ("一百零五", 105), ("两千零八", 2008), ("四百五", 450), ("两千四百五", 2450), ("一万五", 15000),
        ("一万零五", 10005), ("三点二万", 32000), ("两亿五千万", 250_000_000),
        ("四亿五千六百四十二万零一十五", 456_420_015),
    ],
)  # fmt: skip
def test_chinese_numerals(words: str, value: object) -> None:
    assert number_of(words) == Decimal(str(value))


@pytest.mark.parametrize("words", ["三五百", "十七八万", "二零二五", "一二三", "五点", "三点百", "千万千"])
def test_what_only_looks_like_a_numeral(words: str) -> None:
    assert number_of(words) is None
    assert scaled(words) is None


@pytest.mark.parametrize(
    ("words", "value", "scale"),
    [("三万", 3, "万"), ("两亿五千万", "2.5", "亿"), ("一千二百", 1200, ""), ("三千亿", 3000, "亿"),
     ("两万亿", 2, "万亿"), ("一百二十万", 120, "万"), ("三点二万", "3.2", "万"), ("万", 10000, "")],
)  # fmt: skip
def test_a_numeral_is_written_in_its_scale(words: str, value: object, scale: str) -> None:
    assert scaled(words) == (Decimal(str(value)), scale)


@pytest.mark.parametrize(
    ("text", "expression", "value", "high", "unit", "bound"),
    [
        # a number is read whole
        ("建成一百零五家。", "一百零五家", "105", None, "家", None),
        ("投资3亿5000万元，", "3亿5000万元", "3.5", None, "亿元", None),
        ("惠及7万5千4百人以上。", "7万5千4百人", "7.54", None, "万人", "ge"),
        ("共25万6千余家。", "25万6千余家", "25.6", None, "万家", "approx"),
        ("种粮三万亩，", "三万亩", "3", None, "万亩", None),
        ("修路二点五公里。", "二点五公里", "2.5", None, "公里", None),
        ("完成1，234万元。", "1\ue000234万元", "1234", None, "万元", None),
        ("突破千万千升大关，", "千万千升", "1000", None, "万千升", None),
        # vague
        ("接待一千多万人次，", "一千多万人次", "1000", None, "万人次", "approx"),
        ("建成十余所，", "十余所", "10", None, "所", "approx"),
        ("规模迈上千亿元台阶，", "千亿元", "1000", None, "亿元", None),
        ("拉动消费上百亿元。", "上百亿元", "100", None, "亿元", "approx"),
        ("规模翻了将近一番，", "翻了将近一番", "2", None, "倍", "approx"),
        ("规模翻一番多。", "翻一番", "2", None, "倍", "gt"),
        # parts
        ("占千分之二，", "千分之二", "2", None, "‰", None),
        ("占万分之三。", "万分之三", "0.03", None, "%", None),
        ("增长百分之22.5以上。", "百分之22.5", "22.5", None, "%", "ge"),
        ("占七成六，", "七成六", "7.6", None, "成", None),
        ("占三成半左右。", "三成半", "3.5", None, "成", "approx"),
        ("提高两个百分点。", "两个百分点", "2", None, "个百分点", None),
        ("增长两倍以上，", "两倍", "2", None, "倍", "ge"),
        # signs
        ("增速为-3.2%。", "-3.2%", "-3.2", None, "%", None),
        ("增长负3.2%，", "负3.2%", "-3.2", None, "%", None),
        ("下降负百分之三。", "负百分之三", "-3", None, "%", None),
        ("全年减负65亿元。", "65亿元", "65", None, "亿元", None),
        # ranges and bounds
        ("介于20家和30家之间。", "20家和30家", "20", "30", "家", "between"),
        ("二十到三十家。", "二十到三十家", "20", "30", "家", "between"),
        ("800万到1.2亿元，", "800万到1.2亿元", "0.08", "1.2", "亿元", "between"),
        ("5—6万人。", "5—6万人", "5", "6", "万人", "between"),
        ("引进30家（含）以上。", "30家", "30", None, "家", "ge"),
        # units
        ("治理流域10km²，", "10km²", "10", None, "km²", None),
        ("提升5个A级景区，", "5个", "5", None, "个", None),
        ("人均GDP8.4万元。", "8.4万元", "8.4", None, "万元", None),
    ],
)
def test_a_number_is_read_whole(
    text: str, expression: str, value: str, high: str | None, unit: str, bound: str | None
) -> None:
    (number,) = found(group_digits(text))
    assert group_digits(text)[number.start : number.end] == expression
    assert (number.value, number.unit, number.bound) == (Decimal(value), unit, bound)
    assert number.high == (Decimal(high) if high else None)


@pytest.mark.parametrize(
    "text",
    ["动员三五百家。", "惠及十七八万人。", "投入几十亿元，", "投入数十亿元，", "以百倍努力推进", "十分感谢",
     "一百五十号线", "九万里风鹏正举", "千方百计", "三农工作", "一批项目", "百姓"],
)  # fmt: skip
def test_half_a_number_is_none(text: str) -> None:
    assert found(text) == []


def test_a_full_width_comma_between_clauses_stays_one() -> None:
    text = "增长5%，300家企业。2024年，120家。5，2024年"
    assert group_digits(text) == text
