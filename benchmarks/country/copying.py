"""Copies of the made-up city, written by the database itself: millions of rows in minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models import Max, Min

from reports.organisation.models import Region
from tracker.indicators.models import Indicator, IndicatorAlias, ReferenceFigure
from tracker.search.models import Line
from tracker.verdicts.models import RuleSet

SHARED = frozenset({Indicator, IndicatorAlias, ReferenceFigure, RuleSet, Region.successors.through})
"""What all cities have in common."""
LEFT_OUT = frozenset({Line})
"""The index of the search, which triggers keep: it goes on holding the first city alone."""


@dataclass(frozen=True)
class Original:
    """The first city's rows of a table: those from `first` to `last`; each copy's keys lie `step` further on."""

    model: type[models.Model]
    first: int
    last: int

    @property
    def step(self) -> int:
        """How far a copy's keys lie from those of the copy before."""
        return self.last


def originals() -> list[Original]:
    """Return what belongs to the city that `load_scale` made; its history is left out."""
    city = Region.objects.filter(children__departments__isnull=False).aggregate(first=Min("pk"))["first"]
    found = []
    for model in apps.get_models(include_auto_created=True):
        app = model._meta.app_config
        if model is not User and (app is None or not app.name.startswith(("reports.", "tracker."))):
            continue
        if model in SHARED | LEFT_OUT or model.__name__.startswith("Historical"):
            continue
        keys = model._default_manager.aggregate(first=Min("pk"), last=Max("pk"))
        if keys["last"] is not None:
            found.append(Original(model, city if model is Region else keys["first"], keys["last"]))
    return found


def copy(city: list[Original], numbers: range) -> None:
    """Write the copies with these numbers (the original is number 0) of all its rows."""
    by_model = {each.model: each for each in city}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the copies are as sound as the original
        for each in city:
            cursor.execute(_insert(each, by_model), [numbers.start, numbers.stop - 1, each.first, each.last])
            table = each.model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def _insert(original: Original, by_model: dict[type[models.Model], Original]) -> str:
    table = original.model._meta.db_table
    columns = dict(_columns(original, by_model))
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "  # noqa: S608
        f"FROM {table} AS own, generate_series(%s, %s) AS n WHERE own.id BETWEEN %s AND %s"
    )


def _columns(original: Original, by_model: dict[type[models.Model], Original]) -> Iterator[tuple[str, str]]:
    """Yield each column with what a copy holds there: keys further on, names that must differ with the number."""
    for field in original.model._meta.concrete_fields:
        name = f'"{field.column}"'
        of = by_model.get(field.remote_field.model) if field.remote_field else None
        if field.primary_key:
            yield name, f"own.{name} + n * {original.step}"
        elif of:
            yield name, f"CASE WHEN own.{name} >= {of.first} THEN own.{name} + n * {of.step} ELSE own.{name} END"
        elif field.unique:
            yield name, f"left(own.{name}, {(field.max_length or 100) - 8}) || '-' || n"
        else:
            yield name, f"own.{name}"
