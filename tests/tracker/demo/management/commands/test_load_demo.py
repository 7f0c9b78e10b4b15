"""The command that loads the demonstration: once, and each time it says how to log in."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from reports.library.models import Statement, WorkReport
from reports.organisation.models import Department, Membership, Region
from tracker.indicators.models import Indicator
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target

MODELS = (Region, Department, Membership, WorkReport, Statement, Indicator, Target, ProgressEntry)
TABLES = (*MODELS, *(model.history.model for model in MODELS if hasattr(model, "history")))


def rows() -> dict[str, list[dict]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


@pytest.fixture
def loaded(db, settings, tmp_path, capsys):
    """Load one sample report; give what was printed."""
    settings.DATA_DIR = tmp_path
    call_command("load_catalogue")
    call_command("load_demo", "--reports", "bishan-2026")
    return capsys.readouterr().out


def test_a_second_run_changes_nothing_and_says_the_same_accounts(loaded, capsys):
    before = rows()

    call_command("load_catalogue")
    call_command("load_demo")

    assert rows() == before
    assert "Loading" not in (printed := capsys.readouterr().out)
    assert loaded.endswith(printed.partition("\n")[2])


def test_one_can_log_in_with_what_is_printed(loaded):
    password = loaded.partition("password ")[2].partition(":")[0]
    usernames = [line.split()[0] for line in loaded.splitlines() if line.startswith("  ")]

    assert usernames == ["reporter", "reviewer", "leader", "admin"]
    for username in usernames:
        answer = Client().post(reverse("login"), {"username": username, "password": password})
        assert answer.status_code == 302, username


def test_it_asks_for_the_catalogue(db):
    with pytest.raises(CommandError, match="load_catalogue"):
        call_command("load_demo")


def test_it_takes_nobodys_account(db):
    call_command("load_catalogue")
    User.objects.create_user("admin")

    with pytest.raises(CommandError, match="admin"):
        call_command("load_demo")

    assert not Department.objects.exists()
