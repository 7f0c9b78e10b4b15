"""The shipped indicators as names find them, without a database."""

from __future__ import annotations

from functools import cache

from tracker.indicators.catalogue import Catalogue
from tracker.indicators.models import Indicator
from tracker.indicators.services import indicator_values, read_indicators


@cache
def shipped_catalogue() -> Catalogue:
    """Every indicator of the catalogue under all its names."""
    names = []
    for order, entry in enumerate(read_indicators(), start=1):
        indicator = Indicator(pk=order, **indicator_values(entry, order))
        names += [(name, indicator) for name in (entry["name"], *entry["aliases"])]
    return Catalogue.of(tuple(names))
