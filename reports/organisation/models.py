"""Regions, their departments, and who may do what where."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import connection, models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from reports.organisation.names import initials_of
from reports.organisation.rights import Rights
from reports.shared.constraints import one_of
from reports.shared.language import is_chinese
from reports.shared.once import once
from reports.shared.prepared import READERS
from reports.shared.raw_rows import RawRows

if TYPE_CHECKING:
    import datetime as dt

    from reports.shared.people import User

# country > province > city > district: a region has at most this many levels above it.
LEVELS_ABOVE = 3
# How a region that somebody leads, or that lies below one, is marked among the rows of their memberships.
LED = "led"
LAST_TILE = 12
TILE_RANGE = [MinValueValidator(1), MaxValueValidator(LAST_TILE)]


class RegionQuerySet(models.QuerySet["Region"]):
    """Regions in the words of the domain."""

    def of_code(self, code: str) -> Self:
        """Keep the regions that have or had a code, the one that has it now first."""
        return self.filter(code=code).order_by(F("valid_to").desc(nulls_first=True))

    def with_parents(self) -> Self:
        """Fetch the regions above along with each: its full label then costs no query."""
        return self.select_related("__".join(["parent"] * LEVELS_ABOVE))

    def for_user(self, user: User) -> Self:
        """Keep the regions whose reports and figures `user` may read: their own, and for leaders all below it."""
        return self.filter(rights_of(user).may_read("pk"))

    def reviewable_by(self, user: User) -> Self:
        """Keep the regions in which `user` may import, review and adopt."""
        return self.filter(rights_of(user).may_review("pk"))

    def with_new_borders(self) -> Self:
        """Keep those that took the place of several regions, or of a part of one; not those that were renamed."""
        links, several = Region.successors.through.objects.order_by(), {"n__gt": 1}
        before = links.filter(to_region=OuterRef("pk"))
        joined = before.values("to_region").annotate(n=Count("pk")).filter(**several)
        parted = links.values("from_region").annotate(n=Count("pk")).filter(**several).values("from_region")
        return self.filter(Exists(joined) | Exists(before.filter(from_region__in=parted)))

    def own_first(self, user: User) -> Self:
        """Order the regions so that those in which `user` is a member come first."""
        own = Case(When(rights_of(user).is_own("pk"), then=True), default=False)
        return self.annotate(is_own=own).order_by("-is_own", "code", "name")


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
    tile_row = models.PositiveSmallIntegerField(
        _("row on the tile map"),
        null=True,
        blank=True,
        validators=TILE_RANGE,
        help_text=_("1 to 12 from the north; with a column it places the region, else tiles follow one another."),
    )
    tile_column = models.PositiveSmallIntegerField(
        _("column on the tile map"), null=True, blank=True, validators=TILE_RANGE, help_text=_("1 to 12 from the west")
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
            models.CheckConstraint(
                condition=Q(tile_row=None, tile_column=None)
                | Q(
                    tile_row__isnull=False,
                    tile_column__isnull=False,
                    tile_row__range=(1, LAST_TILE),
                    tile_column__range=(1, LAST_TILE),
                ),
                name="region_tile",
                violation_error_message=_("The tile map needs both a row and a column from 1 to 12, or neither."),
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
        return self.filter(rights_of(user).reports_for("pk"))

    def for_user(self, user: User) -> Self:
        """Keep the departments of regions that `user` may read."""
        return self.filter(rights_of(user).may_read("region"))


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


class PostQuerySet(models.QuerySet["Post"]):
    """Posts in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the posts of regions that `user` may read."""
        return self.filter(rights_of(user).may_read("region"))


class Post(models.Model):
    """An office that somebody holds (分管副区长): it answers for targets, whoever holds it at present."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="posts", verbose_name=_("region"))
    title = models.CharField(_("title of the post"), max_length=60)
    holder = models.CharField(_("held by"), max_length=60, blank=True, help_text=_("Who holds it now; may be blank."))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    history = HistoricalRecords()
    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ("region", "order", "title")
        constraints = (models.UniqueConstraint("region", "title", name="post_title_unique"),)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The title, and who holds it where that is known."""
        if not self.holder:
            return self.title
        return _("%(name)s (%(details)s)") % {"name": self.title, "details": self.holder}


class Role(models.TextChoices):
    """What a member does in a region."""

    REPORTER = "reporter", _("reporter")
    REVIEWER = "reviewer", _("reviewer")
    LEADER = "leader", _("leader")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships in the words of the domain."""

    def of(self, user: User) -> Self:
        """Keep the memberships of `user` that hold today; somebody without an account has none."""
        return self.none() if user.pk is None else self.filter(user_id=user.pk).holding(timezone.localdate())

    def stand_ins(self) -> Self:
        """Keep those of reporters who stand in for a while, of today and of before."""
        return self.filter(named_by__isnull=False)

    def holding(self, today: dt.date) -> Self:
        """Keep the memberships that hold on a day: without an end, or up to and with the last one."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=today))


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
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The last day, for who stands in for somebody for a while; empty: without an end."),
    )
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("named by"),
        help_text=_("Who named a stand-in; empty: the administration gave the role."),
    )

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
            models.CheckConstraint(
                condition=Q(named_by=None) | Q(role=Role.REPORTER, valid_until__isnull=False),
                name="membership_stand_in_has_an_end",
            ),
            one_of("role", Role.choices, name="membership"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.department or self.region} · {self.get_role_display()}"


def rights_of(user: User) -> Rights:
    """Return what a user may do where; while a request is answered looked up once. One query."""
    return once(("rights", user.pk), lambda: _resolved(user)) if user.pk else _resolved(user)


def _resolved(user: User) -> Rights:
    rows = _held(user.pk, timezone.localdate()).rows() if user.pk else []
    return Rights(
        roles=frozenset(role for role, _, _ in rows if role != LED),
        everywhere=bool(getattr(user, "is_superuser", False)),
        own=frozenset(region for role, region, _ in rows if role != LED),
        reviewed=frozenset(region for role, region, _ in rows if role == Role.REVIEWER),
        led=frozenset(region for role, region, _ in rows if role == LED),
        departments=frozenset(department for role, _, department in rows if role == Role.REPORTER and department),
    )


@lru_cache(READERS)
def _held(user: int, today: dt.date) -> RawRows:
    """Ask for the roles that somebody holds on a day, and for all regions below those that they lead.

    Joined level by level the same takes PostgreSQL three milliseconds to plan, for every page.
    """
    own = Membership.objects.filter(user_id=user).holding(today).order_by()
    held, parameters = own.values_list("role", "region", "department").query.sql_with_params()
    regions = connection.ops.quote_name(Region._meta.db_table)
    asked = f"""
        WITH RECURSIVE held(role, region, department) AS ({held}),
        led(region) AS (
            SELECT region FROM held WHERE role = '{Role.LEADER}'
            UNION
            SELECT below.id FROM {regions} AS below JOIN led ON below.parent_id = led.region
        )
        SELECT role, region, department FROM held UNION ALL SELECT '{LED}', region, NULL FROM led
    """  # noqa: S608 (what is written in are Django's own words and ours)
    return RawRows(Membership, asked, parameters)
