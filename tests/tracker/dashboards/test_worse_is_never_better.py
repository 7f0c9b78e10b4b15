"""Worse figures are never shown better anywhere: one figure, two values, every page, all shapes."""

import datetime as dt
import sys
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.tracker.filing import file_figure
from tracker.dashboards.views import comparisons, leagues
from tracker.dashboards.views import overview as overviews
from tracker.dispatch.views.levels import levels as levels_page
from tracker.evaluation import Status, more_is_better
from tracker.evaluation.scoring import Scoring
from tracker.indicators.models import Indicator
from tracker.progress.models import ProgressEntry
from tracker.standings.rankings import YARDSTICKS
from tracker.targets.announcing import announce
from tracker.targets.models import Target
from tracker.targets.terms import direction_of_target, shape_of_target

JULY = dt.datetime(2024, 7, 20, 4, tzinfo=dt.UTC)
AFTER = dt.datetime(2025, 2, 20, 4, tzinfo=dt.UTC)
LAST = {JULY: 6, AFTER: 12}
SHAPES = {
    "cumulative": {},
    "growth": {"measure": "growth", "unit": "%"},
    "decline": {"measure": "decline", "unit": "%", "direction": "lower"},
    "decline about": {"measure": "decline", "comparator": "approx", "unit": "%", "direction": "lower"},
    "stock": {"measure": "level", "accumulates": False, "baseline": 5},
    "rate": {"measure": "level", "unit": "%", "accumulates": False},
    "ceiling": {"measure": "level", "comparator": "le", "unit": "%", "accumulates": False, "direction": "lower"},
    "total with a ceiling": {"comparator": "le", "direction": "lower"},
    "range": {"measure": "growth", "comparator": "between", "value_high": 22, "unit": "%"},
    "about": {"measure": "growth", "comparator": "approx", "unit": "%"},
    "about, lower": {"measure": "level", "comparator": "approx", "accumulates": False, "direction": "lower"},
    "zero": {"measure": "level", "comparator": "eq", "value": 0, "accumulates": False, "direction": "lower"},
    "rank": {"measure": "rank", "comparator": "le", "value": 3, "unit": "位", "accumulates": False},
    "multiple": {"measure": "multiple", "value": 2, "unit": "倍", "accumulates": False, "baseline": 9},
    "increase": {"measure": "increase", "unit": "个百分点", "accumulates": False},
    "decrease": {"measure": "decrease", "unit": "个百分点", "accumulates": False, "direction": "lower"},
    "relative": {"measure": "growth", "comparator": "relative", "value": 1, "unit": "%", "reference": 6},
    "relative decline": {
        "measure": "decline", "comparator": "relative", "value": 1, "unit": "%", "reference": 6, "direction": "lower"
    },
}  # fmt: skip
LEVELS = [*(status.value for status in Status if status.is_judged)]
GOOD_TONES = ["blue", "green", "yellow", "orange", "red"]
figures = st.decimals(-5, 45, places=1)


@pytest.fixture
def race(make_target, department, district, other_district, reviewer):
    """Return a function that lets two districts promise the same, with figures of the month before and the other's."""

    def started(shape, before, others, month):
        terms = {"target_class": "headline", "weight": 2, **SHAPES[shape]}
        own = make_target(**terms)
        indicator = Indicator.objects.create(
            code="raced", name="指标", unit=own.unit, measure=own.measure, direction=own.direction,
            accumulates=own.accumulates, is_headline=True,
        )  # fmt: skip
        twin = make_target(region=other_district, lead=department, **terms)
        for target, value in ((own, before), (twin, others)):
            file_figure(target, month - 1, value)
        file_figure(twin, month, others)
        entry = file_figure(own, month, before)
        Target.objects.update(indicator=indicator)
        announce([own.pk, twin.pk])
        return own, entry

    return started


def context_of(monkeypatch, view, reader, address: str) -> dict[str, Any]:
    """What a view shows, without the page being drawn."""
    request = RequestFactory().get(address)
    request.user, request.htmx = reader, False
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules[view.__module__], "render", lambda _request, _template, context: context)
        return view(request)


def how_bad(see, own, district) -> dict[str, object]:
    """What pages show of a target, as numbers that grow with how bad it looks; what they do not show is not there."""
    place = f"?region={district.pk}&year=2024"
    overview = see(overviews.overview, place)
    by_level = see(levels_page, place)["groups"]
    levels = [first.level for first, rows in by_level if own.pk in {row.target.pk for row in rows}]
    ((_year, ((_district, kept),)),) = see(comparisons.kept_promises, f"?region={district.pk}")["kept"]
    (card,) = overview["cards"]
    bad: dict[str, object] = {
        "card": LEVELS.index(card.stand.status), "tone": GOOD_TONES.index(card.stand.tone),
        "share on schedule": -overview["whole"].good_share, "laggards": overview["n_laggards"],
        "again": overview["n_again"], "gap": -card.stand.gap, "kept": -kept.good, "level": levels,
        "place on the card": card.beside.place and card.beside.place.rank,
    }  # fmt: skip
    for by in YARDSTICKS:
        compared = see(comparisons.compare, f"?year=2024&by={by}")
        bad[f"rank by {by}"] = [line.rank for line in compared["lines"] if line.name == district.label]
    tiles = {each.region: each.sign.tone for each in compared["tiles"].tiles}
    bad["tile"] = GOOD_TONES.index(tiles[district])
    for scoring in Scoring:
        lines = see(leagues.league, f"?year=2024&by={scoring.value}")["league"].lines
        bad[f"place by {scoring}"] = [line.ranked.rank for line in lines if line.region == district]
    departments = see(leagues.department_league, place)["league"].lines
    bad["department"] = [-line.ranked.value for line in departments]
    return {name: value for name, value in bad.items() if value not in (None, [])}


@pytest.mark.parametrize("shape", SHAPES)
def test_worse_figures_are_never_shown_better(monkeypatch, leader, race, district, shape):
    see = partial(context_of, monkeypatch)

    @settings(
        max_examples=4,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(now=st.sampled_from([JULY, AFTER]), before=figures, others=figures, one=figures, other=figures)
    def never_better(now, before, others, one, other):
        with time_machine.travel(now, tick=False), transaction.atomic():
            own, entry = race(shape, before, others, LAST[now])
            more = more_is_better(shape_of_target(own), direction_of_target(own))
            looks = []
            for value in sorted({one, other}, reverse=more):
                ProgressEntry.objects.filter(pk=entry.pk).update(value=value)
                announce([own.pk])
                looks.append(how_bad(lambda view, query: see(view, leader, query), own, district))
            better, worse = looks[0], looks[-1]
            assert better.keys() == worse.keys()
            assert {name: (bad, worse[name]) for name, bad in better.items() if worse[name] < bad} == {}
            transaction.set_rollback(True)

    never_better()
