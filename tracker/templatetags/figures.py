"""Figures, verdicts and their explanations in templates. What is not known prints as a dash, never as a zero."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext as _

from reports.models import name_of
from tracker.judging.verdicts import Basis, Judged
from tracker.words import display, explanations

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


@register.filter
def reasons(judged: Judged) -> list[str]:
    """Return the sentences that explain a verdict."""
    if judged.is_waiting:
        month = display.month_name(judged.due_month)
        return [_("The figure for %(month)s is filed and waits for approval.") % {"month": month}]
    return explanations.explain(judged.verdict, judged.terms)


@register.filter
def remedy(judged: Judged) -> str:
    """Return what by when would turn it green, or nothing."""
    return explanations.remedy_of(judged.verdict, judged.terms)


@register.filter
def basis_words(basis: Basis) -> str:
    """Print what a judgement rests on: rule set, months, day of looking, which figures count."""
    return " · ".join(explanations.basis_in_words(basis))


@register.filter
def move(places: int | None) -> str:
    """Print how many places a district won or lost since the period before."""
    if places is None:
        return display.UNKNOWN
    if places == 0:
        return "＝"
    return f"▲ {places}" if places > 0 else f"▼ {-places}"
