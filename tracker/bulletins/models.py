"""Documents: drafted from the standings, reviewed, issued; what is issued stays as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from reports.library.models import YEAR_RANGE
from reports.organisation.models import Department, Region, rights_of
from reports.shared.addresses import address_of
from reports.shared.constraints import one_of
from tracker.dispatch.models import Problem
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


class DocumentKind(models.TextChoices):
    """What a document is for."""

    BULLETIN = "bulletin", _("bulletin")
    COMPARISON = "comparison", _("table of promises and results")
    SITUATION = "situation", _("report of a department")
    PLAN = "plan", _("decomposition plan")
    LETTER = "letter", _("letter of supervision")


class DocumentState(models.TextChoices):
    """A draft may change; what is issued never does."""

    DRAFT = "draft", pgettext_lazy("document", "draft")
    ISSUED = "issued", pgettext_lazy("document", "issued")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents in the words of the domain."""

    def for_user(self, user: User) -> Self:
        """Keep those that `user` may read: drafts in the own office, issued ones wherever all targets may be read."""
        rights = rights_of(user)
        return self.filter(rights.may_review("region") | (rights.may_follow("region") & Q(state=DocumentState.ISSUED)))

    def editable_by(self, user: User) -> Self:
        """Keep the drafts that `user` may change, issue or throw away."""
        return self.filter(rights_of(user).may_review("region"), state=DocumentState.DRAFT)


class Document(models.Model):
    """One document of a region. `facts` is what it says of the promises, taken when it was drafted, as plain data."""

    Kind = DocumentKind
    State = DocumentState

    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="documents", verbose_name=_("region"))
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR_RANGE)
    month = models.PositiveSmallIntegerField(_("month"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("target")
    )
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name=_("problem")
    )
    state = models.CharField(_("state"), max_length=8, choices=DocumentState, default=DocumentState.DRAFT)
    number = models.PositiveIntegerField(_("issue number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    masthead = models.CharField(_("masthead"), max_length=20, blank=True)
    issuer = models.CharField(_("issued by the office"), max_length=80)
    addressees = models.CharField(_("addressees"), max_length=300, blank=True)
    opening = models.TextField(_("opening words"), blank=True)
    requirements = models.TextField(_("requirements"), blank=True, help_text=_("One paragraph a line."))
    reply_by = models.DateField(_("reply due on"), null=True, blank=True)
    facts = models.JSONField(_("facts"))
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("drafted by")
    )
    drafted_at = models.DateTimeField(_("drafted at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    file = models.BinaryField(_("Word file as issued"), default=bytes)
    version = models.PositiveIntegerField(_("version"), default=1)

    history = HistoricalRecords(excluded_fields=["file", "facts"])
    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("-drafted_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                "region", "kind", "year", "number", condition=Q(state="issued"), name="document_number_unique"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="document_month"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(issued_at__isnull=False, issued_by__isnull=False, number__isnull=False),
                name="document_issued_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind="situation") | Q(department__isnull=False), name="document_of_a_department"
            ),
            models.CheckConstraint(
                condition=~Q(kind="letter")
                | Q(department__isnull=False, reply_by__isnull=False)
                & (Q(target__isnull=False, problem=None) | Q(target=None, problem__isnull=False)),
                name="document_letter_whole",
            ),
            one_of("kind", DocumentKind.choices, name="document"),
            one_of("state", DocumentState.choices, name="document"),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("document", self.pk)

    @property
    def is_issued(self) -> bool:
        """Whether it can no longer change."""
        return self.state == DocumentState.ISSUED


class Template(models.Model):
    """An office's own Word template for a kind of document, in place of the one that comes with the program."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind)
    file = models.BinaryField(_("Word file"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sent by"))
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("document template")
        verbose_name_plural = _("document templates")
        ordering = ("region", "kind", "-sent_at")
        constraints = (one_of("kind", DocumentKind.choices, name="template"),)

    def __str__(self) -> str:
        return f"{self.region} · {self.get_kind_display()}"
