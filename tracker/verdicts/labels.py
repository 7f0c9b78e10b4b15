"""The words for the codes of the evaluation rules."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.evaluation import Status

STATUS_LABELS = {
    Status.DONE: pgettext_lazy("status", "done"),
    Status.AHEAD: pgettext_lazy("status", "ahead of schedule"),
    Status.ON_PACE: pgettext_lazy("status", "on schedule"),
    Status.BEHIND: pgettext_lazy("status", "behind schedule"),
    Status.FAR_BEHIND: pgettext_lazy("status", "far behind"),
    Status.CRITICAL: pgettext_lazy("status", "critically behind"),
    Status.MISSED: pgettext_lazy("status", "missed"),
    Status.NOT_DUE: pgettext_lazy("status", "not due yet"),
    Status.UNREPORTED: pgettext_lazy("status", "not reported"),
    Status.NOT_ASSESSABLE: pgettext_lazy("status", "cannot be judged"),
    Status.WITHDRAWN: pgettext_lazy("status", "withdrawn"),
}
STATUS_GROUPS: Mapping[str, tuple[str | Promise, frozenset[Status]]] = {
    "good": (_("on schedule or better"), frozenset(each for each in Status if each.is_good)),
    "lagging": (_("behind schedule or worse"), frozenset(each for each in Status if each.needs_reason)),
    "counted": (_("judged or owing a figure"), frozenset(each for each in Status if each.counts)),
}
"""Statuses that pages count together, under their code for addresses."""
VERDICT_CHOICES = [
    (status.value, label)
    for status, label in STATUS_LABELS.items()
    if status.is_judged and status is not Status.CRITICAL
]
"""What a reviewer may say; how critical it is, the rule set says (“missed” before the year is over)."""
