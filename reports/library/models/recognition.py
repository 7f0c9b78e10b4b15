"""How far the recognition of an upload has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.library.models.reports import Upload
from reports.shared.constraints import one_of
from reports.shared.long_jobs import LongJob, LongJobQuerySet


class Failure(models.TextChoices):
    """Why a recognition was given up."""

    PAGE = "page", _("a page cannot be recognised")
    NO_TEXT = "no_text", _("no text was found")
    TOO_LONG = "too_long", _("the text is too long")


class Recognition(LongJob):
    """The pages of an upload that is a scan, as far as they are recognised.

    `printed` holds the text of pages that have one, null for each picture; it is empty where all are pictures.
    """

    upload = models.OneToOneField(Upload, models.CASCADE, related_name="recognition", verbose_name=_("upload"))
    page_count = models.PositiveSmallIntegerField(_("pages"))
    pages = models.JSONField(_("recognised pages"), default=list, blank=True)
    printed = models.JSONField(_("printed pages"), default=list, blank=True)
    failure = models.CharField(_("failure"), max_length=10, choices=Failure, blank=True)

    objects = LongJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        constraints = (one_of("failure", Failure.choices, name="recognition", blank=True),)

    def __str__(self) -> str:
        return f"{self.upload} · {len(self.pages)}/{self.page_count}"

    @property
    def next_page(self) -> int:
        """The number, from one on, of the page that is being recognised."""
        return len(self.pages) + 1
