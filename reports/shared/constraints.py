"""Constraints that many models share: what a form offers, the database holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q


def one_of(field: str, choices: Iterable[tuple[Any, Any]], *, name: str, blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that a column holds a code of its choices, or nothing where it may be blank.

    A code that the program does not know would stop every page that judges or shows the row. `name` is the model's;
    the constraint is called by it and by the field.
    """
    codes = [code for code, _label in choices]
    allowed = [*codes, ""] if blank and "" not in codes else codes
    return models.CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=f"{name}_{field}_known")
