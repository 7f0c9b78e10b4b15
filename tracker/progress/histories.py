"""The history of a target in words: who changed what, when, from what to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.organisation.models import rights_of
from reports.shared import display
from reports.shared.history import action_in_words
from reports.shared.language import is_chinese
from reports.shared.people import name_of
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
NAMES = {
    "lead_id": "label", "leader_id": "title", "contact_id": "title", "parent_id": "name", "indicator_id": "label",
}  # fmt: skip
"""Columns that name another row, and what that row is called by."""
SUPPORTING = "historicaltarget_supporting__department"
NOTHING = "—"


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as the reader would write them; `name` is its column."""

    label: str | Promise
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True)
class Change:
    """One step of the history; `subject` says what it is about, `record` is the row as the step left it."""

    at: dt.datetime
    who: str
    subject: str
    action: str
    fields: tuple[FieldChange, ...]
    record: Any = None


def target_changes(target: Target) -> list[Change]:
    """Return what was done to a target itself, the oldest first: its adoption, then its terms. One query."""
    return _steps(_with_supporting(target), TARGET_FIELDS, lambda row: _("target"))


def stage_changes(target: Target) -> list[Change]:
    """Return what was done to the stages of a target, stage by stage. One query."""
    return _steps(_records(Stage.history.filter(target_id=target.pk)), STAGE_FIELDS, lambda row: row.name)


def entry_changes(target: Target, user: User) -> list[Change]:
    """Return what was done to the entries of a target, month by month. One query.

    Drafts are told to the department that files them, and to nobody else.
    """
    entries = ProgressEntry.history.filter(target_id=target.pk)
    if target.lead_id not in rights_of(user).departments:
        entries = entries.exclude(state=ProgressEntry.State.DRAFT)
    return _steps(_records(entries), ENTRY_FIELDS, lambda row: display.year_month(target.year, row.month))


def changes_of_entry(entry: ProgressEntry) -> list[Change]:
    """Return what a reviewer may know of the history of an entry, the newest first: no drafts. Two queries."""
    records = _records(entry.history.exclude(state=ProgressEntry.State.DRAFT))
    corrections = Correction.history.filter(entry_id=entry.pk).select_related("entry")
    steps = [
        *_steps(records, ENTRY_FIELDS, lambda row: display.month_name(row.month)),
        *_steps(_records(corrections), CORRECTION_FIELDS, lambda row: display.month_name(row.entry.month)),
    ]
    return sorted(steps, key=lambda step: step.at)[::-1]


def _in_words(model: type[models.Model], name: str, record: Any) -> str:
    """Return a field's value as a reader sees it."""
    value = _value(record, name)
    if value is None or value in ("", [], ()):
        return NOTHING
    if name == "supporting":
        return "、".join(value)
    if name in NAMES:
        row = getattr(record, name.removesuffix("_id"))
        return str(getattr(row, NAMES[name], value))
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
    """The records in the order of time, each with who made it."""
    return list(history.select_related("history_user").order_by("history_date", "history_id"))


def _with_supporting(target: Target) -> list[Any]:
    """The records of a target, each with the rows that it names and the departments that supported it then."""
    rows = target.history.select_related(*(name.removesuffix("_id") for name in NAMES)).annotate(
        supporter=F(f"{SUPPORTING}__short_name"), supporter_en=F(f"{SUPPORTING}__name_en")
    )
    records: dict[int, Any] = {}
    for row in _records(rows):
        record = records.setdefault(row.history_id, row)
        names = (row.supporter if is_chinese() else row.supporter_en or row.supporter,) if row.supporter else ()
        record.supporting_names = tuple(sorted((*getattr(record, "supporting_names", ()), *names)))
    return _whole_steps(list(records.values()))


def _whole_steps(records: list[Any]) -> list[Any]:
    """Leave out records from the middle of a step, which setting its supporting departments makes.

    At the adoption that is the first of two; later it is one without a reason before the one that gives it.
    """
    halves = {(each.history_change_reason, later.history_change_reason) for each, later in pairwise(records[:2])}
    records = records[1:] if halves == {("adopted", "adopted")} else records
    between = records[1:-1]
    return [each for each in records if each.history_change_reason or not any(each is half for half in between)]


def _steps(rows: Iterable[Any], fields: tuple[str, ...], subject: Callable[[Any], str]) -> list[Change]:
    """Compare every record with the one before it; the first one of an object shows what it began with."""
    by_object: dict[int, list[Any]] = {}
    for row in rows:
        by_object.setdefault(row.id, []).append(row)
    return [
        _change(before, after, fields, subject)
        for records in by_object.values()
        for before, after in pairwise([None, *records])
        if before is None or after.history_type == "-" or _differs(before, after, fields)
    ]


def _value(record: Any, name: str) -> Any:
    if name == "supporting":
        return record.supporting_names
    return getattr(record, name)


def _differs(before: Any, after: Any, fields: tuple[str, ...]) -> bool:
    return any(_value(before, name) != _value(after, name) for name in fields)


def _change(before: Any, after: Any, fields: tuple[str, ...], subject: Callable[[Any], str]) -> Change:
    model = after.instance_type
    changed = [name for name in fields if before is not None and _value(before, name) != _value(after, name)]
    if before is None and model is not Target:
        changed = [name for name in fields if getattr(after, name) not in (None, "", [])]
    return Change(
        at=after.history_date,
        who=_who(after.history_user),
        subject=subject(after),
        action=_action(after),
        fields=tuple(_field_change(model, name, before, after) for name in changed),
        record=after,
    )


def _action(record: Any) -> str:
    if record.history_type == "-":
        return pgettext("history", "removed")
    return action_in_words(record.history_change_reason or "")


def _who(user: Any) -> str:
    return name_of(user) if user else _("the system")


def _field_change(model: type[models.Model], name: str, before: Any, after: Any) -> FieldChange:
    return FieldChange(
        label=model._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
        before=_in_words(model, name, before) if before is not None else NOTHING,
        after=_in_words(model, name, after),
        name=name,
    )
