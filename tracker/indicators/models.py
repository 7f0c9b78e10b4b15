"""The catalogue of indicators, the names that reports give them, and which statement speaks of which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE, Comparator, Kind, Measure, Statement
from reports.organisation.models import Region, rights_of
from reports.shared.constraints import one_of
from reports.shared.language import is_chinese
from tracker.evaluation import Direction, Frequency

if TYPE_CHECKING:
    from reports.shared.people import User

FREQUENCY_LABELS = {
    Frequency.MONTHLY: _("monthly"),
    Frequency.MONTHLY_FROM_FEBRUARY: _("monthly, January and February together"),
    Frequency.QUARTERLY: _("quarterly"),
    Frequency.ANNUAL: _("once a year"),
}
FREQUENCY_CHOICES = [(frequency.value, label) for frequency, label in FREQUENCY_LABELS.items()]
DIRECTION_LABELS = {Direction.HIGHER: _("higher is better"), Direction.LOWER: _("lower is better")}
DIRECTION_CHOICES = [(direction.value, label) for direction, label in DIRECTION_LABELS.items()]


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators in the words of the domain."""

    def headline(self) -> Self:
        """Keep the headline indicators, those that every report states first."""
        return self.filter(is_headline=True)

    def of_code(self, code: str) -> Indicator | None:
        """Return the indicator with a code, else the one that it was merged into."""
        found = self.filter(code=code).first()
        if found is not None:
            return found
        merge = Rearrangement.objects.merges().select_related("indicator").filter(code=code).last()
        return merge.indicator if merge else None


class Indicator(models.Model):
    """A canonical measure that many statements name in different words."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    name_en = models.CharField(_("English name"), max_length=150, blank=True)
    theme = models.CharField(_("theme"), max_length=30, blank=True)
    theme_en = models.CharField(_("English theme"), max_length=60, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    measure = models.CharField(_("usual measure"), max_length=10, choices=Measure)
    direction = models.CharField(
        _("good direction"), max_length=10, choices=DIRECTION_CHOICES, default=Direction.HIGHER.value
    )
    accumulates = models.BooleanField(_("accumulates over the year"), default=False)
    frequency = models.CharField(
        _("frequency"), max_length=30, choices=FREQUENCY_CHOICES, default=Frequency.MONTHLY.value
    )
    is_headline = models.BooleanField(_("headline indicator"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("order", "code")
        constraints = (
            one_of("measure", Measure.choices, name="indicator"),
            one_of("direction", DIRECTION_CHOICES, name="indicator"),
            one_of("frequency", FREQUENCY_CHOICES, name="indicator"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name if is_chinese() or not self.name_en else self.name_en


class IndicatorAlias(models.Model):
    """Another name that reports give an indicator."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="aliases", verbose_name=_("indicator"))
    name = models.CharField(_("name"), max_length=100, unique=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ("indicator", "name")

    def __str__(self) -> str:
        return self.name


class RearrangementKind(models.TextChoices):
    """What was done."""

    MERGE = "merge", _("merged")
    SPLIT = "split", _("split off")


class RearrangementQuerySet(models.QuerySet["Rearrangement"]):
    """Rearrangements in the words of the domain."""

    def merges(self) -> Self:
        """Keep the merges, the oldest first: of two under one code the later one counts."""
        return self.filter(kind=RearrangementKind.MERGE).order_by("pk")


class Rearrangement(models.Model):
    """One merging or splitting of indicators: who, when, why, and which rows went where. Never changed afterwards.

    `indicator` is the one that stays, `code` and `name` are those of the one that went into it or came out of it,
    `values` its fields. `moved` holds the numbers of the rows by model.
    """

    Kind = RearrangementKind

    kind = models.CharField(_("kind"), max_length=10, choices=RearrangementKind)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="rearrangements", verbose_name=_("indicator that stays")
    )
    code = models.SlugField(_("code of the other"), max_length=60)
    name = models.CharField(_("name of the other"), max_length=100)
    values = models.JSONField(_("fields of the other"), default=dict)
    moved = models.JSONField(_("rows that moved"), default=dict)
    reason = models.CharField(_("reason"), max_length=200)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)

    objects = RearrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge or split of indicators")
        verbose_name_plural = _("merges and splits of indicators")
        ordering = ("-decided_at", "-pk")
        constraints = (one_of("kind", RearrangementKind.choices, name="rearrangement"),)

    def __str__(self) -> str:
        return f"{self.name} → {self.indicator}" if self.kind == self.Kind.MERGE else f"{self.indicator} → {self.name}"


class IndicatorMatchQuerySet(models.QuerySet["IndicatorMatch"]):
    """Matches in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the matches of statements that `user` may read."""
        return self.filter(rights_of(user).may_read("statement__report__region"))

    def reviewable_by(self, user: User) -> Self:
        """Keep the matches that `user` may confirm or refuse."""
        return self.filter(rights_of(user).may_review("statement__report__region"))

    def confirmed(self) -> Self:
        """Keep those that a person confirmed, or that are a listed name letter for letter."""
        return self.filter(state=IndicatorMatch.State.CONFIRMED)

    def with_urgency(self) -> Self:
        """Annotate `urgency`, by which those that wait for a person come first, and those that were refused last."""
        return self.annotate(urgency=URGENCY)


class MatchState(models.TextChoices):
    """How sure the match is."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")


URGENCY = Case(
    *(When(state=state.value, then=Value(rank)) for rank, state in enumerate(MatchState)),
    output_field=models.PositiveSmallIntegerField(),
)
"""Those that wait for a person come first, and those that were refused last."""


class IndicatorMatch(models.Model):
    """The proposal, or a person's word, that a statement speaks of an indicator of the catalogue."""

    State = MatchState

    statement = models.OneToOneField(
        Statement, models.CASCADE, related_name="indicator_match", verbose_name=_("statement")
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="matches", verbose_name=_("indicator"))
    similarity = models.FloatField(_("similarity"), default=1.0)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    history = HistoricalRecords()
    objects = IndicatorMatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator match")
        verbose_name_plural = _("indicator matches")
        ordering = ("statement",)
        constraints = (
            models.CheckConstraint(condition=Q(similarity__gte=0, similarity__lte=1), name="match_similarity_share"),
            one_of("state", MatchState.choices, name="match"),
        )
        indexes = (models.Index(URGENCY, F("similarity").desc(), "id", name="match_urgency"),)

    def __str__(self) -> str:
        return f"{self.statement} → {self.indicator}"


class ReferenceKind(models.TextChoices):
    """What a reference figure is: promised, or reached."""

    TARGET = Kind.TARGET.value, _("target")
    ACTUAL = Kind.ACTUAL.value, _("actual")


class ReferenceFigure(models.Model):
    """What the country or a region promised or reached, from its own report: public, to compare with.

    Read by the engine and checked by a person. `is_shipped` marks those that come with the application and follow it;
    all others were added here. `note` says how the report meant it (扣除价格因素), where that matters.
    """

    Kind = ReferenceKind

    region = models.ForeignKey(Region, models.CASCADE, related_name="reference_figures", verbose_name=_("region"))
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="reference_figures", verbose_name=_("indicator")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=10, choices=ReferenceKind)
    measure = models.CharField(_("measure"), max_length=10, choices=Measure)
    comparator = models.CharField(_("comparator"), max_length=12, choices=Comparator)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=100, blank=True)
    report_year = models.PositiveSmallIntegerField(_("year of the report"))
    reported_on = models.DateField(_("date of the report"), null=True, blank=True)
    is_shipped = models.BooleanField(_("comes with the application"), default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reference figure")
        verbose_name_plural = _("reference figures")
        ordering = ("-year", "region", "indicator", "kind")
        constraints = (
            models.UniqueConstraint("region", "indicator", "year", "kind", name="reference_figure_unique"),
            one_of("kind", ReferenceKind.choices, name="referencefigure"),
            one_of("measure", Measure.choices, name="referencefigure"),
            one_of("comparator", Comparator.choices, name="referencefigure"),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.year} {self.indicator} {self.get_kind_display()}"


class ComparabilityBreak(models.Model):
    """From `year` on figures cannot be compared with those before: another definition, or other borders.

    Of one indicator everywhere, of one region in all it counts, or of both.
    """

    indicator = models.ForeignKey(
        Indicator,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="breaks",
        verbose_name=_("indicator"),
        help_text=_("Blank: every indicator of the region, as where borders change."),
    )
    region = models.ForeignKey(
        Region,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
        help_text=_("Blank: everywhere, as where the definition changes."),
    )
    year = models.PositiveSmallIntegerField(
        _("from year"), validators=YEAR_RANGE, help_text=_("The first year whose figures count in the new way.")
    )
    what = models.CharField(_("what changed"), max_length=200)
    source = models.CharField(_("source"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("break of comparability")
        verbose_name_plural = _("breaks of comparability")
        ordering = ("-year", "indicator", "region")
        constraints = (
            models.CheckConstraint(
                condition=Q(indicator__isnull=False) | Q(region__isnull=False),
                name="comparabilitybreak_of_something",
                violation_error_message=_("A break is one of an indicator, of a region, or of both."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.what}"
