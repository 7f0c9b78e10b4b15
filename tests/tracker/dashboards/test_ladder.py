"""Level by level: what stands above a region, the steps between, and what is not known."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.tracker.reporting import say
from tracker.dashboards.ladder import ladders, levels_of, references_of
from tracker.indicators.models import Indicator, ReferenceFigure

JULY = dt.date(2024, 7, 20)


def refer(region, indicator, value, kind="target", **fields):
    terms = {"measure": "growth", "comparator": "approx", "unit": "%", "year": 2024, "report_year": 2024}
    return ReferenceFigure.objects.create(region=region, indicator=indicator, kind=kind, value=value, **terms | fields)


@pytest.fixture
def growth(make_target, gdp):
    return make_target(indicator=gdp, measure="growth", value=Decimal("6.5"), unit="%", frequency="quarterly")


def rungs(user, region):
    (made,) = ladders(user, region=region, year=2024, known=references_of(region), today=JULY)
    return {rung.region.name: rung for rung in made.rungs}


def test_the_own_target_beside_what_the_levels_above_are_known_to_have_promised(growth, gdp, district, reviewer):
    above = levels_of(district)[-2]
    refer(above, gdp, Decimal(5), reported_on=dt.date(2024, 1, 20))
    refer(above, gdp, Decimal("4.8"), kind="actual", report_year=2025, note="预计")
    found = rungs(reviewer, district)
    assert found[above.name].promised.words == "增长5%左右"
    assert found[above.name].actual.words == "增长4.8%左右（预计）"
    assert found[above.name].source == "2024年政府工作报告（2024年1月20日）；2025年政府工作报告"
    assert (found[district.name].promised.value, found[district.name].step) == (Decimal("6.5"), "+1.5个百分点")
    assert found[district.name].source == ""


def test_a_level_of_which_nothing_is_known_is_skipped_by_the_step_and_says_nothing(growth, gdp, district, reviewer):
    top = levels_of(district)[0]
    refer(top, gdp, Decimal("6.5"))
    found = rungs(reviewer, district)
    unknown = [rung for rung in found.values() if not rung.is_known]
    assert all(rung.step == "" and rung.promised is None for rung in unknown)
    assert found[district.name].step == "持平"


def test_amounts_of_places_of_different_size_have_no_step(make_target, district, reviewer):
    jobs = Indicator.objects.create(code="jobs", name="城镇新增就业", measure="quantity", unit="万人", is_headline=True)
    make_target(indicator=jobs, value=2, unit="万人")
    refer(levels_of(district)[0], jobs, 1200, measure="quantity", unit="万人", comparator="ge")
    assert rungs(reviewer, district)[district.name].step == ""


def test_another_districts_report_is_not_read_for_it(gdp, district, other_district, reviewer, foreign_reviewer):
    say(other_district, foreign_reviewer, gdp, report_year=2024, year=2024, kind="target", value=9, comparator="ge")
    assert ladders(reviewer, region=other_district, year=2024, known=[], today=JULY) == []


def test_the_page_its_file_and_its_queries(client, growth, gdp, district, reviewer, django_assert_max_num_queries):
    refer(levels_of(district)[0], gdp, Decimal(5))
    client.force_login(reviewer)
    page = client.get("/ladder/?year=2024").content.decode()
    assert "较上级 +1.5个百分点" in page
    assert "+1.5个百分点" in client.get("/ladder/?year=2024&export=csv").getvalue().decode()
    with django_assert_max_num_queries(12):
        client.get("/ladder/?year=2024")
    assert client.get("/ladder/?region=999999").status_code == 404
