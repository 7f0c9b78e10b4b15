"""Scorecards with their items, and what came out each time that one was filled: frozen, whatever happens later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE
from reports.organisation.models import Region, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.dashboards.league import LABELS
from tracker.evaluation.scoring import Scoring
from tracker.indicators.models import Indicator

if TYPE_CHECKING:
    from reports.shared.people import User

SCORINGS = [(way.value, label) for way, label in LABELS.items()]


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    """Scorecards in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those of a region that `user` follows, and those that compare such a region with others."""
        rights = rights_of(user)
        compared = Region.objects.filter(rights.may_follow("pk"), parent=OuterRef("region"))
        return self.filter(rights.may_follow("region") | Q(Exists(compared)))

    def filled_by(self, user: User) -> Self:
        """Keep those that `user` fills: the office of the region that put them up."""
        return self.filter(rights_of(user).may_review("region"))


class Theme(models.TextChoices):
    """What a scorecard is about."""

    REFORM = "reform", pgettext_lazy("scorecard", "reform")
    ECOLOGY = "ecology", pgettext_lazy("scorecard", "ecology")
    QUALITY = "quality", pgettext_lazy("scorecard", "high-quality development")
    OTHER = "other", pgettext_lazy("scorecard", "other")


class Scorecard(models.Model):
    """A named set of items with weights, by which the districts of `region` are compared in a year."""

    Theme = Theme

    region = models.ForeignKey(Region, models.PROTECT, related_name="scorecards", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    name = models.CharField(_("name"), max_length=60)
    theme = models.CharField(_("theme"), max_length=10, choices=Theme, default=Theme.OTHER)
    scoring = models.CharField(_("scoring"), max_length=10, choices=SCORINGS, default=Scoring.CAPPED)

    history = HistoricalRecords()
    objects = ScorecardQuerySet.as_manager()

    class Meta:
        verbose_name = _("scorecard")
        verbose_name_plural = _("scorecards")
        ordering = ("-year", "region", "name")
        constraints = (
            models.UniqueConstraint("region", "year", "name", name="scorecard_unique"),
            one_of("theme", Theme.choices, name="scorecard"),
            one_of("scoring", SCORINGS, name="scorecard"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("scorecard", self.pk)


class ItemKind(models.TextChoices):
    """What an item counts."""

    INDICATOR = "indicator", pgettext_lazy("scorecard item", "indicator")
    TASKS = "tasks", pgettext_lazy("scorecard item", "tasks on schedule")
    PROBLEMS = "problems", pgettext_lazy("scorecard item", "problems answered in time")


class Item(models.Model):
    """One line of a scorecard: an indicator, tasks whose names hold one of some words, or problems that fell due."""

    Kind = ItemKind

    scorecard = models.ForeignKey(Scorecard, models.CASCADE, related_name="items", verbose_name=_("scorecard"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("indicator")
    )
    words = models.CharField(
        _("words"), max_length=200, blank=True,
        help_text=_("Of tasks: words, separated by spaces, of which a task's name holds one; empty for all tasks."),
    )  # fmt: skip
    weight = models.DecimalField(
        _("weight"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0.01)], default=1
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ("scorecard", "order", "pk")
        constraints = (
            one_of("kind", ItemKind.choices, name="scorecarditem"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="scorecarditem_weight"),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.INDICATOR, indicator__isnull=False)
                | (~Q(kind=ItemKind.INDICATOR) & Q(indicator__isnull=True)),
                name="scorecarditem_indicator",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Ask for an indicator where the item is one, and for none elsewhere."""
        if (self.kind == ItemKind.INDICATOR) != (self.indicator_id is not None):
            raise ValidationError({"indicator": _("An item of kind indicator needs an indicator, any other has none.")})


class Filling(models.Model):
    """A scorecard filled for a month: once stored it stays; filled again, the next version stands beside it."""

    scorecard = models.ForeignKey(Scorecard, models.PROTECT, related_name="fillings", verbose_name=_("scorecard"))
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    scoring = models.CharField(_("scoring"), max_length=10, choices=SCORINGS)
    filled_at = models.DateTimeField(_("filled at"))
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("filled by")
    )

    class Meta:
        verbose_name = _("filled scorecard")
        verbose_name_plural = _("filled scorecards")
        ordering = ("scorecard", "month", "version")
        constraints = (
            models.UniqueConstraint("scorecard", "month", "version", name="filling_unique"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="filling_month"),
            one_of("scoring", SCORINGS, name="filling"),
        )

    def __str__(self) -> str:
        return f"{self.scorecard} {self.month:02} v{self.version}"


class Mark(models.Model):
    """What a district had in one item: its share of the weight (0 to 1; empty where it could not be scored), and why.

    Of an indicator `value` in `unit` and `completion` are kept, of tasks and problems how many of how many.
    """

    filling = models.ForeignKey(Filling, models.CASCADE, related_name="marks", verbose_name=_("filled scorecard"))
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    place = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=60)
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=2)
    share = models.DecimalField(_("share of the weight"), max_digits=14, decimal_places=12, null=True)
    value = models.DecimalField(_("value"), max_digits=30, decimal_places=6, null=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    completion = models.DecimalField(_("completion rate"), max_digits=60, decimal_places=12, null=True)
    done = models.PositiveIntegerField(_("done"), null=True)
    total = models.PositiveIntegerField(_("of"), null=True)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ("filling", "place", "region")
        constraints = (
            models.UniqueConstraint("filling", "region", "place", name="mark_unique"),
            models.CheckConstraint(condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1), name="mark_share"),
        )

    def __str__(self) -> str:
        return f"{self.filling} {self.region} {self.name}"
