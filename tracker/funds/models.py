"""Funds, the lines that they are made of, and what was spent up to the end of each month."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE
from reports.organisation.led import LedQuerySet
from reports.organisation.models import Department, Region
from reports.shared.addresses import address_of
from tracker.targets.models import Target

if TYPE_CHECKING:
    pass

SOME = MinValueValidator(Decimal("0.01"))
UNIT = "万元"


class Fund(models.Model):
    """Money of a year for one result; amounts in 万元. The lines add up to `total`."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="funds", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    name = models.CharField(_("name"), max_length=100)
    lead = models.ForeignKey(Department, models.PROTECT, related_name="funds", verbose_name=_("lead department"))
    total = models.DecimalField(_("total"), max_digits=16, decimal_places=2, validators=[SOME])
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="funds", verbose_name=_("the result that it is for")
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords()
    objects = LedQuerySet["Fund"].as_manager()

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ("-year", "region", "name")
        constraints = (
            models.UniqueConstraint("region", "year", "name", name="fund_unique"),
            models.CheckConstraint(condition=Q(total__gt=0), name="fund_total"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("fund", self.pk)


class FundLine(models.Model):
    """A part of a fund."""

    fund = models.ForeignKey(Fund, models.CASCADE, related_name="lines", verbose_name=_("fund"))
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=100)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, validators=[SOME])

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("line of a fund")
        verbose_name_plural = _("lines of funds")
        ordering = ("fund", "order")
        constraints = (
            models.UniqueConstraint("fund", "order", name="fundline_unique"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="fundline_amount"),
        )

    def __str__(self) -> str:
        return self.name


class Spending(models.Model):
    """What was spent of a fund since January, up to the end of a month; it counts once it is approved."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="spendings", verbose_name=_("fund"))
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    amount = models.DecimalField(
        _("spent since January"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)]
    )
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("filed by"))
    filed_at = models.DateTimeField(_("filed at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("spending")
        verbose_name_plural = _("spendings")
        ordering = ("fund", "month")
        constraints = (
            models.UniqueConstraint("fund", "month", name="spending_unique"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="spending_month"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="spending_amount"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="spending_approved",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund} {self.month:02}"

    @property
    def is_approved(self) -> bool:
        """Whether it counts."""
        return self.approved_at is not None
