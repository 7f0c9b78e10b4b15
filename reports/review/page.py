"""What the review page shows: the marked text, the statements in groups by section, and how far the review has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from reports.documents.line_pictures import strip_of
from reports.documents.recognition import PlacedLine
from reports.extraction import ENGINE_VERSION, unwrapped
from reports.library.display import amount, differences, terms, word
from reports.library.models import Kind, Passage, Reading, Statement, WorkReport
from reports.library.services.statement_rows import meaning
from reports.review.cards import Card, OutlineCards
from reports.review.concurrent_edits import Conflict
from reports.review.highlight import Mark, MarkedBlock, marked_blocks, spans_of
from reports.review.outlines import Outline, Sentence, outlines_of, sentences_of
from reports.review.paragraphs import Block, Lines, blocks

if TYPE_CHECKING:
    from django.contrib.auth.models import User

State = Statement.State
SECTION_DEPTH = 2
"""Statements are grouped by the headings down to this level; below it there are more headings than help."""

HARDLY_ANY = 0.05
"""Below this share of promises among all statements, a part of the plan was likely taken for results."""


@dataclass(frozen=True, slots=True)
class Group:
    """The statements under one heading."""

    index: int
    path: tuple[str, ...]
    role: str
    role_label: str
    role_buttons: SafeString
    cards: SafeString

    @property
    def title(self) -> str:
        """The innermost heading."""
        return self.path[-1] if self.path else ""

    @property
    def anchor(self) -> str:
        """The element's id."""
        return f"g{self.index}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many statements there are and how many are decided."""

    total: int
    reviewed: int
    to_adopt: int

    @property
    def waiting(self) -> int:
        """How many nobody has decided."""
        return self.total - self.reviewed


ROLES = (
    (Passage.Role.REVIEW, pgettext_lazy("section", "Results")),
    (Passage.Role.PLAN, pgettext_lazy("section", "Plan")),
    (Passage.Role.OTHER, pgettext_lazy("section", "Other")),
)
"""What a section can do, in a word each."""
ROLE_BUTTON = '<button type="submit" name="role" value="{}" aria-pressed="{}"{} title="{}">{}</button> '


@dataclass
class ReviewPage:
    """A report as its reviewer, or a mere reader, sees it.

    All statements are there in short, and the whole text. Those in `whole` come with everything known of them, and the
    text is marked where they stand and in the blocks that begin at `marked`; the rest is fetched by whoever gets there.
    """

    report: WorkReport
    user: User
    may_review: bool
    conflicts: dict[int, Conflict] = field(default_factory=dict)
    whole: Collection[int] = ()
    marked: Collection[int] = ()

    @cached_property
    def statements(self) -> list[Outline]:
        """All visible statements in the order of the text."""
        return outlines_of(self.report)

    @cached_property
    def passages(self) -> list[Sentence]:
        """All sentences in the order of the text."""
        return sentences_of(self.report)

    @cached_property
    def blocks(self) -> list[MarkedBlock]:
        """The whole text, marked where it is wanted."""
        lines = Lines(self.report.text)
        return marked_blocks(lines, blocks(lines, self.passages), self.statements, self._are_wanted)

    def _are_wanted(self, block: Block, marks: Sequence[Mark]) -> bool:
        return block.start in self.marked or any(mark.statement.pk in self.whole for mark in marks)

    @property
    def paper(self) -> SafeString:
        """The blocks one below the other."""
        return mark_safe("".join(block.element for block in self.blocks))  # noqa: S308 - every piece is escaped

    @cached_property
    def cards(self) -> list[Card]:
        """The cards of those statements that are shown whole, as far as they are visible now."""
        rows = self.report.statements.visible().filter(pk__in=self.whole).with_adoption()
        joined = rows.select_related("reviewed_by").order_by("start", "pk")
        return [self._card(row, self._sections[row.passage_id]) for row in joined]

    @cached_property
    def _sections(self) -> dict[int, int]:
        """The number of the section that each passage stands in; it stays the same whatever the review changes."""
        runs = groupby(self.passages, key=lambda passage: passage.section[:SECTION_DEPTH])
        return {passage.pk: index for index, (_path, run) in enumerate(runs) for passage in run}

    @cached_property
    def groups(self) -> list[Group]:
        """The statements under their headings, in the order of the text."""
        grouped = groupby(self.statements, key=lambda row: self._sections[row.passage_id])
        return [self._group(index, list(rows)) for index, rows in grouped]

    def _group(self, index: int, rows: list[Outline]) -> Group:
        first, whole, short = self._by_key[rows[0].passage_id], self._whole_cards, self._short_cards
        cards = "".join(whole[row.pk].element if row.pk in whole else short.drawn(row, index) for row in rows)
        label, buttons = str(Passage.Role(first.role).label), self._role_buttons[first.role]
        return Group(index, tuple(first.section[:SECTION_DEPTH]), first.role, label, buttons, SafeString(cards))

    @cached_property
    def _by_key(self) -> dict[int, Sentence]:
        return {passage.pk: passage for passage in self.passages}

    @cached_property
    def _whole_cards(self) -> dict[int, Card]:
        return {card.statement.pk: card for card in self.cards}

    @cached_property
    def _short_cards(self) -> OutlineCards:
        return OutlineCards(self.report)

    @cached_property
    def _role_buttons(self) -> dict[str, SafeString]:
        """What says by one click what a section does, for each role that it can have now."""
        return {value: format_html_join("", ROLE_BUTTON, _roles_beside(value)) for value in Passage.Role.values}

    def section_span(self, index: int) -> tuple[int, int] | None:
        """Where a section begins and ends in the text; None where there is no such section."""
        inside = [passage for passage in self.passages if self._sections[passage.pk] == index]
        return (inside[0].start, inside[-1].end) if inside else None

    @cached_property
    def _recognised(self) -> list[PlacedLine]:
        """The lines of the text that were read from a picture, each with its place."""
        return [PlacedLine.from_json(line) for line in self.report.recognised]

    @property
    def lacks_plan(self) -> bool:
        """Whether no part of the text looks ahead, or hardly a promise was found in much text."""
        if not self.statements:
            return False
        n_promises = sum(row.kind != Kind.ACTUAL for row in self.statements)
        is_planned = any(passage.role == Passage.Role.PLAN for passage in self.passages)
        return not is_planned or n_promises < HARDLY_ANY * len(self.statements)

    def _card(self, row: Statement, section: int) -> Card:
        return Card(
            statement=row,
            section=section,
            kind=word("kind", row.kind),
            amount=amount(row) or row.event or unwrapped(self.report.text[row.start : row.end]),
            terms=terms(row),
            suggestions=differences(meaning(row), row.suggestion) if row.suggestion else [],
            may_review=self.may_review,
            is_from_picture=strip_of(self._recognised, row.start, row.end) is not None,
            conflict=self.conflicts.get(row.pk),
        )

    def blocks_of(self, rows: Iterable[Statement]) -> list[MarkedBlock]:
        """Return the blocks in which the rows are, or were, marked."""
        spans = [span for row in rows for span in spans_of(row).values()]
        return [
            marked
            for marked in self.blocks
            if any(start < marked.block.end and marked.block.start < end for start, end in spans)
        ]

    @cached_property
    def progress(self) -> Progress:
        """How far the review has come."""
        accepted = [row for row in self.statements if row.state == State.ACCEPTED and row.kind != Kind.ACTUAL]
        promises = [row for row in accepted if not row.stretch]
        return Progress(
            total=len(self.statements),
            reviewed=sum(1 for row in self.statements if row.state != State.OPEN),
            to_adopt=sum(1 for row in promises if not row.is_adopted),
        )

    @cached_property
    def latest_reading(self) -> Reading | None:
        """The last run of the engine over this report."""
        return self.report.readings.first()

    @property
    def is_outdated(self) -> bool:
        """Whether the engine has become newer since the report was last read."""
        return self.latest_reading is not None and self.latest_reading.engine_version != ENGINE_VERSION


def _roles_beside(current: str) -> Iterable[tuple[object, ...]]:
    for value, label in ROLES:
        state = ("true", SafeString(" disabled")) if value == current else ("false", "")
        yield value, *state, _("This section is: %(role)s") % {"role": label}, label
