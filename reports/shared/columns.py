"""Columns that several tables share."""

from __future__ import annotations

import datetime as dt

import django_tables2 as tables
from django.utils.timezone import localtime


class DayColumn(tables.Column):
    """A day, on the page and in files alike."""

    def render(self, value: dt.date) -> str:
        """Return its digits."""
        return f"{value:%Y-%m-%d}"


class TimeColumn(tables.Column):
    """A time to the minute in the office's time zone, on the page and in files alike."""

    def render(self, value: dt.datetime) -> str:
        """Return its digits."""
        return f"{localtime(value):%Y-%m-%d %H:%M}"
