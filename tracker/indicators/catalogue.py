"""Finding an indicator of the catalogue by a name: a listed one at once, else the most similar."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Self

from tracker.indicators.contradictions import contradicts
from tracker.indicators.models import Indicator, IndicatorAlias, IndicatorMatch
from tracker.indicators.similarity import name_key, similarity

PROPOSE_FROM = 0.65
# Short of 1: only a listed name with a figure of its kind confirms.
UNSURE = 0.99


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
        aliases: dict[int, list[str]] = defaultdict(list)
        for indicator, name in IndicatorAlias.objects.order_by("name").values_list("indicator", "name"):
            aliases[indicator].append(name)
        names = ((name, each) for each in Indicator.objects.all() for name in (each.name, *aliases[each.pk]))
        return cls.of(tuple(names))

    @classmethod
    def of(cls, names: tuple[tuple[str, Indicator], ...]) -> Self:
        """Make a catalogue of names; of two names that say the same, the first counts."""
        return cls(names, {name_key(name): each for name, each in reversed(names)})

    def find_listed(self, name: str, measure: str, unit: str) -> Indicator | None:
        """Return the indicator listed under `name`, but for what `name_key` takes off; None where the figure is of
        another kind than the indicator's."""
        listed = self.by_key.get(name_key(name))
        return None if listed is None or contradicts(listed, name, measure, unit) else listed

    def find(self, name: str, measure: str, unit: str) -> Found | None:
        """Return the indicator listed under `name`, else the most similar one, else None.

        A listed name with a figure of another kind is a proposal only.
        """
        listed = self.by_key.get(name_key(name))
        if listed is not None:
            return Found(listed, UNSURE if contradicts(listed, name, measure, unit) else 1.0)
        likeness, best = max(
            ((similarity(name, known), each) for known, each in self.names), key=lambda pair: pair[0], default=(0, None)
        )
        return Found(best, min(likeness, UNSURE)) if best is not None and likeness >= PROPOSE_FROM else None
