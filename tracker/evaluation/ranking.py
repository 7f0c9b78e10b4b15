"""Rankings that say how many were ranked, who was not, and who moved."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class RankRow(Generic[K]):
    """One candidate: its value now and in the period before; None where there is none."""

    key: K
    value: Decimal | None
    previous: Decimal | None = None


@dataclass(frozen=True)
class Ranked(Generic[K]):
    """One that is ranked. `move` counts ranks won since the period before (negative: lost), None if unknown."""

    key: K
    value: Decimal
    rank: int
    tied: bool
    move: int | None


@dataclass(frozen=True)
class Ranking(Generic[K]):
    """Ranks from the first on; `excluded` are those without a value, in their order."""

    ranks: tuple[Ranked[K], ...]
    excluded: tuple[K, ...]

    @property
    def n(self) -> int:
        """How many are ranked."""
        return len(self.ranks)

    @property
    def total(self) -> int:
        """How many there are, ranked or not."""
        return self.n + len(self.excluded)

    @property
    def coverage(self) -> Decimal | None:
        """The share of candidates that could be ranked; None when there are none."""
        return Decimal(self.n) / self.total if self.total else None


def rank(rows: Sequence[RankRow[K]], *, higher_is_better: bool) -> Ranking[K]:
    """Rank the rows by their unrounded values; equal values share a rank and the next one is skipped (1, 2, 2, 4).

    The period before is ranked in the same way, among the rows that are ranked in both: who joins or drops out moves
    nobody. Raises ValueError when a key comes twice.
    """
    if len({row.key for row in rows}) != len(rows):
        raise ValueError("A ranking cannot hold the same key twice.")
    now = {row.key: row.value for row in rows if row.value is not None}
    moves = _moves(rows, higher_is_better=higher_is_better)
    numbers = _numbers(now.values(), higher_is_better=higher_is_better)
    values = list(now.values())
    ranks = [
        Ranked(key, value, numbers[value], tied=values.count(value) > 1, move=moves.get(key))
        for key, value in now.items()
    ]
    excluded = tuple(row.key for row in rows if row.value is None)
    return Ranking(tuple(sorted(ranks, key=lambda ranked: ranked.rank)), excluded)


def _numbers(values: Iterable[Decimal], *, higher_is_better: bool) -> dict[Decimal, int]:
    numbers: dict[Decimal, int] = {}
    for number, value in enumerate(sorted(values, reverse=higher_is_better), start=1):
        numbers.setdefault(value, number)
    return numbers


def _moves(rows: Sequence[RankRow[K]], *, higher_is_better: bool) -> dict[K, int]:
    both = [(row.key, row.value, row.previous) for row in rows if row.value is not None and row.previous is not None]
    now = _numbers((value for _, value, _ in both), higher_is_better=higher_is_better)
    before = _numbers((previous for _, _, previous in both), higher_is_better=higher_is_better)
    return {key: before[previous] - now[value] for key, value, previous in both}
