"""What was promised first, beside what holds now: from the approved requests, in the order of their decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.shared.language import is_chinese
from tracker.targets.display import in_words
from tracker.targets.models import ChangeRequest, Kind, Target

UNCHANGED, CHANGED, WITHDRAWN = "unchanged", "changed", "withdrawn"
CHANGE_CHOICES: list[tuple[str, str | Promise]] = [
    (UNCHANGED, gettext_lazy("as adopted")),
    (CHANGED, gettext_lazy("changed by decision")),
    (WITHDRAWN, gettext_lazy("withdrawn")),
]


@dataclass(frozen=True, slots=True)
class Originals:
    """What a target said before its first approved change, in words; empty where that never changed."""

    promise: str = ""
    deadline: str = ""
    lead: str = ""
    nature: str = ""

    @property
    def promise_first(self) -> str:
        """The first promise as it stands beside today's; empty where it is the same."""
        return said_first(self.promise) if self.promise else ""

    @property
    def deadline_first(self) -> str:
        """The first deadline as it stands beside today's."""
        return said_first(self.deadline) if self.deadline else ""

    @property
    def lead_first(self) -> str:
        """The first lead department as it stands beside today's."""
        return said_first(self.lead) if self.lead else ""

    @property
    def nature_first(self) -> str:
        """That it was binding, as it stands beside what it is today."""
        return said_first(self.nature) if self.nature else ""

    @property
    def is_changed(self) -> bool:
        """Whether anything is another than it was."""
        return bool(self.promise or self.deadline or self.lead or self.nature)

    @property
    def in_one_line(self) -> str:
        """All originals in one line, for a file."""
        return "；".join(said_first(each) for each in (self.promise, self.deadline, self.lead, self.nature) if each)


def said_first(original: str) -> str:
    """Return an original as it stands beside what holds now: 原 20家以上."""
    return _("originally %(original)s") % {"original": original}


def with_originals(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Read along with the targets what they said before their first approved changes. No query more."""
    columns = {
        "first_value": (Kind.VALUE, "old_value"),
        "first_value_high": (Kind.VALUE, "old_value_high"),
        "first_deadline": (Kind.DEADLINE, "old_deadline"),
        "first_lead": (Kind.LEAD, "old_lead__short_name"),
        "first_lead_en": (Kind.LEAD, "old_lead__name_en"),
    }
    approved = ChangeRequest.objects.approved().filter(target=OuterRef("pk"))
    return targets.annotate(
        **{name: Subquery(approved.filter(kind=kind).values(column)[:1]) for name, (kind, column) in columns.items()},
        was_binding=Exists(approved.filter(kind=Kind.NATURE)),
    )


def originals_of(target: Target) -> Originals:
    """Return what a target said first; it was read `with_originals`."""
    said: Any = target
    deadline, lead = said.first_deadline, said.first_lead or ""
    return Originals(
        promise="" if said.first_value is None else _promise(target, said.first_value, said.first_value_high),
        deadline=deadline.isoformat() if deadline else "",
        lead=lead if is_chinese() or not said.first_lead_en else said.first_lead_en,
        nature=str(Target.Nature.BINDING.label) if said.was_binding else "",
    )


def in_state(targets: QuerySet[Target], state: str) -> QuerySet[Target]:
    """Keep the targets that are as adopted, changed by a decision, or withdrawn: each is exactly one of them."""
    if state == WITHDRAWN:
        return targets.filter(is_withdrawn=True)
    own = ChangeRequest.objects.approved().order_by().filter(~Q(kind=Kind.WITHDRAWAL), target=OuterRef("pk"))
    changed = Exists(own)
    return targets.filter(changed if state == CHANGED else ~changed, is_withdrawn=False)


def n_changed(targets: Iterable[Target]) -> int:
    """Count the targets that a decision has changed; they were read `with_originals`."""
    return sum(originals_of(target).is_changed for target in targets)


def _promise(target: Target, value: Decimal | None, value_high: Decimal | None) -> str:
    return in_words(
        measure=target.measure,
        comparator=target.comparator,
        value=value,
        value_high=value_high,
        unit=target.unit,
        standard=target.standard,
    )


def new_in_words(request: ChangeRequest) -> str:
    """Return what is asked for in words; its target and new lead should be joined."""
    target = request.target
    match request.kind:
        case Kind.VALUE:
            return _promise(target, request.new_value, request.new_value_high)
        case Kind.DEADLINE:
            return request.new_deadline.isoformat() if request.new_deadline else ""
        case Kind.LEAD:
            return request.new_lead.label if request.new_lead else ""
    return ""
