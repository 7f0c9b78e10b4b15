"""Columns that several tables share."""

import datetime as dt

import django_tables2 as tables
import pytest

from reports.shared.columns import TimeColumn

LATE = dt.datetime(2026, 3, 1, 16, 30, 5, 18856, tzinfo=dt.UTC)


class Times(tables.Table):
    at = TimeColumn()


@pytest.mark.parametrize(("at", "said"), [(LATE, "2026-03-02 00:30"), (None, None)])
def test_a_time_is_exported_to_the_minute_in_the_offices_time_zone(at, said):
    _head, (exported,) = Times([{"at": at}]).as_values()
    assert exported == said


def test_the_page_says_the_same():
    assert Times([{"at": LATE}]).rows[0].get_cell("at") == "2026-03-02 00:30"
