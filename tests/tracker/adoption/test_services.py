import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from reports.organisation.models import Department
from tests.tracker.stating import make_report, state
from tracker.adoption.proposals import propose
from tracker.adoption.services import AlreadyAdoptedError, adopt, adoptable
from tracker.targets.display import target_in_words
from tracker.targets.models import Target


@pytest.fixture
def adoptions(report, promises, gdp, investment, department, other_department):
    return [each.adoption(lead=department) for each in propose(report) if each.repeats is None]


def test_all_become_targets_numbered_in_the_order_of_the_text(report, adoptions, reviewer):
    targets = adopt(report=report, adoptions=adoptions[::-1], by=reviewer)
    assert [(target.number, target.name) for target in targets] == [
        (1, "地区生产总值"), (2, "全社会固定资产投资"), (3, "工业投资"), (4, "国家高新技术企业"),
        (5, "新增规上工业企业"), (6, "青溪大桥通车"), (7, "新增公办学位"),
    ]  # fmt: skip
    assert list(Target.objects.of(report.region, 2024)) == targets


def test_what_is_promised_is_taken_over(report, adoptions, promises, reviewer, department, gdp):
    adopt(report=report, adoptions=adoptions, by=reviewer)
    firms = promises["firms"].target
    assert (firms.measure, firms.comparator, firms.value, firms.unit) == ("quantity", "ge", 20, "家")
    assert (firms.lead, firms.adopted_by, firms.accumulates) == (department, reviewer, True)
    assert promises["hightech"].target.baseline == 205
    assert promises["gdp"].target.indicator == gdp


def test_a_milestone_gets_its_event_as_a_stage(report, adoptions, promises, reviewer):
    adopt(report=report, adoptions=adoptions, by=reviewer)
    bridge = promises["bridge"].target
    assert (bridge.measure, bridge.value, bridge.standard) == ("", None, "通车")
    assert [(stage.name, stage.planned_on, stage.done_on) for stage in bridge.stages.all()] == [
        ("通车", dt.date(2024, 6, 30), None)
    ]


def test_parts_are_joined_to_their_whole(report, adoptions, promises, reviewer):
    adopt(report=report, adoptions=adoptions, by=reviewer)
    assert promises["industry"].target.parent == promises["investment"].target


def test_a_part_whose_whole_was_adopted_before_is_joined_too(report, adoptions, promises, reviewer):
    part = next(each for each in adoptions if each.statement == promises["industry"])
    adopt(report=report, adoptions=[each for each in adoptions if each is not part], by=reviewer)
    (target,) = adopt(report=report, adoptions=[part], by=reviewer)
    assert target.parent == promises["investment"].target
    assert target.number == 7


def test_supporting_departments_and_history(report, adoptions, reviewer, other_department):
    adoption = replace(adoptions[0], supporting=(other_department,))
    (target,) = adopt(report=report, adoptions=[adoption], by=reviewer)
    assert list(target.supporting.all()) == [other_department]
    first = target.history.earliest()
    assert (first.history_user, first.history_change_reason) == (reviewer, "adopted")


def test_the_second_reviewer_is_told_and_nothing_is_stored(report, adoptions, reviewer):
    adopt(report=report, adoptions=adoptions[:1], by=reviewer)
    with pytest.raises(AlreadyAdoptedError) as error:
        adopt(report=report, adoptions=adoptions, by=reviewer)
    assert error.value.statements == (adoptions[0].statement,)
    assert Target.objects.count() == 1


def test_what_is_not_accepted_any_more_is_not_adopted(report, adoptions, reviewer):
    adoptions[2].statement.state = "rejected"
    adoptions[2].statement.save()
    with pytest.raises(AlreadyAdoptedError):
        adopt(report=report, adoptions=adoptions, by=reviewer)
    assert not Target.objects.exists()


def test_what_was_edited_after_it_was_read_is_not_adopted(report, adoptions, reviewer):
    statement = adoptions[4].statement
    type(statement).objects.filter(pk=statement.pk).update(value=30, version=statement.version + 1)
    with pytest.raises(AlreadyAdoptedError) as error:
        adopt(report=report, adoptions=adoptions, by=reviewer)
    assert error.value.statements == (statement,)
    assert not Target.objects.exists()


@pytest.fixture
def foreign_department(other_district):
    return Department.objects.create(region=other_district, name="白塔区财政局")


@pytest.mark.parametrize("part", ["lead", "supporting"])
def test_departments_of_another_district_take_nothing_on(report, adoptions, reviewer, foreign_department, part):
    given = {"lead": foreign_department, "supporting": (foreign_department,)}
    with pytest.raises(PermissionDenied):
        adopt(report=report, adoptions=[replace(adoptions[0], **{part: given[part]})], by=reviewer)
    assert not Target.objects.exists()


def test_a_fault_in_the_middle_leaves_nothing(report, adoptions, reviewer):
    broken = replace(adoptions[3], name="x" * 10, deadline=None)
    with pytest.raises(Exception, match="deadline"):
        adopt(report=report, adoptions=[*adoptions[:3], broken], by=reviewer)
    assert not Target.objects.exists()


@pytest.mark.parametrize("role", ["foreign_reviewer", "reporter", "leader", "stranger"])
def test_only_reviewers_of_the_region_adopt(request, role, report, adoptions):
    with pytest.raises(PermissionDenied):
        adopt(report=report, adoptions=adoptions, by=request.getfixturevalue(role))
    assert not Target.objects.exists()


def test_adopted_statements_are_not_offered_again(report, adoptions, reviewer, promises):
    adopt(report=report, adoptions=adoptions, by=reviewer)
    assert list(adoptable(report)) == [promises["again"]]


def test_one_target_holds_the_promise_and_what_is_striven_for(district, reviewer, department):
    text = "一、2023年工作回顾\n二、2024年工作安排\n地区生产总值增长5%以上、力争6%。\n"
    report = make_report(district, reviewer, text=text)
    state(report, "增长5%", "地区生产总值", measure="growth", comparator="ge", value=5, unit="%")
    beyond = state(report, "力争6%", "地区生产总值", measure="growth", value=6, unit="%", stretch=True)
    adoptions = [each.adoption(lead=department) for each in propose(report)]
    (target,) = adopt(report=report, adoptions=adoptions, by=reviewer)
    assert (target.value, target.stretch_value, target.stretch) == (5, 6, beyond)
    assert target_in_words(target) == "增长5%以上，奋斗目标6%"
    assert not adoptable(report).exists()
    assert report.statements.with_adoption().filter(is_adopted=True).count() == 2


def test_an_edited_stretch_value_stops_the_adoption(district, reviewer, department):
    text = "一、2023年工作回顾\n二、2024年工作安排\n地区生产总值增长5%以上、力争6%。\n"
    report = make_report(district, reviewer, text=text)
    state(report, "增长5%", "地区生产总值", measure="growth", comparator="ge", value=5, unit="%")
    beyond = state(report, "力争6%", "地区生产总值", measure="growth", value=6, unit="%", stretch=True)
    adoptions = [each.adoption(lead=department) for each in propose(report)]
    type(beyond).objects.filter(pk=beyond.pk).update(version=2)
    with pytest.raises(AlreadyAdoptedError):
        adopt(report=report, adoptions=adoptions, by=reviewer)
