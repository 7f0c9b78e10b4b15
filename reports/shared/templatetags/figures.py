"""Figures, dates and people in templates. What is not known prints as a dash, never as a zero."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.contrib.auth.models import AbstractUser

from reports.shared import display
from reports.shared.people import name_of

register = template.Library()


@register.filter
def amount(value: Decimal | None, unit: str = "") -> str:
    """Print a figure as it was filed, with its unit."""
    return display.amount(value, unit)


@register.filter
def derived(value: Decimal | None, unit: str = "") -> str:
    """Print a computed amount, rounded, with its unit."""
    return display.UNKNOWN if value is None else display.derived(value, unit)


@register.filter
def at_least(value: Decimal, unit: str = "") -> str:
    """Print a computed amount that must be reached, rounded so that reaching what is printed is enough."""
    return display.at_least(value, unit)


@register.filter
def unit(code: str) -> str:
    """Print a unit as the reader calls it."""
    return display.unit_word(code)


@register.filter
def percent(share: Decimal | None) -> str:
    """Print a share (0.4) as per cent (40.0%)."""
    return display.UNKNOWN if share is None else display.percent(share)


@register.filter
def gap(value: Decimal | None, unit: str) -> str:
    """Print a difference with its sign and unit."""
    return display.UNKNOWN if value is None else display.gap(value, unit)


@register.filter
def day(value: dt.date | None) -> str:
    """Print a date as the reader writes it."""
    return display.UNKNOWN if value is None else display.day(value)


@register.filter
def month_name(month: int | None) -> str:
    """Print a month as the reader writes it."""
    return display.UNKNOWN if month is None else display.month_name(month)


@register.filter
def person(user: AbstractUser) -> str:
    """Print a person's name."""
    return name_of(user)
