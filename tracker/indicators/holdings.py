"""Which rows anywhere point at an indicator: found by the models themselves, so that no room above can be forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import CASCADE, Count, QuerySet
from simple_history.models import HistoricalChanges

from tracker.indicators.models import Indicator, IndicatorAlias, Rearrangement, ReferenceFigure

STATED = "statement__indicator"
PLACES = ("region", "year")
# Their rows are compared one by one: each may stand once only.
UNIQUE = (IndicatorAlias, ReferenceFigure)


@dataclass(frozen=True, slots=True)
class Holder:
    """A model with a column that points at an indicator."""

    model: Any
    column: str

    @property
    def label(self) -> str:
        """The model under its name in the records of what moved."""
        return str(self.model._meta.label_lower)

    @property
    def words(self) -> str:
        """The model in the reader's words."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def is_stated(self) -> bool:
        """Whether its rows come from statements, so that they go by the statement's name."""
        return any(field.name == "statement" for field in self.model._meta.fields)

    def rows(self, indicator: Indicator) -> QuerySet[Any]:
        """Return the rows that point at an indicator, in the order of their numbers."""
        found: QuerySet[Any] = self.model._default_manager.filter(**{self.column: indicator})
        return found.order_by("pk")

    def shared(self, one: Indicator, other: Indicator) -> int:
        """Return in how many places (a region's year, a scorecard) both indicators have rows that would meet."""
        places = _places_of(self.model)
        if not places or self.model in UNIQUE:
            return 0
        both: QuerySet[Any] = self.model._default_manager.filter(**{f"{self.column}__in": [one, other]}).order_by()
        return both.values(*places).annotate(n=Count(self.column, distinct=True)).filter(n=2).count()


@cache
def holders() -> tuple[Holder, ...]:
    """Return every model that points at indicators, targets first, as writers lock them; histories keep what was."""
    found = sorted(_holders(), key=lambda each: each.label != "targets.target")
    return tuple(found)


def _holders() -> Iterator[Holder]:
    for relation in Indicator._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not isinstance(relation, models.ManyToOneRel) or issubclass(model, HistoricalChanges):
            continue
        yield Holder(model, relation.field.name)


def _places_of(model: Any) -> Sequence[str]:
    """The columns that say where a row stands: region and year, else the whole of which it is a part."""
    names = {field.name for field in model._meta.fields}
    if names >= set(PLACES):
        return PLACES
    return [
        field.name
        for field in model._meta.fields
        if field.many_to_one and field.remote_field.on_delete is CASCADE and field.related_model is not Indicator
    ]


def is_record(holder: Holder) -> bool:
    """Tell whether these rows only tell what was done before; they follow, and nobody asks where they go."""
    return holder.model is Rearrangement
