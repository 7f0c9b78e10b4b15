"""Drafting, changing, issuing documents; what is issued keeps its facts and its Word file for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.documents.archive import Package
from reports.organisation.models import Department, Region, rights_of
from reports.shared.history import delete_as, id_of, save_as
from tracker.bulletins.composing import context_of, day_of, first_words
from tracker.bulletins.models import Document, DocumentKind, Template
from tracker.bulletins.rendering import render
from tracker.bulletins.shipped import (
    bulletin_template,
    comparison_template,
    letter_template,
    plan_template,
    situation_template,
)
from tracker.bulletins.subjects import facts_for
from tracker.dispatch.models import Problem
from tracker.targets.models import Target
from tracker.verdicts.basis import month_to_judge

if TYPE_CHECKING:
    from reports.shared.people import User

EDITABLE = frozenset({"title", "masthead", "issuer", "addressees", "opening", "requirements", "number", "reply_by"})
SHIPPED = {
    DocumentKind.BULLETIN: bulletin_template,
    DocumentKind.COMPARISON: comparison_template,
    DocumentKind.SITUATION: situation_template,
    DocumentKind.PLAN: plan_template,
    DocumentKind.LETTER: letter_template,
}
DAYS_TO_REPLY = 10
LARGEST_TEMPLATE = 5 * 1024 * 1024


class DocumentChangedError(Exception):
    """Somebody else changed or issued the document since it was shown: `current` is what is stored."""

    def __init__(self, current: Document) -> None:
        super().__init__(current.pk)
        self.current = current


@transaction.atomic
def draft(
    *,
    kind: str,
    region: Region,
    year: int,
    month: int,
    by: User,
    department: Department | None = None,
    now: dt.datetime | None = None,
) -> Document:
    """Draft a document from how the promises stood at the end of a month.

    Raises PermissionDenied, or Target.DoesNotExist where the region has no promise for that year.
    """
    document = Document(kind=kind, region=region, year=year, month=month)
    if kind == DocumentKind.SITUATION:
        document.department = department
    return _drafted(document, by, now or timezone.now())


@transaction.atomic
def draft_letter(*, about: Target | Problem, by: User, now: dt.datetime | None = None) -> Document:
    """Draft a letter to the lead of a target, or to the owner of a problem. Raises PermissionDenied."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    document = Document(kind=DocumentKind.LETTER, region=about.region, reply_by=today + dt.timedelta(DAYS_TO_REPLY))
    if isinstance(about, Target):
        document.target, document.department, document.year = about, about.lead, about.year
        document.month = month_to_judge(about.year, today)
    else:
        document.problem, document.department = about, about.owner
        document.year, document.month = today.year, today.month
    return _drafted(document, by, now)


def _drafted(document: Document, by: User, now: dt.datetime) -> Document:
    if not rights_of(by).reviews(document.region_id):
        raise PermissionDenied
    document.facts = facts_for(document, by, timezone.localdate(now))
    document.drafted_at, document.drafted_by_id = now, id_of(by)
    department = document.department.name if document.department else ""
    matter = str(document.target or document.problem or "")
    words = first_words(
        document.kind, document.region, document.year, document.month, department=department, matter=matter
    )
    for name, text in words.items():
        setattr(document, name, text)
    document.number = _next_number(document)
    save_as(document, by=by, action="drafted")
    return document


@transaction.atomic
def change(*, document: Document, by: User, version: int, words: Mapping[str, object]) -> Document:
    """Change the words of a draft (`EDITABLE` fields). Raises PermissionDenied, DocumentChangedError; ValueError."""
    if unknown := set(words) - EDITABLE:
        raise ValueError(f"Not changeable: {', '.join(sorted(unknown))}.")
    document = _locked(document, by, version)
    for name, value in words.items():
        setattr(document, name, value)
    return _saved(document, by, "words changed")


@transaction.atomic
def take_facts_again(*, document: Document, by: User, version: int, now: dt.datetime | None = None) -> Document:
    """Take the figures of a draft anew; its words stay. Raises PermissionDenied, DocumentChangedError."""
    now = now or timezone.now()
    document = _locked(document, by, version)
    document.facts = facts_for(document, by, timezone.localdate(now))
    document.drafted_at = now
    return _saved(document, by, "figures taken again")


@transaction.atomic
def issue(*, document: Document, by: User, version: int, now: dt.datetime | None = None) -> Document:
    """Issue a draft: its facts, words and Word file are kept as they are from now on.

    Raises PermissionDenied, DocumentChangedError, ValidationError (no or a used number, a faulty template).
    """
    document = _locked(document, by, version)
    _check_number(document)
    document.state, document.issued_at = Document.State.ISSUED, now or timezone.now()
    document.issued_by_id = id_of(by)
    document.file = word_file(document)
    return _saved(document, by, "issued")


@transaction.atomic
def throw_away(*, document: Document, by: User, version: int) -> None:
    """Delete a draft. Raises PermissionDenied, DocumentChangedError."""
    delete_as(_locked(document, by, version), by=by)


def word_file(document: Document) -> bytes:
    """Return the document as a Word file: as it was issued, or as it would be. Raises ValidationError (template)."""
    if document.file:
        return bytes(document.file)
    return render(template_for(document.region, document.kind), context_of(document, document.facts, day_of(document)))


def template_for(region: Region, kind: str) -> bytes:
    """Return the newest template that the office has sent in, else the one that comes with the program."""
    own = Template.objects.filter(region=region, kind=kind).order_by("-sent_at", "-pk").first()
    return bytes(own.file) if own else SHIPPED[DocumentKind(kind)]()


@transaction.atomic
def keep_template(*, region: Region, kind: str, file: bytes, by: User, now: dt.datetime | None = None) -> Template:
    """Keep an office's own template, after it was tried on an invented document.

    Raises PermissionDenied, DocumentError (no sound .docx), ValidationError (too large, or a mistake in its marks).
    """
    if not rights_of(by).reviews(region.pk):
        raise PermissionDenied
    if len(file) > LARGEST_TEMPLATE:
        raise ValidationError(_("A template may have at most 5 MB."), code="size")
    Package(file)
    render(file, _invented(region, kind))
    return Template.objects.create(
        region=region, kind=kind, file=file, sent_by_id=id_of(by), sent_at=now or timezone.now()
    )


def _invented(region: Region, kind: str) -> dict[str, object]:
    """What a template is tried with: every mark that it may use, with words in it."""
    row = dict.fromkeys(
        (
            "number",
            "name",
            "lead",
            "promise",
            "actual",
            "figure_month",
            "completion",
            "gap",
            "status",
            "reason",
            "supporting",
            "deadline",
            "leader",
        ),
        "样例",
    )
    facts = {
        "region": region.name, "year": 2024, "month": 6, "period": "上半年", "basis": "样例", "summary": "样例",
        **{name: ["样例"] for name in ("headlines", "good", "lagging", "silent", "progress", "work", "problems",
                                       "next_steps", "matter")},
        **{name: [row] for name in ("headline_rows", "lagging_rows", "rows", "task_rows")},
    }  # fmt: skip
    document = Document(kind=kind, region=region, year=2024, month=6, reply_by=dt.date(2024, 7, 11))
    for name, words in first_words(kind, region, 2024, 6).items():
        setattr(document, name, words)
    return context_of(document, facts, dt.date(2024, 7, 1))


def _next_number(document: Document) -> int:
    issued = Document.objects.filter(region=document.region, kind=document.kind, year=document.year)
    return (issued.filter(state=Document.State.ISSUED).aggregate(last=Max("number"))["last"] or 0) + 1


def _check_number(document: Document) -> None:
    if document.number is None:
        raise ValidationError({"number": ValidationError(_("Give it an issue number."), code="number")})
    same = Document.objects.filter(
        region=document.region, kind=document.kind, year=document.year, number=document.number
    )
    if same.filter(state=Document.State.ISSUED).exists():
        message = _("No. %(number)s of this year was issued already.") % {"number": document.number}
        raise ValidationError({"number": ValidationError(message, code="number")})


def _locked(document: Document, by: User, version: int) -> Document:
    if not rights_of(by).reviews(document.region_id):
        raise PermissionDenied
    # The region serves as the lock of its numbers: two that are issued at once cannot take the same one.
    Region.objects.select_for_update(no_key=True).get(pk=document.region_id)
    current = (
        Document.objects.select_for_update(of=("self",))
        .select_related("region", "department", "target", "problem")
        .get(pk=document.pk)
    )
    if current.version != version or current.is_issued:
        raise DocumentChangedError(current)
    return current


def _saved(document: Document, by: User, action: str) -> Document:
    document.version += 1
    save_as(document, by=by, action=action)
    return document
