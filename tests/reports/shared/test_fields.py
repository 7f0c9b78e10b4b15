from decimal import Decimal

from reports.shared.fields import FigureField


def test_a_stored_figure_is_shown_as_it_was_typed():
    field = FigureField()
    assert [field.prepare_value(value) for value in (Decimal("12.500000"), Decimal("-3"), "二百", None)] == [
        "12.5", "-3", "二百", None,
    ]  # fmt: skip
    assert field.clean(field.prepare_value(Decimal("-3.5"))) == Decimal("-3.5")
