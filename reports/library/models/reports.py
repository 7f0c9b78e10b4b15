"""Work reports as documents: what was uploaded, its text, and the sentences found in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.extraction import unwrapped
from reports.organisation.models import Region, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from reports.shared.counting import counted

if TYPE_CHECKING:
    from reports.shared.people import User

YEAR_RANGE = (MinValueValidator(1990), MaxValueValidator(2099))


class DocumentFormat(models.TextChoices):
    """The kinds of document that can be read; the values are those of `reports.documents.Format`."""

    TEXT = "text", _("plain text")
    MARKDOWN = "markdown", "Markdown"
    DOCX = "docx", "Word (.docx)"
    DOC = "doc", "Word (.doc, .wps)"
    RTF = "rtf", "RTF"
    PDF = "pdf", "PDF"
    OFD = "ofd", "OFD"
    HTML = "html", _("web page")
    XLSX = "xlsx", "Excel (.xlsx)"
    PICTURE = "picture", _("picture")


class Source(models.Model):
    """A file as it came and its decoded text; both are never changed."""

    file = models.FileField(_("file"), upload_to="reports/%Y/%m/", blank=True)
    original_name = models.CharField(_("file name"), max_length=200, blank=True)
    format = models.CharField(_("format"), max_length=10, choices=DocumentFormat)
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, db_index=True)
    recognised = models.JSONField(_("recognised lines"), default=list, blank=True)
    """Of a text that was read from pictures: each line's start, end and page, and its box there."""

    class Meta:
        abstract = True


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the uploads that `user` made."""
        return self.filter(uploaded_by_id=user.pk)

    def expired(self, now: dt.datetime) -> Self:
        """Keep the uploads that nobody confirmed within a day."""
        return self.filter(uploaded_at__lt=now - dt.timedelta(days=1))


class Upload(Source):
    """A document that its uploader has not yet confirmed as the report of a region and year."""

    warnings = models.JSONField(_("warnings"), default=list, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = (one_of("format", DocumentFormat.choices, name="upload"),)

    def __str__(self) -> str:
        return self.original_name or self.text[:20]


class WorkReportQuerySet(models.QuerySet["WorkReport"]):
    """Work reports in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the reports of regions that `user` may read."""
        return self.filter(rights_of(user).may_read("region"))

    def reviewable_by(self, user: User) -> Self:
        """Keep the reports whose statements `user` may review and adopt."""
        return self.filter(rights_of(user).may_review("region"))

    def without_text(self) -> Self:
        """Leave the long texts in the database."""
        return self.defer("text", "recognised")

    def with_progress(self) -> Self:
        """Annotate how many statements there are (`n_statements`) and how many were reviewed (`n_reviewed`)."""
        statements = WorkReport.statements.rel.related_model._default_manager.filter(report=OuterRef("pk"))
        return self.annotate(
            n_statements=counted(statements.exclude(state="removed")),
            n_reviewed=counted(statements.filter(state__in=["accepted", "rejected"])),
        )


class WorkReport(Source):
    """The work report of one region and year, its text kept exactly as it came."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="work_reports", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    title = models.CharField(_("title"), max_length=200)
    section_roles = models.JSONField(_("roles of sections"), default=list, blank=True)
    """What people have said that parts of the text do: lists of start, end and role; of two that overlap the later."""
    is_demo = models.BooleanField(_("demo data"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="work_reports", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    history = HistoricalRecords(excluded_fields=["text", "recognised"])
    objects = WorkReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("work report")
        verbose_name_plural = _("work reports")
        ordering = ("-year", "region", "pk")
        constraints = (
            models.UniqueConstraint("region", "sha256", name="work_report_text_unique"),
            one_of("format", DocumentFormat.choices, name="work_report"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the review page."""
        return address_of("reports:review", self.pk)


class Reading(models.Model):
    """One run of the engine over a report, and what it changed."""

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="readings", verbose_name=_("work report"))
    engine_version = models.CharField(_("engine version"), max_length=40)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("read by"))
    read_at = models.DateTimeField(_("read at"), auto_now_add=True)
    found = models.PositiveIntegerField(_("statements found"), default=0)
    added = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    gone = models.PositiveIntegerField(_("no longer found"), default=0)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ("-read_at",)

    def __str__(self) -> str:
        return f"{self.report} · {self.engine_version}"


class PassageRole(models.TextChoices):
    """What the section speaks of."""

    REVIEW = "review", _("review of the past year")
    PLAN = "plan", _("plan for this year")
    OTHER = "other", _("other")


class Passage(models.Model):
    """One sentence of a report, with its section path and its place in the text (end exclusive)."""

    Role = PassageRole

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="passages", verbose_name=_("work report"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    section = models.JSONField(_("section"), default=list)
    role = models.CharField(_("role"), max_length=10, choices=PassageRole)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ("report", "start")
        constraints = (
            models.UniqueConstraint("report", "start", name="passage_start_unique"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_span"),
            one_of("role", PassageRole.choices, name="passage"),
        )

    def __str__(self) -> str:
        return f"{self.report_id}:{self.start}–{self.end}"

    @property
    def section_path(self) -> str:
        """The headings above the sentence, outermost first."""
        return " › ".join(self.section)

    @property
    def sentence(self) -> str:
        """The sentence, its line wraps joined."""
        return unwrapped(self.report.text[self.start : self.end])
