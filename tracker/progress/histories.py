"""The history of a target in words: who changed what, when, from what to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.organisation.models import Department, Post
from reports.shared import display
from reports.shared.history import action_in_words
from reports.shared.people import name_of
from tracker.indicators.models import Indicator
from tracker.progress.models import Correction, ProgressEntry
from tracker.targets.models import Stage, Target

if TYPE_CHECKING:
    from reports.shared.people import User

TARGET_FIELDS = (
    "name", "target_class", "indicator_id", "value", "value_high", "unit", "baseline", "reference", "accumulates",
    "direction", "frequency", "schedule", "lead_id", "supporting", "leader_id", "contact_id", "deadline",
    "nature", "weight", "source_level", "parent_id", "is_open_list", "is_withdrawn", "verdict", "verdict_reason",
)  # fmt: skip
ENTRY_FIELDS = ("state", "value", "source", "vintage", "narrative", "problem", "next_step", "reason", "review_note")
CORRECTION_FIELDS = ("state", "value_before", "value", "kind", "reason", "behind_reason", "note")
STAGE_FIELDS = ("name", "planned_on", "done_on")
NOTHING = "—"


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as the reader would write them."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One step of the history; `subject` says what it is about."""

    at: dt.datetime
    who: str
    subject: str
    action: str
    fields: tuple[FieldChange, ...]


def changes_of(target: Target, user: User) -> list[Change]:
    """Return all that was done to a target, its stages and its entries, the newest first. Eight queries.

    Drafts are told to the department that files them, and to nobody else.
    """
    entries = ProgressEntry.history.filter(target_id=target.pk)
    if not Target.objects.reported_by(user).filter(pk=target.pk).exists():
        entries = entries.exclude(state=ProgressEntry.State.DRAFT)
    words = _Words(target.region_id)
    steps = [
        *_steps(_with_supporting(target), TARGET_FIELDS, lambda row: _("target"), words),
        *_steps(_records(Stage.history.filter(target_id=target.pk)), STAGE_FIELDS, lambda row: row.name, words),
        *_steps(
            _records(entries),
            ENTRY_FIELDS,
            lambda row: display.year_month(target.year, row.month),
            words,
        ),
        *_corrections(Correction.history.filter(entry__target_id=target.pk), words),
    ]
    return sorted(steps, key=lambda step: step.at)[::-1]


def changes_of_entry(entry: ProgressEntry) -> list[Change]:
    """Return what a reviewer may know of the history of an entry, the newest first: no drafts. Two queries."""
    records = _records(entry.history.exclude(state=ProgressEntry.State.DRAFT))
    words = _Words(entry.target.region_id)
    steps = _steps(records, ENTRY_FIELDS, lambda row: display.month_name(row.month), words)
    steps += _corrections(Correction.history.filter(entry_id=entry.pk), words)
    return sorted(steps, key=lambda step: step.at)[::-1]


def _corrections(history: models.QuerySet[Any], words: _Words) -> list[Change]:
    months = history.select_related("history_user", "entry").order_by("history_date", "history_id")
    return _steps(months, CORRECTION_FIELDS, lambda row: display.month_name(row.entry.month), words)


class _Words:
    """Values of fields in words; names of a region's departments and of indicators are read when first needed."""

    def __init__(self, region: int) -> None:
        self._region = region

    @cached_property
    def departments(self) -> Mapping[int, str]:
        """The names of the region's departments."""
        return {each.pk: each.label for each in Department.objects.filter(region=self._region)}

    @cached_property
    def indicators(self) -> Mapping[int, str]:
        """The names of the catalogue."""
        return {each.pk: each.label for each in Indicator.objects.all()}

    @cached_property
    def posts(self) -> Mapping[int, str]:
        """The titles of the region's posts."""
        return {each.pk: each.title for each in Post.objects.filter(region=self._region)}

    @cached_property
    def targets(self) -> Mapping[int, str]:
        """The names of the region's targets."""
        return dict(Target.objects.filter(region=self._region).values_list("pk", "name"))

    def of(self, model: type[models.Model], name: str, value: Any) -> str:
        """Return a field's value as a reader sees it."""
        if value is None or value in ("", [], ()):
            return NOTHING
        if name == "supporting":
            return "、".join(self.departments.get(pk, str(pk)) for pk in value)
        if name == "lead_id":
            return self.departments.get(value, str(value))
        if name in ("leader_id", "contact_id"):
            return self.posts.get(value, str(value))
        if name == "parent_id":
            return self.targets.get(value, str(value))
        if name == "indicator_id":
            return self.indicators.get(value, str(value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Decimal):
            return display.plain(value)
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, list):
            return " ".join(str(each) for each in value)
        choices = getattr(model._meta.get_field(name), "flatchoices", ())
        return str(dict(choices).get(value, value))


def _records(history: models.QuerySet[Any]) -> list[Any]:
    return list(history.select_related("history_user").order_by("history_date", "history_id"))


def _with_supporting(target: Target) -> list[Any]:
    """The records of a target, each with the departments that supported it then."""
    members = apps.get_model("targets", "HistoricalTarget_supporting").objects.filter(history__id=target.pk)
    departments: dict[int, list[int]] = {}
    for record, department in members.order_by("department_id").values_list("history_id", "department_id"):
        departments.setdefault(record, []).append(department)
    records = _as_adopted(_records(target.history.all()))
    for each in records:
        each.supporting_ids = tuple(departments.get(each.history_id, ()))
    return records


def _as_adopted(records: list[Any]) -> list[Any]:
    """Leave out the record from the middle of the adoption, before its supporting departments were set."""
    halves = {(each.history_change_reason, later.history_change_reason) for each, later in pairwise(records[:2])}
    return records[1:] if halves == {("adopted", "adopted")} else records


def _steps(rows: Iterable[Any], fields: tuple[str, ...], subject: Callable[[Any], str], words: _Words) -> list[Change]:
    """Compare every record with the one before it; the first one of an object shows what it began with."""
    by_object: dict[int, list[Any]] = {}
    for row in rows:
        by_object.setdefault(row.id, []).append(row)
    return [
        _change(before, after, fields, subject, words)
        for records in by_object.values()
        for before, after in pairwise([None, *records])
        if before is None or after.history_type == "-" or _differs(before, after, fields)
    ]


def _value(record: Any, name: str) -> Any:
    if name == "supporting":
        return record.supporting_ids
    return getattr(record, name)


def _differs(before: Any, after: Any, fields: tuple[str, ...]) -> bool:
    return any(_value(before, name) != _value(after, name) for name in fields)


def _change(before: Any, after: Any, fields: tuple[str, ...], subject: Callable[[Any], str], words: _Words) -> Change:
    model = after.instance_type
    changed = [name for name in fields if before is not None and _value(before, name) != _value(after, name)]
    if before is None and model is not Target:
        changed = [name for name in fields if getattr(after, name) not in (None, "", [])]
    return Change(
        at=after.history_date,
        who=_who(after.history_user),
        subject=subject(after),
        action=_action(after),
        fields=tuple(_field_change(model, name, before, after, words) for name in changed),
    )


def _action(record: Any) -> str:
    if record.history_type == "-":
        return pgettext("history", "removed")
    return action_in_words(record.history_change_reason or "")


def _who(user: Any) -> str:
    return name_of(user) if user else _("the system")


def _field_change(model: type[models.Model], name: str, before: Any, after: Any, words: _Words) -> FieldChange:
    return FieldChange(
        label=model._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
        before=words.of(model, name, _value(before, name)) if before is not None else NOTHING,
        after=words.of(model, name, _value(after, name)),
    )
