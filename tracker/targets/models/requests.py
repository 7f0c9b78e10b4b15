"""Change requests: a department asks that a promise be another one; what was promised first stays on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.organisation.models import Department, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.targets.models.targets import Target, may_read

if TYPE_CHECKING:
    from reports.shared.people import User


class ChangeRequestQuerySet(models.QuerySet["ChangeRequest"]):
    """Requests in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep the requests about targets that `user` may read."""
        return self.filter(may_read(user, "target"))

    def reviewable_by(self, user: User) -> Self:
        """Keep the requests that `user` may decide."""
        return self.filter(rights_of(user).may_review("target__region"))

    def waiting(self) -> Self:
        """Keep the requests that nobody has decided."""
        return self.filter(state=RequestState.ASKED)

    def approved(self) -> Self:
        """Keep the requests by which targets were changed, the oldest first."""
        return self.filter(state=RequestState.APPROVED).order_by("decided_at", "pk")


class Kind(models.TextChoices):
    """What is asked for."""

    VALUE = "value", _("another value")
    DEADLINE = "deadline", _("another deadline")
    LEAD = "lead", _("another lead department")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    NATURE = "nature", _("no longer binding")


class RequestState(models.TextChoices):
    """The work flow: asked → approved, refused, or taken back."""

    ASKED = "asked", _("waits for a decision")
    APPROVED = "approved", pgettext_lazy("request", "approved")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", pgettext_lazy("request", "taken back")


_COLUMNS = (Kind.VALUE, Kind.DEADLINE, Kind.LEAD)
_WITHOUT_COLUMN = sorted(set(Kind) - set(_COLUMNS))


def _what_fits(prefix: str) -> Q:
    """The condition that exactly the column of the kind is filled."""
    columns = {kind: f"{prefix}_{kind.value}" for kind in _COLUMNS}
    fits = Q(kind__in=_WITHOUT_COLUMN, **{f"{column}__isnull": True for column in columns.values()})
    for kind in columns:
        fits |= Q(kind=kind, **{f"{column}__isnull": other != kind for other, column in columns.items()})
    return fits


class ChangeRequest(models.Model):
    """What somebody asks to change of a target, why, and what was decided.

    `old_…` is what the target said when the request was approved: the first approved one of a kind holds the original.
    """

    Kind = Kind
    State = RequestState

    target = models.ForeignKey(Target, models.PROTECT, related_name="requests", verbose_name=_("target"))
    kind = models.CharField(_("what changes"), max_length=12, choices=Kind)
    new_value = models.DecimalField(_("new value"), max_digits=24, decimal_places=6, null=True, blank=True)
    new_value_high = models.DecimalField(_("new upper value"), max_digits=24, decimal_places=6, null=True, blank=True)
    new_deadline = models.DateField(_("new deadline"), null=True, blank=True)
    new_lead = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("new lead department")
    )
    old_value = models.DecimalField(_("value before"), max_digits=24, decimal_places=6, null=True, blank=True)
    old_value_high = models.DecimalField(
        _("upper value before"), max_digits=24, decimal_places=6, null=True, blank=True
    )
    old_deadline = models.DateField(_("deadline before"), null=True, blank=True)
    old_lead = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead department before")
    )
    reason = models.CharField(_("reason"), max_length=300)
    decision = models.CharField(
        _("decision"),
        max_length=120,
        blank=True,
        help_text=_("The number or the meeting of the decision; a binding target does not change without."),
    )
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                "target", "kind", condition=Q(state=RequestState.ASKED), name="request_one_open_of_a_kind"
            ),
            models.CheckConstraint(condition=_what_fits("new"), name="request_new_of_its_kind"),
            models.CheckConstraint(
                condition=~Q(state=RequestState.APPROVED) | _what_fits("old"), name="request_old_of_its_kind"
            ),
            models.CheckConstraint(
                condition=Q(new_value_high=None) | Q(new_value_high__gte=F("new_value")), name="request_range_ordered"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="request_reason"),
            models.CheckConstraint(condition=~Q(state=RequestState.REFUSED) | ~Q(note=""), name="request_refused_note"),
            models.CheckConstraint(
                condition=Q(state=RequestState.ASKED, decided_at=None, decided_by=None)
                | (~Q(state=RequestState.ASKED) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="request_decided",
            ),
            one_of("kind", Kind.choices, name="request"),
            one_of("state", RequestState.choices, name="request"),
        )

    def __str__(self) -> str:
        return f"{self.target} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Return its place on the target's page."""
        return f"{address_of('target', self.target_id)}#requests"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == RequestState.ASKED
