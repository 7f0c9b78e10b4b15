"""Deeds for the people: their sites, the vote on them, and whether everybody may read them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE
from reports.organisation.led import LedQuerySet
from reports.organisation.models import Department, Region, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.livelihood.standing import SYMBOLS, TONES, Counts, SiteState, Standing, is_overdue, standing_of
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

LARGEST_NUMBER = 99


class DeedQuerySet(LedQuerySet["Deed"]):
    """Deeds in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those that `user` may read: led or supported by their department, of their region, or below it."""
        rights = rights_of(user)
        supported = Deed.supporting.through.objects.filter(rights.reports_for("department")).values("deed")
        own = rights.reports_for("lead") | Q(pk__in=supported) if rights.departments else Q(pk__in=())
        return self.filter(rights.may_follow("region") | own)

    def with_counts(self) -> Self:
        """Count the sites of each by their state; those that were taken off the list are none."""
        listed = Q(sites__dropped_why="")
        of_state = {f"n_{each}": Count("sites", filter=listed & Q(sites__state=each)) for each in SiteState.values}
        return self.annotate(**of_state, n_unknown=Count("sites", filter=listed & Q(sites__state="")))

    def waiting_for(self, user: User) -> Self:
        """Keep those at which something waits for `user`.

        For the office photographs to look at, and deeds all of whose sites are done; for a lead department those that
        were sent back.
        """
        rights = rights_of(user)
        listed = Site.objects.filter(deed=OuterRef("pk"), dropped_why="")
        photos = Photo.objects.filter(site__deed=OuterRef("pk"), site__dropped_why="")
        done = Exists(listed.filter(state=SiteState.DONE)) & ~Exists(listed.exclude(state=SiteState.DONE))
        to_confirm = Q(done, confirmed_at=None, returned_why="")
        decisions = Q(Exists(photos.filter(released_at=None, withdrawn_why=""))) | to_confirm
        returned = rights.reports_for("lead") & ~Q(returned_why="") & Q(confirmed_at=None)
        return self.filter(rights.may_review("region") & decisions | returned)

    def standing_so(self, standing: Standing) -> Self:
        """Keep those that stand so; the sites of each are to be counted along."""
        some = Q(n_done__gt=0) | Q(n_building__gt=0)
        open_ones = Q(n_building__gt=0) | Q(n_not_started__gt=0) | Q(n_unknown__gt=0)
        none_begun = Q(n_done=0, n_building=0)
        conditions = {
            Standing.COMPLETE: Q(n_done__gt=0, confirmed_at__isnull=False) & ~open_ones,
            Standing.TO_CONFIRM: Q(n_done__gt=0, confirmed_at=None) & ~open_ones,
            Standing.UNDER_WAY: some & open_ones,
            Standing.NOT_STARTED: none_begun & Q(n_unknown=0, n_not_started__gt=0),
            Standing.UNKNOWN: none_begun & Q(n_unknown__gt=0),
            Standing.NO_SITES: none_begun & Q(n_unknown=0, n_not_started=0),
        }
        return self.filter(conditions[standing])


class Deed(models.Model):
    """One deed for the people of a region and year: what, by whom, until when, and what it takes to be complete."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="deeds", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(LARGEST_NUMBER)]
    )
    name = models.CharField(_("name"), max_length=120)
    lead = models.ForeignKey(Department, models.PROTECT, related_name="deeds", verbose_name=_("lead department"))
    supporting = models.ManyToManyField(
        Department, blank=True, related_name="supported_deeds", verbose_name=_("supporting departments")
    )
    standard = models.TextField(_("standard of completion"), max_length=1000)
    deadline = models.DateField(_("deadline"))
    targets = models.ManyToManyField(Target, blank=True, related_name="deeds", verbose_name=_("targets"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip
    confirmed_words = models.TextField(_("how it was checked"), max_length=1000, blank=True)
    returned_why = models.TextField(_("why it was sent back"), max_length=1000, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords(m2m_fields=[supporting, targets])
    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("deed for the people")
        verbose_name_plural = _("deeds for the people")
        ordering = ("-year", "region", "number")
        constraints = (
            models.UniqueConstraint("region", "year", "number", name="deed_number_unique"),
            models.UniqueConstraint("region", "year", "name", name="deed_name_unique"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=LARGEST_NUMBER), name="deed_number"),
            models.CheckConstraint(condition=~Q(standard=""), name="deed_with_standard"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, confirmed_words="")
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(confirmed_words=""),
                name="deed_confirmed_by_whom",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("deed", self.pk)

    @property
    def is_confirmed(self) -> bool:
        """Whether the office confirmed that it is complete."""
        return self.confirmed_at is not None

    @property
    def counts(self) -> Counts:
        """Its sites by their state; only of rows `with_counts`."""
        return Counts(*(getattr(self, f"n_{name}") for name in ("done", "building", "not_started", "unknown")))

    @property
    def standing(self) -> Standing:
        """How it stands; only of rows `with_counts`."""
        return standing_of(self.counts, is_confirmed=self.is_confirmed)

    @property
    def tone(self) -> str:
        """The colour of how it stands."""
        return TONES[self.standing]

    @property
    def symbol(self) -> str:
        """The sign of how it stands."""
        return SYMBOLS[self.standing]

    @property
    def is_overdue(self) -> bool:
        """Whether its last day is over and it is not complete."""
        return is_overdue(self.standing, self.deadline, timezone.localdate())


class SiteQuerySet(models.QuerySet["Site"]):
    """Sites in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the sites of deeds that `user` may read."""
        return self.filter(deed__in=Deed.objects.for_user(user).order_by())

    def listed(self) -> Self:
        """Leave out those that were taken off the list."""
        return self.filter(dropped_why="")


class Site(models.Model):
    """A place where a deed is done, and how far it is there; without a state nothing was filed yet."""

    State = SiteState

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="sites", verbose_name=_("deed"))
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=80)
    content = models.CharField(_("what is done there"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=SiteState, blank=True)
    progress = models.CharField(_("progress"), max_length=500, blank=True)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("filed by")
    )
    filed_at = models.DateTimeField(_("filed at"), null=True, blank=True)
    dropped_why = models.CharField(_("why it was taken off the list"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords()
    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site of a deed")
        verbose_name_plural = _("sites of deeds")
        ordering = ("deed", "order", "pk")
        constraints = (
            models.UniqueConstraint("deed", "name", name="site_name_unique"),
            models.CheckConstraint(
                condition=Q(state="", as_of=None, filed_by=None, filed_at=None)
                | ~Q(state="") & Q(as_of__isnull=False, filed_by__isnull=False, filed_at__isnull=False),
                name="site_filed_by_whom",
            ),
            one_of("state", SiteState.choices, name="site", blank=True),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_listed(self) -> bool:
        """Whether it counts: it was not taken off the list."""
        return not self.dropped_why


class PhotoKind(models.TextChoices):
    """What kinds of pictures are kept."""

    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Photographs in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the photographs of deeds that `user` may read; withdrawn ones for the office alone."""
        readable = self.filter(site__deed__in=Deed.objects.for_user(user).order_by())
        return readable.filter(Q(withdrawn_why="") | rights_of(user).may_review("site__deed__region"))

    def for_everybody(self) -> Self:
        """Keep those that may stand on a public page: confirmed, not withdrawn, of a site that counts."""
        return self.filter(released_at__isnull=False, withdrawn_why="", site__dropped_why="")


def unguessable_name(_photo: Photo, _filename: str) -> str:
    """Return where a photograph is kept: by a name that says nothing and that nobody can guess."""
    return f"livelihood/{uuid.uuid4().hex}"


class Photo(models.Model):
    """A photograph of a site; once kept it stays, and what must not be seen any more is withdrawn with a reason."""

    Kind = PhotoKind

    site = models.ForeignKey(Site, models.PROTECT, related_name="photos", verbose_name=_("site"))
    file = models.FileField(_("file"), upload_to=unguessable_name)
    name = models.CharField(_("file name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=4, choices=PhotoKind)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    state = models.CharField(_("state"), max_length=12, choices=SiteState)
    as_of = models.DateField(_("as of"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added at"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip
    released_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    withdrawn_why = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photograph of a site")
        verbose_name_plural = _("photographs of sites")
        ordering = ("site", "pk")
        constraints = (
            models.UniqueConstraint("site", "sha256", name="photo_once_a_site"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="photo_released_by_whom",
            ),
            one_of("kind", PhotoKind.choices, name="photo"),
            one_of("state", SiteState.choices, name="photo"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address from which those who may read its deed see it."""
        return address_of("deed-photo", self.pk)

    @property
    def is_public(self) -> bool:
        """Whether it may stand on a public page."""
        return self.released_at is not None and not self.withdrawn_why


class Vote(models.Model):
    """What a body said of a deed at the year's end, in ballots."""

    deed = models.OneToOneField(Deed, models.PROTECT, related_name="vote", verbose_name=_("deed"))
    satisfied = models.PositiveIntegerField(pgettext_lazy("vote", "satisfied"))
    fairly = models.PositiveIntegerField(pgettext_lazy("vote", "fairly satisfied"))
    dissatisfied = models.PositiveIntegerField(pgettext_lazy("vote", "dissatisfied"))
    abstained = models.PositiveIntegerField(
        pgettext_lazy("vote", "abstained"), null=True, blank=True, help_text=_("Blank where nobody counted them.")
    )
    body = models.CharField(_("who voted"), max_length=60)
    voted_on = models.DateField(_("voted on"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vote on a deed")
        verbose_name_plural = _("votes on deeds")
        ordering = ("deed",)
        constraints = (
            models.CheckConstraint(
                condition=Q(satisfied__gt=0) | Q(fairly__gt=0) | Q(dissatisfied__gt=0), name="vote_with_ballots"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="vote_with_body"),
        )

    def __str__(self) -> str:
        return f"{self.deed} {self.ballots}"

    @property
    def ballots(self) -> tuple[int, ...]:
        """The ballots: satisfied, fairly satisfied, dissatisfied, and abstentions where these were counted."""
        counted = () if self.abstained is None else (self.abstained,)
        return self.satisfied, self.fairly, self.dissatisfied, *counted


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Public pages in the words of the domain."""

    def of_address(self, code: str, year: int) -> Self:
        """Keep the one that is switched on under an address; of regions that had a code in turn the present one."""
        shown = self.filter(is_on=True, region__code=code, year=year).exclude(region__code="")
        return shown.order_by(F("region__valid_to").desc(nulls_first=True)).select_related("region")


class Publication(models.Model):
    """Whether everybody may read a region's deeds of a year; without a row, nobody may."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    is_on = models.BooleanField(_("switched on"), default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("switched by")
    )
    changed_at = models.DateTimeField(_("switched at"))

    history = HistoricalRecords()
    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("public page of deeds")
        verbose_name_plural = _("public pages of deeds")
        ordering = ("-year", "region")
        constraints = (models.UniqueConstraint("region", "year", name="publication_unique"),)

    def __str__(self) -> str:
        return f"{self.region} {self.year}"

    @property
    def address(self) -> str:
        """The address of the public page."""
        return reverse("public-livelihood", args=[self.region.code, self.year])
