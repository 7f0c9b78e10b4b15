"""The pipeline from text to statements."""

from __future__ import annotations

import re
from decimal import Decimal

from .model import Comparator, Decision, Kind, Measure, Passage, Reading, Role, Statement
from .version import ENGINE_VERSION

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
_QUANTITY = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,20}?)(?P<verb>增长|下降|达到|突破)?(?P<number>\d+(?:\.\d+)?)(?P<unit>%|[万亿]?[家个户人亩元套])(?P<bound>以上|左右)?"
)
_BOUNDS = {"以上": Comparator.GE, "左右": Comparator.APPROX, None: Comparator.EQ}
_VERBS = {
    "增长": Measure.GROWTH,
    "下降": Measure.DECLINE,
    "达到": Measure.LEVEL,
    "突破": Measure.LEVEL,
    None: Measure.QUANTITY,
}


def read(text: str, *, year: int) -> Reading:
    """Read a report; nothing is raised for any text."""
    role, passages, statements = Role.REVIEW, [], []
    for sentence in _SENTENCE.finditer(text):
        if re.search(r"工作安排|预期目标", sentence[0]):
            role = Role.PLAN
        passages.append(Passage(sentence.start(), sentence.end(), (), role))
        for found in _QUANTITY.finditer(text, *sentence.span()):
            statements.append(_statement(found, role, year, len(passages) - 1, sentence[0]))
    return Reading(tuple(statements), tuple(passages), ENGINE_VERSION)


def explain(text: str, *, year: int) -> list[Decision]:
    """Say for every number which rule made a statement of it, or refused it."""
    statements = read(text, year=year).statements
    return [Decision(s.start, s.end, text[s.start : s.end], s.rule, True, s) for s in statements]


def _statement(found: re.Match[str], role: Role, year: int, passage: int, evidence: str) -> Statement:
    plan = role is Role.PLAN
    return Statement(
        kind=Kind.TARGET if plan else Kind.ACTUAL,
        indicator=found["name"],
        measure=_VERBS[found["verb"]],
        comparator=_BOUNDS[found["bound"]],
        value=Decimal(found["number"]),
        value_high=None,
        unit=found["unit"],
        year=year if plan else year - 1,
        parent="",
        start=found.start("number"),
        end=found.end("unit"),
        evidence=evidence,
        rule="first",
        confidence=0.5,
        section=(),
        name_span=found.span("name"),
        number_span=(found.start("number"), found.end("unit")),
        comparator_span=found.span("bound") if found["bound"] else None,
        verb_span=found.span("verb") if found["verb"] else None,
        passage=passage,
    )
