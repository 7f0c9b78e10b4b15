"""What holds of every reading, whatever the text: true spans, order, sameness, no error, and time linear in length."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.extraction import Comparator, Kind, Statement, explain, read

from .cases import flat, read_cases

ROOT = Path(__file__).resolve().parents[3]
REPORTS = sorted((ROOT / "tracker" / "demo" / "reports").glob("*.txt"))
REPORTS += sorted((ROOT.parent / "shared" / "corpus").glob("**/*.txt"))
CASES = read_cases("positive") + read_cases("negative")
CORPUS_REPORT = "\n".join(case.sentence for case in CASES)
FRAGMENTS = sorted(
    {piece for case in CASES for piece in re.findall(r"[\u4e00-\u9fff]{1,4}|[\d.,]+|[^\w\s]|\s", case.sentence)}
)
WHITE_OR_INVISIBLE = re.compile(r"[\s\u200b\ufeff]")
UNHURRIED = settings(deadline=None)
WIDE_GROUP = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_spans_of_a_report_are_what_they_say(path: Path) -> None:
    check(path.read_bytes().decode())


def test_spans_of_the_corpora_are_what_they_say() -> None:
    for case in CASES:
        check(case.report)


@UNHURRIED
@given(st.text(st.characters(), max_size=300))
def test_any_unicode_is_read(text: str) -> None:
    check(text)


@UNHURRIED
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=80).map("".join))
def test_any_jumble_of_report_fragments_is_read(text: str) -> None:
    check(text)


@UNHURRIED
@given(st.sampled_from(CASES), st.integers(0, 400), st.text(st.characters(), max_size=3))
def test_a_sentence_with_anything_put_into_it_is_read(case: object, at: int, junk: str) -> None:
    check(case.sentence[:at] + junk + case.sentence[at:])


@UNHURRIED
@given(st.sampled_from(CASES), st.integers(0, 400), st.integers(0, 400))
def test_any_cut_of_a_sentence_is_read(case: object, start: int, end: int) -> None:
    check(case.report[start:end])


def check(text: str) -> None:
    """Assert what holds of every reading."""
    reading = read(text, year=2024)
    passages = reading.passages
    assert all(0 <= p.start < p.end <= len(text) for p in passages)
    assert all(before.end <= after.start for before, after in pairwise(passages))
    assert [s.start for s in reading.statements] == sorted(s.start for s in reading.statements)
    for statement in reading.statements:
        passage = passages[statement.passage]
        assert passage.start <= statement.start < statement.end <= passage.end
        assert statement.section == passage.section
        check_statement(text, statement)


def check_statement(text: str, statement: Statement) -> None:
    assert 0 <= statement.confidence <= 1
    assert statement.indicator.strip()
    assert statement.rule
    for span in (statement.name_span, statement.number_span, statement.comparator_span, statement.verb_span):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    if statement.kind is Kind.MILESTONE:
        assert statement.event
    else:
        assert (statement.value is None) == (statement.comparator is Comparator.QUALITATIVE)
        check_value(text[statement.start : statement.end], statement)


def check_value(expression: str, statement: Statement) -> None:
    """Where the expression holds one plain number, it is the value, but for its sign (and twice that for 翻一番)."""
    plain = WHITE_OR_INVISIBLE.sub("", expression).translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
    assert plain
    assert not re.search(r"[，。；]", WIDE_GROUP.sub("", plain)), expression
    numbers = PLAIN_NUMBER.findall(WIDE_GROUP.sub("", plain.replace(",", "")))
    if statement.value is not None and len(numbers) == 1 and "翻" not in plain:
        assert abs(statement.value) == Decimal(numbers[0])


def test_reading_twice_gives_the_same() -> None:
    assert read(CORPUS_REPORT, year=2024) == read(CORPUS_REPORT, year=2024)


def test_reading_does_not_hang_on_the_order_of_hashes() -> None:
    assert len({read_with_seed(seed) for seed in ("0", "1", "4242")}) == 1


def read_with_seed(seed: str) -> str:
    """Return the statements of the corpora as another interpreter with that hash seed reads them."""
    program = (
        "import json, sys; from reports.extraction import extract\n"
        "statements = extract(sys.stdin.buffer.read().decode(), year=2024)\n"
        "print(json.dumps([statement.as_dict() for statement in statements]))"
    )
    environment = os.environ | {"PYTHONHASHSEED": seed}
    run = subprocess.run(
        [sys.executable, "-c", program],
        input=CORPUS_REPORT.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    return run.stdout.decode()


def test_statements_are_plain_json() -> None:
    statements = read(CORPUS_REPORT, year=2024).statements
    again = json.loads(json.dumps([statement.as_dict() for statement in statements]))
    assert [line["start"] for line in again] == [statement.start for statement in statements]


def test_explaining_names_every_statement_of_the_reading() -> None:
    made = [decision.statement for decision in explain(CORPUS_REPORT, year=2024) if decision.accepted]
    assert set(made) == set(read(CORPUS_REPORT, year=2024).statements)


def noise(size: int) -> str:
    return "".join(random.Random(7).choices("".join(FRAGMENTS), k=size))  # noqa: S311


TEDIOUS = {
    "digits": lambda size: "7" * size,
    "Chinese numerals": lambda size: "百" * size,
    "decimal points": lambda size: "1." * (size // 2),
    "dashes": lambda size: "1—" * (size // 2),
    "one character": lambda size: "增" * size,
    "one verb": lambda size: "增长" * (size // 2),
    "listing commas": lambda size: "区、" * (size // 2),
    "commas": lambda size: "县，" * (size // 2),
    "brackets": lambda size: "（" * size,
    "quotes": lambda size: "“" * size,
    "spaces": lambda size: " " * size,
    "line breaks": lambda size: "\n" * size,
    "entities": lambda size: "&nbsp;" * (size // 6),
    "headings": lambda size: "一、" * (size // 2),
    "numbered lines": lambda size: "1.\n" * (size // 3),
    "elided items": lambda size: ("新增甲10个" + "、乙20个" * (size // 5))[:size],
    "respectively": lambda size: ("甲、乙" * (size // 8) + "分别增长" + "1%、" * (size // 8))[:size],
    "noise": noise,
    "a report in one line": lambda size: (flat(CORPUS_REPORT) * (size // 10_000 + 1))[:size],
    "a report without stops": lambda size: (re.sub("[。；！？\\n]", "，", CORPUS_REPORT) * (size // 10_000 + 1))[:size],
}


@pytest.mark.parametrize("name", TEDIOUS)
def test_time_grows_as_the_text_does(name: str) -> None:
    """Eight times the text takes eight times as long; what grows with the square would take 64 times as long."""
    make = TEDIOUS[name]
    short, long = fastest(make(10_000)), fastest(make(80_000))
    assert long < 25 * max(short, 0.002)


def fastest(text: str) -> float:
    return min(seconds(text) for _ in range(3))


def seconds(text: str) -> float:
    started = time.process_time()
    read(text, year=2024)
    return time.process_time() - started


@pytest.mark.parametrize("name", TEDIOUS)
def test_a_million_characters_are_read(name: str) -> None:
    check(TEDIOUS[name](1_000_000))
