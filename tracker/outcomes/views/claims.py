"""A draft, pasted or as a file, checked before it is read out: each statement of result beside what is known.

Nothing is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from reports.library.models import WorkReport
from reports.organisation.models import Region, RegionQuerySet, rights_of
from reports.shared.requests import UserRequest, chosen, posted
from tracker.evaluation import Tone
from tracker.outcomes.claim_check import MOST_CLAIMS, Line, TooManyClaimsError, check_report, check_text, counts_of
from tracker.outcomes.claims import Answer
from tracker.outcomes.drafts import DraftForm
from tracker.outcomes.facts import Fact
from tracker.targets.display import in_words

if TYPE_CHECKING:
    from reports.shared.people import User

LOOKS = {
    Answer.DIFFERS: ("≠", Tone.RED, pgettext_lazy("claim", "differs")),
    Answer.ELSEWHERE: ("↷", Tone.YELLOW, pgettext_lazy("claim", "known only of another place or time")),
    Answer.UNKNOWN: ("?", Tone.GREY, pgettext_lazy("claim", "not known")),
    Answer.AGREES: ("✓", Tone.GREEN, pgettext_lazy("claim", "agrees")),
}
"""The symbol, tone and word of each answer; it is never told by colour alone."""


@require_http_methods(["GET", "POST"])
def claim_check(request: UserRequest) -> HttpResponse:
    """Show the form, and below it what is known of each figure in the draft."""
    title = _("Check the figures of a draft")
    regions = list(_regions(request.user).with_parents().own_first(request.user))
    if not regions:
        words = _("There is no region whose reports you may read.")
        return render(request, "outcomes/empty.html", {"title": title, "words": words})
    form = DraftForm(posted(request), request.FILES or None, regions=regions, today=timezone.localdate())
    reports = list(WorkReport.objects.for_user(request.user).select_related("region").order_by("-year", "region"))
    report = chosen(request, "report", {str(each.pk): each for each in reports}, default=None)
    if report:
        with_parents = {each.pk: each for each in regions}
        report.region = with_parents.get(report.region_id, report.region)
    context = {"title": title, "form": form, "reports": reports, "report": report, "lines": None, "counts": ()}
    lines = _checked(request, form) if form.is_bound and form.is_valid() else _checked_report(request, form, report)
    if lines is not None:
        draft = form.cleaned_data["draft"] if form.is_bound else None
        context |= {"warnings": draft.warnings if draft else ()}
        context |= {"lines": [_shown(each) for each in _worst_first(lines)], "counts": _counts(lines)}
    return render(request, "outcomes/claims.html", context)


def _regions(user: User) -> RegionQuerySet:
    """The regions that a draft may be of: who may read all of the country's chooses among those with a report."""
    found = Region.objects.for_user(user)
    if not rights_of(user).everywhere:
        return found
    return found.filter(Exists(WorkReport.objects.filter(region=OuterRef("pk"))))


def _checked(request: UserRequest, form: DraftForm) -> list[Line] | None:
    data = form.cleaned_data
    try:
        return check_text(data["draft"].text, user=request.user, region=data["region"], year=data["year"])
    except TooManyClaimsError:
        form.add_error(None, _too_many())
        return None


def _checked_report(request: UserRequest, form: DraftForm, report: WorkReport | None) -> list[Line] | None:
    """What is known, beside it, of the figures in a report that was taken in; None where a draft is what is checked."""
    if report is None or form.is_bound:
        return None
    try:
        return check_report(report, user=request.user)
    except TooManyClaimsError:
        messages.error(request, _too_many())
        return None


def _too_many() -> str:
    return _("The text states more than %(most)d results; check it in parts.") % {"most": MOST_CLAIMS}


def _worst_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda each: list(LOOKS).index(each.checked.answer))


def _counts(lines: list[Line]) -> list[tuple[str, Tone, object, int]]:
    return [(*LOOKS[answer], number) for answer, number in counts_of(lines).items()]


def _shown(line: Line) -> dict[str, object]:
    symbol, tone, word = LOOKS[line.checked.answer]
    return {
        "line": line, "symbol": symbol, "tone": tone, "word": word, "claim": _words(line.checked.claim),
        "known": _words(line.datum.fact) if line.datum else "",
    }  # fmt: skip


def _words(fact: Fact) -> str:
    return in_words(
        measure=fact.measure, comparator=fact.comparator, value=fact.value, value_high=fact.value_high, unit=fact.unit
    )
