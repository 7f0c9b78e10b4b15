import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.tracker.filing import file_figure
from tracker.progress.judgement import judge_row
from tracker.progress.outlook import earlier_years, outlook_of
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on


def look(target, *, month=6, **basis):
    judged = judge_row(target, target.entries.all(), basis_on(dt.date(2024, 7, 20), month=month, **basis))
    return outlook_of(judged, earlier_years(target, AnonymousUser()))


def test_along_a_straight_line_by_approved_figures_alone(make_target):
    target = make_target()
    file_figure(target, 5, 9)
    file_figure(target, 6, 20, "submitted")
    assert look(target).value == Decimal("21.6")
    assert look(target, include_submitted=True).value == 40


def test_earlier_years_of_the_same_indicator_show_the_way(make_target, gdp):
    terms = {"indicator": gdp, "unit": "家"}
    for year, june in [(2022, 30), (2023, 50)]:
        earlier = make_target(year=year, deadline=dt.date(year, 12, 31), **terms)
        file_figure(earlier, 6, june)
        file_figure(earlier, 12, 100)
    other = make_target(year=2021, deadline=dt.date(2021, 12, 31), **terms | {"unit": "万家"})
    file_figure(other, 6, 1)
    file_figure(other, 12, 100)
    target = make_target(**terms)
    file_figure(target, 6, 8)
    assert (look(target).years, look(target).value) == (2, 20)


@pytest.mark.parametrize("fields", [{"measure": "growth", "unit": "%"}, {"is_withdrawn": True}, {"measure": ""}])
def test_what_has_no_course_has_no_outlook(make_target, fields):
    target = make_target(**fields)
    file_figure(target, 6, 5)
    assert look(Target.objects.get(pk=target.pk)) is None


def test_nothing_filed_is_no_zero(make_target):
    assert look(make_target()) is None
