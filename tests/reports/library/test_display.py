"""Statements in words and symbols."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from reports.library.display import amount, differences, terms, word
from reports.library.models import Statement


@pytest.mark.parametrize(
    ("comparator", "value", "high", "unit", "words"),
    [
        ("eq", "7.000000", None, "%", "7%"),
        ("ge", "20", None, "家", "20家 or more"),
        ("gt", "1000000", None, "元", "more than 1000000元"),
        ("le", "5.50", None, "%", "within 5.5%"),
        ("lt", "0", None, "起", "less than 0起"),
        ("approx", "3", None, "%", "about 3%"),
        ("between", "6", "6.5", "%", "6—6.5%"),
        ("relative", "1", None, "个百分点", "1个百分点"),
        ("", "-5.5", None, "%", "−5.5%"),
        ("qualitative", None, None, "", ""),
    ],
)
def test_amounts(comparator, value, high, unit, words):
    numbers = [None if number is None else Decimal(number) for number in (value, high)]
    statement = Statement(comparator=comparator, value=numbers[0], value_high=numbers[1], unit=unit)
    with override("en"):
        assert amount(statement) == words


def test_bounds_are_said_as_reports_say_them():
    statement = Statement(comparator="ge", value=Decimal("7"), unit="%")
    with override("zh-hans"):
        assert amount(statement) == "7%以上"


def test_differences_compare_numbers_as_numbers_and_speak_in_words():
    one = {"value": "7", "unit": "%", "kind": "target", "year": 2024}
    other = {"value": Decimal("7.000"), "unit": "", "kind": "actual", "year": 2024}
    found = differences(one, other, ("value", "unit", "kind", "year"))
    assert [(d.one, d.other) for d in found] == [("%", "—"), (word("kind", "target"), word("kind", "actual"))]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"measure": "growth", "comparator": "ge", "year": 2024}, ["growth", 2024]),
        ({"measure": "level", "comparator": "qualitative", "year": 2024}, ["level", "qualitative", 2024]),
        ({"kind": "milestone", "measure": "level", "year": 2024, "event": "通车", "due": "年底"}, [2024, "年底"]),
        ({}, []),
    ],
)
def test_terms(fields, said):
    labels = {
        "growth": ("measure", "growth"),
        "level": ("measure", "level"),
        "qualitative": ("comparator", "qualitative"),
    }
    words = [str(word(*labels[part]) if part in labels else part) for part in said]
    assert terms(Statement(**fields)) == " · ".join(words)
