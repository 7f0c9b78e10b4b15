"""Other texts than reports: every kind in samples written for it, with all that they state.

Beside each text, whose numeric expressions stand in 【】, a table: in its first line the kind of the text and the year
that the caller gives; then a line for each 【】 in their order, as in the corpora: kind, name, measure, comparator,
value, unit, year, parent, and what is said besides (`lead=…;supporting=…,…;deadline=…;nature=…;base=…;month=…`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reports.extraction import Reading, Statement, read

from .cases import MARKS, Case, Expected, expected, expressions
from .test_corpus import disagreements, shown

SAMPLES = sorted((Path(__file__).parent / "genres").glob("*.txt"))
RIGHT = 0.95
FEWEST = 3
BESIDES = ("lead", "supporting", "leader", "deadline", "nature", "base", "base_year", "month")


class Sample(Case):
    """A whole text: nothing stands around it."""

    @property
    def offset(self) -> int:
        return 0

    @property
    def report(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Line:
    """One expected statement with what is said besides."""

    statement: Expected
    besides: str


@cache
def sample(path: Path) -> tuple[Sample, str, list[Line], Reading]:
    """Return a text, the kind that it is of, what it states, and how it is read."""
    marked = path.read_text(encoding="utf-8")
    head, *lines = path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    kind, year = head.split("\t")
    spans = expressions(marked)
    cells = [[*line.split("\t"), *[""] * 9][:9] for line in lines]
    text = Sample(path.stem, kind, int(year), MARKS.sub("", marked))
    stated = [Line(expected(each[:8], spans), each[8]) for each in cells]
    assert next(spans, None) is None, f"{path.stem} marks more expressions than it lists"
    return text, kind, stated, read(text.report, year=text.year)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_kind_of_text_is_told(path: Path) -> None:
    _, kind, _, reading = sample(path)
    assert reading.document_kind == kind


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_else_is_read(path: Path) -> None:
    assert outcome(path)[1] == []


@pytest.mark.parametrize("genre", sorted({path.stem.split("_")[0] for path in SAMPLES}))
def test_nearly_all_of_a_genre_is_read_right(genre: str) -> None:
    outcomes = [outcome(path) for path in SAMPLES if path.stem.startswith(genre)]
    wrong = [fault for faulty, _, _ in outcomes for fault in faulty]
    assert len(outcomes) >= FEWEST
    assert len(wrong) <= (1 - RIGHT) * sum(total for _, _, total in outcomes), "\n".join(wrong)


def outcome(path: Path) -> tuple[list[str], list[str], int]:
    """Return what is wrong or missing, what is too much, and how many statements are expected."""
    text, _, lines, reading = sample(path)
    left = [each for each in reading.statements if each.kind != "milestone"]
    wrong = []
    for line in lines:
        on = [each for each in left if overlaps(each, line.statement)]
        left = [each for each in left if each not in on]
        if line.statement.kind != "ignore":
            wrong += list(faults(line, on, text))
    return wrong, [f"too much: {shown(each)}" for each in left], sum(each.statement.kind != "ignore" for each in lines)


def overlaps(statement: Statement, item: Expected) -> bool:
    return statement.start < item.end and statement.end > item.start


def faults(line: Line, on: list[Statement], text: Sample) -> Iterator[str]:
    """Say in words how the best of the statements on an expression differs from what is expected."""
    if not on:
        yield f"missing: {'|'.join(line.statement.names)} {line.statement.value}"
        return
    found = min(on, key=lambda each: len(disagreements(line.statement, each, text)))
    different = disagreements(line.statement, found, text)
    if line.besides != "" and besides(found, line.besides) != line.besides:
        different.append(f"besides {besides(found, line.besides)} instead of {line.besides}")
    if different:
        yield f"{', '.join(different)}: expected {'|'.join(line.statement.names)}, got {shown(found)}"


def besides(statement: Statement, wanted: str) -> str:
    """Write what is said besides as the tables do; the month only where it is asked for."""
    entry = statement.as_dict()
    names = [name for name in BESIDES if name in entry and (name != "month" or "month" in wanted)]
    values = ((name, entry[name]) for name in names)
    return ";".join(f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in values)
