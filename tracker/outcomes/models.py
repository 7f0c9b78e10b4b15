"""What the next year's report says of each promise of this one: proposed by the program, confirmed by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE, Statement, WorkReport
from reports.organisation.models import Region, rights_of
from reports.shared.constraints import one_of
from tracker.outcomes.pairing import Finding
from tracker.targets.models import Target, may_read

if TYPE_CHECKING:
    from reports.shared.people import User


class SettlementQuerySet(models.QuerySet["Settlement"]):
    """Settled promises in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those of reports that `user` may read; of what became a target, those whose target they may read."""
        return self.filter(rights_of(user).may_read("region"), Q(target=None) | may_read(user, "target"))

    def reviewable_by(self, user: User) -> Self:
        """Keep those that `user` may confirm."""
        return self.filter(rights_of(user).may_review("region"))

    def of(self, region: Region, year: int) -> Self:
        """Keep the promises of one region and year."""
        return self.filter(region=region, year=year)

    def proposed(self) -> Self:
        """Keep those that nobody has confirmed."""
        return self.filter(state=SettlementState.PROPOSED)


class FindingChoice(models.TextChoices):
    """What came of a promise; the values are those of `tracker.outcomes.pairing.Finding`."""

    MET = Finding.MET.value, pgettext_lazy("finding", "met")
    MISSED = Finding.MISSED.value, pgettext_lazy("finding", "missed")
    DIFFERENT = Finding.DIFFERENT.value, pgettext_lazy("finding", "said differently")
    CHANGED = Finding.CHANGED.value, pgettext_lazy("finding", "changed on the way")
    SILENT = Finding.SILENT.value, pgettext_lazy("finding", "not mentioned again")


class SettlementState(models.TextChoices):
    """Whether a person has looked at it."""

    PROPOSED = "proposed", pgettext_lazy("settlement", "proposed")
    CONFIRMED = "confirmed", pgettext_lazy("settlement", "confirmed")


class Settlement(models.Model):
    """One promise of a region and year, and what the report of the year after says of it."""

    Finding = FindingChoice
    State = SettlementState

    region = models.ForeignKey(Region, models.PROTECT, related_name="settlements", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    statement = models.OneToOneField(
        Statement, models.CASCADE, null=True, blank=True, related_name="settlement", verbose_name=_("promise")
    )
    target = models.OneToOneField(
        Target, models.CASCADE, null=True, blank=True, related_name="settlement", verbose_name=_("target")
    )
    later_report = models.ForeignKey(
        WorkReport, models.CASCADE, related_name="settlements", verbose_name=_("report of the year after")
    )
    result = models.ForeignKey(
        Statement, models.SET_NULL, null=True, blank=True, related_name="settles", verbose_name=_("result")
    )
    quote_start = models.PositiveIntegerField(_("start of the sentence"), null=True, blank=True)
    quote_end = models.PositiveIntegerField(_("end of the sentence"), null=True, blank=True)
    finding = models.CharField(_("finding"), max_length=10, choices=FindingChoice)
    likeness = models.FloatField(_("likeness"), default=0)
    state = models.CharField(_("state"), max_length=10, choices=SettlementState, default=SettlementState.PROPOSED)
    note = models.CharField(_("note"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    decided_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords()
    objects = SettlementQuerySet.as_manager()

    class Meta:
        verbose_name = _("settled promise")
        verbose_name_plural = _("settled promises")
        ordering = ("region", "-year", "pk")
        indexes = (models.Index(fields=["region", "year", "finding"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(statement__isnull=False) | Q(target__isnull=False), name="settlement_of_a_promise"
            ),
            models.CheckConstraint(
                condition=Q(quote_start=None, quote_end=None) | Q(quote_end__gt=F("quote_start")),
                name="settlement_quote_span",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="settlement_confirmed_by_whom",
            ),
            models.CheckConstraint(condition=Q(likeness__gte=0, likeness__lte=1), name="settlement_likeness_share"),
            one_of("finding", FindingChoice.choices, name="settlement"),
            one_of("state", SettlementState.choices, name="settlement"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What was promised, in the words of the task table or of the report."""
        if self.target:
            return self.target.name
        return self.statement.indicator if self.statement else ""
