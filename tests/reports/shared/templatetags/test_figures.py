import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override


def printed(expression, **context):
    with override("en"):
        return Template("{% load figures %}{{ " + expression + " }}").render(Context(context))


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("value|amount:'家'", None, "—"),
        ("value|amount:'家'", Decimal("0.000000"), "0 家"),
        ("value|derived:'家'", None, "—"),
        ("value|derived:'家'", Decimal(10) / 3, "3.33 家"),
        ("value|percent", None, "—"),
        ("value|percent", Decimal(0), "0.0%"),
        ("value|gap:'百分点'", None, "—"),
        ("value|gap:'百分点'", Decimal("-1.25"), "−1.3 percentage points"),
        ("value|day", None, "—"),
        ("value|day", dt.date(2024, 6, 30), "June 30, 2024"),
        ("value|month_name", None, "—"),
        ("value|month_name", 6, "June"),
        ("value|move", None, "—"),
        ("value|move", 0, "＝"),
        ("value|move", 2, "▲ 2"),
        ("value|move", -1, "▼ 1"),
    ],
)
def test_what_is_not_known_is_a_dash_and_zero_is_zero(expression, value, text):
    assert printed(expression, value=value) == text
