"""Saving with a name under it: who did it, and in which words the history tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models

if TYPE_CHECKING:
    from reports.models.organisation import User


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
