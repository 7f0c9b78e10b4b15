"""A scorecard for the demonstration, by which the city compares its districts, filled for the two newest months."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.auth.models import User
from django.utils import timezone

from reports.organisation.models import Region
from tracker.demo.people import ADMIN
from tracker.indicators.models import Indicator
from tracker.scorecards.models import Item, ItemKind, Scorecard, Theme
from tracker.scorecards.services import fill
from tracker.verdicts.basis import month_to_judge

ITEMS = (
    ("地区生产总值", ItemKind.INDICATOR, "gdp", 30),
    ("固定资产投资", ItemKind.INDICATOR, "fixed_asset_investment", 20),
    ("空气优良天数", ItemKind.INDICATOR, "good_air_days", 20),
    ("全部任务进度", ItemKind.TASKS, "", 20),
    ("堵点按期办结", ItemKind.PROBLEMS, "", 10),
)
"""Name, kind, indicator and weight of each item."""


def create_scorecard(city: Region, year: int) -> None:
    """Put the city's scorecard together and fill it, as its administrator does."""
    card = Scorecard.objects.create(region=city, year=year, name="高质量发展报表", theme=Theme.QUALITY)
    indicators = {each.code: each for each in Indicator.objects.all()}
    for order, (name, kind, code, weight) in enumerate(ITEMS, start=1):
        indicator = indicators.get(code)
        Item.objects.create(
            scorecard=card, order=order, name=name, kind=kind, indicator=indicator, weight=Decimal(weight)
        )
    newest = month_to_judge(year, timezone.localdate())
    for month in range(max(newest - 1, 1), newest + 1):
        fill(scorecard=card, month=month, by=User.objects.get(username=ADMIN))
