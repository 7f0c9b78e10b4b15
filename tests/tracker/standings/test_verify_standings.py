"""The nightly command: it fills what is missing, says what is wrong, and sets it right."""

import pytest
from django.core.management import CommandError, call_command

from tests.tracker.filing import file_figure
from tracker.standings.models import Standing


@pytest.fixture
def target(make_target):
    target = make_target()
    file_figure(target, 6, 12)
    return target


def test_nothing_is_found_where_services_wrote(target, capsys):
    call_command("verify_standings")
    assert capsys.readouterr().out == "1 targets, 12 standings: 0 judged anew, 0 differences.\n"


def test_what_is_missing_is_judged(target, capsys):
    expected = list(Standing.objects.order_by("month").values_list("month", "status"))
    Standing.objects.filter(month__gt=3).delete()
    Standing.objects.filter(month=1).update(rules="an older one")
    call_command("verify_standings")
    assert "10 judged anew, 0 differences" in capsys.readouterr().out
    assert list(Standing.objects.order_by("month").values_list("month", "status")) == expected


def test_a_row_that_is_wrong_is_named_set_right_and_fails_the_run(target, capsys):
    Standing.objects.filter(month=6).update(status="done", completion=1)
    with pytest.raises(CommandError, match="differed"):
        call_command("verify_standings")
    printed = capsys.readouterr().out
    assert f"target {target.pk}, month 6: status is done, should be ahead" in printed
    call_command("verify_standings")
