"""Shares of ballots add to the whole and never round somebody away; equal shares have one place."""

import datetime as dt
from decimal import Decimal
from random import Random

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.tracker.livelihood.doing import make_deed
from tracker.livelihood.models import Deed, Vote
from tracker.livelihood.votes import Sitting, enter_votes, results_of, shares_of

SITTING = Sitting("区人大代表", dt.date(2025, 1, 10))


@pytest.fixture(autouse=True)
def _february():
    with time_machine.travel(dt.datetime(2025, 2, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.mark.parametrize(
    ("ballots", "shares"),
    [
        ((182, 10, 1), ("94.3", "5.2", "0.5")),
        ((1, 1, 1), ("33.4", "33.3", "33.3")),
        ((5, 0, 0), ("100.0", "0.0", "0.0")),
        ((9999, 0, 1), ("99.99", "0.00", "0.01")),
        ((99999, 1, 0), ("99.999", "0.001", "0.000")),
        ((182, 10, 1, 7), ("91.0", "5.0", "0.5", "3.5")),
        ((5, 0, 0, 0), ("100.0", "0.0", "0.0", "0.0")),
    ],
)
def test_shares(ballots, shares):
    found = shares_of(ballots)
    every = (found.satisfied, found.fairly, found.dissatisfied, found.abstained)
    assert every[: len(shares)] == tuple(map(Decimal, shares))
    assert (found.abstained is None) == (len(ballots) == 3)


def test_abstentions_count_as_ballots_and_uncounted_ones_are_not_none(department, reviewer):
    first, second = (make_deed(department, reviewer, sites=()) for _ in range(2))
    enter([first], [(8, 1, 0)], reviewer)
    enter([second], [(8, 1, 0, 0)], reviewer)
    assert [vote.abstained for vote in Vote.objects.order_by("deed__number")] == [None, 0]
    enter([first], [(8, 1, 0, 3)], reviewer)
    assert Vote.objects.get(deed=first).history.count() == 2
    assert [each.deed for each in results_of(Deed.objects.select_related("vote"))] == [second, first]


def test_shares_of_any_ballots_add_to_a_hundred_and_nobody_vanishes():
    random = Random(7)  # noqa: S311 - no secret
    for _round in range(2000):
        ballots = tuple(random.choice((0, 1, 2, random.randrange(400), random.randrange(100_000))) for _ in range(3))
        if not any(ballots):
            continue
        shares = shares_of(ballots)
        three = (shares.satisfied, shares.fairly, shares.dissatisfied)
        assert sum(three) == 100
        assert [bool(share) for share in three] == [bool(count) for count in ballots]
        assert (shares.content == 100) == (ballots[2] == 0)


def test_nobody_voted_has_no_shares():
    with pytest.raises(ValueError, match="ballots"):
        shares_of((0, 0, 0))


def enter(deeds, ballots, by, sitting=SITTING):
    keys = {deed.pk: each for deed, each in zip(deeds, ballots, strict=True)}
    return enter_votes(deeds[0].region, 2024, keys, sitting, by=by)


def test_deeds_are_ranked_by_unrounded_shares_with_ties(department, reviewer):
    deeds = [make_deed(department, reviewer, sites=()) for _ in range(4)]
    enter(deeds[:3], [(1, 2, 0), (99, 1, 0), (2, 4, 0)], reviewer)
    results = results_of(Deed.objects.select_related("vote"))
    assert [(each.deed, each.place, each.is_tied) for each in results] == [
        (deeds[1], 1, False), (deeds[0], 2, True), (deeds[2], 2, True)
    ]  # fmt: skip


def test_the_office_enters_and_corrects_and_the_history_keeps_both(department, reviewer, reporter, foreign_reviewer):
    deed = make_deed(department, reviewer)
    for by in (reporter, foreign_reviewer):
        with pytest.raises(PermissionDenied):
            enter([deed], [(1, 0, 0)], by)
    enter([deed], [(182, 10, 1)], reviewer)
    enter([deed], [(182, 10, 1)], reviewer)
    enter([deed], [(181, 11, 1)], reviewer)
    vote = Vote.objects.get()
    assert [each.satisfied for each in vote.history.order_by("history_id")] == [182, 181]
    assert {each.history_user for each in vote.history.all()} == {reviewer}


@pytest.mark.parametrize(
    ("ballots", "sitting", "code"),
    [
        ((0, 0, 0), SITTING, "empty"),
        ((-1, 3, 0), SITTING, "empty"),
        ((0, 0, 0, 9), SITTING, "empty"),
        ((1, 0, 0), Sitting(" ", dt.date(2025, 1, 10)), "body"),
        ((1, 0, 0), Sitting("代表", dt.date(2025, 2, 6)), "ahead"),
        ((1, 0, 0), Sitting("代表", dt.date(2023, 12, 31)), "early"),
    ],
)
def test_what_is_refused_stores_nothing(department, reviewer, ballots, sitting, code):
    deeds = [make_deed(department, reviewer), make_deed(department, reviewer)]
    with pytest.raises(ValidationError) as refused:
        enter(deeds, [(5, 1, 0), ballots], reviewer, sitting)
    error = refused.value
    found = [each for many in error.error_dict.values() for each in many] if hasattr(error, "error_dict") else [error]
    assert [each.code for each in found] == [code]
    assert not Vote.objects.exists()


def test_a_deed_of_another_year_is_refused(department, reviewer):
    deed, other = make_deed(department, reviewer), make_deed(department, reviewer, year=2023, number=7)
    with pytest.raises(ValidationError):
        enter([deed, other], [(1, 0, 0), (1, 0, 0)], reviewer)
    assert not Vote.objects.exists()


def test_the_database_holds_a_vote_with_ballots(department, reviewer):
    vote = enter([make_deed(department, reviewer)], [(1, 0, 0)], reviewer)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(satisfied=0)
