"""The shipped rule sets, brought into the database."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models

from reports.shared.shipped_data import Tally, read_toml, synchronised
from tracker.verdicts.models import RuleSet

RULE_SETS = Path(__file__).parent / "data" / "rulesets.toml"


def read_rule_sets() -> list[dict[str, Any]]:
    """Return the shipped entries."""
    return read_toml(RULE_SETS, "ruleset")


def load_rule_sets(entries: Iterable[dict[str, Any]], tally: Tally) -> None:
    """Create the rule sets and presets that are missing; an existing one is never touched: verdicts rest on it."""
    known = set(RuleSet.objects.values_list("name", "version"))
    for entry in entries:
        if (entry["name"], entry["version"]) not in known:
            numbers = {
                name: Decimal(entry[name])
                for name in entry
                if isinstance(RuleSet._meta.get_field(name), models.DecimalField)
            }
            synchronised(RuleSet(), entry | numbers, set(), tally)
