from decimal import Decimal

import pytest
from django import forms

from reports.shared.fields import FigureField


def test_a_stored_figure_is_shown_as_it_was_typed():
    field = FigureField()
    assert [field.prepare_value(value) for value in (Decimal("12.500000"), Decimal("-3"), "二百", None)] == [
        "12.5", "-3", "二百", None,
    ]  # fmt: skip
    assert field.clean(field.prepare_value(Decimal("-3.5"))) == Decimal("-3.5")


class FilingForm(forms.Form):
    value = FigureField(unit="万元")


def test_what_is_understood_is_shown_before_it_is_taken():
    asked = FilingForm({"value": "1.2亿"})
    assert not asked.is_valid()
    assert asked.errors["value"] == ["“1.2亿”理解为12000万元。如无误，请再次提交。"]
    assert '<input type="hidden" name="value-understood" value="12000">' in str(asked["value"])

    confirmed = FilingForm({"value": "1.2亿", "value-understood": "12000"})
    assert confirmed.is_valid()
    assert confirmed.cleaned_data == {"value": Decimal(12000)}


def test_another_figure_is_asked_about_anew():
    form = FilingForm({"value": "(35)", "value-understood": "12000"})
    assert form.has_error("value", "confirm")
    assert 'value="−35"' in str(form["value"])


@pytest.mark.parametrize("plain", ["12,000", "12000万元", "-3.5"])
def test_what_can_mean_nothing_else_is_taken_at_once(plain):
    assert FilingForm({"value": plain}).is_valid()
