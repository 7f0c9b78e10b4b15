"""The shipped regions: the whole country, loaded once and kept up to date, never against the people here."""

import datetime as dt
from collections import Counter

import pytest

from reports.organisation.admin import RegionResource
from reports.organisation.models import Region
from reports.organisation.services import load_regions, longest_together, read_regions
from reports.shared.shipped_data import Tally

pytestmark = pytest.mark.django_db

ROWS = read_regions()
OF_CHONGQING = [
    row
    for row in ROWS
    if row["level"] in ("country", "province") or {row["code"], row["parent_code"]} & {"500000", "510200"}
]


def loaded(rows=OF_CHONGQING) -> Tally:
    tally = Tally()
    load_regions(rows, tally)
    return tally


def test_every_region_in_force_lies_in_one_that_shares_its_code():
    prefix = {"province": 0, "city": 2, "district": 2}
    for row in ROWS:
        if row["code"] and row["level"] != "country":
            length = prefix[row["level"]]
            assert row["code"][:length] == row["parent_code"][:length], row["name"]


def test_the_whole_country_is_there():
    in_force = Counter(row["level"] for row in ROWS if not row["valid_to"])
    assert in_force["province"] == 34
    assert in_force["city"] > 330
    assert in_force["district"] > 2800


def test_every_region_that_ended_has_successors_which_are_in_the_table():
    known = {row["code"] or row["name"] for row in ROWS} | {row["name"] for row in ROWS if not row["code"]}
    for row in ROWS:
        if row["valid_to"]:
            assert row["successors"], row["name"]
            assert set(row["successors"].split(";")) <= known, row["name"]


def test_loading_all_of_them_twice_writes_them_once():
    first = loaded(ROWS)
    assert (first.created, first.updated) == (len(ROWS), 0)
    assert Region.history.count() == len(ROWS)
    second = loaded(ROWS)
    assert (second.created, second.updated, second.kept) == (0, 0, [])
    assert Region.history.count() == len(ROWS)
    ended = Region.objects.exclude(valid_to=None)
    assert not ended.filter(successors=None).exists()
    assert not Region.objects.exclude(level="country").filter(parent=None).exists()


def test_what_is_there_already_is_looked_up_in_few_queries(django_assert_max_num_queries):
    loaded()
    with django_assert_max_num_queries(12):
        loaded()


def test_a_table_that_came_out_of_the_admin_goes_in_again_unchanged():
    loaded()
    result = RegionResource().import_data(RegionResource().export())
    assert not result.has_errors(), [row.errors for row in result.rows if row.errors]
    assert result.totals["skip"] == len(OF_CHONGQING)


def test_what_followed_what():
    loaded()
    county = Region.objects.get(code="500226")
    assert [str(region) for region in county.successors.all()] == ["荣昌区"]
    assert county.predecessors.get().parent.name == "重庆市"
    assert set(Region.objects.get(name="两江新区").predecessors.values_list("name", flat=True)) == {"江北区", "渝北区"}


def test_a_changed_row_is_brought_up_to_date_with_its_history():
    loaded()
    Region.objects.filter(code="500109").update(note="旧")
    tally = loaded()
    assert (tally.created, tally.updated) == (0, 1)
    district = Region.objects.get(code="500109")
    assert district.note != "旧"
    assert district.history.count() == 2


def test_what_a_person_changed_is_left_alone(reviewer):
    loaded()
    district = Region.objects.get(code="500226")
    district.note, district._history_user = "本地备注", reviewer
    district.save()
    district.successors.clear()
    tally = loaded()
    district.refresh_from_db()
    assert (district.note, tally.kept) == ("本地备注", ["荣昌县"])
    assert not district.successors.exists()


def test_a_code_that_becomes_known_is_filled_in():
    loaded()
    number = Region.objects.count()
    row = next(row for row in OF_CHONGQING if row["name"] == "两江新区")
    loaded([*OF_CHONGQING, row | {"code": "500157"}])
    assert Region.objects.get(name="两江新区").code == "500157"
    assert Region.objects.count() == number


def test_a_day_that_becomes_known_changes_the_region_instead_of_adding_one():
    loaded()
    number = Region.objects.count()
    rows = [row | {"valid_from": "1998-05-04"} if row["code"] == "500101" else row for row in OF_CHONGQING
            if (row["code"], row["name"]) != ("500101", "万县区")]  # fmt: skip
    loaded(rows)
    assert Region.objects.get(code="500101", name="万州区").valid_from == dt.date(1998, 5, 4)
    assert Region.objects.count() == number


@pytest.mark.parametrize(("year", "name"), [(1985, "旧"), (1999, "旧"), (2000, "新"), (2024, "新")])
def test_of_a_code_used_twice_the_one_of_those_days_counts(year, name):
    regions = [
        Region(name="旧", valid_from=None, valid_to=dt.date(2000, 6, 1)),
        Region(name="新", valid_from=dt.date(2000, 6, 2)),
    ]
    found = longest_together(regions, dt.date(year, 1, 1), dt.date(year, 12, 31))
    assert found.name == name
    assert longest_together([], None, None) is None
