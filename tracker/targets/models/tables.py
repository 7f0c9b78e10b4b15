"""Task tables that were sent in to be taken over: the file as it came, until somebody applies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Region, rights_of

if TYPE_CHECKING:
    from reports.shared.people import User


class TaskTableFileQuerySet(models.QuerySet["TaskTableFile"]):
    """Files in the words of the domain."""

    def reviewable_by(self, user: User) -> Self:
        """Keep the files of regions in which `user` keeps the targets."""
        return self.filter(rights_of(user).may_review("region"))


class TaskTableFile(models.Model):
    """A task table as it came; what it would change is read anew beside today's rows whenever it is shown."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"))
    file = models.FileField(_("file"), upload_to="tasks/%Y/%m/")
    original_name = models.CharField(_("file name"), max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent in by")
    )
    uploaded_at = models.DateTimeField(_("sent in at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)

    objects = TaskTableFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a task table")
        verbose_name_plural = _("files of task tables")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.original_name
