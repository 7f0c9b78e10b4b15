"""Figures for tests, filed and decided in one line."""

from django.utils import timezone

from tracker.progress.models import ProgressEntry


def file_figure(target, month, value, state="approved", **fields):
    """File `value` for a month of `target`, by default approved."""
    submitted = None if state == "draft" else timezone.now()
    terms = {"filed_by": target.adopted_by, "submitted_at": submitted, "state": state}
    return ProgressEntry.objects.create(target=target, month=month, value=value, **terms | fields)
