"""Statements: what a report promises or reports of one indicator, and what people decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models.reports import YEAR_RANGE, Passage, Reading, WorkReport
from reports.organisation.models import rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of

if TYPE_CHECKING:
    from reports.shared.people import User


class Kind(models.TextChoices):
    """What a statement is; the values are those of the engine."""

    TARGET = "target", _("target")
    ACTUAL = "actual", _("actual")
    MILESTONE = "milestone", _("milestone")


class Measure(models.TextChoices):
    """What a number measures; the values are those of the engine."""

    GROWTH = "growth", _("growth")
    DECLINE = "decline", _("decline")
    LEVEL = "level", pgettext_lazy("measure", "level")
    QUANTITY = "quantity", _("quantity")
    INCREASE = "increase", _("increase")
    DECREASE = "decrease", _("decrease")
    MULTIPLE = "multiple", _("multiple")
    RANK = "rank", _("rank")


class Comparator(models.TextChoices):
    """How a value bounds; the values are those of the engine."""

    GE = "ge", _("at least")
    GT = "gt", _("more than")
    LE = "le", _("at most")
    LT = "lt", _("less than")
    APPROX = "approx", _("about")
    BETWEEN = "between", _("between")
    EQ = "eq", _("exactly")
    RELATIVE = "relative", _("relative to another")
    QUALITATIVE = "qualitative", _("a standard in words")


def address_in_text(report: int, statement: int) -> str:
    """Return the address of the review page with the statement chosen, its place in the text shown."""
    return f"{address_of('reports:review', report)}#s{statement}"


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the statements of reports that `user` may read."""
        return self.filter(rights_of(user).may_read("report__region"))

    def reviewable_by(self, user: User) -> Self:
        """Keep the statements that `user` may review."""
        return self.filter(rights_of(user).may_review("report__region"))

    def visible(self) -> Self:
        """Leave out statements that were merged away, or whose addition was undone."""
        return self.exclude(state=Statement.State.REMOVED)

    def open(self) -> Self:
        """Keep those that nobody has decided."""
        return self.filter(state=Statement.State.OPEN)

    def reviewed(self) -> Self:
        """Keep those that were accepted or rejected."""
        return self.filter(state__in=[Statement.State.ACCEPTED, Statement.State.REJECTED])

    def accepted(self) -> Self:
        """Keep those that were accepted."""
        return self.filter(state=Statement.State.ACCEPTED)

    def with_adoption(self) -> Self:
        """Annotate `is_adopted`: whether something that the review must not pull away, a target, builds on it."""
        adopted = models.Q(pk__in=[])
        for relation in Statement._meta.related_objects:
            if relation.on_delete is models.PROTECT:
                rows = relation.related_model._default_manager.filter(**{relation.field.name: models.OuterRef("pk")})
                adopted |= models.Q(models.Exists(rows))
        return self.annotate(is_adopted=models.ExpressionWrapper(adopted, output_field=models.BooleanField()))

    def promises(self) -> Self:
        """Keep what can become a target: targets and milestones."""
        return self.filter(kind__in=[Kind.TARGET, Kind.MILESTONE])


class StatementState(models.TextChoices):
    """How far the review has come."""

    OPEN = "open", _("to review")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    REMOVED = "removed", _("removed")


class Origin(models.TextChoices):
    """Who found it."""

    ENGINE = "engine", _("read by the engine")
    PERSON = "person", _("marked by a person")


class Change(models.TextChoices):
    """What the latest reading made of a statement."""

    NONE = "", _("unchanged")
    NEW = "new", _("new in the latest reading")
    CHANGED = "changed", _("read differently")
    GONE = "gone", _("no longer found")


class Statement(models.Model):
    """One thing that a passage says of one indicator, where it says so, and what a person decided about it."""

    State = StatementState

    Origin = Origin

    Change = Change

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="statements", verbose_name=_("work report"))
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="statements", verbose_name=_("passage"))
    reading = models.ForeignKey(
        Reading, models.PROTECT, null=True, blank=True, related_name="statements", verbose_name=_("reading")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    indicator = models.CharField(_("indicator"), max_length=300)
    measure = models.CharField(_("measure"), max_length=10, choices=Measure, blank=True)
    comparator = models.CharField(_("comparator"), max_length=12, choices=Comparator, blank=True)
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6, null=True, blank=True)
    value_high = models.DecimalField(_("upper value"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=YEAR_RANGE)
    parent = models.CharField(_("part of"), max_length=300, blank=True)
    stretch = models.BooleanField(
        _("stretch value"), default=False, help_text=_("Striven for beyond the promise of the same name.")
    )
    event = models.CharField(_("event"), max_length=60, blank=True)
    due = models.CharField(_("due"), max_length=60, blank=True)
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    spans = models.JSONField(_("spans"), default=dict, blank=True)
    evidence = models.TextField(_("clause"), blank=True)
    besides = models.JSONField(
        _("said besides"), default=dict, blank=True,
        help_text=_("What a table of tasks or a plan says of it: whose task it is, until when, whether it binds."),
    )  # fmt: skip
    rule = models.CharField(_("rule"), max_length=80, blank=True)
    confidence = models.FloatField(_("confidence"), default=1.0)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.ENGINE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    is_edited = models.BooleanField(_("edited"), default=False)
    change = models.CharField(_("change"), max_length=10, choices=Change, blank=True, default=Change.NONE)
    read_as = models.JSONField(_("as the engine last read it"), null=True, blank=True)
    suggestion = models.JSONField(_("the engine's newer reading"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords(excluded_fields=["spans", "evidence", "besides", "read_as"])
    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("report", "start", "pk")
        indexes = (
            models.Index(fields=["report", "state"]),
            models.Index(fields=["report", "start"]),
            models.Index(fields=["year", "report"], name="statement_of_year"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="statement_span"),
            models.CheckConstraint(
                condition=Q(value_high=None) | Q(value_high__gte=F("value")), name="statement_range_ordered"
            ),
            one_of("kind", Kind.choices, name="statement"),
            one_of("measure", Measure.choices, name="statement", blank=True),
            one_of("comparator", Comparator.choices, name="statement", blank=True),
            one_of("origin", Origin.choices, name="statement"),
            one_of("state", StatementState.choices, name="statement"),
            one_of("change", Change.choices, name="statement", blank=True),
        )

    def __str__(self) -> str:
        return self.indicator

    def get_absolute_url(self) -> str:
        """Return the address of the review page with the statement chosen, its place in the text shown."""
        return address_in_text(self.report_id, self.pk)

    @property
    def is_human(self) -> bool:
        """Whether a person has touched it: such statements outlive a new reading."""
        return self.state != self.State.OPEN or self.is_edited or self.origin == self.Origin.PERSON
