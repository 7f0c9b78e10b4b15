"""What the review page shows: the marked text, the statements in groups by section, and how far the review has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from reports.extraction import ENGINE_VERSION, unwrapped
from reports.library.display import amount, differences, terms, word
from reports.library.models import Kind, Passage, Reading, Statement, WorkReport
from reports.library.services.statement_rows import meaning
from reports.review.cards import Card
from reports.review.concurrent_edits import Conflict
from reports.review.highlight import MarkedBlock, marked_blocks, spans_of
from reports.review.paragraphs import Lines, blocks

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
    cards: list[Card]

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


@dataclass
class ReviewPage:
    """A report as its reviewer, or a mere reader, sees it."""

    report: WorkReport
    user: User
    may_review: bool
    conflicts: dict[int, Conflict] = field(default_factory=dict)
    roles = ROLES

    @cached_property
    def statements(self) -> list[Statement]:
        """All visible statements in the order of the text."""
        rows = self.report.statements.visible().with_adoption().select_related("passage", "reviewed_by")
        return list(rows.order_by("start", "pk"))

    @cached_property
    def passages(self) -> list[Passage]:
        """All sentences in the order of the text."""
        return list(self.report.passages.order_by("start"))

    @cached_property
    def blocks(self) -> list[MarkedBlock]:
        """The whole text with its marks."""
        lines = Lines(self.report.text)
        return marked_blocks(lines, blocks(lines, self.passages), self.statements)

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

    def _group(self, index: int, rows: list[Statement]) -> Group:
        passage = rows[0].passage
        cards = [self._card(row, index) for row in rows]
        path = tuple(passage.section[:SECTION_DEPTH])
        return Group(index, path, passage.role, passage.get_role_display(), cards)

    def section_span(self, index: int) -> tuple[int, int] | None:
        """Where a section begins and ends in the text; None where there is no such section."""
        inside = [passage for passage in self.passages if self._sections[passage.pk] == index]
        return (inside[0].start, inside[-1].end) if inside else None

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
            is_from_picture=bool(self.report.recognised),
            conflict=self.conflicts.get(row.pk),
        )

    def cards(self, rows: Iterable[Statement]) -> list[Card]:
        """Return the cards of those rows that are visible now."""
        wanted = {row.pk for row in rows}
        return [card for group in self.groups for card in group.cards if card.statement.pk in wanted]

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
            to_adopt=sum(1 for row in promises if not getattr(row, "is_adopted", False)),
        )

    @cached_property
    def latest_reading(self) -> Reading | None:
        """The last run of the engine over this report."""
        return self.report.readings.first()

    @property
    def is_outdated(self) -> bool:
        """Whether the engine has become newer since the report was last read."""
        return self.latest_reading is not None and self.latest_reading.engine_version != ENGINE_VERSION
