"""Where figures over the years cannot be compared: borders that are new, and breaks that an admin enters."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from reports.organisation.models import Region
from tracker.indicators.breaks import Break, break_queries, years_and_breaks_in
from tracker.indicators.models import ComparabilityBreak


def breaks_of(regions):
    entered, borders = break_queries(regions)
    return years_and_breaks_in(entered.union(borders))[1]


def region(name, parent, begun=None):
    return Region.objects.create(
        name=name, short_name=name[:-1], level="district", parent=parent, valid_from=begun and dt.date(begun, 3, 1)
    )


def test_a_region_formed_of_several_or_of_a_part_has_new_borders_and_one_renamed_has_not(province):
    east, west, county, whole = (region(name, province) for name in ("东岭区", "西岭区", "松溪县", "大洋区"))
    joined, renamed, part, rest = (region(name, province, 2022) for name in ("新岭区", "松溪区", "洋北区", "洋南区"))
    east.successors.add(joined)
    west.successors.add(joined)
    county.successors.add(renamed)
    whole.successors.add(part, rest)
    every = Region.objects.filter(parent=province)
    assert set(every.with_new_borders()) == {joined, part, rest}
    assert [(each.year, each.region) for each in breaks_of(every)] == [
        (2022, each) for each in sorted((joined.pk, part.pk, rest.pk))
    ]


def test_breaks_of_an_indicator_hold_everywhere_and_those_of_a_region_for_all_it_counts(
    district, other_district, gdp, investment
):
    ComparabilityBreak.objects.create(indicator=gdp, year=2023, what="按第五次经济普查修订", source="统计局公告")
    ComparabilityBreak.objects.create(region=district, year=2022, what="划入两镇")
    ComparabilityBreak.objects.create(region=other_district, year=2021, what="划出一镇")
    found = [each for each in breaks_of(Region.objects.all()) if each.concerns_any([district], [gdp])]
    assert [(each.year, each.what) for each in found] == [(2022, "划入两镇"), (2023, "按第五次经济普查修订")]
    assert [each.concerns(district.pk, investment.pk) for each in found] == [True, False]
    assert found[1].concerns(other_district.pk, gdp.pk)
    with override("zh-hans"):
        words = [each.in_words([district]) for each in found]
    assert words == [
        "自2022年起与此前年度不可比：青溪区：划入两镇",
        "自2023年起与此前年度不可比：按第五次经济普查修订（统计局公告）",
    ]


@pytest.mark.parametrize(
    ("years", "lies"), [([2021, 2022], True), ([2022, 2023], False), ([2020, 2021], False), ([], False)]
)
def test_a_break_parts_only_years_on_both_sides_of_it(years, lies):
    assert Break(2022, None, None, "").lies_within(years) is lies


def test_a_break_of_nothing_is_refused(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        ComparabilityBreak.objects.create(year=2022, what="无")
