"""Plain values refuse what is no number and no month."""

from decimal import Decimal

import pytest

from tests.tracker.evaluation.cases import promise
from tracker.evaluation import Observation, Shape


@pytest.mark.parametrize("field", ["value_high", "baseline", "reference"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_amounts_of_a_target_are_finite(field, number):
    with pytest.raises(ValueError, match="finite"):
        promise(Shape.CUMULATIVE, 20, **{field: number})


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity"])
def test_figures_are_finite(number):
    with pytest.raises(ValueError, match="finite"):
        Observation(3, Decimal(number))


@pytest.mark.parametrize("month", [0, 13, -1])
def test_figures_belong_to_a_month(month):
    with pytest.raises(ValueError, match="A month is"):
        Observation(month, None)
