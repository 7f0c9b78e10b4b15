"""Steps of a review that need no form: decide, take the engine's word, undo."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from reports.review.models import ReviewAction
from reports.review.services.decisions import (
    AdoptedError,
    Outcome,
    Ref,
    StaleError,
    accept_open,
    decide,
    keep_own,
    take_suggestion,
)
from reports.review.services.undo import NothingToUndoError, undo
from reports.review.views.fragments import attempt, changed, refs_of, refused, reviewable_report
from reports.shared.requests import UserRequest

Verb = ReviewAction.Verb
STRUCTURAL = {Verb.ADD, Verb.MERGE, Verb.SPLIT}
SUGGESTION = {"take": take_suggestion, "keep": keep_own}
DONE = {
    Verb.ACCEPT: ngettext_lazy("%(count)d statement accepted.", "%(count)d statements accepted.", "count"),
    Verb.REJECT: ngettext_lazy("%(count)d statement rejected.", "%(count)d statements rejected.", "count"),
    Verb.REOPEN: ngettext_lazy("%(count)d statement reopened.", "%(count)d statements reopened.", "count"),
}
UNDONE = {
    Verb.ACCEPT: pgettext_lazy("undone", "accepting"),
    Verb.REJECT: pgettext_lazy("undone", "rejecting"),
    Verb.REOPEN: pgettext_lazy("undone", "reopening"),
    Verb.EDIT: pgettext_lazy("undone", "editing"),
    Verb.ADD: pgettext_lazy("undone", "adding"),
    Verb.MERGE: pgettext_lazy("undone", "merging"),
    Verb.SPLIT: pgettext_lazy("undone", "splitting"),
}


@require_POST
def decide_statements(request: UserRequest, pk: int, verb: str) -> HttpResponse:
    """Accept, reject or reopen the statements that the request names."""
    report, refs = reviewable_report(request, pk), refs_of(request)
    return attempt(
        request,
        report,
        refs,
        lambda: decide(report=report, refs=refs, verb=Verb(verb), user=request.user),
        lambda done: changed(request, report, done.rows, DONE[Verb(verb)] % {"count": len(done.rows)}, show=False),
    )


@require_POST
def accept_all(request: UserRequest, pk: int) -> HttpResponse:
    """Accept the open ones among the statements that the request names; changed ones are left and named."""
    report, refs = reviewable_report(request, pk), refs_of(request)
    return attempt(
        request,
        report,
        refs,
        lambda: accept_open(report=report, refs=refs, user=request.user),
        lambda done: changed(request, report, [*done.rows, *done.skipped], _accepted(done), show=False),
    )


def _accepted(outcome: Outcome) -> str:
    notice = str(DONE[Verb.ACCEPT] % {"count": len(outcome.rows)})
    if outcome.skipped:
        left = ngettext(
            "%(count)d was changed by somebody meanwhile and is left as it is now.",
            "%(count)d were changed by somebody meanwhile and are left as they are now.",
            len(outcome.skipped),
        )
        notice += " " + left % {"count": len(outcome.skipped)}
    return notice


@require_POST
def decide_suggestion(request: UserRequest, pk: int, statement: int, answer: str) -> HttpResponse:
    """Take the engine's newer reading of a statement, or lay it aside."""
    report, refs = reviewable_report(request, pk), refs_of(request)
    ref = Ref(statement, refs[0].version)
    return attempt(
        request,
        report,
        [ref],
        lambda: SUGGESTION[answer](report=report, ref=ref, user=request.user),
        lambda done: changed(request, report, done.rows, _("Done.")),
    )


@require_POST
def undo_step(request: UserRequest, pk: int) -> HttpResponse:
    """Take back the user's own last step in this report."""
    report = reviewable_report(request, pk)
    try:
        action, outcome = undo(report=report, user=request.user)
    except NothingToUndoError:
        return changed(request, report, [], _("There is nothing left to undo."))
    except (StaleError, AdoptedError) as error:
        return refused(request, report, error, [])
    notice = _("Your last step is undone: %(step)s.") % {"step": UNDONE[Verb(action.verb)]}
    return changed(request, report, outcome.rows, notice, whole=action.verb in STRUCTURAL)
