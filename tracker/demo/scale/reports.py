"""The made-up work reports: text, sentences and statements, most of them accepted, and their matches."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reports.extraction import ENGINE_VERSION
from reports.library.models import DocumentFormat, Kind, Passage, Reading, Statement, WorkReport
from reports.library.services.statement_rows import meaning
from tracker.demo.progress import moment
from tracker.demo.scale.places import District
from tracker.demo.scale.promises import Promise, promised_indicators, promises
from tracker.demo.scale.rows import create, record, step, store
from tracker.demo.scale.size import Size
from tracker.demo.scale.texts import Clause, Sentence, written
from tracker.indicators.models import IndicatorMatch

ACTUALS, UNADOPTED = Decimal("1.25"), Decimal("0.35")
"""How many results, and how many promises that are no targets, a report tells for each of its targets."""
State = Statement.State


def create_report(district: District, year: int, size: Size) -> list[tuple[Promise, Statement]]:
    """Create the report of a district and year; return what became accepted promises, each with its statement."""
    chance = size.chance(district.number, year, "report")
    adopted = [replace(each, is_adopted=True) for each in promises(size.targets, promised_indicators(), chance)]
    results = promises(int(size.targets * ACTUALS), promised_indicators(), chance)
    others = promises(int(size.targets * UNADOPTED), [], chance)
    report, sentences = _store_text(district, year, adopted, results, others)
    rows = list(_statements(report, sentences))
    _decide(rows, district, chance)
    _store_statements([statement for _said, statement in rows], district, report)
    _match(rows, district, report)
    return [(said, statement) for said, statement in rows if said.is_adopted]


def _store_text(
    district: District, year: int, adopted: Sequence[Promise], results: Sequence[Promise], others: Sequence[Promise]
) -> tuple[WorkReport, list[Sentence]]:
    title = f"{year}年{district.region.name}人民政府工作报告"
    review = [each for each in results if each.measure and each.value is not None]
    chapters = [
        (f"一、{year - 1}年工作回顾", Passage.Role.REVIEW, review),
        (f"二、{year}年工作安排", Passage.Role.PLAN, [*adopted, *others]),
    ]
    writer = written(title, chapters)
    digest = hashlib.sha256(writer.text.encode()).hexdigest()
    report = WorkReport(
        region=district.region, year=year, title=title, is_demo=True, uploaded_by=district.reviewer,
        format=DocumentFormat.TEXT, original_name=f"{title}.txt", text=writer.text, sha256=digest,
    )  # fmt: skip
    create([report], by=district.reviewer, at=read_out(year))
    WorkReport.objects.filter(pk=report.pk).update(uploaded_at=read_out(year))
    return report, writer.sentences


def read_out(year: int) -> dt.datetime:
    """The day on which the reports of a year are read out, and taken in."""
    return moment(year - 1, 12, 20)


def _statements(report: WorkReport, sentences: Sequence[Sentence]) -> Iterator[tuple[Promise, Statement]]:
    found = sum(len(each.clauses) for each in sentences)
    reading = Reading.objects.create(
        report=report, engine_version=ENGINE_VERSION, read_by=report.uploaded_by, found=found
    )
    Reading.objects.filter(pk=reading.pk).update(read_at=read_out(report.year))
    passages = [
        Passage(report=report, start=each.start, end=each.end, section=list(each.section), role=each.role)
        for each in sentences
    ]
    store(passages)
    for sentence, passage in zip(sentences, passages, strict=True):
        for clause in sentence.clauses:
            yield clause.said, _statement(clause, passage, reading)


def _statement(clause: Clause, passage: Passage, reading: Reading) -> Statement:
    said, report = clause.said, reading.report
    is_result = passage.role == Passage.Role.REVIEW
    row = Statement(
        report=report, passage=passage, reading=reading, kind=Kind.ACTUAL if is_result else said.kind,
        indicator=said.name, measure=said.measure, comparator=said.comparator, value=said.value, unit=said.unit,
        year=report.year - 1 if is_result else report.year, event="" if said.measure else said.expression,
        start=clause.number[0], end=clause.number[1], evidence=report.text[slice(*clause.span)],
        spans={"name": list(clause.name), "number": list(clause.number)}, rule="made_up", confidence=0.9,
    )  # fmt: skip
    row.read_as = meaning(row)
    return row


def _decide(rows: Iterable[tuple[Promise, Statement]], district: District, chance: random.Random) -> None:
    """Accept what becomes a target, and nine in ten of the rest; the others are refused or still open."""
    for said, statement in rows:
        drawn = chance.choices([State.ACCEPTED, State.REJECTED, State.OPEN], [90, 6, 4])[0]
        statement.state = State.ACCEPTED if said.is_adopted else drawn
        if statement.state != State.OPEN:
            statement.reviewed_by, statement.reviewed_at = district.reviewer, read_out(statement.report.year)
            statement.version = 2


def _store_statements(rows: Sequence[Statement], district: District, report: WorkReport) -> None:
    at, by = read_out(report.year), district.reviewer
    store(rows)
    as_read = {"state": State.OPEN, "reviewed_by_id": None, "reviewed_at": None, "version": 1}
    record((step(row, by=by, at=at, action="", **as_read) for row in rows), of=Statement)
    decided = (step(row, by=by, at=at, action="") for row in rows if row.state != State.OPEN)
    record(decided, of=Statement, is_change=True)


def _match(rows: Iterable[tuple[Promise, Statement]], district: District, report: WorkReport) -> None:
    """Match what speaks of an indicator; its listed name needs nobody's word."""
    confirmed = IndicatorMatch.State.CONFIRMED
    matches = [
        IndicatorMatch(statement=statement, indicator=said.indicator, state=confirmed)
        for said, statement in rows
        if said.indicator and statement.state != State.REJECTED
    ]
    create(matches, by=district.reviewer, at=read_out(report.year), action="matched by name")
