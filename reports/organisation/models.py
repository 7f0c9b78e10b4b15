"""Regions, their departments, and who may do what where."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.organisation.names import initials_of
from reports.shared.constraints import one_of
from reports.shared.language import is_chinese

if TYPE_CHECKING:
    from reports.shared.people import User

# country > province > city > district: a region has at most this many levels above it.
LEVELS_ABOVE = 3


def at_or_below(regions: models.QuerySet[Region], field: str = "") -> Q:
    """Return the condition that `field`, a path to a region (empty: itself), is one of `regions` or lies below one."""
    paths = ["__".join(filter(None, [field, *["parent"] * depth])) or "pk" for depth in range(LEVELS_ABOVE + 1)]
    condition = Q()
    for path in paths:
        condition |= Q(**{f"{path}__in": regions})
    return condition


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions in the words of the domain."""

    def valid_on(self, day: dt.date) -> Self:
        """Keep the regions that exist on `day`."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def of_code(self, code: str) -> Self:
        """Keep the regions that have or had a code, the one that has it now first."""
        return self.filter(code=code).order_by(F("valid_to").desc(nulls_first=True))

    def with_parents(self) -> Self:
        """Fetch the regions above along with each: its full label then costs no query."""
        return self.select_related("__".join(["parent"] * LEVELS_ABOVE))

    def in_role(self, user: User, *roles: str) -> Self:
        """Keep the regions in which `user` holds one of `roles` directly."""
        return self.filter(pk__in=Membership.objects.of(user).filter(role__in=roles).values("region"))

    def for_user(self, user: User) -> Self:
        """Keep the regions whose reports and figures `user` may read: their own, and for leaders all below it."""
        if getattr(user, "is_superuser", False):
            return self
        member = Region.objects.in_role(user, *Role.values)
        led = Region.objects.in_role(user, Role.LEADER)
        return self.filter(Q(pk__in=member) | at_or_below(led))

    def reviewable_by(self, user: User) -> Self:
        """Keep the regions in which `user` may import, review and adopt."""
        return self if getattr(user, "is_superuser", False) else self.in_role(user, Role.REVIEWER)

    def own_first(self, user: User) -> Self:
        """Order the regions so that those in which `user` is a member come first."""
        mine = Region.objects.in_role(user, *Role.values).filter(pk=OuterRef("pk"))
        return self.annotate(is_own=Exists(mine)).order_by("-is_own", "code", "name")


class Level(models.TextChoices):
    """The administrative level."""

    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    DISTRICT = "district", _("district or county")


class Region(models.Model):
    """A part of the country with its GB/T 2260 code and the dates between which both were valid."""

    Level = Level

    code = models.CharField(_("code"), max_length=6, blank=True, help_text=_("GB/T 2260; blank where not known"))
    name = models.CharField(_("name"), max_length=50)
    short_name = models.CharField(_("short name"), max_length=20)
    initials = models.CharField(
        _("initials"),
        max_length=50,
        blank=True,
        help_text=_("The first letters of the name in pinyin, for the search; blank: made from the name."),
    )
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successors"),
        help_text=_("The regions that took its place when it ended."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    history = HistoricalRecords(m2m_fields=[successors])
    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ("code", "name")
        constraints = (
            models.UniqueConstraint("code", condition=~Q(code="") & Q(valid_to=None), name="region_code_unique"),
            models.UniqueConstraint("code", "valid_from", condition=~Q(code=""), name="region_code_unique_from"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="region_valid_span",
            ),
            one_of("level", Level.choices, name="region"),
        )

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Make the initials where nobody typed any."""
        self.initials = self.initials or initials_of(self.name)

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name if is_chinese() or not self.name_en else self.name_en

    @property
    def above(self) -> list[Region]:
        """The regions that it lies in, the nearest first, without the country."""
        if self.parent is None or self.parent.level == Level.COUNTRY:
            return []
        return [self.parent, *self.parent.above]

    @property
    def full_label(self) -> str:
        """The name with all that tells it from its namesakes: 鼓楼区（江苏省南京市）, 荣昌县（重庆市，至2015年）."""
        names = [region.label for region in self.above]
        place = "".join(reversed(names)) if is_chinese() else ", ".join(names)
        until = _("until %(year)d") % {"year": self.valid_to.year} if self.valid_to else ""
        details = (_("%(one)s, %(other)s") % {"one": place, "other": until}) if place and until else place or until
        return (_("%(name)s (%(details)s)") % {"name": self.label, "details": details}) if details else self.label


class DepartmentQuerySet(models.QuerySet["Department"]):
    """Departments in the words of the domain."""

    def of_user(self, user: User) -> Self:
        """Keep the departments for which `user` reports."""
        mine = Membership.objects.of(user).filter(role=Role.REPORTER, department__isnull=False)
        return self.filter(pk__in=mine.values("department"))

    def for_user(self, user: User) -> Self:
        """Keep the departments of regions that `user` may read."""
        return self.filter(region__in=Region.objects.for_user(user))


class Department(models.Model):
    """A body of one region's government that leads or supports targets."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="departments", verbose_name=_("region"))
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=20)
    name_en = models.CharField(_("English name"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    keywords = models.JSONField(
        _("keywords"), default=list, blank=True, help_text=_("Words in a promise that suggest this department as lead.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    history = HistoricalRecords()
    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ("region", "order", "name")
        constraints = (models.UniqueConstraint("region", "name", name="department_name_unique"),)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The short name in the reader's language."""
        return self.short_name if is_chinese() or not self.name_en else self.name_en


class Role(models.TextChoices):
    """What a member does in a region."""

    REPORTER = "reporter", _("reporter")
    REVIEWER = "reviewer", _("reviewer")
    LEADER = "leader", _("leader")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships in the words of the domain."""

    def of(self, user: User) -> Self:
        """Keep the memberships of `user`; somebody without an account has none."""
        return self.none() if user.pk is None else self.filter(user_id=user.pk)


class Membership(models.Model):
    """A user's role in a region; reporters act for one department of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    region = models.ForeignKey(Region, models.CASCADE, related_name="memberships", verbose_name=_("region"))
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="memberships", verbose_name=_("department")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)

    history = HistoricalRecords()
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("user", "region", "role")
        constraints = (
            models.UniqueConstraint("user", "region", "department", "role", name="membership_unique"),
            models.UniqueConstraint(
                "user", "region", "role", condition=Q(department=None), name="membership_without_department_unique"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.REPORTER) | Q(department__isnull=False), name="membership_reporter_department"
            ),
            one_of("role", Role.choices, name="membership"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.department or self.region} · {self.get_role_display()}"
