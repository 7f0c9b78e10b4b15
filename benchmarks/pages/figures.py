"""The figures of a run: kept in a file in the tree, and compared with those of the run before."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

KEPT = Path(__file__).resolve().parents[1] / "page_figures.csv"
SLOWER_BY, SLOWER_MS = 1.3, 20.0
"""What is slower by a third and by these milliseconds is no noise."""


@dataclass(frozen=True)
class Figures:
    """One page of one role on one database: queries, bytes, and milliseconds alone and with so many users."""

    database: str
    size: str
    role: str
    page: str
    queries: int
    bytes: int
    alone: float
    cpu: float
    p50_1: float
    p95_1: float
    p50_8: float
    p95_8: float
    p50_32: float
    p95_32: float
    worker_mb: float

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is about."""
        return self.database, self.size, self.role, self.page


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of them does not exceed; 0 where there is none."""
    ordered = sorted(values)
    return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 1) if ordered else 0.0


def read_kept(path: Path = KEPT) -> dict[tuple[str, str, str, str], Figures]:
    """Return what was kept of earlier runs."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [_figures(row) for row in csv.DictReader(file)]
    return {row.key: row for row in rows}


def keep(measured: Iterable[Figures], path: Path = KEPT) -> None:
    """Put figures in the place of those that were kept of the same pages."""
    rows = read_kept(path) | {each.key: each for each in measured}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Figures)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(rows[key]) for key in sorted(rows))


def slower(measured: Iterable[Figures], before: Mapping[tuple[str, str, str, str], Figures]) -> Iterator[str]:
    """Yield a line for each figure that got worse: more queries, or clearly more time."""
    for now in measured:
        old = before.get(now.key)
        if old is None:
            continue
        about = " ".join(now.key)
        if now.queries > old.queries:
            yield f"{about}: {old.queries} → {now.queries} queries"
        for name in ("cpu", "p95_1", "p95_8", "p95_32"):
            past, present = getattr(old, name), getattr(now, name)
            if present > past * SLOWER_BY and present - past > SLOWER_MS:
                yield f"{about}: {name} {past:.0f} → {present:.0f} ms"


def _figures(row: Mapping[str, str]) -> Figures:
    kinds = {field.name: {"str": str, "int": int, "float": float}[str(field.type)] for field in fields(Figures)}
    return Figures(**{name: kind(row[name]) for name, kind in kinds.items()})
