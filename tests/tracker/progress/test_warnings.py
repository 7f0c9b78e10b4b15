"""What looks wrong about a figure: a table of decisions."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.progress.warnings import Doubt, Figure, Surroundings, warnings_of


def beside(*earlier, month=6, accumulates=True, **known):
    figures = [Figure(each, Decimal(str(value))) for each, value in earlier]
    known = {name: Decimal(str(each)) if name in KNOWN else each for name, each in known.items()}
    return Surroundings(month=month, accumulates=accumulates, earlier=figures, **{"unit": "亿元"} | known)


KNOWN = {"last_year", "expected", "promised"}
STEADY = [(3, 30), (4, 40), (5, 50)]
LEVEL = {"accumulates": False, "unit": "%"}
DECISIONS = [
    # a running total
    ("60", beside(*STEADY), []),
    ("50", beside(*STEADY), []),
    ("49.9", beside(*STEADY), [Doubt.FELL]),
    ("0", beside(*STEADY), [Doubt.FELL]),
    ("-3", beside(*STEADY), [Doubt.FELL]),
    ("49.9", beside(*STEADY, accumulates=False), []),
    # a jump: the usual step is 10 a month
    ("80", beside(*STEADY), []),
    ("80.1", beside(*STEADY), [Doubt.JUMP]),
    ("110", beside(*STEADY, month=7), []),
    ("111", beside(*STEADY, month=7), [Doubt.JUMP]),
    ("41", beside((5, 10)), [Doubt.JUMP]),
    ("16", beside((5, 10)), []),
    ("500", beside(), []),
    ("5", beside((4, 0), (5, 0)), []),
    # a level or a rate moves both ways; less than two steps tell nothing
    ("5.4", beside((3, "5.1"), (4, "5.2"), (5, "5.3"), **LEVEL), []),
    ("7.9", beside((3, "5.1"), (4, "5.2"), (5, "5.3"), **LEVEL), [Doubt.JUMP]),
    ("2.1", beside((3, "5.1"), (4, "5.2"), (5, "5.3"), **LEVEL), [Doubt.JUMP]),
    ("7.9", beside((4, "5.2"), (5, "5.3"), **LEVEL), []),
    # 万 for 亿
    ("600000", beside(*STEADY), [Doubt.SCALE]),
    ("0.006", beside(*STEADY), [Doubt.SCALE]),
    ("600000", beside(expected=60), [Doubt.SCALE]),
    ("600000", beside(last_year=55), [Doubt.SCALE]),
    ("600000", beside(promised=120), [Doubt.SCALE]),
    ("60", beside((5, "0.005"), expected=55), [Doubt.JUMP]),
    ("600000", beside((5, 0)), []),
    ("0", beside(expected=60), []),
    # shares
    ("101", beside(is_share=True, unit="%"), [Doubt.SHARE]),
    ("100", beside(is_share=True, unit="%"), []),
    ("101", beside(is_share=False, unit="%"), []),
    ("101", beside(is_share=True, unit="亿元"), []),
    ("1001", beside(is_share=True, unit="‰"), [Doubt.SHARE]),
    # decimals
    ("6", beside((4, "5.2"), (5, "5.3"), **LEVEL), [Doubt.DECIMALS]),
    ("6.1", beside((4, "5.2"), (5, "5.3"), **LEVEL), []),
    ("6", beside((5, "5.3"), **LEVEL), []),
    ("6", beside((4, "5"), (5, "5.3"), **LEVEL), []),
]


@pytest.mark.parametrize(("value", "surroundings", "doubts"), DECISIONS)
def test_what_looks_wrong(value, surroundings, doubts):
    assert [each.doubt for each in warnings_of(Decimal(value), surroundings)] == doubts


def test_nothing_typed_is_not_doubted():
    assert warnings_of(None, beside(*STEADY)) == []


@pytest.mark.parametrize(
    ("value", "surroundings", "words"),
    [
        ("49", beside(*STEADY), ["5月", "50亿元", "49亿元"]),
        ("90", beside(*STEADY), ["+40亿元", "5月", "50亿元", "10亿元"]),
        ("600000", beside(expected=60), ["600000亿元", "60亿元", "万"]),
        ("101", beside(is_share=True, unit="%"), ["101%", "100%"]),
    ],
)
def test_it_says_with_which_numbers(value, surroundings, words):
    (warned,) = warnings_of(Decimal(value), surroundings)
    assert [each for each in words if each not in warned.words] == []


FIGURES = st.decimals(-(10**9), 10**9, places=4)


@given(FIGURES, st.lists(FIGURES, max_size=5), FIGURES, st.booleans(), st.sampled_from(["%", "亿元"]))
def test_no_figure_is_too_strange_to_be_told_of(value, earlier, known, accumulates, unit):
    figures = [Figure(month, each) for month, each in enumerate(earlier, start=1)]
    surroundings = Surroundings(8, unit, accumulates, not accumulates, figures, known, known, known)
    doubts = [each.doubt for each in warnings_of(value, surroundings)]
    assert len(doubts) == len(set(doubts))
    assert (Doubt.FELL in doubts) <= (accumulates and bool(earlier) and value < earlier[-1])
