"""The shipped regions, brought into the database and kept up to date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from reports.organisation.areacodes import read_table
from reports.organisation.models import Region
from reports.shared.shipped_data import Tally, changed_by_people, differing

REGIONS = Path(__file__).parent / "data" / "regions.csv"
KNOWN = Path(__file__).parent / "data" / "known_regions.csv"

AS_IS = ("code", "name", "short_name", "initials", "name_en", "level", "note")
DAYS = ("valid_from", "valid_to")
FIELDS = [*AS_IS, *DAYS, "parent"]
BATCH = 500


def read_regions() -> list[dict[str, str]]:
    """Return the rows of regions.csv: the country, the provinces, the prefectures and the rest, in this order."""
    return read_table(REGIONS)


def load_regions(rows: Iterable[dict[str, str]], tally: Tally) -> None:
    """Bring in regions level by level; one that was without a code takes the code once the shipped file knows it."""
    rows = list(rows)
    loading = _Loading(rows, tally)
    for _level, of_level in groupby(rows, key=lambda row: row["level"]):
        loading.take(of_level)
    loading.join_successors(rows)


def longest_together(regions: Iterable[Region], valid_from: dt.date | None, valid_to: dt.date | None) -> Region | None:
    """Return the one of a code's regions that was valid longest between two days, the later one of equals."""

    def days_together(region: Region) -> tuple[dt.timedelta, dt.date]:
        began = region.valid_from or dt.date.min
        together = min(region.valid_to or dt.date.max, valid_to or dt.date.max) - max(began, valid_from or dt.date.min)
        return together, began

    return max(regions, key=days_together, default=None)


def day(iso: str) -> dt.date | None:
    """Return the day that a cell names; a blank cell names none."""
    return dt.date.fromisoformat(iso) if iso else None


class _Loading:
    """One loading: what is in the database, found by what the file says."""

    def __init__(self, rows: list[dict[str, str]], tally: Tally) -> None:
        self._tally = tally
        self._changed_here = changed_by_people(Region)
        self._shipped = {(row["code"], day(row["valid_from"])) for row in rows}
        self._by_code: dict[str, list[Region]] = defaultdict(list)
        self._without_code: dict[tuple[str, int | None], Region] = {}
        self._of_row: dict[tuple[str, str, str], Region] = {}
        for region in Region.objects.all():
            self._register(region)

    def _register(self, region: Region) -> None:
        if region.code:
            self._by_code[region.code].append(region)
        else:
            self._without_code[region.name, region.parent_id] = region

    def take(self, rows: Iterable[dict[str, str]]) -> None:
        """Bring in the regions of one level, whose parents are there already."""
        new: list[Region] = []
        changed: list[Region] = []
        for row in rows:
            values = self._values(row)
            region = self._found(row, values["parent_id"]) or Region()
            self._of_row[_key(row)] = region
            difference = differing(region, values)
            if difference and region.pk in self._changed_here:
                self._tally.kept.append(str(region))
            elif difference:
                (changed if region.pk else new).append(region)
                for name, value in difference.items():
                    setattr(region, name, value)
        for region in bulk_create_with_history(new, Region, batch_size=BATCH):
            self._register(region)
        bulk_update_with_history(changed, Region, FIELDS, batch_size=BATCH)
        self._tally.created += len(new)
        self._tally.updated += len(changed)

    def _values(self, row: dict[str, str]) -> dict[str, Any]:
        """A row's fields as the model holds them."""
        days = {name: day(row[name]) for name in DAYS}
        parent = longest_together(self._by_code[row["parent_code"]], **days) if row["parent_code"] else None
        return {name: row[name] for name in AS_IS} | days | {"parent_id": parent.pk if parent else None}

    def _found(self, row: dict[str, str], parent_id: int | None) -> Region | None:
        """The region that a row is about: by code and first day, by code and name, or by name where it had no code."""
        of_code = self._by_code[row["code"]] if row["code"] else []
        exact = [region for region in of_code if region.valid_from == day(row["valid_from"])]
        renewed = [
            region
            for region in of_code
            if region.name == row["name"] and (region.code, region.valid_from) not in self._shipped
        ]
        return next(iter([*exact, *renewed]), self._without_code.get((row["name"], parent_id)))

    def join_successors(self, rows: Iterable[dict[str, str]]) -> None:
        """Say which regions followed those that ended, except where a person said so."""
        through = Region.successors.through
        wanted = {
            (region.pk, successor.pk)
            for row in rows
            if row["successors"] and (region := self._of_row[_key(row)]).pk not in self._changed_here
            for successor in self._successors(row)
        }
        known = set(through.objects.values_list("from_region", "to_region"))
        missing = [through(from_region_id=one, to_region_id=other) for one, other in sorted(wanted - known)]
        through.objects.bulk_create(missing, batch_size=BATCH)

    def _successors(self, row: dict[str, str]) -> Iterable[Region]:
        """The regions that a row names by their codes, or by name where the code is not out yet."""
        ended = day(row["valid_to"])
        for name in row["successors"].split(";"):
            known = self._by_code.get(name) or [each for (own, _), each in self._without_code.items() if own == name]
            found = longest_together(known, ended, None)
            if found is not None:
                yield found


def _key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["code"], row["name"], row["valid_from"]
