from decimal import Decimal

from django.utils.translation import override

from tracker.dashboards.overview.figures import MonthFigure
from tracker.dashboards.overview.sparkline import HEIGHT, MARGIN, WIDTH, sparkline


def figures(**values):
    return [
        MonthFigure(int(month[1:]), None if value is None else Decimal(value), "") for month, value in values.items()
    ]


def line(level=None, *, from_zero=False, **values):
    with override("zh-hans"):
        return sparkline(figures(**values), level, from_zero=from_zero, unit="%")


def test_it_runs_from_january_to_december_and_from_the_lowest_to_the_highest():
    drawn = line(m1="2", m2="4", m12="6")
    assert drawn.runs == [f"{MARGIN:.1f},{HEIGHT - MARGIN:.1f} 14.2,15.0", f"{WIDTH - MARGIN:.1f},{MARGIN:.1f}"]
    assert drawn.last == (f"{WIDTH - MARGIN:.1f}", f"{MARGIN:.1f}")


def test_a_month_that_is_missing_leaves_a_gap_and_quarters_make_one_line():
    assert len(line(m1="2", m2="3", m5="4", m6="5").runs) == 2
    assert len(line(m3="2", m6="3", m9="4").runs) == 1


def test_two_figures_far_apart_are_two_points_and_no_line():
    drawn = line(Decimal(7), m2="6.1", m10="6.4")
    assert [" " in run for run in drawn.runs] == [False, False]
    assert [",".join(point) for point in drawn.alone] == drawn.runs[:1]
    assert line(m2="6.1", m3="6.4").alone == []


def test_what_adds_up_starts_at_zero_and_the_promise_is_a_level():
    drawn = line(Decimal(20), m6="10", from_zero=True)
    assert (drawn.level, drawn.last[1]) == (f"{MARGIN:.1f}", f"{HEIGHT / 2:.1f}")


def test_words_alone_are_nothing_to_draw_and_a_zero_is_a_figure():
    assert line(m1=None) is None
    assert line(m1="0", m2=None).runs == [f"{MARGIN:.1f},{HEIGHT / 2:.1f}"]


def test_the_same_stands_there_in_words():
    assert line(m1="2.50", m2="-1").words == "1月 2.5%，2月 −1%"
