"""The words for the codes of the evaluation rules."""

from django.utils.translation import pgettext_lazy as _

from tracker.evaluation import Status

STATUS_LABELS = {
    Status.DONE: _("status", "done"),
    Status.AHEAD: _("status", "ahead of schedule"),
    Status.ON_PACE: _("status", "on schedule"),
    Status.BEHIND: _("status", "behind schedule"),
    Status.FAR_BEHIND: _("status", "far behind"),
    Status.MISSED: _("status", "missed"),
    Status.NOT_DUE: _("status", "not due yet"),
    Status.UNREPORTED: _("status", "not reported"),
    Status.NOT_ASSESSABLE: _("status", "cannot be judged"),
    Status.WITHDRAWN: _("status", "withdrawn"),
}
VERDICT_CHOICES = [(status.value, label) for status, label in STATUS_LABELS.items() if status.is_judged]
