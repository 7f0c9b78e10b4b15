"""The lines follow what the tables say, whoever changes it, and are what building them anew gives."""

import contextlib
import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.library.models import Statement, WorkReport
from reports.library.services.reading import read_report
from tests.tracker.filing import file_figure
from tests.tracker.search.lines import assert_as_rebuilt, kept, keys
from tests.tracker.stating import accepted_promises, make_report
from tracker.adoption.proposals import propose
from tracker.adoption.services import adopt
from tracker.catalogue import load_catalogue
from tracker.demo.loading import load_demo
from tracker.demo.scale.loading import load_scale
from tracker.demo.scale.size import Size
from tracker.dispatch.models import Problem
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.progress.models import ProgressEntry
from tracker.progress.services import Filing, save_draft, submit
from tracker.search.databases import database
from tracker.search.keeping import install_where_missing
from tracker.search.models import Kind, Line
from tracker.targets.announcing import announce
from tracker.targets.models import Target


def test_a_promise_is_found_by_its_name_and_its_initials(make_target):
    target = make_target(name="新建5G基站")
    assert keys("基站") == keys("5g基站") == keys("xj5gjz") == keys("jz") == [(Kind.PROMISE, target.pk)]
    assert keys("站基") == keys("站5g") == []


def test_longer_words_stand_together(make_target):
    make_target(name="工业企业与规上工程")
    assert keys("规上工业") == []


def test_a_promise_of_another_name_is_found_by_that(make_target):
    target = make_target(name="老旧小区")
    Target.objects.filter(pk=target.pk).update(name="停车泊位")
    announce([target.pk])
    assert (keys("老旧"), keys("ljxq")) == ([], [])
    assert keys("泊位") == keys("tcbw") == [(Kind.PROMISE, target.pk)]


def test_an_entry_is_found_by_each_of_its_words_but_not_across_them(make_target):
    entry = file_figure(make_target(), 1, 2, narrative="主体封顶", problem="征地", next_step="装修", reason="降雨")
    assert keys("封顶 征地 装修 降雨") == [(Kind.PROGRESS, entry.pk)]
    assert keys("顶征") == []


def test_an_entry_without_words_has_no_line(make_target):
    entry = file_figure(make_target(), 1, 2)
    assert not Line.objects.filter(kind=Kind.PROGRESS).exists()
    ProgressEntry.objects.filter(pk=entry.pk).update(reason="用地未批")
    assert keys("用地") == [(Kind.PROGRESS, entry.pk)]


def test_statements_are_found_as_results_and_promises_until_removed(district, reviewer):
    said = accepted_promises(make_report(district, reviewer))
    assert keys("高新技术企业") == [(Kind.RESULT, said["actual"].pk), (Kind.SENTENCE, said["hightech"].pk)]
    said["hightech"].state = Statement.State.REMOVED
    said["hightech"].save()
    assert keys("高新技术企业") == [(Kind.RESULT, said["actual"].pk)]


def test_sentences_follow_their_report(district, other_district, reviewer):
    report = make_report(district, reviewer)
    accepted_promises(report)
    WorkReport.objects.filter(pk=report.pk).update(region=other_district, year=2021)
    assert {(line.region, line.year) for line in Line.objects.all()} == {(other_district.pk, 2021)}
    assert len(keys("国家", 2021)) == 2
    assert keys("国家", 2024) == []
    assert_as_rebuilt()


def test_a_problem_belongs_to_the_year_in_which_it_was_raised_at_beijing(district, department, reviewer):
    matter = Matter("用地报批", department, dt.date(2030, 6, 1), description="指标不足")
    problem = raise_problem(matter=matter, region=district, by=reviewer)
    Problem.objects.filter(pk=problem.pk).update(raised_at=dt.datetime(2024, 12, 31, 16, 30, tzinfo=dt.UTC))
    assert keys("用地", 2025) == keys("指标 不足") == [(Kind.PROBLEM, problem.pk)]


def test_the_newest_year_comes_first_then_the_kind_then_the_newest_row(make_target):
    names = [("停车一", 2023), ("停车二", 2024), ("停车三", 2024)]
    old, first, second = (make_target(name=name, year=year).pk for name, year in names)
    entry = file_figure(Target.objects.get(pk=first), 1, 2, narrative="停车")
    expected = [(Kind.PROMISE, second), (Kind.PROMISE, first), (Kind.PROGRESS, entry.pk), (Kind.PROMISE, old)]
    assert keys("停车") == expected
    assert keys("停车", 2024) == expected[:-1]


@pytest.mark.parametrize("typed", ['"', "''", "\\'", "%%", "a\\", '工"业', "(工", "--", "*'"])
def test_signs_of_the_databases_are_only_signs(make_target, typed):
    target = make_target(name=f"新建{typed}处")
    assert keys(f"建{typed}处") == [(Kind.PROMISE, target.pk)]
    assert keys(f"{typed}工业") == []


def test_what_is_deleted_is_not_found(make_target):
    target = make_target(name="停车泊位")
    Target.objects.filter(pk=target.pk).delete()
    assert kept() == []
    assert keys("泊位") == []


def test_reading_and_adopting_keep_the_lines(district, department, reviewer):
    text = "2024年政府工作报告\n一、2024年工作安排\n新增规上工业企业20家以上。改造城镇老旧小区100万平方米。"
    report = make_report(district, reviewer, text=text)
    read_report(report=report, user=reviewer)
    report.statements.update(state=Statement.State.ACCEPTED)
    adopt(report=report, adoptions=[each.adoption(lead=department) for each in propose(report)], by=reviewer)
    assert {kind for kind, _key in keys("老旧小区")} == {Kind.PROMISE, Kind.SENTENCE}
    assert [kind for kind, _key in keys("ljxq")] == [Kind.PROMISE]
    read_report(report=report, user=reviewer)
    assert_as_rebuilt()


def test_the_demonstration_keeps_the_lines(db):
    load_catalogue()
    load_demo({"rongchang-2025"})
    assert {line.kind for line in Line.objects.all()} >= set(Kind) - {Kind.PROBLEM}
    assert_as_rebuilt()


def test_the_made_up_city_keeps_the_lines(db):
    load_catalogue()
    load_scale(Size(districts=1, years=1, targets=20, seed=1, today=dt.date(2026, 11, 28)))
    assert Line.objects.filter(kind=Kind.PROMISE).count() == 20
    assert_as_rebuilt()


def test_missing_triggers_are_made_again_and_what_they_missed_is_written(make_target, capsys):
    with connection.cursor() as cursor:
        database().remove(cursor)
    target = make_target(name="停车泊位")
    assert keys("泊位") == []
    install_where_missing("default")
    assert keys("泊位") == [(Kind.PROMISE, target.pk)]
    make_target(name="停车楼")
    assert len(keys("停车")) == 2
    call_command("rebuild_search")
    assert capsys.readouterr().out == "2 lines.\n"


def test_where_all_triggers_stand_nothing_is_built(make_target, django_assert_max_num_queries):
    make_target()
    with django_assert_max_num_queries(2):
        install_where_missing("default")


WORDS = st.text("新增规上工业企业5Ａg 　\n¦'\"，", min_size=1, max_size=12)
STEPS = st.one_of(
    st.tuples(st.just("adopt"), WORDS),
    st.tuples(st.just("rename"), WORDS),
    st.tuples(st.just("file"), st.sampled_from([save_draft, submit]), st.integers(1, 3), WORDS),
    st.tuples(st.just("write_notes"), WORDS),
    st.tuples(st.just("state"), st.sampled_from(Statement.State.values), st.sampled_from(["target", "actual"])),
    st.tuples(st.just("move_report"), st.integers(2020, 2030)),
    st.tuples(st.just("raise_problem"), WORDS),
    st.tuples(st.just("drop_problems")),
    st.tuples(st.just("drop_statement")),
)


class Office:
    """One district at work, through services and past them."""

    def __init__(self, make_target, reporter, reviewer, report):
        self.make_target, self.reporter, self.reviewer, self.report = make_target, reporter, reviewer, report

    def adopt(self, name):
        self.make_target(name=name)

    def rename(self, name):
        target = Target.objects.order_by("-pk").first()
        if target:
            Target.objects.filter(pk=target.pk).update(name=name, year=target.year + 1)
            announce([target.pk])

    def file(self, how, month, words):
        target = Target.objects.filter(year=2024).first() or self.make_target()
        entry = ProgressEntry.objects.filter(target=target, month=month).first()
        filing = Filing(value=Decimal(1), narrative=words, reason=words)
        how(target=target, month=month, filing=filing, by=self.reporter, version=entry.version if entry else 0)

    def write_notes(self, words):
        ProgressEntry.objects.update(problem=words, next_step="")

    def state(self, state, kind):
        self.report.statements.filter(pk=self.report.statements.order_by("-pk")[0].pk).update(state=state, kind=kind)

    def move_report(self, year):
        WorkReport.objects.update(year=year)

    def raise_problem(self, title):
        matter = Matter(title, self.reporter.memberships.get().department, dt.date(2030, 1, 1))
        raise_problem(matter=matter, region=self.report.region, by=self.reviewer)

    def drop_problems(self):
        Problem.objects.all().delete()

    def drop_statement(self):
        self.report.statements.filter(pk__in=self.report.statements.all()[:1]).delete()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=10))
def test_whatever_changes_what_is_kept_is_what_building_anew_gives(make_target, reporter, reviewer, report, steps):
    with transaction.atomic():
        accepted_promises(report)
        office = Office(make_target, reporter, reviewer, report)
        for name, *what in steps:
            with contextlib.suppress(ValidationError, IndexError), transaction.atomic():
                getattr(office, name)(*what)
        assert_as_rebuilt()
        transaction.set_rollback(True)
