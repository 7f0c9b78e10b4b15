"""Scorecards for tests."""

from tracker.scorecards.models import Item, ItemKind, Scorecard
from tracker.scorecards.services import fill


def make_scorecard(region, indicator, **terms):
    """Put a scorecard together: an indicator of weight 3, school places of weight 2, problems of weight 1."""
    card = Scorecard.objects.create(region=region, year=2024, name="高质量发展报表", theme="quality", **terms)
    Item.objects.create(scorecard=card, order=1, name="企业培育", kind="indicator", indicator=indicator, weight=3)
    Item.objects.create(scorecard=card, order=2, name="学位建设", kind="tasks", words="学位 校舍", weight=2)
    Item.objects.create(scorecard=card, order=3, name="堵点办理", kind=ItemKind.PROBLEMS, weight=1)
    return card


def filled_scorecard(region, indicator, by, month=1):
    """Put a scorecard together and fill it."""
    card = make_scorecard(region, indicator)
    fill(scorecard=card, month=month, by=by)
    return card
