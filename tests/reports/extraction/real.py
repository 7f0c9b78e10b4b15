"""The real reports beside the project, where they are: texts and the years that they plan for."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

SHARED = Path(__file__).resolve().parents[4] / "shared" / "corpus"
REAL = sorted(SHARED.glob("**/*.txt"))


def year_of(path: Path) -> int:
    """The year that a report plans for: what a section says of it decides which of its sentences are promises."""
    return index_of_years().get(path.name) or int(re.search(r"20\d\d", path.name)[0])


@cache
def index_of_years() -> dict[str, int]:
    """The years of the real reports by their names."""
    with (SHARED / "INDEX.csv").open(encoding="utf-8-sig", newline="") as rows:
        return {Path(row["file"]).name: int(row["year"]) for row in csv.DictReader(rows)}
