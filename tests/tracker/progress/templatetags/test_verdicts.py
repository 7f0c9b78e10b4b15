import datetime as dt

from django.template.loader import render_to_string
from django.utils.translation import override

from tests.tracker.filing import file_figure
from tracker.progress.judgement import judge_on
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on


def test_a_verdict_shows_status_arithmetic_remedy_and_what_it_rests_on(make_target):
    file_figure(make_target(), 6, 8)
    (judged,) = judge_on(Target.objects.all(), basis_on(dt.date(2024, 7, 20), month=6))
    with override("en"):
        page = " ".join(render_to_string("progress/_verdict.html", {"judged": judged}).split())
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
    assert "<script>" not in render_to_string("progress/_verdict.html", {"judged": judged})
