"""How much is made up."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How many districts, years up to that of `today`, and targets of each; the same `seed` gives the same rows."""

    districts: int
    years: int
    targets: int
    seed: int
    today: dt.date

    @property
    def year_range(self) -> range:
        """The years, the oldest first; the last one runs."""
        return range(self.today.year - self.years + 1, self.today.year + 1)

    def chance(self, *about: object) -> random.Random:
        """Return the dice for one thing (a district and year): what is drawn for another does not disturb them."""
        return random.Random(f"{self.seed} {about}")  # noqa: S311 - made-up figures, no secret
