"""The history of a deed in words: of itself, its sites, its photographs and its vote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.organisation.models import Department
from reports.shared.history import action_in_words
from reports.shared.people import name_of
from tracker.livelihood.models import Deed, Photo, Publication, Site, Vote
from tracker.progress.histories import NOTHING, Change, FieldChange

DEED_FIELDS = ("number", "name", "lead_id", "standard", "deadline", "confirmed_words", "returned_why")
SITE_FIELDS = ("name", "content", "state", "as_of", "progress", "dropped_why")
PHOTO_FIELDS = ("released_at", "withdrawn_why")
VOTE_FIELDS = ("satisfied", "fairly", "dissatisfied", "abstained", "body", "voted_on")


def changes_of(deed: Deed) -> list[Change]:
    """Return all that was done to a deed, the newest first. Five queries."""
    departments = {each.pk: each.label for each in Department.objects.filter(region=deed.region_id)}
    steps = [
        *_steps(Deed.history.filter(id=deed.pk), DEED_FIELDS, lambda row: _("deed"), departments),
        *_steps(Site.history.filter(deed_id=deed.pk), SITE_FIELDS, lambda row: row.name, {}),
        *_steps(Photo.history.filter(site__deed_id=deed.pk), PHOTO_FIELDS, lambda row: row.name, {}),
        *_steps(Vote.history.filter(deed_id=deed.pk), VOTE_FIELDS, lambda row: _("vote"), {}),
    ]
    return sorted(steps, key=lambda step: step.at)[::-1]


def switches_of(page: Publication) -> list[Change]:
    """Return who switched a public page on and off, the newest first. One query."""
    return _steps(Publication.history.filter(id=page.pk), (), lambda row: _("public page"), {})[::-1]


def _steps(
    history: models.QuerySet[Any],
    fields: tuple[str, ...],
    subject: Callable[[Any], str],
    departments: Mapping[int, str],
) -> list[Change]:
    """Compare every record with the one before it; a record that only follows another one's links is left out."""
    by_object: dict[int, list[Any]] = {}
    for row in history.select_related("history_user").order_by("history_date", "history_id"):
        by_object.setdefault(row.id, []).append(row)
    return [
        _change(before, after, fields, subject(after), departments)
        for records in by_object.values()
        for before, after in pairwise([None, *records])
        if before is None or not fields or _differs(before, after, fields)
    ]


def _differs(before: Any, after: Any, fields: Iterable[str]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in fields)


def _change(before: Any, after: Any, fields: tuple[str, ...], subject: str, departments: Mapping[int, str]) -> Change:
    changed = [name for name in fields if getattr(before, name, None) != getattr(after, name)]
    reason = action_in_words(after.history_change_reason or "")
    return Change(
        at=after.history_date,
        who=name_of(after.history_user) if after.history_user else _("the system"),
        subject=subject,
        action=pgettext("history", "made") if before is None and not after.history_change_reason else reason,
        fields=tuple(
            FieldChange(
                after.instance_type._meta.get_field(name).verbose_name,
                _in_words(before, name, departments),
                _in_words(after, name, departments),
            )
            for name in changed
            if getattr(before, name, None) or getattr(after, name) not in (None, "")
        ),
    )


def _in_words(record: Any, name: str, departments: Mapping[int, str]) -> str:
    value = getattr(record, name, None)
    if value in (None, ""):
        return NOTHING
    if name == "lead_id":
        return departments.get(value, str(value))
    if isinstance(value, dt.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d}"
    choices = dict(getattr(record.instance_type._meta.get_field(name), "flatchoices", ()))
    return str(choices.get(value, value))
