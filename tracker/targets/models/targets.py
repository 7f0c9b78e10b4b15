"""Targets: promises of one region and year, each with a lead department and the sentence it comes from."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE, Comparator, Measure, Statement
from reports.organisation.models import Department, Post, Region, rights_of
from reports.organisation.rights import EVERYTHING
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.evaluation import Direction, Frequency, Schedule
from tracker.indicators.models import DIRECTION_CHOICES, FREQUENCY_CHOICES, Indicator
from tracker.verdicts.labels import VERDICT_CHOICES

if TYPE_CHECKING:
    from reports.shared.people import User


class TargetQuerySet(models.QuerySet["Target"]):
    """Targets in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the targets that `user` may read.

        Reporters read what their department leads or supports, reviewers their region's,
        leaders their region's and everything below it.
        """
        return self.filter(may_read(user))

    def reviewable_by(self, user: User) -> Self:
        """Keep the targets whose progress `user` may approve and whose terms they may keep."""
        return self.filter(rights_of(user).may_review("region"))

    def reported_by(self, user: User) -> Self:
        """Keep the targets for which `user` files progress: those that their department leads."""
        return self.filter(rights_of(user).reports_for("lead"))

    def led_or_followed_by(self, user: User) -> Self:
        """Keep the targets that the department of `user` leads, and those of regions that they follow as a whole."""
        rights = rights_of(user)
        return self.filter(rights.may_follow("region") | rights.reports_for("lead"))

    def active(self) -> Self:
        """Leave out withdrawn targets."""
        return self.filter(is_withdrawn=False)

    def of(self, region: Region, year: int) -> Self:
        """Keep the targets of one region and year."""
        return self.filter(region=region, year=year)


def may_read(user: User, target: str = "", region: str = "") -> Q:
    """Return the condition that the target at a path (empty: itself) is one that `user` may read.

    `region` is the path of its region where the row knows that itself.
    """
    rights = rights_of(user)
    if rights.everywhere:
        return EVERYTHING
    # Both ways of a department in one list of keys: with "or" between them a database looks at every target.
    led = Target.objects.filter(rights.reports_for("lead")).order_by().values("pk")
    supported = Target.supporting.through.objects.filter(rights.reports_for("department")).values("target")
    concerned = led.union(supported) if rights.departments else Target.objects.none()
    region = region or (f"{target}__region" if target else "region")
    return rights.may_follow(region) | Q(**{f"{target or 'pk'}__in": concerned})


class TargetClass(models.TextChoices):
    """The classes of the task table."""

    HEADLINE = "headline", _("headline indicator")
    QUANTIFIED = "quantified", _("quantified indicator")
    PROJECT = "project", _("key project")
    LIVELIHOOD = "livelihood", _("people's livelihood")
    QUALITATIVE = "qualitative", _("qualitative task")


class Nature(models.TextChoices):
    """Whether a promise must be kept, or says what is expected; blank where nobody said so."""

    BINDING = "binding", pgettext_lazy("target", "binding")
    EXPECTED = "expected", pgettext_lazy("target", "expected")


class SourceLevel(models.TextChoices):
    """Whose report or list of tasks a target comes from."""

    OWN = "own", _("own report")
    CITY = "city", _("the city's report")
    PROVINCE = "province", _("the province's report")


class Target(models.Model):
    """An adopted promise of one region and year."""

    TargetClass = TargetClass
    Nature = Nature
    SourceLevel = SourceLevel

    region = models.ForeignKey(Region, models.PROTECT, related_name="targets", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    number = models.PositiveIntegerField(_("No."))
    name = models.CharField(_("task"), max_length=300)
    target_class = models.CharField(_("class"), max_length=12, choices=TargetClass)
    statement = models.OneToOneField(
        Statement, models.PROTECT, null=True, blank=True, related_name="target", verbose_name=_("statement")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("indicator")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )

    measure = models.CharField(_("measure"), max_length=10, choices=Measure, blank=True)
    comparator = models.CharField(_("comparator"), max_length=12, choices=Comparator, blank=True)
    value = models.DecimalField(_("target value"), max_digits=24, decimal_places=6, null=True, blank=True)
    value_high = models.DecimalField(_("upper value"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    stretch_value = models.DecimalField(
        _("stretch value"),
        max_digits=24,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("Striven for beyond the target value; it is shown and decides nothing."),
    )
    stretch = models.OneToOneField(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stretched_target",
        verbose_name=_("statement of the stretch value"),
    )
    standard = models.CharField(
        _("standard in words"), max_length=300, blank=True, help_text=_("For a target without a number.")
    )
    baseline = models.DecimalField(
        _("baseline"), max_digits=24, decimal_places=6, null=True, blank=True, help_text=_("The value before the year.")
    )
    reference = models.DecimalField(
        _("reference"),
        max_digits=24,
        decimal_places=6,
        null=True,
        blank=True,
        help_text=_("The other place's or the upper level's figure that a relative target compares with."),
    )
    accumulates = models.BooleanField(_("accumulates over the year"), default=False)
    direction = models.CharField(
        _("good direction"), max_length=10, choices=DIRECTION_CHOICES, default=Direction.HIGHER.value
    )
    frequency = models.CharField(
        _("frequency"), max_length=30, choices=FREQUENCY_CHOICES, default=Frequency.MONTHLY.value
    )
    schedule = models.JSONField(
        _("schedule"),
        default=list,
        blank=True,
        help_text=_("Cumulative percentages expected at the ends of the twelve months; empty for an even schedule."),
    )

    is_open_list = models.BooleanField(
        _("open list"),
        default=False,
        help_text=_("The sentence names some objects and ends with 等: there may be more than the stages name."),
    )

    lead = models.ForeignKey(Department, models.PROTECT, related_name="led_targets", verbose_name=_("lead department"))
    supporting = models.ManyToManyField(
        Department, blank=True, related_name="supported_targets", verbose_name=_("supporting departments")
    )
    leader = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible leader")
    )
    contact = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    deadline = models.DateField(_("deadline"))
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=2, default=Decimal(1))
    nature = models.CharField(_("binding or expected"), max_length=10, choices=Nature, blank=True)
    source_level = models.CharField(_("source level"), max_length=10, choices=SourceLevel, default=SourceLevel.OWN)
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)
    verdict = models.CharField(_("reviewer's verdict"), max_length=12, choices=VERDICT_CHOICES, blank=True)
    verdict_reason = models.CharField(_("reason of the verdict"), max_length=300, blank=True)
    verdict_on = models.DateField(_("verdict given on"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("adopted by")
    )
    adopted_at = models.DateTimeField(_("adopted at"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords(m2m_fields=[supporting])
    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ("region", "-year", "number")
        indexes = (models.Index(fields=["year", "region"], name="target_of_year"),)
        constraints = (
            models.UniqueConstraint("region", "year", "number", name="target_number_unique"),
            models.CheckConstraint(
                condition=Q(value_high=None) | Q(value_high__gte=F("value")), name="target_range_ordered"
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | (~Q(verdict_reason="") & Q(verdict_on__isnull=False)),
                name="target_verdict_reason",
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="target_weight"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="target_not_its_own_part"),
            one_of("nature", Nature.choices, name="target", blank=True),
            one_of("source_level", SourceLevel.choices, name="target"),
            one_of("target_class", TargetClass.choices, name="target"),
            one_of("measure", Measure.choices, name="target", blank=True),
            one_of("comparator", Comparator.choices, name="target", blank=True),
            one_of("direction", DIRECTION_CHOICES, name="target"),
            one_of("frequency", FREQUENCY_CHOICES, name="target"),
            one_of("verdict", VERDICT_CHOICES, name="target", blank=True),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the target's page."""
        return address_of("target", self.pk)

    @property
    def takes_number(self) -> bool:
        """Whether its progress is a figure; milestones and standards in words are told in words."""
        return bool(self.measure) and not (self.comparator == Comparator.QUALITATIVE and self.value is None)

    def clean(self) -> None:
        """Refuse a schedule that is none: it would stop every page that judges the target."""
        super().clean()
        try:
            shares = tuple(Decimal(str(percent)) / 100 for percent in self.schedule)
            if shares:
                Schedule(shares)
        except (ValueError, TypeError, InvalidOperation) as error:
            message = _("Enter twelve percentages, January to December, that never fall and end at 100; or none.")
            raise ValidationError({"schedule": message}) from error


class Stage(models.Model):
    """A step of a milestone with its planned and its real date."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="stages", verbose_name=_("target"))
    name = models.CharField(_("stage"), max_length=60)
    planned_on = models.DateField(_("planned on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ("target", "planned_on", "pk")
        constraints = (models.UniqueConstraint("target", "name", name="stage_name_unique"),)

    def __str__(self) -> str:
        return self.name
