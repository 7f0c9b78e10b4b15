"""Progress: what a department files for one target and one month, and what the reviewer makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.shared.constraints import one_of
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


class ProgressEntryQuerySet(models.QuerySet["ProgressEntry"]):
    """Entries in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the entries of targets that `user` may read; drafts only for the department that files them."""
        own = Q(target__in=Target.objects.reported_by(user))
        return self.filter(~Q(state=ProgressEntry.State.DRAFT) | own, target__in=Target.objects.for_user(user))

    def reviewable_by(self, user: User) -> Self:
        """Keep the entries that `user` may approve or return."""
        return self.filter(target__in=Target.objects.reviewable_by(user))

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
    """One target, one month: the value reached so far in the year, and the words that go with it."""

    State = EntryState

    target = models.ForeignKey(Target, models.PROTECT, related_name="entries", verbose_name=_("target"))
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
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
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords()
    objects = ProgressEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress entry")
        verbose_name_plural = _("progress entries")
        ordering = ("target", "month")
        indexes = (models.Index(fields=["state"]), models.Index(fields=["submitted_at"]))
        constraints = (
            models.UniqueConstraint("target", "month", name="entry_period_unique"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="entry_month"),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(review_note=""), name="entry_returned_with_note"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="entry_submitted_at"
            ),
            one_of("state", EntryState.choices, name="entry"),
        )

    def __str__(self) -> str:
        return f"{self.target} · {self.target.year}-{self.month:02}"

    def get_absolute_url(self) -> str:
        """Return the address of the target's page."""
        return reverse("target", args=[self.target_id])

    @property
    def is_editable(self) -> bool:
        """Whether its author may still change it."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)
