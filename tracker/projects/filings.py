"""Money filed month by month: what was spent since January, filed by the lead, approved or returned by the office.

Projects and funds file in the same way: one row a subject and month, its amount cumulative over the year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.library.models import YEAR_RANGE
from reports.organisation.models import rights_of
from reports.shared.constraints import one_of
from reports.shared.history import id_of, save_as

if TYPE_CHECKING:
    from reports.shared.people import User

UNIT = "万元"
M = TypeVar("M", bound=models.Model)


def money(label: Any, **options: Any) -> models.DecimalField[Any, Any]:
    """Return a column for an amount of money in 万元, to the yuan."""
    return models.DecimalField(label, max_digits=14, decimal_places=4, **options)


class FilingState(models.TextChoices):
    """Where a filed month stands."""

    SUBMITTED = "submitted", pgettext_lazy("entry state", "waiting for approval")
    RETURNED = "returned", pgettext_lazy("entry state", "returned")
    APPROVED = "approved", pgettext_lazy("entry state", "approved")


class FilingQuerySet(models.QuerySet[M]):
    """Filed months in the words of the domain."""

    def up_to(self, year: int, month: int) -> Self:
        """Keep the months of a year up to one, the oldest first."""
        return self.filter(year=year, month__lte=month).order_by("month")

    def waiting(self) -> Self:
        """Keep what waits for the office."""
        return self.filter(state=FilingState.SUBMITTED)


class Filing(models.Model):
    """What was spent since January, as filed for one month."""

    State = FilingState

    year = models.PositiveSmallIntegerField(gettext_lazy("year"), validators=YEAR_RANGE)
    month = models.PositiveSmallIntegerField(
        gettext_lazy("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    amount = money(gettext_lazy("spent since January"))
    words = models.CharField(gettext_lazy("words"), max_length=500, blank=True)
    state = models.CharField(gettext_lazy("state"), max_length=10, choices=FilingState, default=FilingState.SUBMITTED)
    note = models.CharField(gettext_lazy("note of the office"), max_length=500, blank=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=gettext_lazy("filed by")
    )
    filed_at = models.DateTimeField(gettext_lazy("filed at"), default=timezone.now)
    version = models.PositiveIntegerField(gettext_lazy("version"), default=1)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02} {self.get_state_display()}"

    @property
    def is_approved(self) -> bool:
        """Whether the office approved it."""
        return self.state == FilingState.APPROVED


def filing_constraints(subject: str, name: str) -> tuple[models.BaseConstraint, ...]:
    """Return what the database holds of filed months: one a subject and month, no negative money, known states."""
    return (
        models.UniqueConstraint(subject, "year", "month", name=f"{name}_once_a_month"),
        models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name=f"{name}_month"),
        models.CheckConstraint(condition=Q(amount__gte=0), name=f"{name}_amount"),
        one_of("state", FilingState.choices, name=name),
    )


@dataclass(frozen=True, slots=True)
class Month:
    """What a department files for a month."""

    year: int
    month: int
    amount: Decimal
    words: str = ""


@transaction.atomic
def file_month(subject: Any, filed: Month, *, by: User, now: dt.datetime | None = None) -> Filing:
    """File a month of a project or fund, or file it again before it is approved.

    Raises PermissionDenied unless `by` reports for its lead, and ValidationError (`ahead`, `approved`, `negative`,
    `less`): what is spent cannot become less without words that say why.
    """
    now = now or timezone.now()
    subject = type(subject).objects.select_for_update(of=("self",), no_key=True).get(pk=subject.pk)
    if subject.lead_id not in rights_of(by).departments:
        raise PermissionDenied
    row = subject.filings.filter(year=filed.year, month=filed.month).first()
    _check(subject, row, filed, timezone.localdate(now))
    row = row or subject.filings.model(**{subject.filings.field.name: subject}, year=filed.year, month=filed.month)
    row.version = row.version + 1 if row.pk else 1
    row.amount, row.words, row.state, row.note = filed.amount, filed.words.strip(), FilingState.SUBMITTED, ""
    row.filed_by_id, row.filed_at = id_of(by), now
    save_as(row, by=by, action="submitted")
    return row


@transaction.atomic
def decide(filing: Filing, *, approve: bool, note: str, version: int, by: User) -> Filing:
    """Approve a filed month, or return it with a note; an approved one is opened again by returning it.

    Raises PermissionDenied unless `by` reviews the region, ValidationError (`changed`, `state`, `note`).
    """
    filing = type(filing).objects.select_for_update(of=("self",)).get(pk=filing.pk)  # type: ignore[attr-defined]
    if not rights_of(by).reviews(filing.subject.region_id):  # type: ignore[attr-defined]
        raise PermissionDenied
    if filing.version != version:
        message = _("It was filed again meanwhile. Look at it again; nothing was stored.")
        raise ValidationError(message, code="changed")
    if filing.state == FilingState.RETURNED or (approve and filing.is_approved):
        raise ValidationError(_("This month is decided already."), code="state")
    if not approve and not note.strip():
        raise ValidationError(_("Say why it is returned."), code="note")
    filing.state = FilingState.APPROVED if approve else FilingState.RETURNED
    filing.note, filing.version = note.strip(), filing.version + 1
    save_as(filing, by=by, action="approved" if approve else "returned")
    return filing


def _check(subject: Any, row: Filing | None, filed: Month, today: dt.date) -> None:
    if (filed.year, filed.month) > (today.year, today.month):
        raise ValidationError({"month": ValidationError(_("This month has not begun yet."), code="ahead")})
    if filed.amount < 0:
        raise ValidationError({"amount": ValidationError(_("An amount is not below zero."), code="negative")})
    if row and row.is_approved:
        message = _("This month is approved. Ask the office to return it; then it can be filed again.")
        raise ValidationError({"month": ValidationError(message, code="approved")})
    before = subject.filings.up_to(filed.year, filed.month - 1).exclude(state=FilingState.RETURNED).last()
    if before and filed.amount < before.amount and not filed.words.strip():
        message = _("The amount counts from January and is less than the month before. Say why.")
        raise ValidationError({"words": ValidationError(message, code="less")})
