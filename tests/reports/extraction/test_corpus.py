"""What the engine makes of sentences written for it, one file of them per phenomenon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

import pytest

from reports.extraction import Statement, extract

from .cases import CORPUS, Case, Expected, flat, read_cases

POSITIVE = read_cases("positive")
NEGATIVE = read_cases("negative")
KNOWN = dict(
    line.split("\t") for line in (CORPUS / "known.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"
)
SAME_NAME = 0.95
NOISE = re.compile(r"[\s“”‘’\"'《》〈〉（）()、，,；;：:的]")
TELLING = re.compile(
    "城镇|农村|城乡|存贷款|存款|贷款|收入|支出|进出口|进口|出口|产量|产值|产能|国家级|省级|市级|工业|服务业|开工|竣工|亩均|人均"
)
UNITS = str.maketrans({"％": "%", "：": "∶", ":": "∶"})


def parameters(cases: list[Case]) -> list[object]:
    """One test a sentence; one that is known to fail must fail, so that the list of them only gets shorter."""
    return [
        pytest.param(case, id=f"{case.file}-{number}", marks=known(KNOWN.get(flat(case.sentence))))
        for number, case in enumerate(cases, 1)
    ]


def known(reason: str | None) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


@pytest.mark.parametrize("case", parameters(POSITIVE))
def test_sentence_states(case: Case) -> None:
    assert list(differences(case)) == []


@pytest.mark.parametrize("case", parameters(NEGATIVE))
def test_sentence_states_nothing(case: Case) -> None:
    assert list(differences(case)) == []


def test_corpora_are_large_enough_and_their_sentences_differ() -> None:
    sentences = [flat(case.sentence) for case in POSITIVE + NEGATIVE]
    assert sum(item.kind != "ignore" for case in POSITIVE for item in case.statements) >= 1000
    assert len(NEGATIVE) >= 200
    assert len(set(sentences)) == len(sentences)


def test_at_most_one_sentence_in_a_hundred_is_known_to_fail() -> None:
    assert len(KNOWN) <= len(POSITIVE + NEGATIVE) / 100


def test_known_failures_are_sentences_of_the_corpora() -> None:
    assert KNOWN.keys() <= {flat(case.sentence) for case in POSITIVE + NEGATIVE}


def differences(case: Case) -> Iterator[str]:
    """Say in words what is missing, wrong, or too much in the statements of a case."""
    left = extract(case.report, year=case.year)
    for item in case.statements:
        found = best(item, left, case)
        if found:
            left.remove(found)
        if item.kind != "ignore":
            wrong = disagreements(item, found, case) if found else ["missing"]
            if wrong:
                yield f"{', '.join(wrong)}: expected {brief(item)}, got {shown(found)}"
    for extra in left:
        if counts_as_extra(extra, case):
            yield f"too much: {shown(extra)}"


def best(item: Expected, statements: list[Statement], case: Case) -> Statement | None:
    candidates = [s for s in statements if lies_on(item, s, case)]
    return min(candidates, key=lambda s: len(disagreements(item, s, case)), default=None)


def lies_on(item: Expected, statement: Statement, case: Case) -> bool:
    if item.kind == "milestone":
        return statement.kind == "milestone" and similar(statement.indicator, item.names)
    start = statement.start - case.offset
    return statement.kind != "milestone" and start < item.end and statement.end - case.offset > item.start


def counts_as_extra(statement: Statement, case: Case) -> bool:
    """A second statement on one number is neutral, as are the milestones of sentences that are not about them."""
    if case.context == "abstract":
        return statement.start < case.offset + len(case.sentence)
    if statement.kind == "milestone":
        return not case.statements or any(item.kind == "milestone" for item in case.statements)
    return not any(lies_on(item, statement, case) for item in case.statements)


def disagreements(item: Expected, statement: Statement, case: Case) -> list[str]:
    """Return the names of the fields that differ from what is expected."""
    if item.kind == "milestone":
        return [] if statement.event in item.measures and statement.due in item.years else ["event or due"]
    right = {
        "kind": statement.kind == item.kind,
        "name": similar(statement.indicator, item.names),
        "measure": statement.measure in item.measures,
        "comparator": statement.comparator in item.comparators,
        "value": same_value(item, statement),
        "unit": same_unit(item, statement),
        "year": str(statement.year) in item.years,
        "parent": same_parent(item.parents, statement.parent),
        "expression": same_expression(item, statement, case),
    }
    return [name for name, holds in right.items() if not holds]


def same_value(item: Expected, statement: Statement) -> bool:
    low, _, high = item.value.partition("..")
    return statement.value == number(low) and statement.value_high == number(high)


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def same_unit(item: Expected, statement: Statement) -> bool:
    return statement.unit.translate(UNITS) in [unit.translate(UNITS) for unit in item.units]


def same_parent(accepted: tuple[str, ...], parent: str) -> bool:
    if accepted in (("?",), ("*",)):
        return accepted == ("?",) or bool(parent)
    return parent == "" if accepted == ("",) else similar(parent, accepted)


def same_expression(item: Expected, statement: Statement, case: Case) -> bool:
    """Phrases and ranks may be cut differently; number and unit may not."""
    loose = {"qualitative"} & set(item.comparators) or {"rank", "multiple"} & set(item.measures)
    span = statement.start - case.offset, statement.end - case.offset
    return bool(loose) or flat(case.sentence[slice(*span)]) == flat(case.sentence[item.start : item.end])


def similar(name: str, accepted: tuple[str, ...]) -> bool:
    guess = NOISE.sub("", name)
    return any(same_name(guess, NOISE.sub("", one)) for one in accepted)


def same_name(guess: str, name: str) -> bool:
    """A word or two may differ, but never one that makes it another indicator."""
    telling = set(TELLING.findall(guess)) == set(TELLING.findall(name))
    return telling and SequenceMatcher(None, guess, name, autojunk=False).ratio() >= SAME_NAME


def brief(item: Expected) -> str:
    accepted = ("|".join(forms) for forms in (item.names, item.measures, item.comparators, item.units, item.years))
    return " ".join([item.kind, *accepted, item.value])


def shown(statement: Statement | None) -> str:
    if statement is None:
        return "nothing"
    s = statement
    values = f"{s.measure} {s.comparator} {s.value} {s.value_high or ''} {s.unit} {s.year} {s.event} {s.due}"
    return f"{s.kind} {s.indicator} {values} part of {s.parent!r} by {s.rule}"
