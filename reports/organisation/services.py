"""The shipped regions, brought into the database and kept up to date."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reports.organisation.models import Region
from reports.shared.shipped_data import Tally, changed_by_people, synchronised

REGIONS = Path(__file__).parent / "data" / "regions.csv"


def read_regions() -> list[dict[str, str]]:
    """Return the rows of regions.csv; a place stands below the place it belongs to."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_regions(rows: Iterable[dict[str, str]], tally: Tally) -> None:
    """Bring in regions; one that was without a code takes the code once the shipped file knows it."""
    known = list(Region.objects.all())
    by_code = {region.code: region for region in known if region.code}
    without_code = {(region.name, region.parent_id): region for region in known if not region.code}
    changed_here = changed_by_people(Region)
    for row in rows:
        values = region_values(row, by_code)
        found = by_code.get(row["code"]) or without_code.get((row["name"], values["parent_id"])) or Region()
        region = synchronised(found, values, changed_here, tally)
        if region.code:
            by_code[region.code] = region


def region_values(row: dict[str, str], by_code: dict[str, Region]) -> dict[str, Any]:
    """Return a row's fields as the model holds them."""
    as_is = ("code", "name", "short_name", "name_en", "level", "note")
    days = ("valid_from", "valid_to")
    parent = by_code[row["parent_code"]].pk if row["parent_code"] else None
    return {
        **{name: row[name] for name in as_is},
        **{name: dt.date.fromisoformat(row[name]) if row[name] else None for name in days},
        "parent_id": parent,
    }
