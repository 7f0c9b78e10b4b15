import datetime as dt
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.translation import override

from tests.tracker.filing import file_figure
from tracker.judging.verdicts import basis_on, judge_on
from tracker.models import Target


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


def test_a_verdict_shows_status_arithmetic_remedy_and_what_it_rests_on(make_target):
    file_figure(make_target(), 6, 8)
    (judged,) = judge_on(Target.objects.all(), basis_on(dt.date(2024, 7, 20), month=6))
    with override("en"):
        page = " ".join(render_to_string("tracker/_verdict.html", {"judged": judged}).split())
    for text in (
        'class="tag tone-yellow"', "◆", "behind schedule", "−10.0 percentage points", "Actual, end of June", "8 家",
        "Done 8 家 ÷ target 20 家 = 40.0%.", "12 家 remain: 2 家 a month", "Rule set: 默认规则 v1",
        "as of July 20, 2024", "approved figures only",
    ):  # fmt: skip
        assert text in page


def test_names_and_reasons_of_reviewers_are_never_markup(make_target):
    make_target(
        measure="level", comparator="qualitative", value=None, verdict="missed", verdict_reason="<script>alert(1)",
        verdict_on=dt.date(2024, 6, 1),
    )  # fmt: skip
    (judged,) = judge_on(Target.objects.all(), basis_on(dt.date(2024, 7, 20), month=6))
    assert "<script>" not in render_to_string("tracker/_verdict.html", {"judged": judged})
