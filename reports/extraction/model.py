"""The values that the engine gives back: statements, passages, a reading, and why a number was taken or refused.

All offsets are character offsets into the text exactly as it was given, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]


class Kind(StrEnum):
    """What a statement claims: something to reach, something reached, or an event to come."""

    TARGET = "target"
    ACTUAL = "actual"
    MILESTONE = "milestone"


class Measure(StrEnum):
    """What the number measures; see the scheme of annotation for examples of each."""

    GROWTH = "growth"
    DECLINE = "decline"
    LEVEL = "level"
    QUANTITY = "quantity"
    INCREASE = "increase"
    DECREASE = "decrease"
    MULTIPLE = "multiple"
    RANK = "rank"


class Comparator(StrEnum):
    """How the value bounds the indicator."""

    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    APPROX = "approx"
    BETWEEN = "between"
    EQ = "eq"
    RELATIVE = "relative"
    QUALITATIVE = "qualitative"


class DocumentKind(StrEnum):
    """What kind of text was read: a report, or another text of the same office that holds promises or results."""

    WORK_REPORT = "work_report"
    TASKS = "tasks"
    LIVELIHOOD = "livelihood"
    PLAN_REPORT = "plan_report"
    FIVE_YEAR_PLAN = "five_year_plan"
    COMMUNIQUE = "communique"
    BULLETIN = "bulletin"
    NEWSPAPER = "newspaper"
    OTHER = "other"


class Nature(StrEnum):
    """Whether a target of a plan must be reached (约束性) or is expected to be (预期性)."""

    BINDING = "binding"
    EXPECTED = "expected"


class Role(StrEnum):
    """What a passage does in the report: look back, look ahead, or neither."""

    REVIEW = "review"
    PLAN = "plan"
    OTHER = "other"


class SetRole(NamedTuple):
    """What a person says that a part of the text does."""

    start: int
    end: int
    role: Role


class Passage(NamedTuple):
    """One sentence of a report with the headings it stands under."""

    start: int
    end: int
    section: tuple[str, ...]
    role: Role


class Statement(NamedTuple):
    """One thing that a report says about one indicator: a tuple, for a long text makes tens of thousands of them.

    `start` and `end` delimit the numeric expression (number and unit, or the phrase of a qualitative standard).
    `value` is the number as written and `unit` carries its scale (5.7 and 万亩). `passage` is an index into the
    reading's passages. `event` and `due` are filled for milestones only. `stretch`
    marks a value that is striven for beyond the promise before it, whose name and measure it shares. `confidence`
    lies between 0 and 1.

    The last fields are what a task table, a plan's table or a bulletin says besides; they are empty in a report:
    whose task it is and until when, whether a target binds, the value it starts from, the month up to which it counts.
    """

    kind: Kind
    indicator: str
    measure: Measure
    comparator: Comparator
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    year: int | None
    parent: str
    start: int
    end: int
    evidence: str
    rule: str
    confidence: float
    section: tuple[str, ...]
    name_span: Span | None
    number_span: Span | None
    comparator_span: Span | None
    verb_span: Span | None
    passage: int
    event: str = ""
    due: str = ""
    stretch: bool = False
    lead: str = ""
    supporting: tuple[str, ...] = ()
    leader: str = ""
    deadline: str = ""
    nature: Nature | None = None
    base: Decimal | None = None
    base_year: int | None = None
    month: int | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the statement as JSON values: numbers as strings, spans as lists; what is said besides if any."""
        return self._always() | self.besides()

    def besides(self) -> dict[str, object]:
        """Return what is said besides as JSON values, without what is not said."""
        said = {
            "lead": self.lead,
            "supporting": list(self.supporting),
            "leader": self.leader,
            "deadline": self.deadline,
            "nature": self.nature.value if self.nature else "",
            "base": _plain(self.base),
            "base_year": self.base_year,
            "month": self.month,
        }
        return {key: value for key, value in said.items() if value}

    def _always(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "indicator": self.indicator,
            "measure": self.measure.value,
            "comparator": self.comparator.value,
            "value": _plain(self.value),
            "value_high": _plain(self.value_high),
            "unit": self.unit,
            "year": self.year,
            "parent": self.parent,
            "stretch": self.stretch,
            "start": self.start,
            "end": self.end,
            "evidence": self.evidence,
            "rule": self.rule,
            "confidence": self.confidence,
            "section": list(self.section),
            "passage": self.passage,
            "name_span": _listed(self.name_span),
            "number_span": _listed(self.number_span),
            "comparator_span": _listed(self.comparator_span),
            "verb_span": _listed(self.verb_span),
            "event": self.event,
            "due": self.due,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one run of the engine found in one text, and what kind of text it took it for."""

    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    engine_version: str
    document_kind: DocumentKind = DocumentKind.OTHER


@dataclass(frozen=True, slots=True)
class Decision:
    """Why one number or phrase became a statement, or did not."""

    start: int
    end: int
    expression: str
    rule: str
    accepted: bool
    statement: Statement | None


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _listed(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)
