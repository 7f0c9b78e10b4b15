"""The steps of a review, kept so that each can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.library.models import WorkReport
from reports.shared.constraints import one_of


class Verb(models.TextChoices):
    """What was done."""

    ACCEPT = "accept", _("accepted")
    REJECT = "reject", _("rejected")
    REOPEN = "reopen", _("reopened")
    EDIT = "edit", _("edited")
    ADD = "add", _("added")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")


class ReviewAction(models.Model):
    """One step of a reviewer, with the rows before and after it, so that it can be undone."""

    Verb = Verb

    report = models.ForeignKey(WorkReport, models.CASCADE, related_name="review_actions", verbose_name=_("work report"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user"))
    verb = models.CharField(_("action"), max_length=10, choices=Verb)
    before = models.JSONField(_("before"), default=list)
    after = models.JSONField(_("after"), default=list)
    done_at = models.DateTimeField(_("time"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        verbose_name = _("review action")
        verbose_name_plural = _("review actions")
        ordering = ("-done_at", "-pk")
        constraints = (one_of("verb", Verb.choices, name="review_action"),)

    def __str__(self) -> str:
        return f"{self.user} {self.get_verb_display()}"
