"""Finding an indicator of the catalogue by a name: a listed one at once, else the most similar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from tracker.indicators.models import Indicator, IndicatorMatch
from tracker.indicators.similarity import folded, similarity

PROPOSE_FROM = 0.65


@dataclass(frozen=True, slots=True)
class Found:
    """The indicator that a name speaks of, and how like the names are; 1.0 is a listed name."""

    indicator: Indicator
    similarity: float

    @property
    def state(self) -> str:
        """A listed name needs nobody's word; anything else does."""
        return IndicatorMatch.State.CONFIRMED if self.similarity == 1.0 else IndicatorMatch.State.PROPOSED


@dataclass(frozen=True)
class Catalogue:
    """All names of the indicators, read once (two queries) to look up many."""

    names: tuple[tuple[str, Indicator], ...]
    by_key: dict[str, Indicator]

    @classmethod
    def load(cls) -> Self:
        """Read the catalogue."""
        indicators = Indicator.objects.prefetch_related("aliases")
        names = tuple((name, each) for each in indicators for name in _names(each))
        return cls(names, {folded(name): each for name, each in reversed(names)})

    def find_listed(self, name: str) -> Indicator | None:
        """Return the indicator listed under `name`, letter for letter but for width, punctuation and a head."""
        return self.by_key.get(folded(name))

    def find(self, name: str) -> Found | None:
        """Return the indicator listed under `name`, else the most similar one, else None."""
        listed = self.find_listed(name)
        if listed is not None:
            return Found(listed, 1.0)
        likeness, best = max(
            ((similarity(name, known), each) for known, each in self.names), key=lambda pair: pair[0], default=(0, None)
        )
        # Short of 1: likeness alone never confirms.
        return Found(best, min(likeness, 0.99)) if best is not None and likeness >= PROPOSE_FROM else None


def _names(indicator: Indicator) -> Iterable[str]:
    return [indicator.name, *(alias.name for alias in indicator.aliases.all())]
