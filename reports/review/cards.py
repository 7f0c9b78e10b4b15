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

from reports.extraction import unwrapped
from reports.library.display import BOUNDS, Difference, amount, word
from reports.library.models import Kind, Statement, WorkReport
from reports.review.concurrent_edits import Conflict
from reports.review.outlines import Outline
from reports.shared.people import name_of
from reports.shared.templatetags.icons import icon

State = Statement.State
DECIDED = {State.ACCEPTED: ("tone-green", "✓"), State.REJECTED: ("tone-grey", "✕")}
LOW_CONFIDENCE = 0.85
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
        return percent_of(self.statement)

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
        start = _opening(self.statement, self.section, is_locked=self.is_locked, more=more)
        drawn = f'{start}<div class="what">{" ".join(self._parts())}</div></li>\n'
        return mark_safe(drawn)  # noqa: S308 - every word is escaped

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
            yield _state_tag(row.state, f' title="{escape(self.decided)}"')
        if self.is_locked:
            yield _adopted_tag()
        if row.change:
            yield _tag(word("change", row.change), "tone-yellow")
        if row.origin == Statement.Origin.PERSON:
            yield _tag(word("origin", row.origin))
        elif row.is_edited:
            yield _tag(_("edited"))
        if self.is_unsure:
            yield _tag("? " + _("unsure") + f" {self.percent}%", "tone-orange")


class OutlineCards:
    """Draws statements in short, until somebody comes to them: what they say and how they were decided."""

    def __init__(self, report: WorkReport) -> None:
        self.text = report.text
        self.bounds = {comparator: str(words) for comparator, words in BOUNDS.items()}
        self.kinds = {value: f'<span class="tag k-{value}">{escape(str(word))}</span>' for value, word in Kind.choices}
        self.states = {state: _state_tag(state) for state in ("accepted", "rejected")}
        self.adopted = _adopted_tag()

    def drawn(self, row: Outline, section: int) -> SafeString:
        """Return the card of a statement."""
        parent = f'<span class="muted">{escape(row.parent)} ›</span> ' if row.parent else ""
        said = amount(row, self.bounds) or row.event or unwrapped(self.text[row.start : row.end])
        return mark_safe(  # noqa: S308 - every word is escaped
            f'{_opening(row, section, is_locked=row.is_adopted, more=" data-outline")}<div class="what">'
            f'{self.kinds[row.kind]} <a class="indicator" href="#m{row.pk}" data-do="show">{parent}'
            f'{escape(row.indicator)}</a> <strong class="amount">{escape(said)}</strong>'
            f"{self.states.get(row.state, '')}{self.adopted if row.is_adopted else ''}</div></li>\n"
        )


def _opening(row: Statement | Outline, section: int, *, is_locked: bool, more: str = "") -> str:
    """Return how a card begins: all that the page's script has to know of a statement."""
    locked = " data-locked" if is_locked else ""
    return (
        f'<li id="s{row.pk}" class="statement k-{row.kind} is-{row.state}" tabindex="-1"'
        f' data-row="{row.pk}:{row.version}" data-kind="{row.kind}" data-state="{row.state}" data-at="{row.start}"'
        f' data-section="{section}" data-confidence="{percent_of(row)}" data-change="{row.change}"'
        f"{locked}{more}>"
    )


def percent_of(row: Statement | Outline) -> int:
    """Return the engine's confidence in percent."""
    return round(row.confidence * 100)


def _state_tag(state: str, more: str = "") -> str:
    """Return how a statement was decided, as a tag."""
    tone, symbol = DECIDED[State(state)]
    return _tag(f"{symbol} {word('state', state)}", tone, more)


def _adopted_tag() -> str:
    """Return that a statement has become a target, as a tag."""
    return _tag(_("adopted as a target"), "tone-blue", drawing=icon("lock"))


def _tag(words: str, tone: str = "", more: str = "", *, drawing: str = "") -> str:
    drawn = f"{drawing} " if drawing else ""
    return f'<span class="tag {tone}"{more}>{drawn}{escape(words)}</span>'


def _picture(row: Statement) -> str:
    address = reverse("reports:line-picture", args=[row.report_id, row.pk])
    tag = _tag(_("read from a picture"), "tone-yellow", drawing=icon("image"))
    words = escape(_("The lines of the original"))
    return f'{tag}<img class="line-picture" src="{address}" alt="{words}" loading="lazy">'
