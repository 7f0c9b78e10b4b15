import itertools

from tracker.evaluation import Status
from tracker.standings.changes import KINDS

SILENT_OR_APART = {Status.NOT_DUE, Status.NOT_ASSESSABLE, Status.WITHDRAWN}


def kinds_of(before, now):
    return [code for code, kind in KINDS.items() if kind.fits(before, now)]


def test_no_step_is_of_two_kinds_and_none_that_stays_is_of_any():
    for before, now in itertools.product(Status, repeat=2):
        assert len(kinds_of(before, now)) <= (before is not now)


def test_whoever_comes_to_be_behind_is_told_whatever_it_was_before():
    for before, now in itertools.product(Status, repeat=2):
        if now.needs_reason and not before.needs_reason:
            assert kinds_of(before, now) == ["worse"]


def test_what_is_behind_all_the_same_moves_by_how_far():
    assert kinds_of(Status.BEHIND, Status.FAR_BEHIND) == ["worse"]
    assert kinds_of(Status.FAR_BEHIND, Status.BEHIND) == ["less_behind"]
    assert kinds_of(Status.FAR_BEHIND, Status.ON_PACE) == ["caught_up"]


def test_what_stays_in_order_or_says_nothing_is_no_change():
    assert kinds_of(Status.AHEAD, Status.ON_PACE) == []
    assert [kinds_of(Status.ON_PACE, now) for now in SILENT_OR_APART] == [[], [], []]
