"""What was promised and what became of the promise itself: sentence, adoption, terms, stages, requests, verdicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reports.shared.history import ACTIONS, action_in_words
from reports.shared.people import name_of
from tracker.ledger.timeline.events import Event, Kind, beginning_of, moment
from tracker.progress.histories import Change, stage_changes, target_changes
from tracker.targets.display import target_in_words
from tracker.targets.models import ChangeRequest, RequestState, Target
from tracker.targets.models import Kind as Wanted
from tracker.targets.originals import new_in_words

COLUMNS = {
    Wanted.VALUE: ("value", "value_high"),
    Wanted.DEADLINE: ("deadline",),
    Wanted.LEAD: ("lead_id",),
    Wanted.NATURE: ("nature",),
    Wanted.WITHDRAWAL: ("is_withdrawn",),
}
"""The columns of a target that a request of each kind changes."""
ACTION_OF: Mapping[str, str] = {
    RequestState.APPROVED: "change approved",
    RequestState.REFUSED: "change refused",
    RequestState.TAKEN_BACK: "taken back",
}
VERDICT = {"verdict", "verdict_reason"}


def sentence_of(target: Target) -> list[Event]:
    """Return the sentence of the report in which it was promised; none where a target has no statement.

    A report has a year and no day: the event stands at the year's beginning.
    """
    if target.statement is None:
        return []
    passage = target.statement.passage
    year = passage.report.year
    return [
        Event(
            kind=Kind.PROMISE,
            at=beginning_of(dt.date(year, 1, 1)),
            date=str(year),
            what=_("Promised in %(report)s") % {"report": passage.report.title},
            url=target.statement.get_absolute_url(),
            notes=(passage.sentence,),
        )
    ]


def terms_of_promise(target: Target) -> Iterator[Event]:
    """Yield its adoption, every change of its terms and verdict, and the requests to change it. Two queries.

    An approved request and the change that it made are one event.
    """
    changes = target_changes(target)
    yield _adoption(target, changes[0].record if changes else target)
    told, made = _requests(target, changes[1:])
    yield from (_changed(each) for each in changes[1:] if not any(each is other for other in made))
    yield from told


def stages_of(target: Target) -> Iterator[Event]:
    """Yield what was planned and done stage by stage; those that came with the adoption are part of it. One query."""
    for change in stage_changes(target):
        if change.record.history_change_reason != "adopted":
            yield Event(
                kind=Kind.STAGES,
                at=change.at,
                date=moment(change.at),
                who=change.who,
                what=f"{change.subject} · {_stage_step(change)}",
                fields=() if change.record.history_type == "-" else change.fields,
            )


def _stage_step(change: Change) -> str:
    is_done = change.record.done_on and any(each.name == "done_on" for each in change.fields)
    return _("stage done") if is_done and change.record.history_type != "-" else change.action


def _adoption(target: Target, first: Any) -> Event:
    """The adoption with what was promised then: `first` is the target as it was."""
    return Event(
        kind=Kind.PROMISE,
        at=target.adopted_at,
        date=moment(target.adopted_at),
        who=name_of(target.adopted_by),
        what=_("Adopted as No. %(number)s: %(promise)s") % {"number": first.number, "promise": target_in_words(first)},
    )


def _changed(change: Change) -> Event:
    is_verdict = any(each.name in VERDICT for each in change.fields)
    reason = change.record.history_change_reason or ""
    is_typed = bool(reason) and reason not in ACTIONS
    what = _("Judged by the reviewer") if is_verdict else _("Terms changed")
    fields = tuple(each for each in change.fields if each.name != "verdict_reason")
    return Event(
        kind=Kind.VERDICTS if is_verdict else Kind.TERMS,
        at=change.at,
        date=moment(change.at),
        who=change.who,
        what=what if is_typed or not reason else change.action,
        notes=(reason_in_words(reason),) if is_typed else (),
        fields=fields,
    )


def reason_in_words(reason: str) -> str:
    """Return a reason as the time line tells it."""
    return _("Reason: %(reason)s") % {"reason": reason}


def _requests(target: Target, changes: Sequence[Change]) -> tuple[list[Event], list[Change]]:
    """The events of the requests, and those of the changes that they made: those are told with them."""
    found = target.requests.select_related("new_lead", "asked_by", "decided_by").order_by("decided_at", "pk")
    events: list[Event] = []
    made: list[Change] = []
    for request in found:
        request.target = target
        change = next((each for each in changes if each not in made and _is_made_by(request, each)), None)
        made += [change] if change else []
        events += _events_of_request(request, change)
    return events, made


def _is_made_by(request: ChangeRequest, change: Change) -> bool:
    """Whether a record of the target is what the approval of a request stored."""
    columns, record = COLUMNS[Wanted(request.kind)], change.record
    is_told_so = (record.history_change_reason, record.history_user_id) == (request.reason[:100], request.decided_by_id)
    says = request.kind not in (Wanted.VALUE, Wanted.DEADLINE, Wanted.LEAD) or all(
        getattr(record, name) == getattr(request, f"new_{name}") for name in columns
    )
    is_its_kind = bool(change.fields) and all(each.name in columns for each in change.fields)
    return request.state == RequestState.APPROVED and is_told_so and is_its_kind and says


def _events_of_request(request: ChangeRequest, change: Change | None) -> Iterator[Event]:
    """What was asked for and what was decided: one event where the office did both in one step."""
    wanted = f"{request.get_kind_display()} {new_in_words(request)}".strip()
    reference = _("Reference: %(decision)s") % {"decision": request.decision} if request.decision else ""
    reason = reason_in_words(request.reason)
    at_once = (request.asked_at, request.asked_by_id) == (request.decided_at, request.decided_by_id)
    if not at_once:
        yield Event(
            kind=Kind.TERMS,
            at=request.asked_at,
            date=moment(request.asked_at),
            who=name_of(request.asked_by),
            what=_("%(action)s: %(wanted)s") % {"action": action_in_words("change asked for"), "wanted": wanted},
            url=request.get_absolute_url(),
            notes=(reason,),
        )
    if request.decided_at and request.decided_by:
        yield Event(
            kind=Kind.TERMS,
            at=request.decided_at,
            date=moment(request.decided_at),
            who=name_of(request.decided_by),
            what=_("%(action)s: %(wanted)s") % {"action": action_in_words(ACTION_OF[request.state]), "wanted": wanted},
            url=request.get_absolute_url(),
            notes=tuple(each for each in (reason if at_once else "", reference, request.note) if each),
            fields=change.fields if change else (),
        )
