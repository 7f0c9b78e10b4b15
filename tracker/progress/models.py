"""Progress: what a department files for one target and one month, and what the reviewer makes of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE
from reports.organisation.models import Department, Region, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.progress.origins import Origin, Source, Vintage
from tracker.progress.places import NAMES, KeyOfTarget, YearOfTarget
from tracker.targets.models import Target, may_read

if TYPE_CHECKING:
    from reports.shared.people import User


class ProgressEntryQuerySet(models.QuerySet["ProgressEntry"]):
    """Entries in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the entries of targets that `user` may read; drafts only for the department that files them."""
        return self.without_others_drafts(user).filter(may_read(user, "target", "region"))

    def without_others_drafts(self, user: User) -> Self:
        """Leave out what another department has not filed yet."""
        own = rights_of(user).reports_for("lead")
        return self.filter(~Q(state=ProgressEntry.State.DRAFT) | own)

    def reviewable_by(self, user: User) -> Self:
        """Keep the entries that `user` may approve or return."""
        return self.filter(rights_of(user).may_review("region"))

    def correctable_by(self, user: User) -> Self:
        """Keep the approved figures that `user` may ask to correct (their department's) or correct (the office's)."""
        rights = rights_of(user)
        own = rights.may_review("region") | rights.reports_for("lead")
        return self.approved().filter(own)

    def approved(self) -> Self:
        """Keep the entries that decide the official status."""
        return self.filter(state=ProgressEntry.State.APPROVED)

    def waiting(self) -> Self:
        """Keep the entries that wait for a reviewer."""
        return self.filter(state=ProgressEntry.State.SUBMITTED)


class EntryState(models.TextChoices):
    """The work flow: draft → submitted → approved, or returned and submitted again."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    APPROVED = "approved", _("approved")


class ProgressEntry(models.Model):
    """One target, one month: the value reached so far in the year, and the words that go with it.

    Region, year and lead are the target's, here again so that lists find their rows without it; see `places`.
    """

    State = EntryState

    target = models.ForeignKey(Target, models.PROTECT, related_name="entries", verbose_name=_("target"))
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    region = KeyOfTarget(
        Region,
        models.PROTECT,
        related_name="+",
        editable=False,
        blank=True,
        db_index=False,  # one of the indexes below begins with it
        verbose_name=_("region"),
    )
    year = YearOfTarget(_("year"), editable=False, blank=True)
    lead = KeyOfTarget(
        Department, models.PROTECT, related_name="+", editable=False, blank=True, verbose_name=_("lead department")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
    source = models.CharField(_("source of the figure"), max_length=10, choices=Source, blank=True)
    vintage = models.CharField(_("preliminary or final"), max_length=12, choices=Vintage, blank=True)
    narrative = models.TextField(_("progress"), blank=True)
    problem = models.TextField(_("problem"), blank=True)
    next_step = models.TextField(_("next step"), blank=True)
    reason = models.TextField(_("reason for falling behind"), blank=True)
    review_note = models.TextField(_("reviewer's note"), blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="filed_entries", verbose_name=_("filed by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    is_late = models.BooleanField(_("filed late"), default=False)
    corrected_at = models.DateTimeField(_("corrected at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords(excluded_fields=NAMES)
    objects = ProgressEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress entry")
        verbose_name_plural = _("progress entries")
        ordering = ("target", "month")
        # The newest of all and of a region, in the list's own order; what rights ask of comes last, so that a page far
        # back and the number of rows need nothing but the index.
        indexes = (
            models.Index(fields=["state", "region"], name="entry_state_of_region"),
            models.Index(fields=["-submitted_at", "id", "state", "region"], name="entry_newest"),
            models.Index(fields=["region", "-submitted_at", "id", "state"], name="entry_newest_of_region"),
        )
        constraints = (
            models.UniqueConstraint("target", "month", name="entry_period_unique"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="entry_month"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(review_note=""), name="entry_returned_with_note"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="entry_submitted_at"
            ),
            models.CheckConstraint(
                condition=Q(corrected_at=None) | Q(state="approved"), name="entry_corrected_is_approved"
            ),
            one_of("state", EntryState.choices, name="entry"),
            one_of("source", Source.choices, name="entry", blank=True),
            one_of("vintage", Vintage.choices, name="entry", blank=True),
        )

    def __str__(self) -> str:
        return f"{self.target} · {self.target.year}-{self.month:02}"

    def get_absolute_url(self) -> str:
        """Return the address of the target's page."""
        return address_of("target", self.target_id)

    @property
    def origin(self) -> Origin:
        """Where its figure comes from, and whether it is the last word."""
        return Origin(self.source, self.vintage)

    @property
    def is_editable(self) -> bool:
        """Whether its author may still change it."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def told_corrections(self) -> list[Correction]:
        """The corrections that were made or are waited for; `corrections` should be prefetched where rows are many."""
        return [each for each in self.corrections.all() if each.state != CorrectionState.REFUSED]


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the corrections of targets that `user` may read."""
        return self.filter(may_read(user, "entry__target"))

    def reviewable_by(self, user: User) -> Self:
        """Keep the corrections that `user` may decide."""
        return self.filter(rights_of(user).may_review("entry__region"))

    def waiting(self) -> Self:
        """Keep the corrections that wait for a reviewer."""
        return self.filter(state=CorrectionState.ASKED)

    def approved(self) -> Self:
        """Keep the corrections whose value stands."""
        return self.filter(state=CorrectionState.APPROVED)


class CorrectionKind(models.TextChoices):
    """Why an approved figure is no longer the right one."""

    FINAL = "final", _("final figure in the place of a preliminary one")
    REVISION = "revision", _("revised by who publishes it")
    SLIP = "slip", _("slip in filing")


class CorrectionState(models.TextChoices):
    """A correction is asked for once and decided once."""

    ASKED = "asked", _("asked for")
    APPROVED = "approved", pgettext_lazy("correction", "approved")
    REFUSED = "refused", pgettext_lazy("correction", "refused")


class Correction(models.Model):
    """Another value for an approved entry: the entry carries the newest one, this row keeps what stood before."""

    Kind, State = CorrectionKind, CorrectionState

    entry = models.ForeignKey(ProgressEntry, models.PROTECT, related_name="corrections", verbose_name=_("entry"))
    value_before = models.DecimalField(_("value before"), max_digits=24, decimal_places=6, null=True, blank=True)
    value = models.DecimalField(_("corrected value"), max_digits=24, decimal_places=6)
    kind = models.CharField(_("kind of correction"), max_length=10, choices=CorrectionKind)
    reason = models.TextField(_("reason of the correction"))
    behind_reason = models.TextField(_("reason for falling behind"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CorrectionState, default=CorrectionState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    note = models.TextField(_("reviewer's note"), blank=True)

    history = HistoricalRecords()
    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("entry", "asked_at")
        constraints = (
            models.UniqueConstraint("entry", condition=Q(state="asked"), name="correction_one_open"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_with_reason"),
            models.CheckConstraint(
                condition=Q(kind="final") | Q(value_before=None) | ~Q(value=F("value_before")),
                name="correction_changes_value",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_at=None)
                | ~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="correction_decided_by_whom",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(note=""), name="correction_refused_with_note"),
            one_of("kind", CorrectionKind.choices, name="correction"),
            one_of("state", CorrectionState.choices, name="correction"),
        )

    def __str__(self) -> str:
        return f"{self.entry} · {self.get_kind_display()}"


class EvidenceKind(models.TextChoices):
    """What may be attached to an entry."""

    PDF = "pdf", _("PDF document")
    PICTURE = "picture", _("picture")
    WORD = "word", _("Word file")
    EXCEL = "excel", _("Excel file")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Files that prove figures, in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the files of entries that `user` may read; those of drafts only for the department that files them."""
        own = rights_of(user).reports_for("entry__target__lead")
        return self.filter(~Q(entry__state=EntryState.DRAFT) | own, may_read(user, "entry__target"))


def unguessable_name(evidence: Evidence, filename: str) -> str:
    """Return where a file is kept: by a name that says nothing and that nobody can guess."""
    return f"evidence/{uuid.uuid4().hex}"


class Evidence(models.Model):
    """A file that proves what an entry says; it is added and never taken away."""

    Kind = EvidenceKind

    entry = models.ForeignKey(ProgressEntry, models.PROTECT, related_name="evidence", verbose_name=_("entry"))
    file = models.FileField(_("file"), upload_to=unguessable_name)
    name = models.CharField(_("file name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of evidence")
        verbose_name_plural = _("files of evidence")
        ordering = ("entry", "pk")
        constraints = (
            models.UniqueConstraint("entry", "sha256", name="evidence_once_an_entry"),
            one_of("kind", EvidenceKind.choices, name="evidence"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address from which it is downloaded."""
        return address_of("evidence", self.pk)


MONTH_RANGE = (MinValueValidator(1), MaxValueValidator(12))


class ClosingDay(models.Model):
    """At the end of which day of the next month a month closes: in one region, or in all that have no row of their own.

    Without any row no month ever closes.
    """

    region = models.OneToOneField(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
        help_text=_("Empty: for all regions that have no day of their own."),
    )
    day = models.PositiveSmallIntegerField(
        _("day of the next month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text=_("Until the end of this day (Beijing time) a month may be filed, 1 to 28. Empty: it never closes."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("closing day")
        verbose_name_plural = _("closing days")
        ordering = ("region",)
        constraints = (
            models.UniqueConstraint(Value(1), condition=Q(region=None), name="closing_day_one_for_all"),
            models.CheckConstraint(condition=Q(day=None) | Q(day__gte=1, day__lte=28), name="closing_day_of_month"),
        )

    def __str__(self) -> str:
        place = str(self.region or _("all regions"))
        return _("%(place)s: day %(day)s") % {"place": place, "day": self.day} if self.day else place


class ReopeningQuerySet(models.QuerySet["Reopening"]):
    """Reopened months in the words of the domain."""

    def reviewable_by(self, user: User) -> Self:
        """Keep the months that `user` may reopen."""
        return self.filter(rights_of(user).may_review("department__region"))


class Reopening(models.Model):
    """A month that closed and may be filed by one department all the same, up to a day and for a reason."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("department"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    month = models.PositiveSmallIntegerField(_("month"), validators=MONTH_RANGE)
    until = models.DateField(_("open until"))
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reopened by")
    )

    history = HistoricalRecords()
    objects = ReopeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("reopened month")
        verbose_name_plural = _("reopened months")
        ordering = ("-year", "-month", "department")
        constraints = (
            models.UniqueConstraint("department", "year", "month", name="reopening_unique"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="reopening_month"),
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.department} · {self.year}-{self.month:02}"
