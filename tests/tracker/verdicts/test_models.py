"""Rule sets: one source of thresholds, and bounds that the database keeps."""

import datetime as dt

import pytest
from django.db import IntegrityError

from tracker.evaluation import DEFAULT_RULES, PALETTES
from tracker.verdicts.models import RuleSet


def test_a_new_rule_set_has_the_thresholds_of_the_rules():
    fresh = RuleSet(name=DEFAULT_RULES.name, version=DEFAULT_RULES.version)
    assert fresh.as_rules() == DEFAULT_RULES


def test_every_palette_can_be_chosen():
    assert set(RuleSet.PaletteChoice.values) == set(PALETTES)


@pytest.mark.django_db
@pytest.mark.parametrize("threshold", [{"behind_from": 1}, {"ahead_from": -1}, {"about_share_band": -1}])
def test_a_threshold_on_the_wrong_side_of_zero_is_refused(threshold):
    with pytest.raises(IntegrityError):
        RuleSet.objects.create(name="错", effective_from=dt.date(2024, 1, 1), **threshold)
