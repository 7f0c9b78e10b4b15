import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import override

from reports.organisation.models import Region
from tests.tracker.filing import file_figure
from tests.tracker.reporting import say
from tracker.indicators.models import Indicator
from tracker.standings.outcomes import outcomes
from tracker.standings.rankings import ACTUAL, COMPLETION, higher_is_better, rank_districts

AUGUST = dt.date(2024, 8, 20)


@pytest.fixture
def regions(district, other_district, province):
    third = Region.objects.create(name="丹霞县", short_name="丹霞", level="district", parent=province)
    fourth = Region.objects.create(name="云岭县", short_name="云岭", level="district", parent=province)
    return [district, other_district, third, fourth]


@pytest.fixture
def ranking_of(regions, gdp, administrator):
    def ranked(indicator=gdp, yardstick=ACTUAL, year=2024):
        found = outcomes(administrator, regions=regions, indicators=[indicator], years=[year], today=AUGUST)
        return rank_districts(regions, {key.region: each for key, each in found.items()}, indicator, yardstick)

    return ranked


def ranks(ranking):
    return [(ranked.key.name, ranked.rank, ranked.tied, ranked.move) for ranked in ranking.ranks]


def adopt(make_target, indicator, region, figures, **fields):
    terms = {"indicator": indicator, "region": region, "measure": "growth", "value": 7, "unit": "%"}
    target = make_target(**terms | {"frequency": "monthly"} | fields)
    for month, value in figures.items():
        file_figure(target, month, Decimal(value))


def test_places_ties_moves_and_what_is_left_out_with_the_reason(make_target, regions, ranking_of, gdp):
    first, second, third, _fourth = regions
    adopt(make_target, gdp, first, {6: "6.0", 7: "6.5"})
    adopt(make_target, gdp, second, {6: "6.2", 7: "6.5"})
    adopt(make_target, gdp, third, {6: "9.0"})
    ranking = ranking_of()
    assert ranks(ranking) == [("青溪区", 1, True, 1), ("白塔区", 1, True, 0)]
    assert (ranking.ranking.n, ranking.ranking.total, ranking.ranking.coverage) == (2, 4, Decimal("0.5"))
    with override("en"):
        assert [(each.region.name, str(each.reason)) for each in ranking.excluded] == [
            ("丹霞县", "not reported"), ("云岭县", "no target and no figure")
        ]  # fmt: skip


def test_without_a_figure_for_the_period_before_no_move_is_told(make_target, regions, ranking_of, gdp):
    adopt(make_target, gdp, regions[0], {5: "6.0", 7: "6.5"})
    assert ranks(ranking_of()) == [("青溪区", 1, False, None)]


def test_reports_rank_too_but_not_in_another_measure(regions, reviewer, ranking_of, gdp):
    say(regions[0], reviewer, gdp, report_year=2024, year=2023, kind="actual", value=7)
    say(regions[1], reviewer, gdp, report_year=2024, year=2023, kind="actual", value=90, measure="level", unit="亿元")
    ranking = ranking_of(year=2023)
    assert ranks(ranking) == [("青溪区", 1, False, None)]
    with override("en"):
        assert str(ranking.excluded[0].reason) == "given in another measure or unit"


def test_by_completion_large_and_small_districts_stand_side_by_side(make_target, regions, ranking_of, gdp):
    jobs = Indicator.objects.create(
        code="jobs", name="城镇新增就业", measure="quantity", unit="人", accumulates=True, is_headline=True
    )
    amounts = {"measure": "quantity", "unit": "人", "accumulates": True}
    adopt(make_target, jobs, regions[0], {6: 400, 7: 600}, value=1000, **amounts)
    adopt(make_target, jobs, regions[1], {6: 60, 7: 70}, value=100, **amounts)
    adopt(make_target, gdp, regions[2], {7: 7})
    assert ranks(ranking_of(jobs, COMPLETION)) == [("白塔区", 1, False, 0), ("青溪区", 2, False, 0)]
    assert ranks(ranking_of(jobs)) == [("青溪区", 1, False, 0), ("白塔区", 2, False, 0)]
    with override("en"):
        reasons = {each.region.name: str(each.reason) for each in ranking_of(gdp, COMPLETION).excluded}
    assert reasons["丹霞县"] == "no completion rate"


@pytest.mark.parametrize(
    ("direction", "measure", "higher"),
    [("higher", "growth", True), ("lower", "level", False), ("lower", "decline", True), ("lower", "growth", False)],
)
def test_more_is_better_also_of_a_promised_fall(direction, measure, higher):
    assert higher_is_better(Indicator(direction=direction, measure=measure)) is higher
