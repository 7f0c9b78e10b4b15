import datetime as dt
from decimal import Decimal

import pytest
import time_machine

from reports.organisation.models import Region
from tests.tracker.filing import file_figure
from tests.tracker.stating import make_report, state
from tracker.indicators.models import ComparabilityBreak, IndicatorMatch
from tracker.standings.neighbours import Beside, Place, beside, targets_beside
from tracker.standings.reading import Stand, bring_up_to_date
from tracker.targets.models import Target
from tracker.verdicts.basis import basis_on

JULY = dt.date(2024, 7, 20)


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def third(province):
    return Region.objects.create(name="丹霞县", short_name="丹霞", level="district", parent=province)


@pytest.fixture
def headline(make_target, gdp):
    def adopt(region, figures, **fields):
        terms = {"indicator": gdp, "measure": "growth", "value": 7, "unit": "%", "target_class": "headline"}
        target = make_target(region=region, **terms | fields)
        for month, value in figures.items():
            file_figure(target, month, Decimal(value))
        return target

    return adopt


def look(user, target, month=6):
    basis, region = basis_on(JULY, month=month), target.region
    own = Target.objects.for_user(user).of(region, target.year)
    bring_up_to_date(own | targets_beside(user, (region.pk, region.parent_id), target.year, own), basis)
    stands = [Stand(row, basis) for row in target.standings.filter(month=month).select_related("target")]
    return beside(user, region, stands, month).get(target.pk, Beside())


def test_the_place_among_the_districts_of_one_parent(leader, headline, district, other_district, third):
    own = headline(district, {6: "6.5"})
    headline(other_district, {6: "7.5"})
    headline(third, {6: "6.5"})
    assert look(leader, own).place == Place(rank=2, n=3, tied=True, by_completion=False)


def test_figures_of_another_month_are_not_compared(leader, headline, district, other_district):
    own = headline(district, {6: "6.5"})
    headline(other_district, {5: "7.5"}, frequency="quarterly")
    assert look(leader, own).place is None


def test_what_is_worked_off_is_ranked_by_completion(leader, headline, district, other_district):
    counted = {"measure": "quantity", "unit": "家", "accumulates": True}
    own = headline(district, {6: "12"}, value=20, **counted)
    headline(other_district, {6: "30"}, value=100, **counted)
    assert look(leader, own).place == Place(rank=1, n=2, tied=False, by_completion=True)


def test_less_is_better_where_the_catalogue_says_so(leader, headline, district, other_district):
    ceiling = {"measure": "level", "comparator": "le", "value": Decimal("5.5"), "direction": "lower"}
    own = headline(district, {6: "5.2"}, **ceiling)
    headline(other_district, {6: "5.0"}, **ceiling)
    assert look(leader, own).place.rank == 2


def test_districts_that_the_reader_may_not_see_are_not_among_them(reviewer, headline, district, other_district):
    own = headline(district, {6: "6.5"})
    headline(other_district, {6: "7.5"})
    assert look(reviewer, own).place is None


def test_withdrawn_targets_are_nobodys_neighbours(leader, headline, district, other_district):
    own = headline(district, {6: "6.5"})
    headline(other_district, {6: "7.5"}, is_withdrawn=True)
    assert look(leader, own).place is None


def test_last_year_is_what_was_approved_for_december(reviewer, headline, district):
    headline(district, {6: "9.9", 12: "6.1"}, year=2023, deadline=dt.date(2023, 12, 31))
    assert look(reviewer, headline(district, {6: "6.5"})).last_year == Decimal("6.1")


def test_else_what_the_report_says_and_a_person_confirmed(reviewer, headline, district, gdp):
    report = make_report(district, reviewer)
    said = state(
        report, "地区生产总值增长7%", "地区生产总值", kind="actual", measure="growth", value=Decimal("5.8"), unit="%",
        year=2023,
    )  # fmt: skip
    own = headline(district, {6: "6.5"})
    match = IndicatorMatch.objects.create(statement=said, indicator=gdp, state="proposed")
    assert look(reviewer, own).last_year is None
    match.state = "confirmed"
    match.save()
    assert look(reviewer, own).last_year == Decimal("5.8")


@pytest.mark.parametrize(
    ("terms", "is_parted"),
    [
        ({"year": 2024}, True),
        ({"year": 2023}, False),
        ({"year": 2025}, False),
        ({"year": 2024, "region": "district"}, True),
        ({"year": 2024, "indicator": None, "region": "district"}, True),
        ({"year": 2024, "region": "other_district"}, False),
    ],
)
@pytest.mark.parametrize("source", ["approved", "stated"])
def test_a_break_between_the_years_is_said(reviewer, headline, district, gdp, request, terms, is_parted, source):
    if source == "approved":
        headline(district, {12: "6.1"}, year=2023, deadline=dt.date(2023, 12, 31))
    else:
        words = {"kind": "actual", "measure": "growth", "value": Decimal("6.1"), "unit": "%", "year": 2023}
        said = state(make_report(district, reviewer), "地区生产总值增长7%", "地区生产总值", **words)
        IndicatorMatch.objects.create(statement=said, indicator=gdp, state="confirmed")
    where = {"region": request.getfixturevalue(terms["region"])} if "region" in terms else {}
    ComparabilityBreak.objects.create(**{"indicator": gdp, "what": "核算方法修订"} | terms | where)
    found = look(reviewer, headline(district, {6: "6.5"}))
    assert (found.last_year, found.is_parted) == (Decimal("6.1"), is_parted)


def test_a_region_formed_from_others_is_not_compared_with_the_year_before(reviewer, headline, district, other_district):
    headline(district, {12: "6.1"}, year=2023, deadline=dt.date(2023, 12, 31))
    own = headline(district, {6: "6.5"})
    Region.objects.filter(pk=district.pk).update(valid_from=dt.date(2024, 3, 1))
    other_district.successors.add(district)
    assert not look(reviewer, own).is_parted
    Region.objects.create(name="旧溪区", code="990203", level="district", parent=district.parent).successors.add(
        district
    )
    assert look(reviewer, own).is_parted


def test_a_figure_in_another_measure_is_not_last_years(reviewer, headline, district):
    headline(
        district,
        {12: "900"},
        year=2023,
        deadline=dt.date(2023, 12, 31),
        measure="level",
        unit="亿元",
        value=Decimal(800),
    )
    assert look(reviewer, headline(district, {6: "6.5"})).last_year is None


def test_a_target_without_an_indicator_has_nothing_beside_it(reviewer, headline, district):
    assert look(reviewer, headline(district, {6: "6.5"}, indicator=None)) == Beside()
