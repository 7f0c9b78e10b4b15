"""Region, year and lead of an entry are its target's, whatever happens to that."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.progress.models import ProgressEntry
from tracker.targets.services import change_terms

PLACE = ("region", "year", "lead")


def place(of):
    return of.region_id, of.year, of.lead_id


@pytest.fixture
def target(make_target):
    return make_target()


@pytest.fixture
def entry(target):
    return file_figure(target, 6, 12)


def test_a_new_entry_has_those_of_its_target(target, entry):
    assert place(ProgressEntry.objects.get()) == place(target)


def test_many_made_at_once_have_them_too(target):
    months = (ProgressEntry(target=target, month=month, filed_by=target.adopted_by) for month in (1, 2))
    ProgressEntry.objects.bulk_create(months)
    assert [place(each) for each in ProgressEntry.objects.all()] == [place(target)] * 2


def test_they_follow_a_target_that_another_department_leads(target, entry, reviewer, other_department):
    change_terms(
        target=target, by=reviewer, version=target.version, reason="机构改革", changes={"lead": other_department}
    )
    entry.refresh_from_db()
    assert entry.lead == other_department


def test_nothing_of_it_is_told_in_the_history(target, entry):
    columns = {field.name for field in ProgressEntry.history.model._meta.fields}
    assert not columns & set(PLACE)


def test_what_differs_is_named_and_set_right(target, entry, other_district, capsys):
    ProgressEntry.objects.update(region=other_district, year=2001)
    with pytest.raises(CommandError, match="differed"):
        call_command("verify_standings")
    printed = capsys.readouterr().out
    assert f"entry {entry.pk}: region is {other_district.pk}, should be {target.region_id}" in printed
    assert f"entry {entry.pk}: year is 2001, should be 2024" in printed
    assert place(ProgressEntry.objects.get()) == place(target)
    call_command("verify_standings")


@pytest.mark.parametrize("column", ["region", "year", "lead", "name", "-submitted_at"])
def test_the_list_is_sorted_by_them(client, reviewer, target, entry, column):
    client.force_login(reviewer)
    assert "青溪" in client.get(reverse("entries"), {"sort": column}).content.decode()


def test_the_newest_are_found_in_an_index(target, entry, reviewer):
    """What rights and order ask stands in the index: no row is read for those that the page does not show."""
    ordered = ProgressEntry.objects.for_user(reviewer).order_by("-submitted_at", "pk").values("pk")
    assert "targets_target" not in str(ordered.query)
