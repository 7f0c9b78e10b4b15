"""Filling a scorecard: what each district has in each item, kept as it was."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.conftest import account
from tests.tracker.filing import file_figure
from tests.tracker.scorecards.cards import make_scorecard
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.indicators.models import Indicator
from tracker.progress.models import ProgressEntry
from tracker.scorecards.models import Filling, Item, Scorecard
from tracker.scorecards.services import fill


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def firms(db):
    return Indicator.objects.create(
        code="firms", name="新增规上工业企业", measure="quantity", unit="家", accumulates=True, is_headline=True
    )


@pytest.fixture
def officer(province):
    return account("province-office", region=province, role="reviewer")


@pytest.fixture
def card(make_target, firms, province, district, other_district):
    """The first district has half of its firms and its school places; the second all firms, and no such task."""
    for region, value in ((district, 10), (other_district, 20)):
        file_figure(make_target(region=region, indicator=firms), 6, Decimal(value))
    places = make_target(region=district, name="新增学位", number=7)
    file_figure(places, 6, Decimal(20))
    return make_scorecard(province, firms)


def problem_of(district, officer, state, due=dt.date(2024, 6, 1)):
    owner = district.departments.first()
    problem = raise_problem(matter=Matter(f"用地{state}{due}", owner, dt.date(2024, 8, 1)), region=district, by=officer)
    type(problem).objects.filter(pk=problem.pk).update(
        state=state, due=due, before_suspension="working" if state == "suspended" else ""
    )


def marks(filling):
    return {(mark.region.name, mark.name): (mark.share, mark.done, mark.total) for mark in filling.marks.all()}


def test_each_kind_of_item_by_approved_figures(card, officer, reviewer, district, department):
    problem_of(district, reviewer, "reported")
    problem_of(district, reviewer, "working")
    problem_of(district, reviewer, "suspended")
    problem_of(district, reviewer, "working", due=dt.date(2024, 7, 1))
    found = marks(fill(scorecard=card, month=6, by=officer))
    assert found == {
        ("青溪区", "企业培育"): (Decimal("0.5"), None, None),
        ("白塔区", "企业培育"): (1, None, None),
        ("青溪区", "学位建设"): (1, 1, 1),
        ("白塔区", "学位建设"): (None, 0, 0),
        ("青溪区", "堵点办理"): (Decimal("0.5"), 1, 2),
        ("白塔区", "堵点办理"): (None, 0, 0),
    }


def test_what_is_filled_stays_and_a_second_version_stands_beside_it(card, officer, firms):
    first = fill(scorecard=card, month=6, by=officer)
    before = marks(first)
    ProgressEntry.objects.filter(target__region__name="青溪区", target__indicator=firms).update(value=20)
    Item.objects.filter(scorecard=card, order=1).update(name="企业", weight=9)
    file_figure(ProgressEntry.objects.first().target, 5, Decimal(1))  # so that standings are judged anew
    second = fill(scorecard=card, month=6, by=officer)
    assert marks(first) == before
    assert (first.version, second.version) == (1, 2)
    assert marks(second)["青溪区", "企业"][0] == 1


def test_a_region_without_districts_below_is_compared_with_nobody(card, firms, reviewer, district):
    own = make_scorecard(district, firms)
    assert {mark.region for mark in fill(scorecard=own, month=6, by=reviewer).marks.all()} == {district}


@pytest.mark.parametrize("month", [0, 7, 12])
def test_a_month_that_is_not_over_is_refused(card, officer, month):
    with pytest.raises(ValidationError):
        fill(scorecard=card, month=month, by=officer)
    assert not Filling.objects.exists()


def test_nothing_to_score_is_refused_and_leaves_nothing(province, firms, officer):
    empty = Scorecard.objects.create(region=province, year=2024, name="空表")
    unknown = make_scorecard(province, firms)
    for card in (empty, unknown):
        with pytest.raises(ValidationError):
            fill(scorecard=card, month=6, by=officer)
    assert not Filling.objects.exists()


def test_only_the_office_of_its_region_fills(card, reviewer, leader, reporter, foreign_reviewer):
    for user in (reviewer, leader, reporter, foreign_reviewer):
        with pytest.raises(PermissionDenied):
            fill(scorecard=card, month=6, by=user)


def test_an_item_has_an_indicator_just_if_it_is_one(card, firms):
    for terms in ({"kind": "indicator"}, {"kind": "tasks", "indicator": firms}):
        item = Item(scorecard=card, name="错项", **terms)
        with pytest.raises(ValidationError):
            item.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            item.save()
