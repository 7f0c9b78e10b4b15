"""The command that makes up a city: the same for the same seed, and never among anybody's reports."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from reports.library.models import WorkReport
from tests.tracker.stating import make_report
from tracker.progress.models import ProgressEntry

SMALL = ("--districts", "1", "--years", "1", "--targets", "12")


@pytest.fixture
def catalogue(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("load_catalogue")


def figures(seed):
    with transaction.atomic():
        call_command("load_scale", *SMALL, "--seed", str(seed))
        found = list(ProgressEntry.objects.order_by("target__number", "month").values_list("value", "state"))
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_up_the_same_and_another_one_does_not(catalogue):
    assert figures(3) == figures(3) != figures(4)


def test_it_says_how_to_log_in(catalogue, capsys):
    call_command("load_scale", *SMALL)
    assert "scale-01-reviewer" in capsys.readouterr().out


def test_it_is_refused_beside_reports_of_people(district, reviewer):
    make_report(district, reviewer)
    with pytest.raises(CommandError, match="holds work reports already"):
        call_command("load_scale", *SMALL)
    assert WorkReport.objects.count() == 1


def test_it_asks_for_the_catalogue(db):
    with pytest.raises(CommandError, match="load_catalogue"):
        call_command("load_scale")


@pytest.mark.parametrize("option", ["--districts", "--years", "--targets"])
def test_a_size_without_sense_is_refused(db, option):
    with pytest.raises(CommandError, match=option):
        call_command("load_scale", option, "0")
