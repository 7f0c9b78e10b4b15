"""What can be done with a target: its change requests and problems, and what a reviewer sets.

The page of a target fetches it once it is there: forms cost more than all that is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import BaseFormSet, Form

from reports.organisation.models import rights_of
from tracker.dispatch.models import Problem
from tracker.projects.models import Project
from tracker.targets.change_requests import may_ask
from tracker.targets.forms import (
    Choices,
    DecideRequestForm,
    RequestForm,
    TermsForm,
    VerdictForm,
    WithdrawForm,
    stage_forms,
)
from tracker.targets.models import ChangeRequest, Target
from tracker.targets.originals import new_in_words

if TYPE_CHECKING:
    from reports.shared.people import User

    Forms = dict[str, Form | BaseFormSet[Any]]


def steps_of(target: Target, *, user: User, forms: Forms | None = None) -> dict[str, Any]:
    """Return the context; `forms` are those that were just refused, shown with what was typed."""
    is_reviewer = rights_of(user).reviews(target.region_id)
    choices, refused = Choices(target.region_id, target.year), forms or {}
    return {
        "target": target,
        "problems": Problem.objects.for_user(user).filter(targets=target).select_related("owner"),
        "projects": Project.objects.for_user(user).filter(targets=target).select_related("lead").order_by("name"),
        "requests": request_rows(target, refused),
        "ask_form": ask_form(target, user, choices, refused),
        "may_decide": is_reviewer,
        "forms": _forms(target, choices) | refused if is_reviewer else None,
    }


@dataclass(frozen=True)
class RequestRow:
    """One request with what it asks for in words, and the form that decides it while it is open."""

    request: ChangeRequest
    wanted: str
    form: Form | BaseFormSet[Any] | None


def request_rows(target: Target, refused: Forms) -> list[RequestRow]:
    """Return the requests about a target, the newest first."""
    found = target.requests.select_related("new_lead", "old_lead", "asked_by", "decided_by")
    return [_request_row(each, target, refused) for each in found]


def _request_row(request: ChangeRequest, target: Target, refused: Forms) -> RequestRow:
    request.target = target
    prefix = f"decide-{request.pk}"
    own = DecideRequestForm(prefix=prefix, initial={"decision": request.decision})
    return RequestRow(request, new_in_words(request), (refused.get(prefix) or own) if request.is_open else None)


def ask_form(target: Target, user: User, choices: Choices, refused: Forms) -> Form | BaseFormSet[Any] | None:
    """Return the form by which the reader asks to change the target; None for who may not, or once it is withdrawn."""
    if target.is_withdrawn or not may_ask(user, target):
        return None
    return refused.get("request") or RequestForm(target, choices=choices)


def settable(target: Target) -> set[str]:
    """Return the parts of a target that a reviewer may set: stages and verdict only where no number decides."""
    return (
        {"terms", "withdraw"}
        | ({"stages"} if not target.measure else set())
        | ({"verdict"} if not target.takes_number else set())
    )


def _forms(target: Target, choices: Choices) -> Forms:
    forms: Forms = {
        "terms": TermsForm(target, choices=choices),
        "withdraw": WithdrawForm(target),
    }
    if not target.measure:
        forms["stages"] = stage_forms(target)
    if not target.takes_number:
        forms["verdict"] = VerdictForm(target)
    return forms
