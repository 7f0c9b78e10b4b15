from decimal import Decimal

import pytest
from django.utils.translation import override

from reports.shared.history import action_in_words
from tracker.targets.display import headline_in_words, in_words, statement_in_words, target_in_words

PROMISES = [
    # measure, comparator, value, upper value, unit, in Chinese, in English
    ("growth", "eq", 7, None, "%", "增长7%", "growth 7%"),
    ("growth", "ge", 15, None, "%", "增长15%以上", "growth 15% or more"),
    ("growth", "approx", 3, None, "%", "增长3%左右", "growth about 3%"),
    ("growth", "between", 6, "6.5", "%", "增长6—6.5%", "growth 6—6.5%"),
    ("growth", "gt", 8, None, "%", "增长超过8%", "growth more than 8%"),
    ("decline", "eq", "2.50", None, "%", "下降2.5%", "decline 2.5%"),
    ("quantity", "ge", 20, None, "家", "20家以上", "20 家 or more"),
    ("quantity", "eq", "5.7", None, "万亩", "5.7万亩", "5.7 万亩"),
    ("level", "gt", 1750, None, "家", "超过1750家", "more than 1750 家"),
    ("level", "le", "5.5", None, "%", "5.5%以内", "within 5.5%"),
    ("level", "lt", 5, None, "%", "低于5%", "less than 5%"),
    ("level", "approx", 29, None, "万吨", "29万吨左右", "about 29 万吨"),
    ("increase", "eq", 2, None, "百分点", "提高2个百分点", "up 2 percentage points"),
    ("decrease", "ge", "1.2", None, "万吨", "降低1.2万吨以上", "down 1.2 万吨 or more"),
    ("multiple", "eq", 2, None, "倍", "基期的2倍", "2 times the value before"),
    ("rank", "le", 10, None, "位", "前10位", "among the first 10"),
    ("rank", "eq", 3, None, "位", "第3位", "place 3"),
]


@pytest.mark.parametrize(("measure", "comparator", "value", "high", "unit", "chinese", "english"), PROMISES)
def test_promises_in_both_languages(measure, comparator, value, high, unit, chinese, english):
    terms = {
        "measure": measure, "comparator": comparator, "value": Decimal(value),
        "value_high": Decimal(high) if high else None, "unit": unit,
    }  # fmt: skip
    for language, expected in (("zh-hans", chinese), ("en", english)):
        with override(language):
            assert in_words(**terms) == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"measure": "level", "comparator": "qualitative", "value": None, "standard": "全覆盖"}, "全覆盖"),
        ({"measure": "", "comparator": "", "value": None, "standard": "通车"}, "通车"),
        (
            {"measure": "growth", "comparator": "relative", "value": Decimal(1), "unit": "百分点",
             "standard": "高于全市平均1个百分点"},
            "高于全市平均1个百分点",
        ),
        ({"measure": "level", "comparator": "ge", "value": None}, "—"),
    ],
)  # fmt: skip
def test_what_has_no_number_is_told_by_its_words(terms, expected):
    assert in_words(**terms) == expected


def test_a_milestone_is_not_said_twice(make_target):
    event = {"measure": "", "comparator": "", "value": None, "standard": "通车"}
    assert headline_in_words(make_target(name="青溪大桥通车", **event)) == "2024年12月31日前"
    assert headline_in_words(make_target(name="青溪大桥", **event)) == "通车"
    assert headline_in_words(make_target(name="新增企业")) == "20家以上"


def test_targets_and_statements_speak_alike(make_target, promises):
    assert target_in_words(make_target()) == statement_in_words(promises["firms"]) == "20家以上"
    assert statement_in_words(promises["bridge"]) == "通车"


def test_history_speaks_of_actions_and_repeats_reasons():
    assert [action_in_words(action) for action in ("submitted", "责任单位调整", "")] == [
        "提交",
        "责任单位调整",
        "已修改",
    ]
