"""The time line of a promise: all that happened to it, once, in order, and for nobody who may not know it."""

import contextlib
import datetime as dt
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tracker.filing import file_figure
from tests.tracker.office import KINDS, STEPS, days
from tracker.adoption.proposals import propose
from tracker.adoption.services import adopt
from tracker.bulletins.services import draft_letter, issue
from tracker.dispatch.discipline import How
from tracker.dispatch.services.meetings import prepare_meeting
from tracker.dispatch.services.problems import Matter, decide, make_move, raise_problem
from tracker.dispatch.services.urging import urge
from tracker.ledger.timeline.events import Kind
from tracker.ledger.timeline.line import events_of, load_for_line
from tracker.progress.corrections import Correcting, ask_correction, correct, refuse_correction
from tracker.progress.histories import target_changes
from tracker.progress.models import Correction, ProgressEntry
from tracker.progress.services import Filing, approve, return_, save_draft, submit
from tracker.targets.change_requests import Wish, approve_request, ask, ask_and_approve, refuse_request
from tracker.targets.models import ChangeRequest, RequestState, Target
from tracker.targets.services import PlannedStage, change_terms, give_verdict, plan_stages, set_withdrawn
from tracker.verdicts.models import RuleSet

JULY = dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC)
"""9 o'clock in Shanghai."""


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(JULY, tick=False) as travelling:
        yield travelling


def line(target, user) -> list:
    return events_of(load_for_line(user, target.pk), user, timezone.localdate())


def told(target, user, kind) -> list:
    """What the line says of a kind, the oldest first."""
    return [event for event in reversed(line(target, user)) if event.kind == kind]


def changed(event) -> list[tuple[str, str, str]]:
    return [(str(each.label), each.before, each.after) for each in event.fields]


# What each kind says


def test_sentence_and_adoption_are_told_once(report, promises, department, other_department, reviewer):
    adoption = replace(propose(report)[0].adoption(lead=department), supporting=(other_department,))
    (target,) = adopt(report=report, adoptions=[adoption], by=reviewer)
    adopted, sentence = [event for event in line(target, reviewer) if event.kind == Kind.PROMISE]
    assert (adopted.what, adopted.who, adopted.date) == ("立项，第1项：增长7%", "reviewer", "2024-07-05 09:00")
    assert (sentence.date, sentence.url) == ("2024", target.statement.get_absolute_url())
    assert sentence.notes == (target.statement.passage.sentence,)
    assert line(target, reviewer)[-1] == sentence


def test_stages_that_came_with_the_adoption_are_part_of_it(report, promises, department, reviewer):
    adoptions = [each.adoption(lead=department) for each in propose(report) if each.repeats is None]
    targets = adopt(report=report, adoptions=adoptions, by=reviewer)
    milestone = next(each for each in targets if not each.measure)
    assert told(milestone, reviewer, Kind.STAGES) == []
    (stage,) = milestone.stages.all()
    plan = [PlannedStage(stage.name, stage.planned_on, dt.date(2024, 6, 28), stage.pk)]
    milestone.refresh_from_db()
    plan_stages(target=milestone, by=reviewer, version=milestone.version, stages=plan)
    (done,) = told(milestone, reviewer, Kind.STAGES)
    assert done.what == f"{stage.name} · 节点完成"
    assert changed(done) == [("完成日期", "—", "2024-06-28")]


def test_terms_say_from_what_to_what_and_why(make_target, reviewer, other_department):
    target = make_target()
    changes = {"lead": other_department, "deadline": dt.date(2024, 11, 30)}
    supporting = [target.lead]
    terms = {"by": reviewer, "version": 1, "reason": "职责调整", "changes": changes, "supporting": supporting}
    change_terms(target=target, **terms)
    (event,) = told(target, reviewer, Kind.TERMS)
    assert (event.what, event.notes, event.who) == ("考核要素调整", ("理由：职责调整",), "reviewer")
    assert changed(event) == [
        ("牵头单位", "区发展改革委", "区教委"),
        ("配合单位", "—", "区发展改革委"),
        ("完成时限", "2024-12-31", "2024-11-30"),
    ]


@pytest.mark.parametrize("fields", [{}, {"measure": "", "comparator": "", "value": None, "standard": "通车"}])
def test_withdrawal_is_told_and_judging_is_not(make_target, reviewer, fields):
    target = make_target(**fields)
    set_withdrawn(target=target, by=reviewer, version=1, is_withdrawn=True, reason="经批准取消")
    (event,) = told(target, reviewer, Kind.TERMS)
    assert (event.notes, changed(event)) == (("理由：经批准取消",), [("已调整", "否", "是")])
    assert {each.kind for each in line(target, reviewer)} == {Kind.PROMISE, Kind.TERMS}


def test_a_request_and_the_change_that_it_made_are_one_event(make_target, reporter, reviewer, clock):
    target = make_target()
    request = ask(target=target, wish=Wish("value", "企业外迁", value=Decimal(15)), by=reporter)
    clock.shift(dt.timedelta(days=1))
    approve_request(request=request, by=reviewer, decision="青府办〔2024〕8号")
    asked, approved = told(target, reviewer, Kind.TERMS)
    assert (asked.what, asked.who, asked.notes) == ("申请调整：调整目标值 15家以上", "reporter", ("理由：企业外迁",))
    assert (approved.what, approved.who) == ("批准调整：调整目标值 15家以上", "reviewer")
    assert (approved.notes, changed(approved)) == (("依据：青府办〔2024〕8号",), [("目标值", "20", "15")])


def test_what_the_office_changes_in_one_step_is_one_event(make_target, reviewer):
    target = make_target()
    wish = Wish("deadline", "顺延", deadline=dt.date(2025, 1, 31), decision="区政府常务会议")
    ask_and_approve(target=target, wish=wish, by=reviewer)
    (event,) = told(target, reviewer, Kind.TERMS)
    assert event.notes == ("理由：顺延", "依据：区政府常务会议")
    assert changed(event) == [("完成时限", "2024-12-31", "2025-01-31")]


def test_a_refused_request_says_why(make_target, reporter, reviewer):
    target = make_target()
    refuse_request(
        request=ask(
            target=target,
            wish=Wish(
                "withdrawal",
                "政策",
            ),
            by=reporter,
        ),
        by=reviewer,
        note="不准",
    )
    assert [event.notes for event in told(target, reporter, Kind.TERMS)] == [("理由：政策",), ("不准",)]


def test_figures_are_told_by_month_with_their_value(make_target, reporter, reviewer):
    target = make_target()
    entry = submit(target=target, month=5, filing=Filing(Decimal(8), "有进展", reason="天气"), by=reporter, version=0)
    return_(entry=entry, by=reviewer, version=entry.version, note="与统计不符")
    entry.refresh_from_db()
    filing = Filing(Decimal(7), "有进展", reason="天气")
    entry = submit(target=target, month=5, filing=filing, by=reporter, version=entry.version)
    approve(entry=entry, by=reviewer, version=entry.version)
    found = told(target, reviewer, Kind.FIGURES)
    assert [(event.what, event.who) for event in found] == [
        ("2024年5月 · 提交 · 8家", "reporter"),
        ("2024年5月 · 退回 · 8家", "reviewer"),
        ("2024年5月 · 提交 · 7家", "reporter"),
        ("2024年5月 · 审核通过 · 7家", "reviewer"),
    ]
    assert found[1].notes == ("审核意见：与统计不符",)
    assert ("数值", "8", "7") in changed(found[2])
    assert found[3].url == f"{target.get_absolute_url()}#month-5"


def test_corrections_say_from_what_to_what_and_why(make_target, reporter, reviewer, clock):
    target = make_target()
    entry = file_figure(target, 5, Decimal(12), vintage="preliminary")
    correct(entry=entry, correcting=Correcting(Decimal(14), "final", "年报核定"), by=reviewer, version=1)
    entry.refresh_from_db()
    clock.shift(60)
    asked = ask_correction(entry=entry, correcting=Correcting(Decimal(15), "slip", "漏报"), by=reporter, version=2)
    clock.shift(60)
    refuse_correction(correction=asked, by=reviewer, version=2, note="已核")
    final, wished, refused = told(target, reviewer, Kind.CORRECTIONS)
    assert (changed(final)[0][1:], final.notes) == (("12家", "14家"), ("初步数改为最终数", "理由：年报核定"))
    assert (changed(wished)[0][1:], wished.who) == (("14家", "15家"), "reporter")
    assert refused.notes[-1] == "已核"
    assert len(told(target, reviewer, Kind.FIGURES)) == 1


def test_status_and_level_change_at_the_ends_of_months(make_target, reviewer):
    target = make_target()
    for month, value in ((1, 2), (2, 2), (3, 2), (4, 7)):
        file_figure(target, month, Decimal(value))
    found = [(event.date, event.what) for event in told(target, reviewer, Kind.STANDING)]
    assert found[:2] == [("2024-01-31", "● 达进度"), ("2024-02-29", "● 达进度 → ◆ 欠进度")]
    levels = [(event.date, event.what) for event in told(target, reviewer, Kind.LEVELS)]
    assert levels[:2] == [("2024-02-29", "1级 → 2级：本月状态"), ("2024-03-31", "2级 → 3级：本月状态")]


def test_the_running_month_has_no_status_yet(make_target, reviewer, clock):
    target = make_target()
    clock.move_to(dt.datetime(2024, 1, 20, tzinfo=dt.UTC))
    file_figure(target, 1, Decimal(5))
    assert told(target, reviewer, Kind.STANDING) == []


def test_a_verdict_is_told_with_its_reason(make_target, reviewer):
    target = make_target(
        measure="", comparator="qualitative", value=None, target_class="qualitative", standard="全覆盖"
    )
    today = timezone.localdate()
    give_verdict(target=target, by=reviewer, version=1, verdict="behind", reason="未全覆盖", today=today)
    (event,) = told(target, reviewer, Kind.VERDICTS)
    assert (event.notes, changed(event)[0][1:]) == (("理由：未全覆盖",), ("—", "欠进度"))
    assert told(target, reviewer, Kind.TERMS) == []


def test_rule_sets_that_came_after_the_adoption_are_told(make_target, reviewer, rules, clock):
    target = make_target()
    terms = {"name": "新规则", "behind_from": -3}
    for version, day in ((1, dt.date(2024, 7, 10)), (2, dt.date(2024, 7, 10)), (3, dt.date(2024, 9, 1))):
        RuleSet.objects.create(version=version, effective_from=day, **terms)
    clock.shift(dt.timedelta(days=30))
    (event,) = told(target, reviewer, Kind.RULES)
    assert (event.date, event.what) == ("2024-07-10", "评价规则调整：默认规则 v1 → 新规则 v2")
    assert [each[2] for each in changed(event)] == ["−3"]


@pytest.fixture
def problem(make_target, reviewer):
    target = make_target()
    matter = Matter("用地报批滞后", target.lead, dt.date(2024, 8, 1), targets=(target,), description="材料未补齐")
    return raise_problem(matter=matter, region=target.region, by=reviewer)


def test_problems_are_told_when_raised_and_closed(problem, reviewer, reporter, clock):
    for code, by, words, day in (
        ("register", reviewer, "", None), ("assign", reviewer, "", dt.date(2024, 8, 2)),
        ("acknowledge", reporter, "", None), ("work", reporter, "", None), ("report", reporter, "已办结", None),
        ("verify", reviewer, "属实", None), ("close", reviewer, "", None),
    ):  # fmt: skip
        clock.shift(60)
        problem = make_move(problem=problem, code=code, by=by, version=problem.version, words=words, day=day)
    raised, closed = told(problem.targets.get(), reporter, Kind.PROBLEMS)
    assert (raised.what, raised.url) == ("提出：用地报批滞后", problem.get_absolute_url())
    assert raised.notes == ("其他 · 区发展改革委 · 时限2024年8月1日", "材料未补齐")
    assert (closed.what, closed.who) == ("销号：用地报批滞后", "reviewer")


def test_a_department_that_supports_a_target_is_not_told_of_problems_that_it_may_not_read(
    problem, other_reporter, other_department
):
    target = problem.targets.get()
    target.supporting.add(other_department)
    assert told(target, other_reporter, Kind.PROBLEMS) == []


def test_decisions_of_meetings_are_told(make_target, reviewer):
    target = make_target()
    today = timezone.localdate()
    meeting = prepare_meeting(region=target.region, kind="weekly", held_on=today, chair="区长", by=reviewer)
    matter = Matter("限期补报", target.lead, dt.date(2024, 7, 31), kind="decision", targets=(target,))
    decide(meeting=meeting, matter=matter, by=reviewer)
    (event,) = told(target, reviewer, Kind.MEETINGS)
    assert event.what.endswith("：限期补报")
    assert event.notes[0].startswith(str(meeting))
    assert told(target, reviewer, Kind.PROBLEMS) == []


def test_meetings_are_told_on_whose_agenda_it_stood(make_target, reviewer, leader, clock):
    late, other = make_target(name="新增企业"), make_target(name="改造小区", number=2)
    file_figure(late, 6, Decimal(1))
    file_figure(other, 6, Decimal(12))
    terms = {"region": late.region, "chair": "区长", "by": reviewer}
    held = prepare_meeting(kind="weekly", held_on=timezone.localdate(), **terms)
    prepare_meeting(kind="monthly", held_on=timezone.localdate() + dt.timedelta(3), **terms)
    for user in (reviewer, leader):
        (event,) = told(late, user, Kind.AGENDAS)
        assert (event.what, event.who, event.date) == (f"列入议程：{held}", "区长", "2024-07-05")
        assert event.url == held.get_absolute_url()
        assert told(other, user, Kind.AGENDAS) == []
    clock.shift(dt.timedelta(days=3))
    assert len(told(late, reviewer, Kind.AGENDAS)) == 2


def test_urgings_are_told_and_open_the_list_that_counts_them(client, make_target, reviewer, reporter):
    target = make_target()
    urge(target=target, month=5, by=reviewer)
    for user in (reviewer, reporter):
        (event,) = told(target, user, Kind.URGINGS)
        assert (event.what, event.who, event.date) == ("催办2024年5月进展", "reviewer", "2024-07-05")
        client.force_login(user)
        (row,) = client.get(event.url).context["page"]
        assert (row.target, row.month, row.how) == (target, 5, How.URGED)
    set_withdrawn(target=target, by=reviewer, version=target.version, is_withdrawn=True, reason="政策")
    (event,) = told(target, reviewer, Kind.URGINGS)
    assert event.url == ""


def test_letters_are_told_once_they_are_issued(client, problem, reviewer, leader, clock):
    target = problem.targets.get()
    for about in (target, problem):
        letter = draft_letter(about=about, by=reviewer)
        n_before = len(told(target, leader, Kind.LETTERS))
        clock.shift(60)
        issue(document=letter, by=reviewer, version=letter.version)
        found = told(target, leader, Kind.LETTERS)
        assert len(found) == n_before + 1
        event = found[-1]
        assert (event.what, event.who, event.url) == (letter.title, "reviewer", letter.get_absolute_url())
        assert event.notes == ("发往区发展改革委 · 2024年7月15日前回复",)
        client.force_login(leader)
        assert client.get(event.url).status_code == 200


# For whom


def test_what_the_office_did_is_told_only_to_those_whose_lists_hold_it(
    make_target, reviewer, reporter, other_reporter, other_department
):
    target = make_target()
    target.supporting.add(other_department)
    urge(target=target, month=5, by=reviewer)
    prepare_meeting(region=target.region, kind="weekly", held_on=timezone.localdate(), chair="区长", by=reviewer)
    letter = draft_letter(about=target, by=reviewer)
    issue(document=letter, by=reviewer, version=letter.version)
    kinds = {Kind.URGINGS, Kind.AGENDAS, Kind.LETTERS}
    seen = {user: kinds & {event.kind for event in line(target, user)} for user in (reviewer, reporter, other_reporter)}
    assert list(seen.values()) == [kinds, {Kind.URGINGS}, set()]


@pytest.mark.parametrize(("role", "sees"), [("reporter", True), ("reviewer", False), ("leader", False)])
def test_drafts_are_told_to_their_department_only(client, request, role, sees, make_target, reporter):
    target = make_target()
    entry = save_draft(target=target, month=6, filing=Filing(Decimal(3), "草稿内容"), by=reporter, version=0)
    filing = Filing(Decimal(12), "正式内容")
    submit(target=target, month=6, filing=filing, by=reporter, version=entry.version)
    client.force_login(request.getfixturevalue(role))
    content = client.get(reverse("target-history", args=[target.pk])).content.decode()
    assert ("草稿内容" in content) == sees
    assert "正式内容" in content


def test_another_department_that_supports_the_target_sees_no_draft(
    make_target, reporter, other_reporter, other_department
):
    target = make_target()
    target.supporting.add(other_department)
    save_draft(target=target, month=6, filing=Filing(Decimal(3), "草稿内容"), by=reporter, version=0)
    assert told(target, other_reporter, Kind.FIGURES) == []
    assert len(told(target, reporter, Kind.FIGURES)) == 1


@pytest.mark.parametrize("role", ["foreign_reviewer", "stranger", "other_reporter"])
def test_a_stranger_gets_nothing(client, request, role, make_target):
    user, target = request.getfixturevalue(role), make_target()
    client.force_login(user)
    for query in ({}, {"kind": "figures"}):
        assert client.get(reverse("target-history", args=[target.pk]), query).status_code == 404
    with pytest.raises(Target.DoesNotExist):
        load_for_line(user, target.pk)


# The page


def test_the_filter_lives_in_the_address(client, make_target, reviewer):
    target = make_target()
    file_figure(target, 5, Decimal(8))
    client.force_login(reviewer)
    page = client.get(reverse("target-history", args=[target.pk]), {"kind": "figures"})
    assert {event.kind for event in page.context["events"]} == {Kind.FIGURES}
    assert dict(page.context["kinds"]) == Counter(event.kind for event in line(target, reviewer))
    assert '<a href="?kind=figures" class="active" aria-current="true">填报审核 1</a>' in page.content.decode()
    assert client.get(reverse("target-history", args=[target.pk]), {"kind": "x"}).status_code == 404


def test_the_page_of_the_target_fetches_the_newest_part(client, make_target, reviewer):
    target = make_target()
    for month in range(1, 7):
        file_figure(target, month, Decimal(2 * month))
    for n in range(10):
        set_withdrawn(target=target, by=reviewer, version=target.version, is_withdrawn=n % 2 == 0, reason="核")
        target.refresh_from_db()
    client.force_login(reviewer)
    address = reverse("target-history", args=[target.pk])
    assert f'hx-get="{address}"' in client.get(target.get_absolute_url()).content.decode()
    whole, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    assert part.context["events"] == whole.context["events"][:12]
    assert part.context["n_more"] == len(whole.context["events"]) - 12 > 0


@pytest.mark.parametrize("role", ["reporter", "reviewer", "leader", "administrator"])
@pytest.mark.parametrize("fields", [{}, {"measure": "", "comparator": "", "value": None, "standard": "通车"}])
def test_it_takes_few_queries_whatever_happened(
    client, request, role, fields, make_target, reviewer, reporter, other_department, django_assert_max_num_queries
):
    target = make_target(**fields)
    for month in range(1, 7):
        value = Decimal(2) if target.measure else None
        filing = Filing(value, "有进展", reason="天气")
        entry = submit(target=target, month=month, filing=filing, by=reporter, version=0)
        approve(entry=entry, by=reviewer, version=entry.version)
    changes = {"lead": other_department}
    terms = {"by": reviewer, "version": 1, "reason": "调整", "supporting": [target.lead]}
    change_terms(target=target, changes=changes, **terms)
    change_terms(target=target, changes={"lead": target.lead}, **terms | {"version": 2})
    matter = Matter("堵点", target.lead, dt.date(2024, 8, 1), targets=(target,))
    raise_problem(matter=matter, region=target.region, by=reviewer)
    letter = draft_letter(about=target, by=reviewer)
    issue(document=letter, by=reviewer, version=letter.version)
    prepare_meeting(region=target.region, kind="weekly", held_on=timezone.localdate(), chair="区长", by=reviewer)
    client.force_login(request.getfixturevalue(role))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("target-history", args=[target.pk])).status_code == 200


# Whatever people do


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), first=days, steps=st.lists(STEPS, min_size=3, max_size=20))
def test_everything_is_told_once_and_in_order(office_of, kind, first, steps):
    begun = dt.datetime(first.year, first.month, first.day, 4, tzinfo=dt.UTC)
    with time_machine.travel(begun, tick=False) as travelling, transaction.atomic():
        office = office_of(kind, travelling)
        for name, *what in steps:
            with contextlib.suppress(ValidationError), transaction.atomic():
                getattr(office, name)(*what)
        for user in (office.reporter, office.reviewer):
            found = line(office.target, user)
            assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
            assert all(each.at <= timezone.now() for each in found)
            _check_counts(office.target, Counter(each.kind for each in found))
        drafts = [each for each in line(office.target, office.reviewer) if "草稿" in each.what]
        assert drafts == []
        transaction.set_rollback(True)


def _check_counts(target, counts):
    """As many events as there were steps: a request and its change, a correction and its figure are one."""
    requests = ChangeRequest.objects.all()
    approved = requests.filter(state=RequestState.APPROVED).count()
    at_the_target = len(target_changes(target)) - 1 - approved
    asked_and_decided = requests.count() + requests.exclude(state=RequestState.ASKED).count()
    assert counts[Kind.TERMS] + counts[Kind.VERDICTS] == at_the_target + asked_and_decided
    corrections = [1 if each.asked_by_id == each.decided_by_id else 2 for each in Correction.objects.all()]
    assert counts[Kind.CORRECTIONS] == sum(corrections)
    decided = ProgressEntry.history.filter(history_change_reason__in=["approved", "returned"]).count()
    assert counts[Kind.FIGURES] >= decided
    assert counts[Kind.PROMISE] == 1
