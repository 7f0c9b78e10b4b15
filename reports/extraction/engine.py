"""The pipeline: view, sections, sentences, numbers, items, statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .confidence import confidence
from .genres import Document, survey
from .milestones import milestones
from .model import Decision, Kind, Passage, Reading, Role, SetRole, Statement
from .pausing import collector_paused
from .qualitative import is_graded, standards
from .quantities import Quantity, apart, digit_quantities, join_ranges, restore_units
from .reader import SentenceReader
from .structure import Sentence, sentences, set_role
from .thread import Found
from .unread import left_out, passed_over
from .version import ENGINE_VERSION
from .view import View
from .wordnumbers import word_quantities

_Span = tuple[int, int]
_Refused = list[tuple[Quantity, str]]


@collector_paused()
def read(text: str, *, year: int, roles: Sequence[SetRole] = ()) -> Reading:
    """Read a report; nothing is raised for any text.

    `roles` says of parts of the text what they do, whatever their headings announce; of two that overlap the later.
    """
    document = survey(text, year, _words)
    view = document.view()
    found = _settled(document, view, roles)
    made = _found(view, found, document.year, None)
    statements = tuple(_statement(view, found[index], index, item) for index, item in made)
    passages = tuple(_passage(view, sentence) for sentence in found)
    return document.completed(Reading(statements, passages, ENGINE_VERSION))[0]


def _settled(document: Document, view: View, roles: Sequence[SetRole] = ()) -> list[Sentence]:
    """Cut a document into sentences, which do what its kind, or a person, says."""
    found = sentences(view, document.year)
    document.settle(view, found)
    for sentence in found if roles else ():
        set_role(sentence, view.raw_offset(sentence.start), roles, document.year)
    return found


def _words(words: str, kind: Kind, year: int) -> list[Statement]:
    """Read a few words as one sentence that promises or reports."""
    view = View(words)
    role = Role.PLAN if kind is Kind.TARGET else Role.OTHER
    sentence = Sentence(0, len(view.text), (), role, year, silent=False)
    return [_statement(view, sentence, 0, item) for _, item in _found(view, [sentence], year, None)]


def found_in(text: str, *, year: int) -> Iterator[tuple[Found, Statement, Sentence, str]]:
    """Return every statement together with what it was made from: for training, not for callers."""
    view = View(text)
    found = sentences(view, year)
    for index, item in _found(view, found, year, None):
        yield item, _statement(view, found[index], index, item), found[index], view.text


@collector_paused()
def explain(text: str, *, year: int) -> list[Decision]:
    """Say for every number and every phrase which rule made a statement of it, or refused it."""
    document = survey(text, year, _words)
    view = document.view()
    found = _settled(document, view)
    refused: _Refused = []
    made = _found(view, found, document.year, refused)
    statements = tuple(_statement(view, found[index], index, item) for index, item in made)
    passages = tuple(_passage(view, sentence) for sentence in found)
    reading, dropped = document.completed(Reading(statements, passages, ENGINE_VERSION))
    decisions = [_accepted(statement, text) for statement in reading.statements]
    decisions += [Decision(start, end, text[start:end], rule, False, None) for (start, end), rule in dropped]
    decisions += [_refused(view, (quantity.start, quantity.end), rule) for quantity, rule in refused]
    seen = [item.quantity for _, item in made] + [quantity for quantity, _ in refused]
    unread = passed_over(view.text, [(quantity.start, quantity.tail) for quantity in seen])
    decisions += [_refused(view, span, rule) for span, rule in unread]
    outside = left_out(text, [(decision.start, decision.end) for decision in decisions])
    decisions += [Decision(start, end, text[start:end], "outside-the-text", False, None) for start, end in outside]
    return sorted(decisions, key=lambda decision: (decision.start, decision.end))


def _found(view: View, found: list[Sentence], year: int, refused: _Refused | None) -> list[tuple[int, Found]]:
    """Run all steps over the view; statements come in the order of the text, each with the index of its sentence."""
    text = view.text
    numbers = list(apart([*digit_quantities(text), *word_quantities(text)]))
    restore_units(text, numbers)
    join_ranges(text, numbers)
    reader = SentenceReader(text, year, refused)
    result = [
        (index, item)
        for index, inside in _by_sentence(found, numbers, refused)
        for item in reader.read(found[index], inside)
    ]
    reached = list(standards(text, found, numbers, year, result))
    classes = {standard.clause: standard for _, standard in reached if is_graded(standard)}
    result = [entry for entry in result if not _sizes(entry[1], classes, refused)] + reached
    result.sort(key=lambda entry: entry[1].quantity.start)
    result += milestones(text, found, [item.quantity.start for _, item in result], year)
    result.sort(key=lambda entry: (entry[1].quantity.start, entry[1].name_span or (0, 0)))
    return result


def _sizes(item: Found, classes: dict[_Span, Found], refused: _Refused | None) -> bool:
    """Whether a number only sizes or narrows the subject of a grade behind it: 66条河流水质达到Ⅴ类."""
    standard = classes.get(item.clause)
    if standard is None or item.quantity.start > standard.quantity.start:
        return False
    named = item.quantity.behind is not None and f"{item.quantity.value}{item.quantity.unit}" in standard.name
    at = item.name.find(standard.name)
    sizes = named or (item.quantity.counts and item.name[: max(at, 0)] in ("", "实现", "市", "县", "区") and at >= 0)
    if sizes and refused is not None:
        refused.append((item.quantity, "sizes-the-subject"))
    return sizes


def _by_sentence(
    found: list[Sentence], numbers: list[Quantity], refused: _Refused | None
) -> Iterator[tuple[int, list[Quantity]]]:
    at = 0
    for index, sentence in enumerate(found):
        first = at
        while at < len(numbers) and numbers[at].start < sentence.end:
            at += 1
        if at > first and not sentence.silent:
            yield index, numbers[first:at]
        elif refused is not None:
            refused += [(quantity, "silent-section") for quantity in numbers[first:at]]


def _accepted(made: Statement, text: str) -> Decision:
    return Decision(made.start, made.end, text[made.start : made.end], made.rule, True, made)


def _refused(view: View, span: _Span, rule: str) -> Decision:
    start, end = view.raw_span(*span)
    return Decision(start, end, view.raw[start:end], rule, False, None)


def _passage(view: View, sentence: Sentence) -> Passage:
    start, end = view.raw_span(sentence.start, sentence.end)
    return Passage(start, end, sentence.section, sentence.role)


def _raw(view: View, span: _Span | None) -> _Span | None:
    return view.raw_span(*span) if span and span[1] > span[0] else None


def _statement(view: View, sentence: Sentence, index: int, found: Found) -> Statement:
    quantity = found.quantity
    start, end = view.raw_span(quantity.start, quantity.end)
    evidence = view.raw_span(*found.clause)
    worded = quantity.form in ("standard", "event")
    return Statement(
        kind=found.kind,
        indicator=found.name,
        measure=found.measure,
        comparator=found.comparator,
        value=None if worded else quantity.value,
        value_high=quantity.high,
        unit=quantity.unit,
        year=found.year,
        parent=found.parent,
        start=start,
        end=end,
        evidence=view.raw[evidence[0] : evidence[1]],
        rule=found.rule,
        confidence=confidence(found, sentence, view.text),
        section=sentence.section,
        name_span=_raw(view, found.name_span),
        number_span=None if worded else (start, end),
        comparator_span=_raw(view, found.comparator_span),
        verb_span=_raw(view, found.verb_span),
        passage=index,
        event=found.event,
        due=found.due,
        stretch=found.stretch,
    )
