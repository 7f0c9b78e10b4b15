"""The data that every installation begins with: regions, indicators and a first rule set, kept up to date."""

from __future__ import annotations

from django.db import transaction

from reports.organisation.services import load_regions, read_regions
from reports.shared.shipped_data import Tally
from tracker.indicators.references import load_references, read_references
from tracker.indicators.services import load_indicators, read_indicators
from tracker.verdicts.services import load_rule_sets, read_rule_sets


@transaction.atomic
def load_catalogue() -> Tally:
    """Create what is missing and update what the shipped files changed; run again it writes nothing."""
    tally = Tally()
    load_regions(read_regions(), tally)
    load_indicators(read_indicators(), tally)
    load_references(read_references(), tally)
    load_rule_sets(read_rule_sets(), tally)
    return tally
