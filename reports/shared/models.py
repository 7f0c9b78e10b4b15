"""Files that are too long to be waited for."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.shared.constraints import one_of
from reports.shared.long_jobs import LongJob, LongJobQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT = dt.timedelta(days=1)


class Failure(models.TextChoices):
    """Why a file was given up."""

    REFUSED = "refused", _("the list is not open any more")
    TOO_LONG = "too_long", _("a workbook cannot hold so many rows")
    BROKEN = "broken", _("an error in the program")


class ExportQuerySet(LongJobQuerySet):
    """Exports in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those that the user asked for; nobody else gets a file, whatever their role."""
        return self.filter(asked_by=user)

    def outdated(self, now: dt.datetime) -> Self:
        """Keep those whose day is over."""
        return self.filter(asked_at__lt=now - KEPT)


class Export(LongJob):
    """A list as a file, written behind the page for one reader and kept for a day."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("asked for by"))
    asked_at = models.DateTimeField(_("asked for at"))
    path = models.CharField(_("page"), max_length=200)
    query = models.TextField(_("narrowed by"), blank=True)
    kind = models.CharField(_("kind of file"), max_length=4, choices=[("xlsx", "Excel"), ("csv", "CSV")])
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=200)
    row_count = models.PositiveIntegerField(_("rows"))
    rows_written = models.PositiveIntegerField(_("rows written"), default=0)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    rights = models.CharField(_("rights when it was written"), max_length=64, blank=True)
    failure = models.CharField(_("failure"), max_length=10, choices=Failure, blank=True)
    file = models.FileField(_("file"), upload_to="exports", blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = (
            one_of("kind", [("xlsx", ""), ("csv", "")], name="export"),
            one_of("failure", Failure.choices, name="export", blank=True),
        )

    def __str__(self) -> str:
        return f"{self.title} · {self.rows_written}/{self.row_count}"

    @property
    def available_until(self) -> dt.datetime:
        """When the file is thrown away."""
        return self.asked_at + KEPT


def rights_in_short(user: User) -> str:
    """Return a short form of all that a user may read; it is another one as soon as a role is taken or given."""
    roles = sorted(user.memberships.values_list("region", "department", "role"), key=str)
    return hashlib.sha256(repr((user.is_active, user.is_superuser, roles)).encode()).hexdigest()
