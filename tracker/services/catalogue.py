"""The shipped catalogue: regions, indicators and a first rule set, brought into the database and kept up to date.

A row that somebody has changed in this installation is theirs and is left alone; so is a name that they deleted.
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models, transaction

from reports.models import Region
from tracker.models import Indicator, IndicatorAlias, RuleSet

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass
class Tally:
    """What a loading did: rows made, rows changed, and those that it left alone because they were changed here."""

    created: int = 0
    updated: int = 0
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_catalogue() -> Tally:
    """Create what is missing and update what the shipped files changed; run again it writes nothing."""
    tally = Tally()
    load_regions(read_regions(), tally)
    load_indicators(read_toml("indicators.toml", "indicator"), tally)
    load_rule_sets(read_toml("rulesets.toml", "ruleset"), tally)
    return tally


def read_regions() -> list[dict[str, str]]:
    """Return the rows of regions.csv; a place stands below the place it belongs to."""
    with (DATA / "regions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_toml(name: str, table: str) -> list[dict[str, Any]]:
    """Return the tables called `table` of a shipped file."""
    entries: list[dict[str, Any]] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))[table]
    return entries


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


def load_indicators(entries: Iterable[dict[str, Any]], tally: Tally) -> None:
    """Bring in indicators in the order of the file, and their aliases."""
    known: dict[str, Indicator] = {}
    for indicator in Indicator.objects.all():
        known |= {indicator.code: indicator, indicator.name: indicator}
    changed_here = changed_by_people(Indicator)
    taken = {*IndicatorAlias.objects.values_list("name", flat=True), *names_deleted_by_people(IndicatorAlias)}
    for order, entry in enumerate(entries, start=1):
        found = known.get(entry["code"]) or known.get(entry["name"]) or Indicator()
        indicator = synchronised(found, indicator_values(entry, order), changed_here, tally)
        for name in entry["aliases"]:
            if name not in taken:
                synchronised(IndicatorAlias(), {"indicator_id": indicator.pk, "name": name}, set(), tally)


def indicator_values(entry: dict[str, Any], order: int) -> dict[str, Any]:
    """Return an entry's fields as the model holds them."""
    values = {name: value for name, value in entry.items() if name not in ("aliases", "headline")}
    return {**values, "is_headline": entry.get("headline", False), "order": order}


def load_rule_sets(entries: Iterable[dict[str, Any]], tally: Tally) -> None:
    """Create the rule sets that are missing; an existing one is never touched, since verdicts rest on it."""
    known = set(RuleSet.objects.values_list("name", "version"))
    for entry in entries:
        if (entry["name"], entry["version"]) not in known:
            synchronised(RuleSet(), entry, set(), tally)


def synchronised(row: models.Model, values: dict[str, Any], changed_here: set[int], tally: Tally) -> Any:
    """Return `row` with `values`, saved if that changes it and nobody in this installation changed it before."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not differing:
        return row
    if row.pk in changed_here:
        tally.kept.append(str(row))
        return row
    tally.created += row.pk is None
    tally.updated += row.pk is not None
    for name, value in differing.items():
        setattr(row, name, value)
    row.save()
    return row


def changed_by_people(model: Any) -> set[int]:
    """Return the ids of rows whose history names a user."""
    return set(model.history.filter(history_user__isnull=False).values_list("id", flat=True))


def names_deleted_by_people(model: Any) -> set[str]:
    """Return the names of rows that a user deleted."""
    return set(model.history.filter(history_type="-", history_user__isnull=False).values_list("name", flat=True))
