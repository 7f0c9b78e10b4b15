"""The pipeline: view, sections, sentences, numbers, items, statements."""

from __future__ import annotations

from .model import Decision, Passage, Reading, Statement
from .qualitative import standards
from .quantities import Quantity, quantities
from .reader import Found, SentenceReader
from .structure import Sentence, sentences
from .version import ENGINE_VERSION
from .view import View


def read(text: str, *, year: int) -> Reading:
    """Read a report; nothing is raised for any text."""
    view = View(text)
    found = sentences(view, year)
    reader = SentenceReader(view.text, year)
    numbers = quantities(view.text)
    statements = []
    for index, sentence, inside in _with_quantities(found, numbers):
        if not sentence.silent:
            statements += [_statement(view, sentence, index, item) for item in reader.read(sentence, inside)]
    statements += [
        _statement(view, found[index], index, item) for index, item in standards(view.text, found, numbers, year)
    ]
    statements.sort(key=lambda statement: statement.start)
    return Reading(tuple(statements), tuple(_passage(view, sentence) for sentence in found), ENGINE_VERSION)


def explain(text: str, *, year: int) -> list[Decision]:
    """Say for every number which rule made a statement of it, or refused it."""
    view = View(text)
    refused: list[tuple[Quantity, str]] = []
    reader = SentenceReader(view.text, year, refused)
    decisions = []
    found, numbers = sentences(view, year), quantities(view.text)
    for index, sentence, inside in _with_quantities(found, numbers):
        if sentence.silent:
            refused += [(quantity, "silent-section") for quantity in inside]
            continue
        for item in reader.read(sentence, inside):
            decisions.append(_decision(_statement(view, sentence, index, item), text))
    for index, item in standards(view.text, found, numbers, year):
        decisions.append(_decision(_statement(view, found[index], index, item), text))
    for quantity, rule in refused:
        start, end = view.raw_span(quantity.start, quantity.end)
        decisions.append(Decision(start, end, text[start:end], rule, False, None))
    return sorted(decisions, key=lambda decision: decision.start)


def _decision(made: Statement, text: str) -> Decision:
    return Decision(made.start, made.end, text[made.start : made.end], made.rule, True, made)


def _with_quantities(found: list[Sentence], numbers: list[Quantity]) -> list[tuple[int, Sentence, list[Quantity]]]:
    result, at = [], 0
    for index, sentence in enumerate(found):
        first = at
        while at < len(numbers) and numbers[at].start < sentence.end:
            at += 1
        if at > first:
            result.append((index, sentence, numbers[first:at]))
    return result


def _passage(view: View, sentence: Sentence) -> Passage:
    start, end = view.raw_span(sentence.start, sentence.end)
    return Passage(start, end, sentence.section, sentence.role)


def _raw(view: View, span: tuple[int, int] | None) -> tuple[int, int] | None:
    return view.raw_span(*span) if span and span[1] > span[0] else None


def _statement(view: View, sentence: Sentence, index: int, found: Found) -> Statement:
    quantity = found.quantity
    start, end = view.raw_span(quantity.start, quantity.end)
    evidence = view.raw_span(*found.clause)
    return Statement(
        kind=found.kind,
        indicator=found.name,
        measure=found.measure,
        comparator=found.comparator,
        value=None if quantity.form == "standard" else quantity.value,
        value_high=quantity.high,
        unit=quantity.unit,
        year=found.year,
        parent=found.parent,
        start=start,
        end=end,
        evidence=view.raw[evidence[0] : evidence[1]],
        rule=found.rule,
        confidence=0.8,
        section=sentence.section,
        name_span=_raw(view, found.name_span),
        number_span=(start, end),
        comparator_span=_raw(view, found.comparator_span),
        verb_span=_raw(view, found.verb_span),
        passage=index,
        event=found.event,
        due=found.due,
    )
