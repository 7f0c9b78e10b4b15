"""A whole beside its parts: added up where they add up, and never made to fit."""

from decimal import Decimal

import pytest

from tracker.targets.parts import sum_of_parts

WHOLE = {"value": 100, "unit": "亿元"}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([60, 40], "2个分项合计100亿元，与总目标一致"),
        ([60, "30.5"], "2个分项合计90.5亿元，比总目标少9.5亿元"),
        ([60, 50], "2个分项合计110亿元，比总目标多10亿元"),
    ],
)
def test_the_difference_in_plain_words(make_target, parts, words):
    whole = make_target(**WHOLE)
    made = [make_target(parent=whole, value=Decimal(value), unit="亿元") for value in parts]
    assert sum_of_parts(whole, made).in_words == words


def test_scales_are_understood(make_target):
    whole = make_target(**WHOLE)
    found = sum_of_parts(whole, [make_target(value=500000, unit="万元"), make_target(value=50, unit="亿元")])
    assert (found.total, found.difference) == (100, 0)


def test_withdrawn_parts_promise_nothing(make_target):
    whole = make_target(**WHOLE)
    parts = [make_target(value=100, unit="亿元"), make_target(value=9, unit="亿元", is_withdrawn=True)]
    assert sum_of_parts(whole, parts).n_parts == 1


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (WHOLE | {"measure": "growth", "unit": "%"}, {"measure": "growth", "unit": "%", "value": 5}),
        (WHOLE | {"unit": "%", "measure": "level"}, {"unit": "%", "measure": "level", "value": 5}),
        (WHOLE, {"unit": "家", "value": 5}),
        (WHOLE, {"unit": "亿元", "value": 5, "measure": "level"}),
        (WHOLE, {"value": None, "unit": ""}),
        (WHOLE | {"value": None}, {"value": 5, "unit": "亿元"}),
    ],
)
def test_what_does_not_add_up_is_not_added(make_target, whole, part):
    assert sum_of_parts(make_target(**whole), [make_target(**part)]) is None


def test_no_parts_no_sum(make_target):
    assert sum_of_parts(make_target(), []) is None
