"""Evaluation rules: thresholds and colours, versioned, each from a date on."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.shared.constraints import one_of
from tracker.evaluation import DEFAULT_RULES, Rules

THRESHOLDS = tuple(field.name for field in fields(Rules) if field.name not in ("name", "version"))
NEVER_POSITIVE = tuple(name for name in THRESHOLDS if name.endswith(("behind_from", "critical_from")))
NEVER_NEGATIVE = ("ahead_from", "about_rate_band", "about_share_band")


class RuleSetQuerySet(models.QuerySet["RuleSet"]):
    """Rule sets in the words of the domain."""

    def in_force(self, day: dt.date) -> Self:
        """Order the rule sets so that the one in force on `day` comes first."""
        return self.filter(effective_from__lte=day).order_by("-effective_from", "-version")


class PaletteChoice(models.TextChoices):
    """The colour presets; the values are those of `tracker.evaluation`."""

    BLUE_GREEN_YELLOW_RED = "blue_green_yellow_red", _("blue, green, yellow, red")
    GREEN_YELLOW_RED = "green_yellow_red", _("green, yellow, red")
    GREEN_YELLOW_ORANGE_RED = "green_yellow_orange_red", _("green, yellow, orange, red")


class RuleSet(models.Model):
    """Thresholds, in percentage points unless said otherwise, and the palette that shows the result.

    One without a day is a preset: an office that wants it puts it into force as a version of its own.
    """

    PaletteChoice = PaletteChoice

    name = models.CharField(_("name"), max_length=60)
    version = models.PositiveIntegerField(_("version"), default=1)
    effective_from = models.DateField(
        _("effective from"),
        null=True,
        blank=True,
        help_text=_("Without a day it is a preset: ready, not in force."),
    )
    note = models.CharField(
        _("where it comes from"), max_length=300, blank=True, help_text=_("Place and year, and what is read into it.")
    )
    palette = models.CharField(
        _("colours"), max_length=30, choices=PaletteChoice, default=PaletteChoice.BLUE_GREEN_YELLOW_RED
    )
    ahead_from = models.DecimalField(_("ahead from"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.ahead_from)
    behind_from = models.DecimalField(
        _("far behind below"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.behind_from
    )
    growth_behind_from = models.DecimalField(
        _("growth: far behind below"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.growth_behind_from
    )
    rate_behind_from = models.DecimalField(
        _("rates and shares: far behind below"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.rate_behind_from
    )
    ceiling_behind_from = models.DecimalField(
        _("ceilings: far behind below"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.ceiling_behind_from
    )
    level_behind_from = models.DecimalField(
        _("levels: far behind below, in %"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.level_behind_from
    )
    rank_behind_from = models.DecimalField(
        _("ranks: far behind below, places"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.rank_behind_from
    )
    about_rate_band = models.DecimalField(
        _("“about”, rates: half width"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.about_rate_band
    )
    about_share_band = models.DecimalField(
        _("“about”, amounts: half width in %"), max_digits=6, decimal_places=2, default=DEFAULT_RULES.about_share_band
    )
    milestone_ahead_days = models.PositiveSmallIntegerField(
        _("milestones: ahead from, days"), default=DEFAULT_RULES.milestone_ahead_days
    )
    milestone_behind_days = models.PositiveSmallIntegerField(
        _("milestones: far behind from, days late"), default=DEFAULT_RULES.milestone_behind_days
    )
    reporting_days = models.PositiveSmallIntegerField(
        _("days to report"),
        default=DEFAULT_RULES.reporting_days,
        help_text=_("Days after a month's end until its figure is owed."),
    )
    is_relative = models.BooleanField(
        _("relative to the schedule"),
        default=DEFAULT_RULES.is_relative,
        help_text=_("“Ahead” and “far behind” in per cent of what the schedule expects, not in points."),
    )
    growth_below_zero = models.BooleanField(
        _("growth: far behind only where negative"), default=DEFAULT_RULES.growth_below_zero
    )
    critical_from = models.DecimalField(
        _("critical below"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Makes a fourth tier, which is critical also past the deadline; empty: there is none."),
    )
    level_critical_from = models.DecimalField(
        _("ceilings and levels: critical below, in %"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    growth_critical_below_zero = models.BooleanField(_("growth: critical where negative"), default=False)
    milestone_critical_days = models.PositiveSmallIntegerField(
        _("milestones: critical from, days late"), null=True, blank=True
    )

    history = HistoricalRecords()
    objects = RuleSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        ordering = (F("effective_from").desc(nulls_last=True), "-version", "name")
        constraints = (
            models.UniqueConstraint("name", "version", name="ruleset_version_unique"),
            models.CheckConstraint(
                condition=Q(**{f"{name}__lte": 0 for name in NEVER_POSITIVE})
                & Q(**{f"{name}__gte": 0 for name in NEVER_NEGATIVE}),
                name="ruleset_sides_of_zero",
                violation_error_message=_("“Behind” thresholds are zero or negative, all others zero or positive."),
            ),
            one_of("palette", PaletteChoice.choices, name="ruleset"),
        )

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    def as_rules(self) -> Rules:
        """Return the plain value that the evaluation takes."""
        return Rules(
            name=self.name,
            version=str(self.version),
            **{threshold: getattr(self, threshold) for threshold in THRESHOLDS},
        )
