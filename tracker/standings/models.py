"""Standings: what came out for a target at the end of a month, kept so that no page judges thousands anew."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department, Region
from reports.shared.constraints import one_of
from tracker.evaluation import Status
from tracker.targets.models import Target
from tracker.verdicts.basis import MONTHS, month_to_judge
from tracker.verdicts.labels import STATUS_LABELS

STATUS_CHOICES = [(status.value, label) for status, label in STATUS_LABELS.items()]


class StandingQuerySet(models.QuerySet["Standing"]):
    """Standings in the words of the domain."""

    def holding(self, rules: str, day: dt.date) -> Self:
        """Keep those that were judged by these rules and still stand on `day`."""
        in_time = Q(holds_until=None) | Q(holds_until__gte=day)
        return self.filter(in_time, rules=rules, judged_on__lte=day)

    def newest(self, day: dt.date) -> Self:
        """Keep that of the newest month that is over on `day`, for each target."""
        last = month_to_judge(day.year, day)
        of_years = Q(year=day.year, month=last) | Q(year__lt=day.year, month=MONTHS) | Q(year__gt=day.year, month=1)
        # The months said once more by themselves: with them an index finds these rows alone.
        return self.filter(of_years, month__in=sorted({1, last, MONTHS}))

    def at(self, month: int | None, day: dt.date) -> Self:
        """Keep those of the end of `month`; of the newest one on `day` where no month is asked for."""
        return self.newest(day) if month is None else self.filter(month=month)


class Standing(models.Model):
    """A target at the end of a month: judged by approved figures, and (`submitted_…`) by the submitted ones too.

    Region, year, lead and class are the target's, here again so that counting needs no join. `rules` names the rule set
    with its version and a fingerprint of its thresholds; from `judged_on` to `holds_until` (None: for good) it stands.
    """

    # Neither target nor region needs an index of its own: one of those below begins with it, and finds fewer rows.
    target = models.ForeignKey(
        Target, models.CASCADE, related_name="standings", db_index=False, verbose_name=_("target")
    )
    month = models.PositiveSmallIntegerField(_("month"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"))
    lead = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("lead department"))
    target_class = models.CharField(_("class"), max_length=12, choices=Target.TargetClass)
    status = models.CharField(_("status"), max_length=20, choices=STATUS_CHOICES)
    completion = models.DecimalField(_("completion rate"), max_digits=60, decimal_places=12, null=True)
    gap = models.DecimalField(_("gap"), max_digits=60, decimal_places=12, null=True)
    gap_unit = models.CharField(_("unit of the gap"), max_length=40, blank=True)
    actual = models.DecimalField(_("actual"), max_digits=24, decimal_places=6, null=True)
    actual_month = models.PositiveSmallIntegerField(_("month of the figure"), null=True)
    is_waiting = models.BooleanField(_("the figure of the month waits for approval"), default=False)
    submitted_status = models.CharField(_("status with submitted figures"), max_length=20, choices=STATUS_CHOICES)
    submitted_completion = models.DecimalField(
        _("completion rate with submitted figures"), max_digits=60, decimal_places=12, null=True
    )
    submitted_gap = models.DecimalField(_("gap with submitted figures"), max_digits=60, decimal_places=12, null=True)
    rules = models.CharField(_("rule set"), max_length=100)
    judged_on = models.DateField(_("judged on"))
    holds_until = models.DateField(_("holds until"), null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ("target", "month")
        indexes = (models.Index(fields=["region", "year", "month"]),)
        constraints = (
            models.UniqueConstraint("target", "month", name="standing_month_unique"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=MONTHS), name="standing_month"),
            one_of("target_class", Target.TargetClass.choices, name="standing"),
            one_of("status", STATUS_CHOICES, name="standing"),
            one_of("submitted_status", STATUS_CHOICES, name="standing"),
        )

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02} {Status(self.status)}"
