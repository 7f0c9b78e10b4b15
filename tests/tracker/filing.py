"""Figures for tests, filed and decided in one line."""

from django.utils import timezone

from tracker.progress.evidence import attach, checked
from tracker.progress.models import Correction, ProgressEntry
from tracker.targets.announcing import announce


def file_figure(target, month, value, state="approved", **fields):
    """File `value` for a month of `target`, by default approved."""
    submitted = None if state == "draft" else timezone.now()
    terms = {"filed_by": target.adopted_by, "submitted_at": submitted, "state": state}
    entry = ProgressEntry.objects.create(target=target, month=month, value=value, **terms | fields)
    announce([target.pk])  # as the services do
    return entry


def ask(entry, value=9, **fields):
    """Ask for a correction of an approved entry."""
    terms = {"kind": "slip", "reason": "录入笔误", "asked_by": entry.filed_by, "asked_at": timezone.now()}
    return Correction.objects.create(entry=entry, value_before=entry.value, value=value, **terms | fields)


def prove(entry, data=b"%PDF-1.4 proof", name="名单.pdf"):
    """Attach a file to an entry."""
    attach(entry, [checked(data, name)], by=entry.filed_by)
    return entry.evidence.last()
