"""Verdicts and their explanations in templates."""

from __future__ import annotations

from django.utils.translation import gettext as _

from reports.shared import display
from reports.shared.templatetags.figures import register
from tracker.progress.judgement import Judged
from tracker.verdicts import explanations
from tracker.verdicts.basis import Basis


@register.filter
def reasons(judged: Judged) -> list[str]:
    """Return the sentences that explain a verdict."""
    if judged.is_waiting:
        month = display.month_name(judged.due_month)
        return [_("The figure for %(month)s is filed and waits for approval.") % {"month": month}]
    return explanations.explain(judged.verdict, judged.terms)


@register.filter
def remedy(judged: Judged) -> str:
    """Return what by when would turn it green, or nothing."""
    return explanations.remedy_of(judged.verdict, judged.terms)


@register.filter
def basis_words(basis: Basis) -> str:
    """Print what a judgement rests on: rule set, months, day of looking, which figures count."""
    return " · ".join(explanations.basis_in_words(basis))
