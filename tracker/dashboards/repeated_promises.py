"""What a region promises again year after year: one indicator in several years' targets, with what came of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.indicators.breaks import Break
from tracker.indicators.models import Indicator
from tracker.standings.outcomes import Key, Outcome

FROM_YEARS = 2
"""In how many years something must be promised to count as repeated."""


@dataclass(frozen=True)
class Repeated:
    """An indicator that is promised in several years; `cells` are those of all years that the page shows.

    `breaks` part them into years that can be compared.
    """

    indicator: Indicator
    cells: Sequence[tuple[int, Outcome]]
    breaks: Sequence[Break] = ()

    @property
    def promised(self) -> list[Outcome]:
        """What was promised, year by year."""
        return [outcome for _year, outcome in self.cells if outcome.promised]

    @property
    def is_unchanged(self) -> bool:
        """Whether every year promises the same number; words, other measures and other series cannot be compared."""
        values = {each.promised.value for each in self.promised if each.promised}
        years = [year for year, outcome in self.cells if outcome.promised]
        return len(values) == 1 and None not in values and not any(each.lies_within(years) for each in self.breaks)

    @property
    def new_series(self) -> set[int]:
        """The years from which on figures count in another way."""
        return {each.year for each in self.breaks if each.lies_within([year for year, _outcome in self.cells])}


def repeated_among(
    outcomes: Mapping[Key, Outcome], indicators: Sequence[Indicator], years: Sequence[int], breaks: Sequence[Break] = ()
) -> list[Repeated]:
    """Return what one region promises in several of the years, the most often repeated first.

    `breaks` are the region's.
    """
    found: dict[int, dict[int, Outcome]] = {}
    for key, outcome in outcomes.items():
        found.setdefault(key.indicator, {})[key.year] = outcome
    rows = [
        Repeated(
            each,
            [(year, found[each.pk].get(year, Outcome())) for year in years],
            [parting for parting in breaks if parting.indicator in (None, each.pk)],
        )
        for each in indicators
        if each.pk in found
    ]
    repeated = [each for each in rows if len(each.promised) >= FROM_YEARS]
    return sorted(repeated, key=lambda each: -len(each.promised))
