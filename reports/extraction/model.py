"""The values that the engine gives back: statements, passages, a reading, and why a number was taken or refused.

All offsets are character offsets into the text exactly as it was given, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

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


class Role(StrEnum):
    """What a passage does in the report: look back, look ahead, or neither."""

    REVIEW = "review"
    PLAN = "plan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report with the headings it stands under."""

    start: int
    end: int
    section: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a report says about one indicator.

    `start` and `end` delimit the numeric expression (number and unit, or the phrase of a qualitative standard).
    `value` is the number as written and `unit` carries its scale (5.7 and 万亩). `passage` is an index into the
    reading's passages. `event` and `due` are filled for milestones only. `confidence` lies between 0 and 1.
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

    def as_dict(self) -> dict[str, object]:
        """Return the statement as plain JSON values: numbers as strings, spans as lists."""
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
    """Everything that one run of the engine found in one text."""

    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    engine_version: str


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
