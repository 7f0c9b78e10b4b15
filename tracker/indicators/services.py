"""The shipped indicators, brought into the database and kept up to date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reports.shared.shipped_data import Tally, changed_by_people, names_deleted_by_people, read_toml, synchronised
from tracker.indicators.models import Indicator, IndicatorAlias, Rearrangement

INDICATORS = Path(__file__).parent / "data" / "indicators.toml"


def read_indicators() -> list[dict[str, Any]]:
    """Return the shipped entries."""
    return read_toml(INDICATORS, "indicator")


def load_indicators(entries: Iterable[dict[str, Any]], tally: Tally) -> None:
    """Bring in indicators in the order of the file, and their aliases; what people merged stays one."""
    known: dict[str, Indicator] = {}
    for indicator in Indicator.objects.all():
        known |= {indicator.code: indicator, indicator.name: indicator}
    merged = {each.code: each.indicator for each in Rearrangement.objects.merges().select_related("indicator")}
    changed_here = changed_by_people(Indicator)
    taken = {*IndicatorAlias.objects.values_list("name", flat=True), *names_deleted_by_people(IndicatorAlias)}
    for order, entry in enumerate(entries, start=1):
        found = known.get(entry["code"]) or merged.get(entry["code"]) or known.get(entry["name"]) or Indicator()
        is_merged = entry["code"] not in known and entry["code"] in merged
        values = {} if is_merged else indicator_values(entry, order)
        indicator = synchronised(found, values, changed_here, tally)
        for name in entry["aliases"]:
            if name not in taken:
                synchronised(IndicatorAlias(), {"indicator_id": indicator.pk, "name": name}, set(), tally)


def indicator_values(entry: dict[str, Any], order: int) -> dict[str, Any]:
    """Return an entry's fields as the model holds them."""
    values = {name: value for name, value in entry.items() if name not in ("aliases", "headline")}
    return {**values, "is_headline": entry.get("headline", False), "order": order}
