"""Statements in words and symbols for pages and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.library.models import Comparator, Kind, Statement
from reports.library.services.statement_rows import MEANING
from reports.shared.display import plain

BOUNDS: Mapping[str, str | Promise] = {
    Comparator.GE: _("{amount} or more"),
    Comparator.GT: _("more than {amount}"),
    Comparator.LE: _("within {amount}"),
    Comparator.LT: _("less than {amount}"),
    Comparator.APPROX: _("about {amount}"),
}
"""How a bound is said, in reports and in the tables made from them."""

IN_WORDS = (Comparator.RELATIVE, Comparator.QUALITATIVE)
NOTHING = "—"
FIELDS = {field.name: field for field in Statement._meta.concrete_fields}
LABELS = {name: dict(field.flatchoices) for name, field in FIELDS.items()}


class Bounded(Protocol):
    """What has a number that may be bounded: a statement, or as much of one."""

    @property
    def comparator(self) -> str:
        """How the value bounds."""

    @property
    def value(self) -> Decimal | None:
        """The number."""

    @property
    def value_high(self) -> Decimal | None:
        """The upper number of a range."""

    @property
    def unit(self) -> str:
        """The unit of both."""


def amount(statement: Bounded, bounds: Mapping[str, str | Promise] = BOUNDS) -> str:
    """Return bound, number and unit: “7% or more”, “6—6.5%”; empty without a number.

    Who writes hundreds of them gives the `bounds` in the reader's language already.
    """
    if statement.value is None:
        return ""
    numbers = [plain(value) for value in (statement.value, statement.value_high) if value is not None]
    return str(bounds.get(statement.comparator, "{amount}")).format(amount=f"{'—'.join(numbers)}{statement.unit}")


def terms(statement: Statement) -> str:
    """Return what else is said: measure, a comparator that is no bound, year; of a milestone year and due date."""
    if statement.kind == Kind.MILESTONE:
        return _joined(statement.year, statement.due)
    comparator = statement.comparator if statement.comparator in IN_WORDS else ""
    return _joined(
        statement.measure and word("measure", statement.measure),
        comparator and word("comparator", comparator),
        statement.year,
        statement.stretch and _("stretch value"),
    )


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two versions of a statement differ, both in words."""

    label: str | Promise
    one: str
    other: str


def differences(one: Mapping[str, Any], other: Mapping[str, Any], names: Sequence[str] = MEANING) -> list[Difference]:
    """Return the fields in which two versions differ; numbers compare as numbers."""
    return [
        Difference(FIELDS[name].verbose_name, word(name, one[name]), word(name, other[name]))
        for name in names
        if word(name, one[name]) != word(name, other[name])
    ]


def word(name: str, value: Any) -> str:
    """Return the value of a field as a reader sees it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name in ("value", "value_high"):
        return plain(Decimal(value))
    return str(LABELS[name].get(value, value))
