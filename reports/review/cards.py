"""One statement as the list of the review page shows it.

A report has hundreds of them: their cards are drawn here, without a template each, and what hardly any card has comes
from one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reports.library.display import Difference, word
from reports.library.models import Statement
from reports.review.concurrent_edits import Conflict
from reports.shared.people import name_of
from reports.shared.templatetags.icons import icon

State = Statement.State
DECIDED = {State.ACCEPTED: ("tone-green", "✓"), State.REJECTED: ("tone-grey", "✕")}
LOW_CONFIDENCE = 0.7
"""Below this a statement is marked as unsure."""


@dataclass(frozen=True, slots=True)
class Card:
    """One statement with its words, which are made once for both sides of the page."""

    statement: Statement
    section: int
    kind: str
    amount: str
    terms: str
    suggestions: list[Difference]
    may_review: bool
    is_from_picture: bool = False
    conflict: Conflict | None = None

    @property
    def is_unsure(self) -> bool:
        """Whether the engine itself doubts it."""
        return self.statement.confidence < LOW_CONFIDENCE and self.statement.origin == Statement.Origin.ENGINE

    @property
    def is_locked(self) -> bool:
        """Whether it has become a target, so that the review may not change it any more."""
        return bool(getattr(self.statement, "is_adopted", False))

    @property
    def has_remarks(self) -> bool:
        """Whether something about it waits for an answer."""
        is_gone = self.statement.change == Statement.Change.GONE and self.may_review and not self.is_locked
        return bool(self.suggestions or is_gone or self.conflict)

    @property
    def percent(self) -> int:
        """The engine's confidence in percent."""
        return round(self.statement.confidence * 100)

    @property
    def decided(self) -> str:
        """Who decided about it, and when."""
        row = self.statement
        if row.reviewed_by is None or row.reviewed_at is None:
            return ""
        return f"{name_of(row.reviewed_by)} {localtime(row.reviewed_at):%Y-%m-%d %H:%M}"

    @property
    def element(self) -> SafeString:
        """The card as an element of the list."""
        return self._element("")

    @property
    def replacement(self) -> SafeString:
        """The card as an element that takes the place of the one on the page."""
        return self._element(' hx-swap-oob="true"')

    def _element(self, more: str) -> SafeString:
        row = self.statement
        locked = " data-locked" if self.is_locked else ""
        return mark_safe(  # noqa: S308 - every word is escaped
            f'<li id="s{row.pk}" class="statement k-{row.kind} is-{row.state}" tabindex="-1"'
            f' data-row="{row.pk}:{row.version}" data-kind="{row.kind}" data-state="{row.state}"'
            f' data-section="{self.section}" data-confidence="{self.percent}" data-change="{row.change}"{locked}{more}>'
            f'<div class="what">{" ".join(self._parts())}</div></li>\n'
        )

    def _parts(self) -> Iterator[str]:
        row = self.statement
        parent = f'<span class="muted">{escape(row.parent)} ›</span> ' if row.parent else ""
        yield f'<span class="tag k-{row.kind}">{escape(self.kind)}</span>'
        yield f'<a class="indicator" href="#m{row.pk}" data-do="show">{parent}{escape(row.indicator)}</a>'
        yield f'<strong class="amount">{escape(self.amount)}</strong>'
        yield f'<span class="muted terms">{escape(self.terms)}</span>'
        yield from self._tags()
        if self.is_from_picture:
            yield _picture(row)
        if self.has_remarks:
            yield render_to_string("review/_card_remarks.html", {"card": self, "row": row})

    def _tags(self) -> Iterator[str]:
        row = self.statement
        if row.state in DECIDED:
            tone, symbol = DECIDED[State(row.state)]
            yield _tag(f"{symbol} {word('state', row.state)}", tone, f' title="{escape(self.decided)}"')
        if self.is_locked:
            yield _tag(_("adopted as a target"), "tone-blue", drawing=icon("lock"))
        if row.change:
            yield _tag(word("change", row.change), "tone-yellow")
        if row.origin == Statement.Origin.PERSON:
            yield _tag(word("origin", row.origin))
        elif row.is_edited:
            yield _tag(_("edited"))
        if self.is_unsure:
            yield _tag(f"? {_('unsure')} {self.percent}%", "tone-orange")


def _tag(words: str, tone: str = "", more: str = "", *, drawing: str = "") -> str:
    drawn = f"{drawing} " if drawing else ""
    return f'<span class="tag {tone}"{more}>{drawn}{escape(words)}</span>'


def _picture(row: Statement) -> str:
    address = reverse("reports:line-picture", args=[row.report_id, row.pk])
    tag = _tag(_("read from a picture"), "tone-yellow", drawing=icon("image"))
    words = escape(_("The lines of the original"))
    return f'{tag}<img class="line-picture" src="{address}" alt="{words}" loading="lazy">'
