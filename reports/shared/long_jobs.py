"""Work that takes longer than a page may: done by a process of its own, which the web server starts and leaves alone.

All that such a process knows is in the database. It says there now and then that it lives; whoever was stopped is not
heard of any more, and the next look at the progress starts another one. So there is no service to set up, and none to
forget.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LEASE = dt.timedelta(minutes=3)
"""Longer than a job may be silent: who has not been heard of for so long is gone."""


class LongJobQuerySet(models.QuerySet[Any]):
    """Jobs by how far they are."""

    def unfinished(self) -> Self:
        """Keep those that are neither done nor given up."""
        return self.filter(failure="", is_done=False)

    def waiting(self, now: dt.datetime) -> Self:
        """Keep the unfinished ones that nobody works on; who worked on one may have been stopped."""
        return self.unfinished().filter(Q(worked_at=None) | Q(worked_at__lt=now - LEASE))

    def under_way(self, now: dt.datetime) -> Self:
        """Keep those on which somebody works at the moment."""
        return self.unfinished().filter(worked_at__gte=now - LEASE)

    def claim(self, now: dt.datetime) -> Any | None:
        """Return the oldest one that waits, taken before anybody else can; None where there is none."""
        for job in self.waiting(now).order_by("pk"):
            seen = Q(worked_at=job.worked_at) if job.worked_at else Q(worked_at=None)
            if self.filter(seen, pk=job.pk).update(worked_at=now):
                return job
        return None


class LongJob(models.Model):
    """A job that outlives the page that asked for it. Its model adds `failure`: the reason why it was given up."""

    worked_at = models.DateTimeField(_("last worked on"), null=True, blank=True)
    is_done = models.BooleanField(_("done"), default=False)

    class Meta:
        abstract = True


def wake(jobs: LongJobQuerySet, command: str, *, now: dt.datetime) -> None:
    """Start the process that does these jobs, if one waits and nobody works; two would only share one machine."""
    if jobs.waiting(now).exists() and not jobs.under_way(now).exists():
        start(command)


def start(command: str) -> None:
    """Start one of our commands, and leave it alone: it outlives this process, and pages go before it."""
    subprocess.Popen(  # noqa: S603 - our own command, no shell
        ["nice", sys.executable, str(settings.BASE_DIR / "manage.py"), command],  # noqa: S607
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
