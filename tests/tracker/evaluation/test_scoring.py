from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.evaluation.scoring import Result, Scoring, scores_of, totals_of


def results(**values):
    return [Result(key, None if value is None else Decimal(value)) for key, value in values.items()]


def test_completion_counts_up_to_the_weight_and_not_below_nothing():
    shares = scores_of(
        [Result("a", Decimal(1), completion=Decimal("0.7")), Result("b", Decimal(1), completion=Decimal("1.4")),
         Result("c", Decimal(1), completion=Decimal("-0.2")), Result("d", Decimal(7), met=True),
         Result("e", Decimal(6)), Result("f", None)],
        Scoring.CAPPED, higher_is_better=True,
    )  # fmt: skip
    assert shares == {"a": Decimal("0.7"), "b": 1, "c": 0, "d": 1, "e": 0, "f": None}


def test_the_last_has_sixty_per_cent_and_the_first_all_of_it():
    found = scores_of(results(a=4, b=6, c=5, d=None), Scoring.EFFICACY, higher_is_better=True)
    assert found == {"a": Decimal("0.6"), "b": 1, "c": Decimal("0.8"), "d": None}
    assert scores_of(results(a=4, b=6), Scoring.EFFICACY, higher_is_better=False) == {"a": 1, "b": Decimal("0.6")}
    assert scores_of(results(a=4, b=4), Scoring.EFFICACY, higher_is_better=True) == {"a": 1, "b": 1}
    assert scores_of(results(a=None), Scoring.EFFICACY, higher_is_better=True) == {"a": None}


def test_every_place_costs_five_per_cent_and_ties_share_it():
    found = scores_of(results(a=9, b=7, c=7, d=5, e=None), Scoring.PLACES, higher_is_better=True)
    assert found == {"a": 1, "b": Decimal("0.95"), "c": Decimal("0.95"), "d": Decimal("0.85"), "e": None}


def test_points_above_and_below_the_promise():
    def share(gap, unit="百分点"):
        result = Result("a", Decimal(1), gap=None if gap is None else Decimal(gap), gap_unit=unit)
        return scores_of([result], Scoring.POINTS, higher_is_better=True)["a"]

    assert [share(gap) for gap in ("0", "2", "-4", "90", "-900")] == [
        Decimal("0.8"), Decimal("0.81"), Decimal("0.78"), 1, 0
    ]  # fmt: skip
    assert (share(None), share("3", "家")) == (None, None)


def test_totals_are_of_what_could_be_scored_and_say_how_much_that_is():
    half = Decimal("0.5")
    totals = totals_of(
        {"x": {"a": Decimal(1), "b": half, "c": None}, "y": {"a": half, "b": None, "c": half}},
        {"x": Decimal(3), "y": Decimal(1)},
    )
    assert [(each.key, each.value, each.coverage) for each in totals] == [
        ("a", Decimal("87.5"), 1), ("b", 50, Decimal("0.75")), ("c", None, Decimal("0.25"))
    ]  # fmt: skip


@pytest.mark.parametrize("weight", [0, -1])
def test_a_weight_must_weigh_something(weight):
    with pytest.raises(ValueError, match="weight"):
        totals_of({"x": {"a": Decimal(1)}}, {"x": Decimal(weight)})


@given(st.lists(st.decimals(-100, 100, places=2), min_size=2, max_size=8), st.sampled_from(Scoring), st.booleans())
def test_who_is_worse_never_scores_more(values, scoring, higher):
    worse_first = sorted(values, reverse=not higher)
    sign = 1 if higher else -1
    rows = [Result(n, value, gap=sign * value, gap_unit="百分点") for n, value in enumerate(worse_first)]
    shares = scores_of(rows, scoring, higher_is_better=higher)
    assert all(shares[n] <= shares[n + 1] for n in range(len(rows) - 1))
    assert all(0 <= share <= 1 for share in shares.values())
