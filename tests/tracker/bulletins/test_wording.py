from decimal import Decimal

import pytest

from tracker.bulletins.wording import figure_in_words, summary_of
from tracker.evaluation import Status
from tracker.standings.tallies import Group, Tally
from tracker.targets.models import Target

FIGURES = [
    ({"measure": "growth", "unit": "%"}, "5.8", "增长5.8%"),
    ({"measure": "growth", "unit": "%"}, "-1.2", "下降1.2%"),
    ({"measure": "decline", "unit": "%"}, "2.9", "下降2.9%"),
    ({"measure": "decline", "unit": "%"}, "-0.3", "上升0.3%"),
    ({"measure": "increase", "unit": "个百分点"}, "2", "提高2个百分点"),
    ({"measure": "level", "unit": "家", "value": Decimal(230)}, "205", "达到205家"),
    ({"measure": "level", "unit": "%", "comparator": "le", "value": Decimal("5.5")}, "5.2", "为5.2%"),
    ({"measure": "quantity", "unit": "家", "accumulates": True, "value": Decimal(20)}, "0", "0家"),
    ({"measure": "rank", "comparator": "le", "value": Decimal(3)}, "2", "居第2位"),
]


@pytest.mark.parametrize(("terms", "value", "words"), FIGURES)
def test_a_figure_behind_its_indicator(terms, value, words):
    assert figure_in_words(Target(**{"comparator": "ge", "value": Decimal(1)} | terms), Decimal(value)) == words


def test_the_shares_of_the_summary_add_to_a_hundred_and_leave_out_what_is_not_judged():
    counts = dict.fromkeys(Status, 0) | {Status.DONE: 1, Status.ON_PACE: 1, Status.BEHIND: 1, Status.NOT_DUE: 2}
    assert summary_of(Tally(Group("", ""), counts)) == (
        "共确定目标任务5项，纳入本期评价3项：已完成1项，占33.4%；达进度1项，占33.3%；欠进度1项，占33.3%。"
        "另有未到考核期2项，不计入占比。"
    )


def test_a_summary_without_anything_judged_has_no_shares():
    counts = dict.fromkeys(Status, 0) | {Status.NOT_DUE: 2}
    assert (
        summary_of(Tally(Group("", ""), counts))
        == "共确定目标任务2项，纳入本期评价0项。另有未到考核期2项，不计入占比。"
    )
