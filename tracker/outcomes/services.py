"""Settling a year: every promise with what the next report says of it; a person's word is never overwritten."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from reports.library.models import Passage, Statement, WorkReport
from reports.organisation.models import rights_of
from reports.shared.history import id_of, save_as
from tracker.indicators.catalogue import Catalogue
from tracker.outcomes.mentions import Sentences
from tracker.outcomes.models import Settlement
from tracker.outcomes.pairing import Finding, Pair, pair_all
from tracker.outcomes.promises import Promise, promises_of, results_of, sentences_of, statement_fact
from tracker.targets.models import ChangeRequest
from tracker.targets.models import Kind as ChangeKind

if TYPE_CHECKING:
    from reports.shared.people import User

State = Settlement.State
SHOWN = ("later_report", "result", "quote_start", "quote_end", "finding", "likeness")
PROMISED = ("statement", "target")
NEEDS_SENTENCE = frozenset({Finding.MET, Finding.MISSED, Finding.DIFFERENT})


class SettlementChangedError(Exception):
    """Somebody else confirmed or changed it meanwhile; `current` is the row as it is now, nothing was stored."""

    def __init__(self, current: Settlement) -> None:
        super().__init__(current.pk)
        self.current = current


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of a promise: the finding, and the statement or the sentence that shows it."""

    finding: str
    result: Statement | None = None
    passage: Passage | None = None
    note: str = ""


def settle(*, report: WorkReport, later: WorkReport, by: User) -> Counter[str]:
    """Match the promises of a report's year with the results in the next one; return how many there are of each.

    Proposals are made anew, what a person confirmed stays as it is. Running it again is harmless.
    Raises PermissionDenied unless `by` reviews the region, ValueError for a report that is not the next one.
    """
    if later.region_id != report.region_id or later.year != report.year + 1:
        raise ValueError(f"{later} is not the report after {report}.")
    if not rights_of(by).reviews(report.region_id):
        raise PermissionDenied
    # Comparing names takes a moment: nobody else should wait for it.
    proposals = propose(report, later)
    with transaction.atomic():
        WorkReport.objects.select_for_update().only("pk").get(pk=report.pk)
        _store(report, proposals, by)
    return Counter(Settlement.objects.of(report.region, report.year).values_list("finding", flat=True))


def propose(report: WorkReport, later: WorkReport) -> list[tuple[Promise, Settlement]]:
    """Return every promise with the unsaved row of what the next report seems to say of it."""
    catalogue = Catalogue.load()
    promises = promises_of(report, catalogue)
    results = {each.pk: each for each in results_of(later, report.year).defer("read_as", "suggestion")}
    pairs = pair_all([each.fact for each in promises], (statement_fact(each, catalogue) for each in results.values()))
    passages = sentences_of(later)
    sentences = Sentences([sentence for _passage, sentence in passages])
    changed = _changed_targets(promises)
    rows = []
    for promise, pair in zip(promises, pairs, strict=True):
        row = _row(report, later, promise, pair, results)
        if pair.result is None:
            _mention(row, promise, sentences, [passage for passage, _sentence in passages])
        if promise.target and promise.target.pk in changed:
            row.finding = Finding.CHANGED
        rows.append((promise, row))
    return rows


def _row(
    report: WorkReport, later: WorkReport, promise: Promise, pair: Pair, results: dict[int, Statement]
) -> Settlement:
    result = results[pair.result.key] if pair.result else None  # type: ignore[index]
    return Settlement(
        region=report.region, year=report.year, statement=promise.statement, target=promise.target,
        later_report=later, result=result, finding=pair.finding.value, likeness=round(pair.likeness, 4),
    )  # fmt: skip


def _mention(row: Settlement, promise: Promise, sentences: Sentences, passages: Sequence[Passage]) -> None:
    """Where no figure answers, a sentence may."""
    mention = sentences.find(promise.fact.name, promise.fact.event)
    if mention is None:
        return
    passage = passages[mention.index]
    row.quote_start, row.quote_end = passage.start, passage.end
    row.finding, row.likeness = mention.finding.value, min(round(mention.covered, 4), 1)


def _changed_targets(promises: Iterable[Promise]) -> set[int]:
    """Return the targets that were withdrawn or changed by an approved request."""
    targets = [each.target for each in promises if each.target]
    approved = ChangeRequest.objects.approved().filter(target__in=targets).exclude(kind=ChangeKind.LEAD)
    return {each.pk for each in targets if each.is_withdrawn} | set(approved.values_list("target", flat=True))


def _store(report: WorkReport, proposals: Sequence[tuple[Promise, Settlement]], by: User) -> None:
    """Write the proposals over those of before; what a person confirmed only learns of its target."""
    rows = Settlement.objects.of(report.region, report.year)
    known = list(rows.select_related(*PROMISED, "later_report", "result"))
    by_target = {each.target_id: each for each in known if each.target_id}
    by_statement = {each.statement_id: each for each in known if each.statement_id}
    fresh, changed, kept = [], [], set()
    for _promise, proposal in proposals:
        row = by_target.get(proposal.target_id or 0) or by_statement.get(proposal.statement_id or 0)
        if row is None:
            fresh.append(proposal)
            continue
        kept.add(row.pk)
        if _take_over(row, proposal):
            changed.append(row)
    gone = [each.pk for each in known if each.pk not in kept and each.state == State.PROPOSED]
    Settlement.objects.filter(pk__in=gone).delete()
    bulk_create_with_history(fresh, Settlement, default_user=by, default_change_reason="matched by name")
    bulk_update_with_history(
        changed, Settlement, [*PROMISED, *SHOWN, "version"], default_user=by, default_change_reason="matched by name"
    )


def _take_over(row: Settlement, proposal: Settlement) -> bool:
    """Bring a row up to a new proposal; say whether anything changed."""
    names = PROMISED if row.state == State.CONFIRMED else (*PROMISED, *SHOWN)
    if all(getattr(row, name) == getattr(proposal, name) for name in names):
        return False
    for name in names:
        setattr(row, name, getattr(proposal, name))
    row.version += 1
    return True


@transaction.atomic
def confirm(
    *, settlement: Settlement, answer: Answer, version: int, by: User, now: dt.datetime | None = None
) -> Settlement:
    """Say what came of a promise, after reading both sentences.

    Raises PermissionDenied unless `by` reviews the region, SettlementChangedError where it is not what they saw, and
    ValidationError for a finding that no sentence shows, or a statement or sentence of another report.
    """
    row = Settlement.objects.select_for_update(of=("self",)).get(pk=settlement.pk)
    if not rights_of(by).reviews(row.region_id):
        raise PermissionDenied
    if row.version != version:
        raise SettlementChangedError(row)
    _check(row, answer)
    row.finding, row.note = answer.finding, answer.note
    row.result = answer.result
    shown = answer.passage if answer.result is None else None
    row.quote_start, row.quote_end = (shown.start, shown.end) if shown else (None, None)
    row.state, row.decided_by_id, row.decided_at = State.CONFIRMED, id_of(by), now or timezone.now()
    row.version += 1
    save_as(row, by=by, action="settlement confirmed")
    return row


def _check(row: Settlement, answer: Answer) -> None:
    shown = answer.result or answer.passage
    if answer.finding in NEEDS_SENTENCE and shown is None:
        raise ValidationError(_("Choose the sentence of the next report that shows this."), code="no_sentence")
    if answer.finding == Finding.SILENT and shown is not None:
        message = _("A promise that a sentence speaks of was mentioned: choose another finding, or no sentence.")
        raise ValidationError(message, code="sentence")
    if shown is not None and shown.report_id != row.later_report_id:
        raise ValidationError(_("This sentence stands in another report."), code="foreign")
