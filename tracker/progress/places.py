"""Where an entry belongs: region, year and lead of its target, kept with it so that lists of entries need no join.

A new entry takes them from its target when it is stored; when a target is announced to have changed, its entries follow
in the same transaction. `verify_standings` finds what differs all the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from tracker.targets.models import Target

if TYPE_CHECKING:
    from tracker.progress.models import ProgressEntry

NAMES = ("region", "year", "lead")


class OfTarget(models.Field):
    """A column that a new row copies from its target; made part of a field's class below."""

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Return the target's value for a new row, else what stands."""
        if add:
            setattr(model_instance, self.attname, getattr(model_instance.target, self.attname))
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        """Describe the column to migrations as what it is for a database: a plain one."""
        name, _path, args, kwargs = super().deconstruct()
        plain = next(base for base in type(self).__mro__ if base.__module__.startswith("django."))
        return name, f"django.db.models.{plain.__name__}", args, kwargs


class KeyOfTarget(OfTarget, models.ForeignKey):
    """A foreign key that a new row copies from its target."""


class YearOfTarget(OfTarget, models.PositiveSmallIntegerField):
    """A year that a new row copies from its target."""


@dataclass(frozen=True)
class Astray:
    """A column of an entry that is not what its target says."""

    entry: int
    column: str
    kept: int
    right: int

    def __str__(self) -> str:
        return f"entry {self.entry}: {self.column} is {self.kept}, should be {self.right}"


def follow_targets(targets: Collection[int]) -> None:
    """Give the entries of these targets the region, year and lead that their targets have; one query, else two."""
    from tracker.progress.models import ProgressEntry

    differing = _differing(ProgressEntry.objects.filter(target__in=targets))
    if differing.exists():
        _set_right(differing)


def put_right() -> list[Astray]:
    """Set every entry right that differs from its target, and return what did: nothing is expected. One query."""
    from tracker.progress.models import ProgressEntry

    differing = _differing(ProgressEntry.objects.all())
    with transaction.atomic():
        found = [
            Astray(row["pk"], name, row[name], row[f"target__{name}"])
            for row in differing.order_by("pk").values("pk", *NAMES, *(f"target__{name}" for name in NAMES))
            for name in NAMES
            if row[name] != row[f"target__{name}"]
        ]
        if found:
            _set_right(differing)
    return found


def _differing(entries: QuerySet[ProgressEntry]) -> QuerySet[ProgressEntry]:
    differs = Q()
    for name in NAMES:
        differs |= ~Q(**{name: F(f"target__{name}")})
    return entries.filter(differs).order_by()


def _set_right(entries: QuerySet[ProgressEntry]) -> None:
    own = Target.objects.filter(pk=OuterRef("target")).order_by()
    rows = entries.model._base_manager.filter(pk__in=entries.values("pk"))
    rows.update(**{name: Subquery(own.values(name)) for name in NAMES})
