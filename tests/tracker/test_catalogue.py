"""The shipped catalogue: complete in itself, loaded once, and never against the people of an installation."""

import datetime as dt
from collections import Counter

import pytest
from django.db.models import Q

from reports.organisation.models import Region
from tracker.catalogue import load_catalogue
from tracker.indicators.models import Indicator, IndicatorAlias
from tracker.indicators.services import read_indicators
from tracker.verdicts.models import RuleSet

pytestmark = pytest.mark.django_db


def rows() -> dict[str, list[dict]]:
    """Everything the catalogue and its histories hold."""
    models = (Region, Indicator, IndicatorAlias, RuleSet)
    histories = [model.history.model for model in models]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (*models, *histories)}


def valid_on(day: dt.date) -> set[Region]:
    """The regions that exist on `day`."""
    begun, not_ended = Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
    return set(Region.objects.filter(begun, not_ended))


def test_a_second_loading_writes_nothing():
    first = load_catalogue()
    assert first.created > 300
    before = rows()

    second = load_catalogue()

    assert (second.created, second.updated, second.kept) == (0, 0, [])
    assert rows() == before


@pytest.mark.parametrize(
    ("name", "code", "parent", "on_2014", "on_2025_november_5", "on_2025_november_6"),
    [
        ("荣昌县", "500226", "重庆市", True, False, False),
        ("荣昌区", "500153", "重庆市", False, True, True),
        ("江北区", "500105", "重庆市", True, True, False),
        ("两江新区", "", "重庆市", False, False, True),
        ("清苑区", "130608", "保定市", False, True, True),
        ("晋江市", "350582", "泉州市", True, True, True),
        ("德州市", "371400", "山东省", True, True, True),
        ("光明区", "440311", "深圳市", False, True, True),
    ],
)
def test_regions_have_their_codes_parents_and_days(name, code, parent, on_2014, on_2025_november_5, on_2025_november_6):
    load_catalogue()
    region = Region.objects.get(name=name, code=code)
    days = [dt.date(2014, 7, 1), dt.date(2025, 11, 5), dt.date(2025, 11, 6)]

    assert region.parent.name == parent
    valid = [region in valid_on(day) for day in days]
    assert valid == [on_2014, on_2025_november_5, on_2025_november_6]


def test_chongqing_has_38_districts_and_counties_before_the_change_of_2025_and_37_after():
    load_catalogue()
    districts = set(Region.objects.filter(parent__code="500000"))

    assert len(districts & valid_on(dt.date(2025, 11, 5))) == 38
    assert len(districts & valid_on(dt.date(2025, 11, 6))) == 37


def test_no_two_indicators_share_a_name():
    entries = read_indicators()
    names = Counter(name for entry in entries for name in (entry["name"], *entry["aliases"]))

    assert [name for name, count in names.items() if count > 1] == []


def test_every_indicator_is_complete_and_valid():
    load_catalogue()
    for indicator in Indicator.objects.all():
        indicator.full_clean()
        assert indicator.name_en, indicator
        assert indicator.theme_en, indicator


def test_what_a_person_changed_is_left_alone(reviewer):
    load_catalogue()
    indicator = Indicator.objects.get(code="gdp")
    indicator.frequency = "annual"
    indicator._history_user = reviewer
    indicator.save()
    Region.objects.filter(code="500109").update(note="旧")

    tally = load_catalogue()

    assert Indicator.objects.get(code="gdp").frequency == "annual"
    assert Region.objects.get(code="500109").note != "旧"
    assert (tally.created, tally.updated, tally.kept) == (0, 1, ["地区生产总值"])


def test_a_name_that_a_person_deleted_does_not_come_back(reviewer):
    load_catalogue()
    alias = IndicatorAlias.objects.get(name="固投")
    alias._history_user = reviewer
    alias.delete()

    load_catalogue()

    assert not IndicatorAlias.objects.filter(name="固投").exists()


def test_an_indicator_that_a_person_made_under_the_same_name_stays_theirs(reviewer):
    own = Indicator(code="our_gdp", name="地区生产总值", measure="growth")
    own._history_user = reviewer
    own.save()

    tally = load_catalogue()

    assert Indicator.objects.get(name="地区生产总值").code == "our_gdp"
    assert tally.kept == ["地区生产总值"]


def test_a_rule_set_is_never_touched():
    load_catalogue()
    RuleSet.objects.update(ahead_from=15)

    load_catalogue()

    assert {rules.ahead_from for rules in RuleSet.objects.all()} == {15}
