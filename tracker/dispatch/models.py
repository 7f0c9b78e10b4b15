"""Dispatch: problems with their time line, meetings with their agenda, urgings and reminders that were sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE
from reports.organisation.models import Department, Region, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.dispatch.moves import MOVE_CHOICES, OVER, WITH_OWNER, WITH_REVIEWER, ProblemState
from tracker.progress.models import ProgressEntry
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

STILL_OPEN = ~Q(state__in=sorted(OVER))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the meetings of regions all of whose targets `user` may read."""
        return self.filter(rights_of(user).may_follow("region"))

    def held_by(self, user: User) -> Self:
        """Keep the meetings that `user` prepares and in which they write the decisions down."""
        return self.filter(rights_of(user).may_review("region"))

    def about(self, target: Target) -> Self:
        """Keep the meetings of the target's region and year on whose agenda it stands."""
        written = self.alias(written=Cast("agenda", models.TextField()))
        return written.filter(region=target.region_id, year=target.year, written__contains=f'"target": {target.pk},')


class MeetingKind(models.TextChoices):
    """How often it is held."""

    WEEKLY = "weekly", _("weekly meeting")
    MONTHLY = "monthly", _("monthly dispatch")


class Meeting(models.Model):
    """A dispatch meeting of one region; its agenda is kept as it was gathered, and never again changed once closed."""

    Kind = MeetingKind

    region = models.ForeignKey(Region, models.PROTECT, related_name="meetings", verbose_name=_("region"))
    kind = models.CharField(_("kind of meeting"), max_length=10, choices=MeetingKind)
    held_on = models.DateField(_("held on"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    chair = models.CharField(_("chaired by"), max_length=60, help_text=_("The post, not the person."))
    agenda = models.JSONField(_("agenda"), default=list, blank=True)
    gathered_at = models.DateTimeField(_("gathered at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-held_on", "region", "kind")
        constraints = (
            models.UniqueConstraint("region", "kind", "held_on", name="meeting_unique"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="meeting_month"),
            one_of("kind", MeetingKind.choices, name="meeting"),
        )

    def __str__(self) -> str:
        return f"{self.region.label} {self.held_on:%Y-%m-%d} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("meeting", self.pk)

    @property
    def is_closed(self) -> bool:
        """Whether it is over and stays as it is."""
        return self.closed_at is not None


class ProblemKind(models.TextChoices):
    """What holds a matter up; the decisions of meetings are matters too."""

    LAND = "land", pgettext_lazy("problem kind", "land")
    FUNDS = "funds", pgettext_lazy("problem kind", "funds")
    PERMITS = "permits", pgettext_lazy("problem kind", "permits")
    DEMOLITION = "demolition", pgettext_lazy("problem kind", "relocation")
    COORDINATION = "coordination", pgettext_lazy("problem kind", "coordination")
    MARKET = "market", pgettext_lazy("problem kind", "market and business")
    OTHER = "other", pgettext_lazy("problem kind", "other")
    DECISION = "decision", pgettext_lazy("problem kind", "meeting decision")


class ProblemQuerySet(models.QuerySet["Problem"]):
    """Problems in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those that `user` may read: of regions that they follow, of their department, about what it leads."""
        rights = rights_of(user)
        if rights.everywhere:
            return self
        about = Problem.targets.through.objects.filter(rights.reports_for("target__lead")).values("problem")
        return self.filter(rights.may_follow("region") | rights.reports_for("owner") | Q(pk__in=about))

    def reviewable_by(self, user: User) -> Self:
        """Keep those that `user` registers, assigns, verifies and closes."""
        return self.filter(rights_of(user).may_review("region"))

    def owned_by(self, user: User) -> Self:
        """Keep those that the department of `user` works on."""
        return self.filter(rights_of(user).reports_for("owner"))

    def open(self) -> Self:
        """Leave out what is closed or was not taken up."""
        return self.filter(STILL_OPEN)

    def overdue(self, today: dt.date) -> Self:
        """Keep those whose day is past and which nobody has reported on."""
        return self.filter(state__in=sorted(WITH_OWNER), due__lt=today)

    def waiting_for(self, user: User) -> Self:
        """Keep those in which the next step is that of `user`."""
        rights = rights_of(user)
        office = rights.may_review("region") & (
            Q(state__in=sorted(WITH_REVIEWER)) | Q(state__in=sorted(WITH_OWNER), asked_until__isnull=False)
        )
        return self.filter(office | rights.reports_for("owner") & Q(state__in=sorted(WITH_OWNER)))


class Problem(models.Model):
    """One matter that is in the way, from raising to closing: one matter, one record."""

    State, Kind = ProblemState, ProblemKind

    region = models.ForeignKey(Region, models.PROTECT, related_name="problems", verbose_name=_("region"))
    title = models.CharField(_("matter"), max_length=200)
    description = models.TextField(_("description"), blank=True, max_length=4000)
    kind = models.CharField(_("kind of problem"), max_length=14, choices=ProblemKind)
    owner = models.ForeignKey(
        Department, models.PROTECT, related_name="problems", verbose_name=_("responsible department")
    )
    due = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=14, choices=ProblemState, default=ProblemState.RAISED)
    before_suspension = models.CharField(
        _("state before it was suspended"), max_length=14, choices=ProblemState, blank=True
    )
    asked_until = models.DateField(_("extension asked until"), null=True, blank=True)
    targets = models.ManyToManyField(Target, blank=True, related_name="problems", verbose_name=_("targets"))
    entry = models.OneToOneField(
        ProgressEntry, models.PROTECT, null=True, blank=True, related_name="raised", verbose_name=_("raised from")
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("meeting")
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("raised by")
    )
    raised_at = models.DateTimeField(_("raised at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords()
    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem")
        verbose_name_plural = _("problems")
        ordering = ("due", "pk")
        indexes = (models.Index(fields=["region", "state", "due"]),)
        constraints = (
            models.UniqueConstraint("region", "title", condition=STILL_OPEN, name="problem_open_once"),
            models.CheckConstraint(
                condition=~Q(state="suspended") | ~Q(before_suspension=""), name="problem_suspended_from"
            ),
            models.CheckConstraint(
                condition=Q(asked_until=None) | Q(asked_until__gt=F("due")), name="problem_extension_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OVER), closed_at__isnull=False) | (STILL_OPEN & Q(closed_at=None)),
                name="problem_closed_at",
            ),
            one_of("kind", ProblemKind.choices, name="problem"),
            one_of("state", ProblemState.choices, name="problem"),
            one_of("before_suspension", ProblemState.choices, name="problem", blank=True),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("problem", self.pk)

    @property
    def days_overdue(self) -> int:
        """How many days its day is past while the owner has not reported; 0 where it is not."""
        late = (timezone.localdate() - self.due).days
        return max(late, 0) if self.state in WITH_OWNER else 0

    @property
    def age(self) -> int:
        """How many days it has been open, or was until it was closed."""
        end = timezone.localdate(self.closed_at) if self.closed_at else timezone.localdate()
        return (end - timezone.localdate(self.raised_at)).days


class ProblemEvent(models.Model):
    """One move in the life of a problem; written once and never changed. The unit's own statements stand here."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="events", verbose_name=_("problem"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    move = models.CharField(_("move"), max_length=20, choices=MOVE_CHOICES)
    from_state = models.CharField(_("from"), max_length=14, choices=ProblemState, blank=True)
    to_state = models.CharField(_("to"), max_length=14, choices=ProblemState)
    words = models.TextField(_("words"), blank=True)
    day = models.DateField(_("day"), null=True, blank=True)

    class Meta:
        verbose_name = _("event of a problem")
        verbose_name_plural = _("events of problems")
        ordering = ("problem", "at", "pk")
        constraints = (
            one_of("move", MOVE_CHOICES, name="problemevent"),
            one_of("from_state", ProblemState.choices, name="problemevent", blank=True),
            one_of("to_state", ProblemState.choices, name="problemevent"),
        )

    def __str__(self) -> str:
        return f"{self.get_move_display()} · {self.get_to_state_display()}"


class UrgingQuerySet(models.QuerySet["Urging"]):
    """Urgings in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those that `user` may read, as filing discipline lists them: of led targets, of followed regions."""
        rights = rights_of(user)
        return self.filter(rights.may_follow("target__region") | rights.reports_for("target__lead"))


class Urging(models.Model):
    """A reviewer urged a department to file a month: at most once a day."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="urgings", verbose_name=_("target"))
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    on = models.DateField(_("urged on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("urged by"))

    objects = UrgingQuerySet.as_manager()

    class Meta:
        verbose_name = _("urging")
        verbose_name_plural = _("urgings")
        ordering = ("-on", "target", "month")
        constraints = (
            models.UniqueConstraint("target", "month", "on", name="urging_once_a_day"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="urging_month"),
        )

    def __str__(self) -> str:
        return f"{self.target} {self.month} {self.on}"


class Channel(models.TextChoices):
    """The ways a reminder goes."""

    EMAIL = "email", _("e-mail")
    WEBHOOK = "webhook", _("group robot")


class Reminder(models.Model):
    """A digest that was sent (or could not be) to one person on one day by one way."""

    Channel = Channel

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"))
    on = models.DateField(_("day"))
    channel = models.CharField(_("way"), max_length=10, choices=Channel)
    text = models.TextField(_("text"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("-on", "user", "channel")
        constraints = (
            models.UniqueConstraint("user", "on", "channel", name="reminder_once_a_day"),
            one_of("channel", Channel.choices, name="reminder"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.on} {self.get_channel_display()}"
