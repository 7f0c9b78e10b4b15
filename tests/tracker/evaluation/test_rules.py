"""Thresholds are settings, with the design's defaults."""

from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import judge_figure, promise
from tracker.evaluation import DEFAULT_RULES, Rules, Shape, Status


def test_the_defaults():
    assert (DEFAULT_RULES.ahead_from, DEFAULT_RULES.behind_from) == (10, -10)
    assert DEFAULT_RULES.growth_behind_from == Decimal("-0.5")
    assert (DEFAULT_RULES.about_rate_band, DEFAULT_RULES.about_share_band) == (Decimal("0.5"), 5)


@pytest.mark.parametrize(
    ("terms", "actual", "rules", "default", "status"),
    [
        (promise(Shape.CUMULATIVE, 100), 53, Rules(ahead_from=Decimal(2)), Status.ON_PACE, Status.AHEAD),
        (promise(Shape.CUMULATIVE, 100), 44, Rules(behind_from=Decimal(-5)), Status.BEHIND, Status.FAR_BEHIND),
        (promise(Shape.GROWTH, 7, "%"), 6, Rules(growth_behind_from=Decimal(-1)), Status.FAR_BEHIND, Status.BEHIND),
        (promise(Shape.RATE, 50, "%"), 48, Rules(rate_behind_from=Decimal(-1)), Status.BEHIND, Status.FAR_BEHIND),
        (
            promise(Shape.CEILING, 5, "%", "le"),
            6,
            Rules(ceiling_behind_from=Decimal(-1)),
            Status.FAR_BEHIND,
            Status.BEHIND,
        ),
        (
            promise(Shape.CEILING, 30, "天", "le"),
            33,
            Rules(level_behind_from=Decimal(-10)),
            Status.FAR_BEHIND,
            Status.BEHIND,
        ),
        (promise(Shape.RANK, 3, "位"), 5, Rules(rank_behind_from=Decimal(-1)), Status.BEHIND, Status.FAR_BEHIND),
        (
            promise(Shape.APPROX, 3, "%", "approx"),
            2,
            Rules(about_rate_band=Decimal(1)),
            Status.BEHIND,
            Status.ON_PACE,
        ),
        (
            promise(Shape.APPROX, 100, "万吨", "approx"),
            92,
            Rules(about_share_band=Decimal(8)),
            Status.BEHIND,
            Status.ON_PACE,
        ),
    ],
)
def test_every_threshold_can_be_set(terms, actual, rules, default, status):
    assert judge_figure(terms, actual, 6).status is default
    assert judge_figure(terms, actual, 6, rules=rules).status is status


@pytest.mark.parametrize("name", ["behind_from", "growth_behind_from", "rank_behind_from", "level_behind_from"])
def test_a_threshold_for_behind_is_not_positive(name):
    with pytest.raises(ValueError, match=name):
        Rules(**{name: Decimal(1)})


@pytest.mark.parametrize("name", ["ahead_from", "about_rate_band", "about_share_band", "reporting_days"])
def test_other_thresholds_are_not_negative(name):
    with pytest.raises(ValueError, match=name):
        Rules(**{name: Decimal(-1)})
