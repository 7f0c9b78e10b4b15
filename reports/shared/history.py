"""Saving with a name under it: who did it, and in which words the history tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import pgettext, pgettext_lazy

if TYPE_CHECKING:
    from reports.shared.people import User

ACTIONS = {
    "adopted": pgettext_lazy("history", "adopted"),
    "joined to the whole": pgettext_lazy("history", "joined to the whole"),
    "draft saved": pgettext_lazy("history", "draft saved"),
    "submitted": pgettext_lazy("history", "submitted"),
    "taken back": pgettext_lazy("history", "taken back"),
    "approved": pgettext_lazy("history", "approved"),
    "returned": pgettext_lazy("history", "returned"),
    "stand-in named": pgettext_lazy("history", "stand-in named"),
    "standing in ended": pgettext_lazy("history", "standing in ended"),
    "opened again": pgettext_lazy("history", "opened again"),
    "corrected": pgettext_lazy("history", "corrected"),
    "correction asked for": pgettext_lazy("history", "correction asked for"),
    "correction approved": pgettext_lazy("history", "correction approved"),
    "correction refused": pgettext_lazy("history", "correction refused"),
    "stages planned": pgettext_lazy("history", "stages planned"),
    "stage planned": pgettext_lazy("history", "stage planned"),
    "change asked for": pgettext_lazy("history", "change asked for"),
    "change approved": pgettext_lazy("history", "change approved"),
    "change refused": pgettext_lazy("history", "change refused"),
    "fund set up": pgettext_lazy("history", "fund set up"),
    "matched by name": pgettext_lazy("history", "indicator matched by name"),
    "match confirmed": pgettext_lazy("history", "indicator confirmed"),
    "match refused": pgettext_lazy("history", "indicator refused"),
    "indicators merged": pgettext_lazy("history", "indicators merged"),
    "indicator split": pgettext_lazy("history", "indicator split"),
    "settlement confirmed": pgettext_lazy("history", "finding confirmed"),
    "completion confirmed": pgettext_lazy("history", "completion confirmed"),
    "put on the list": pgettext_lazy("history", "put on the list"),
    "taken off the list": pgettext_lazy("history", "taken off the list"),
    "photograph added": pgettext_lazy("history", "photograph added"),
    "photograph confirmed": pgettext_lazy("history", "photograph confirmed"),
    "photograph withdrawn": pgettext_lazy("history", "photograph withdrawn"),
    "vote entered": pgettext_lazy("history", "vote entered"),
    "switched on": pgettext_lazy("history", "public page switched on"),
    "switched off": pgettext_lazy("history", "public page switched off"),
}


def id_of(user: User) -> int:
    """Return the number of the acting user. Raises PermissionDenied for nobody (an anonymous visitor)."""
    if user.pk is None:
        raise PermissionDenied
    return int(user.pk)


def delete_as(instance: models.Model, *, by: User) -> None:
    """Delete `instance`; its history record names `by`."""
    instance._history_user = by  # type: ignore[attr-defined]
    instance.delete()


def save_as(instance: models.Model, *, by: User, action: str) -> None:
    """Save `instance`; its history record names `by` and the `action` (an English message id)."""
    instance._history_user = by  # type: ignore[attr-defined]
    instance._change_reason = action  # type: ignore[attr-defined]
    instance.save()


def action_in_words(action: str) -> str:
    """Return what a history record says was done; a reason that a person typed stays as it is."""
    return str(ACTIONS.get(action, action)) or pgettext("history", "changed")
