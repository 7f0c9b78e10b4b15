"""Projects: who builds what for how much, when each stage was planned and reached, and what it still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE
from reports.organisation.led import LedQuerySet
from reports.organisation.models import Department, Region, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.projects.filings import Filing, FilingQuerySet, FilingState, filing_constraints, money
from tracker.projects.stages import DAY_OF, Stage, stage_of
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


class ProjectKind(models.TextChoices):
    """What a project builds."""

    INDUSTRY = "industry", pgettext_lazy("project kind", "industry")
    INFRASTRUCTURE = "infrastructure", pgettext_lazy("project kind", "infrastructure")
    CITY = "city", pgettext_lazy("project kind", "city building")
    LIVELIHOOD = "livelihood", pgettext_lazy("project kind", "livelihood")
    ECOLOGY = "ecology", pgettext_lazy("project kind", "ecology")
    FARMING = "farming", pgettext_lazy("project kind", "farming and water")
    OTHER = "other", pgettext_lazy("project kind", "other")


class ProjectQuerySet(LedQuerySet["Project"]):
    """Projects in the words of the domain."""

    def at_stage(self, stage: Stage) -> ProjectQuerySet:
        """Keep those whose last reached stage is this one."""
        later = list(DAY_OF)[list(Stage).index(stage) :]
        own = Q(**{f"{DAY_OF[stage]}__isnull": False}) if stage in DAY_OF else Q()
        return self.filter(own, **{f"{DAY_OF[each]}__isnull": True for each in later})

    def reached(self, stage: Stage) -> ProjectQuerySet:
        """Keep those that came so far or farther; all where the stage is the first."""
        days = list(DAY_OF)[max(list(Stage).index(stage) - 1, 0) :]
        known = Q(*((f"{DAY_OF[each]}__isnull", False) for each in days), _connector=Q.OR)
        return self.filter(known) if stage in DAY_OF else self

    def with_needs(self) -> ProjectQuerySet:
        """Count the needs that are not met along with each."""
        return self.annotate(n_needs=models.Count("needs", filter=Q(needs__met_on=None)))

    def going_on(self) -> ProjectQuerySet:
        """Leave out those that were given up."""
        return self.filter(stopped_on=None)

    def waiting_for(self, user: User, year: int, month: int) -> ProjectQuerySet:
        """Keep those at which something waits for `user`.

        For the office filed months to decide; for a lead department the month that is over last, where a year has a
        plan and the month is not filed or was returned.
        """
        rights = rights_of(user)
        filed = Investment.objects.filter(project=OuterRef("pk"))
        settled = filed.exclude(state=FilingState.RETURNED).filter(year=year, month=month)
        planned = ProjectYear.objects.filter(project=OuterRef("pk"), year=year, planned__gt=0)
        owed = rights.reports_for("lead") & Q(Exists(planned), ~Exists(settled), stopped_on=None)
        return self.filter(rights.may_review("region") & Q(Exists(filed.waiting())) | owed)


class Project(models.Model):
    """One project of a region; its investment is filed month by month, all money in 万元."""

    Kind = ProjectKind

    region = models.ForeignKey(Region, models.PROTECT, related_name="projects", verbose_name=_("region"))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind of project"), max_length=14, choices=ProjectKind)
    owner = models.CharField(_("project owner"), max_length=120, blank=True)
    lead = models.ForeignKey(Department, models.PROTECT, related_name="projects", verbose_name=_("lead department"))
    content = models.TextField(_("what is built"), blank=True, max_length=2000)
    total = money(_("total investment"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    start_planned = models.DateField(_("start planned"), null=True, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    in_use_planned = models.DateField(_("operation planned"), null=True, blank=True)
    in_use_on = models.DateField(_("in operation since"), null=True, blank=True)
    at_capacity_planned = models.DateField(_("capacity planned"), null=True, blank=True)
    at_capacity_on = models.DateField(_("at capacity since"), null=True, blank=True)
    in_statistics_on = models.DateField(_("in the statistics since"), null=True, blank=True)
    stopped_on = models.DateField(_("given up on"), null=True, blank=True)
    targets = models.ManyToManyField(Target, blank=True, related_name="projects", verbose_name=_("targets served"))
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords()
    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ("region", "name")
        constraints = (
            models.UniqueConstraint("region", "name", name="project_name_unique"),
            models.CheckConstraint(condition=Q(total=None) | Q(total__gt=0), name="project_total"),
            models.CheckConstraint(
                condition=Q(in_use_on=None) | Q(started_on=None) | Q(in_use_on__gte=F("started_on")),
                name="project_in_use_after_start",
            ),
            models.CheckConstraint(
                condition=Q(at_capacity_on=None) | Q(in_use_on=None) | Q(at_capacity_on__gte=F("in_use_on")),
                name="project_capacity_after_use",
            ),
            one_of("kind", ProjectKind.choices, name="project"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("project", self.pk)

    @property
    def stage(self) -> Stage:
        """The last stage that it reached."""
        return stage_of(self)


class ProjectYear(models.Model):
    """What a project is to invest in one year."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="years", verbose_name=_("project"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    planned = money(_("investment planned"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("year of a project")
        verbose_name_plural = _("years of projects")
        ordering = ("project", "year")
        constraints = (
            models.UniqueConstraint("project", "year", name="projectyear_unique"),
            models.CheckConstraint(condition=Q(planned__gte=0), name="projectyear_planned"),
        )

    def __str__(self) -> str:
        return f"{self.project} {self.year}"


class InvestmentQuerySet(FilingQuerySet["Investment"]):
    """Filed investment in the words of the domain."""

    def for_user(self, user: User) -> InvestmentQuerySet:
        """Keep those of projects that `user` may read."""
        return self.filter(project__in=Project.objects.for_user(user))


class Investment(Filing):
    """What a project has invested since January, as filed for a month."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="filings", verbose_name=_("project"))

    history = HistoricalRecords()
    objects = InvestmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("investment of a month")
        verbose_name_plural = _("investments of months")
        ordering = ("project", "year", "month")
        constraints = filing_constraints("project", "investment")

    @property
    def subject(self) -> Project:
        """What it was filed for."""
        return self.project


class NeedKind(models.TextChoices):
    """What a project asks for."""

    LAND = "land", pgettext_lazy("problem kind", "land")
    FUNDS = "funds", pgettext_lazy("problem kind", "funds")
    PERMITS = "permits", pgettext_lazy("problem kind", "permits")
    OTHER = "other", pgettext_lazy("problem kind", "other")


class Need(models.Model):
    """Something that a project needs to go on, from raising it to the day on which it was met."""

    Kind = NeedKind

    project = models.ForeignKey(Project, models.CASCADE, related_name="needs", verbose_name=_("project"))
    kind = models.CharField(_("kind"), max_length=10, choices=NeedKind)
    words = models.CharField(_("what is needed"), max_length=300)
    due = models.DateField(_("needed by"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    raised_at = models.DateTimeField(_("raised at"), default=timezone.now)
    met_on = models.DateField(_("met on"), null=True, blank=True)
    met_words = models.CharField(_("how it was met"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("need of a project")
        verbose_name_plural = _("needs of projects")
        ordering = ("project", "met_on", "due", "pk")
        constraints = (
            models.UniqueConstraint("project", "words", condition=Q(met_on=None), name="need_open_once"),
            one_of("kind", NeedKind.choices, name="need"),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def is_overdue(self) -> bool:
        """Whether its day is past and it is not met."""
        return self.met_on is None and self.due < timezone.localdate()
