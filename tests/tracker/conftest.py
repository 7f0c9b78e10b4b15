"""A report whose promises are accepted, and a small catalogue."""

import datetime as dt

import pytest

from tests.tracker.office import YEAR, Office
from tests.tracker.stating import accepted_promises, make_report
from tracker.indicators.models import Indicator, IndicatorAlias


@pytest.fixture
def report(district, reviewer):
    return make_report(district, reviewer)


@pytest.fixture
def promises(report):
    """The report's statements by a short name each; see `stating`."""
    return accepted_promises(report)


@pytest.fixture
def gdp(db):
    return Indicator.objects.create(
        code="gdp", name="地区生产总值", name_en="GDP", measure="growth", frequency="quarterly", accumulates=True,
        is_headline=True, order=1, unit="%",
    )  # fmt: skip


@pytest.fixture
def investment(db):
    indicator = Indicator.objects.create(
        code="investment", name="固定资产投资", measure="growth", frequency="monthly_from_february", order=2
    )
    IndicatorAlias.objects.create(indicator=indicator, name="全社会固定资产投资")
    return indicator


@pytest.fixture
def office_of(make_target, reporter, reviewer):
    def made(kind, clock):
        return Office(
            make_target(**{"year": YEAR, "deadline": dt.date(YEAR, 12, 31)} | kind).pk, reporter, reviewer, clock
        )

    return made
