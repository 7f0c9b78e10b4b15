"""Columns that several tables share."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.utils.timezone import localtime


class DayColumn(tables.Column):
    """A day, on the page and in files alike."""

    def render(self, value: dt.date) -> str:
        """Return its digits."""
        return f"{value:%Y-%m-%d}"


class TimeColumn(tables.DateTimeColumn):
    """A time to the minute in the office's time zone, on the page and in files alike."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format="Y-m-d H:i", **kwargs)

    def value(self, value: dt.datetime | None, **_kwargs: Any) -> str:
        """Return the words for files."""
        return f"{localtime(value):%Y-%m-%d %H:%M}" if value else ""
