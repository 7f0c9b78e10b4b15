"""Reading a report, and reading it again: human decisions stay, everything else follows the engine."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.library.models import Passage, Statement
from reports.library.services.reading import read_report
from reports.review.services.composition import add, merge
from reports.review.services.decisions import decide, edit
from reports.review.services.undo import undo
from tests.reports.conftest import EVERYTHING, FIRMS, GDP, HOUSING, WASTE, found, ref, row

pytestmark = pytest.mark.django_db


def test_the_first_reading_stores_what_is_found_unmarked(report):
    reading = report.readings.get()
    assert (reading.found, reading.added, reading.changed, reading.gone) == (6, 0, 0, 0)
    assert {s.change for s in report.statements.all()} == {""}
    assert {s.history.count() for s in report.statements.all()} == {1}
    gdp = row(report, "地区生产总值")
    assert (gdp.value, gdp.unit, gdp.passage.role) == (Decimal(7), "%", "plan")
    assert gdp.passage.section == ["二、2024年工作安排"]


def test_a_clause_is_kept_without_its_line_wraps(report, reviewer, engine):
    engine.finds(GDP._replace(value=Decimal(8), evidence="地区生\n产总值增长7%"))
    read_report(report=report, user=reviewer)
    assert row(report, "地区生产总值").evidence == "地区生产总值增长7%"


def test_the_same_reading_again_changes_nothing(report, reviewer):
    before = list(report.statements.order_by("pk").values())
    reading = read_report(report=report, user=reviewer)
    assert (reading.added, reading.changed, reading.gone) == (0, 0, 0)
    assert list(report.statements.order_by("pk").values()) == before
    assert report.passages.count() == len({p.start for p in report.passages.all()})


def test_untouched_statements_follow_the_engine(report, reviewer, engine):
    engine.finds(GDP._replace(value=Decimal(8)), HOUSING, WASTE, found("增长6.5%", "增加值", year=2023))
    reading = read_report(report=report, user=reviewer)
    gdp = row(report, "地区生产总值")
    assert (gdp.value, gdp.change, gdp.state, gdp.version) == (Decimal(8), "changed", "open", 2)
    assert row(report, "增加值", 2023).change == "changed"
    gone = report.statements.filter(state="removed")
    assert {s.indicator for s in gone} == {"新增规上工业企业"}
    assert {s.change for s in gone} == {"gone"}
    assert (reading.added, reading.changed, reading.gone) == (0, 2, 2)


def test_what_is_new_is_open_and_marked_until_the_next_reading(report, reviewer, engine):
    engine.finds(*EVERYTHING, found("2024年", "年份"))
    assert read_report(report=report, user=reviewer).added == 1
    assert (row(report, "年份").change, row(report, "年份").state) == ("new", "open")
    read_report(report=report, user=reviewer)
    assert row(report, "年份").change == ""


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_a_decided_statement_keeps_its_meaning_and_gets_a_suggestion(report, reviewer, engine, verb):
    decide(report=report, refs=[ref(row(report, "地区生产总值"))], verb=verb, user=reviewer)
    engine.finds(GDP._replace(value=Decimal(9)))
    assert read_report(report=report, user=reviewer).changed == 1
    gdp = row(report, "地区生产总值")
    assert (gdp.value, gdp.change, gdp.suggestion["value"]) == (Decimal(7), "changed", "9")
    assert gdp.state == {"accept": "accepted", "reject": "rejected"}[verb]


def test_what_a_person_corrected_is_not_suggested_back(report, reviewer, engine):
    edit(report=report, ref=ref(row(report, "地区生产总值")), values={"value": Decimal("7.5")}, user=reviewer)
    engine.finds(*EVERYTHING)
    assert read_report(report=report, user=reviewer).changed == 0
    gdp = row(report, "地区生产总值")
    assert (gdp.value, gdp.suggestion, gdp.state) == (Decimal("7.5"), None, "open")


def test_a_suggestion_goes_when_the_engine_agrees_with_the_person(report, reviewer, engine):
    edit(report=report, ref=ref(row(report, "地区生产总值")), values={"value": Decimal("7.5")}, user=reviewer)
    engine.finds(GDP._replace(value=Decimal(9)))
    read_report(report=report, user=reviewer)
    assert row(report, "地区生产总值").suggestion is not None
    engine.finds(GDP._replace(value=Decimal("7.5")))
    read_report(report=report, user=reviewer)
    assert (row(report, "地区生产总值").suggestion, row(report, "地区生产总值").change) == (None, "")


def test_a_decided_statement_that_is_gone_is_marked_and_stays(report, reviewer, engine):
    decide(report=report, refs=[ref(row(report, "改造老旧小区"))], verb="accept", user=reviewer)
    engine.finds(GDP)
    read_report(report=report, user=reviewer)
    assert (row(report, "改造老旧小区").state, row(report, "改造老旧小区").change) == ("accepted", "gone")


def test_what_comes_back_is_new_again(report, reviewer, engine):
    pk = row(report, "改造老旧小区").pk
    engine.finds(GDP)
    read_report(report=report, user=reviewer)
    engine.finds(GDP, HOUSING)
    reading = read_report(report=report, user=reviewer)
    again = row(report, "改造老旧小区")
    assert (again.pk, again.state, again.change, reading.added) == (pk, "open", "new", 1)


def test_what_was_merged_away_does_not_come_back(report, reviewer, engine):
    pair = [row(report, "改造老旧小区"), row(report, "垃圾分类覆盖率、处理率")]
    merge(report=report, refs=[ref(s) for s in pair], values={"indicator": "两项"}, user=reviewer)
    engine.finds(*EVERYTHING)
    assert read_report(report=report, user=reviewer).added == 0
    assert not report.statements.visible().filter(indicator="垃圾分类覆盖率、处理率").exists()


def test_what_a_person_added_is_never_gone(report, reviewer, engine):
    start = report.text.index("2024年工作")
    values = {"kind": "target", "indicator": "年", "value": "2024", "unit": "年", "year": 2024}
    blank = dict.fromkeys(("measure", "comparator", "parent", "event", "due"), "") | {
        "value_high": None,
        "stretch": False,
    }
    add(report=report, start=start, end=start + 4, values=blank | values, user=reviewer)
    read_report(report=report, user=reviewer)
    assert (row(report, "年").change, row(report, "年").state) == ("", "accepted")


def test_an_undo_over_a_reading_that_changed_nothing_still_works(report, reviewer):
    decide(report=report, refs=[ref(row(report, "地区生产总值"))], verb="accept", user=reviewer)
    read_report(report=report, user=reviewer)
    undo(report=report, user=reviewer)
    assert row(report, "地区生产总值").state == "open"


def test_a_number_that_no_column_holds_becomes_unknown_and_unsure(report, reviewer, engine):
    engine.finds(GDP._replace(value=Decimal("1234567890123456789012345")), FIRMS._replace(value=Decimal("0.12345678")))
    read_report(report=report, user=reviewer)
    for statement in (row(report, "地区生产总值"), row(report, "新增规上工业企业")):
        assert (statement.value, statement.confidence) == (None, 0)


def test_a_range_written_downwards_is_put_in_order(report, reviewer, engine):
    engine.finds(GDP._replace(value=Decimal(7), value_high=Decimal("6.5")))
    read_report(report=report, user=reviewer)
    gdp = row(report, "地区生产总值")
    assert (gdp.value, gdp.value_high) == (Decimal("6.5"), Decimal(7))


def test_passages_follow_the_reading_and_lose_no_statement(report, reviewer, engine, monkeypatch):
    decide(report=report, refs=[ref(row(report, "改造老旧小区"))], verb="accept", user=reviewer)
    whole = engine.read(report.text, year=2024)
    coarse = replace(whole, passages=whole.passages[:1], statements=(GDP._replace(passage=0),))
    monkeypatch.setattr("reports.extraction.read", lambda text, **given: coarse)
    read_report(report=report, user=reviewer)
    assert Passage.objects.filter(report=report).count() == 1
    assert Statement.objects.filter(report=report, state="accepted").get().passage == report.passages.get()


def test_a_text_without_sentences_can_be_read(report, reviewer, monkeypatch, engine):
    empty = replace(engine.read("", year=2024), passages=(), statements=())
    monkeypatch.setattr("reports.extraction.read", lambda text, **given: empty)
    read_report(report=report, user=reviewer)
    assert (report.passages.get().start, report.passages.get().end) == (0, len(report.text))
