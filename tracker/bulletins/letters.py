"""Letters of supervision (督办函) on the time line of the target that they are about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from reports.organisation.models import Department
from reports.shared import display
from tracker.bulletins.models import Document, DocumentKind, DocumentState
from tracker.ledger.timeline.events import Event, Kind, moment
from tracker.ledger.timeline.sources import Facts, Source, at, person, who
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User


def _letters(target: Target, user: User, _today: dt.date) -> QuerySet[Document]:
    """Those that were issued about the target itself, or about a problem with it."""
    issued = Document.objects.for_user(user).filter(kind=DocumentKind.LETTER, state=DocumentState.ISSUED)
    return issued.filter(Q(target=target) | Q(problem__targets=target))


def _letter(_target: Target, facts: Facts) -> Event:
    reply_by = display.day(dt.date.fromisoformat(facts["reply_by"]))
    to = _("to %(department)s") % {"department": Department(**facts["to"]).label}
    return Event(
        kind=Kind.LETTERS,
        at=at(facts["at"]),
        date=moment(at(facts["at"])),
        who=who(facts["by"]),
        what=facts["title"],
        url=Document(pk=facts["pk"]).get_absolute_url(),
        notes=(" · ".join((to, _("reply due on %(day)s") % {"day": reply_by})),),
    )


LETTERS = Source("letter", _letters, {
    "at": "issued_at", "by": person("issued_by"), "title": "title", "reply_by": "reply_by",
    "to": JSONObject(short_name="department__short_name", name_en="department__name_en"),
}, _letter)  # fmt: skip
