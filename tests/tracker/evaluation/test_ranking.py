"""Places, ties, moves, and who could not be ranked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracker.evaluation.cases import dec
from tracker.evaluation import RankRow, rank


def ranked(rows, higher=True):
    return rank([RankRow(key, dec(now), dec(before)) for key, now, before in rows], higher_is_better=higher)


@pytest.mark.parametrize(
    ("higher", "ranks"),
    [
        (True, [("b", 1), ("a", 2), ("d", 2), ("c", 4)]),
        (False, [("c", 1), ("a", 2), ("d", 2), ("b", 4)]),
    ],
)
def test_ties_share_a_place_and_the_next_is_skipped(higher, ranks):
    rows = [("a", "7.0", None), ("b", 9, None), ("c", "-1", None), ("d", 7, None)]
    ranking = ranked(rows, higher)
    assert [(ranked.key, ranked.rank) for ranked in ranking.ranks] == ranks
    assert [ranked.key for ranked in ranking.ranks if ranked.tied] == ["a", "d"]


def test_values_are_compared_unrounded():
    ranking = ranked([("a", "7.0001", None), ("b", "7.0002", None)])
    assert [(ranked.key, ranked.rank, ranked.tied) for ranked in ranking.ranks] == [("b", 1, False), ("a", 2, False)]


def test_who_has_no_value_is_listed_and_lowers_the_coverage():
    ranking = ranked([("a", 0, None), ("b", None, 5), ("c", 3, None), ("d", None, None)])
    assert (ranking.n, ranking.total, ranking.excluded, ranking.coverage) == (2, 4, ("b", "d"), Decimal("0.5"))
    assert [ranked.key for ranked in ranking.ranks] == ["c", "a"]


def test_a_ranking_of_nobody():
    ranking = ranked([])
    assert (ranking.ranks, ranking.n, ranking.coverage) == ((), 0, None)


@pytest.mark.parametrize(
    ("rows", "moves"),
    [
        ([("a", 9, 1), ("b", 8, 3), ("c", 7, 2)], {"a": 2, "b": -1, "c": -1}),
        ([("a", 9, 9), ("b", 8, 8)], {"a": 0, "b": 0}),
        ([("a", 9, 5), ("b", 8, 5)], {"a": 0, "b": -1}),
        # who joins or drops out moves nobody
        ([("a", 9, None), ("b", 8, 8), ("c", 7, 7)], {"a": None, "b": 0, "c": 0}),
        ([("a", None, 9), ("b", 8, 8), ("c", 7, 7)], {"b": 0, "c": 0}),
    ],
)
def test_moves_count_places_won_among_those_ranked_in_both_periods(rows, moves):
    assert {ranked.key: ranked.move for ranked in ranked(rows).ranks} == moves


def test_a_key_comes_once():
    with pytest.raises(ValueError, match="twice"):
        ranked([("a", 1, None), ("a", 2, None)])


VALUES = st.lists(st.one_of(st.none(), st.integers(-5, 5)), max_size=12)


@given(VALUES, st.booleans())
def test_a_rank_is_one_more_than_the_number_of_those_who_are_better(values, higher):
    ranking = ranked([(key, value, None) for key, value in enumerate(values)], higher)
    known = [value for value in values if value is not None]
    for each in ranking.ranks:
        better = [value for value in known if (value > each.value if higher else value < each.value)]
        assert each.rank == len(better) + 1
        assert each.tied == (known.count(each.value) > 1)
    assert ranking.n + len(ranking.excluded) == len(values)
