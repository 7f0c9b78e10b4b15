import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied

from tests.tracker.stating import state
from tracker.adoption.matching import confirm_match, match_report, refuse_match
from tracker.adoption.proposals import propose
from tracker.adoption.services import adopt
from tracker.indicators.catalogue import Catalogue
from tracker.indicators.models import IndicatorAlias, IndicatorMatch
from tracker.targets.models import Target

State = IndicatorMatch.State


def matches(report) -> dict[str, tuple[str, str]]:
    rows = IndicatorMatch.objects.filter(statement__report=report).select_related("statement", "indicator")
    return {row.statement.indicator: (row.indicator.code, row.state) for row in rows}


def test_listed_names_are_confirmed_and_similar_ones_proposed(report, promises, gdp, investment, reviewer):
    state(report, "新增公办学位2560个", "固定资产投资额", length=5)
    counts = match_report(report=report, by=reviewer)
    assert matches(report) == {
        "地区生产总值": ("gdp", State.CONFIRMED),
        "全社会固定资产投资": ("investment", State.CONFIRMED),
        "固定资产投资额": ("investment", State.PROPOSED),
    }
    assert (counts.confirmed, counts.proposed) == (3, 1)


def test_milestones_and_rejected_statements_are_left_out(report, promises, gdp, reviewer):
    type(promises["gdp"]).objects.filter(pk=promises["gdp"].pk).update(state="rejected")
    type(promises["again"]).objects.filter(pk=promises["again"].pk).update(kind="milestone")
    match_report(report=report, by=reviewer)
    assert matches(report) == {}


def test_running_again_keeps_what_a_person_decided(report, promises, gdp, investment, reviewer):
    match_report(report=report, by=reviewer)
    match = promises["gdp"].indicator_match
    refuse_match(match=match, by=reviewer)
    before = set(IndicatorMatch.objects.values_list("pk", "state"))
    match_report(report=report, by=reviewer)
    assert set(IndicatorMatch.objects.values_list("pk", "state")) == before
    match.refresh_from_db()
    assert (match.state, match.decided_by) == (State.REFUSED, reviewer)


def test_running_again_follows_an_edited_name(report, promises, gdp, reviewer):
    match_report(report=report, by=reviewer)
    statement = promises["gdp"]
    type(statement).objects.filter(pk=statement.pk).update(indicator="新增停车位")
    match_report(report=report, by=reviewer)
    assert not IndicatorMatch.objects.filter(statement=statement).exists()


def test_a_name_that_the_catalogue_learns_reaches_the_adopted_target(report, promises, gdp, department, reviewer):
    adoptions = [each.adoption(lead=department) for each in propose(report)]
    adopt(report=report, adoptions=adoptions, by=reviewer)
    IndicatorAlias.objects.create(indicator=gdp, name="新增公办学位")
    match_report(report=report, by=reviewer)
    target = promises["places"].target
    assert (target.indicator, target.version) == (gdp, 2)


def test_running_again_asks_the_same_queries_whatever_is_matched(
    report, promises, gdp, investment, reviewer, django_assert_num_queries
):
    match_report(report=report, by=reviewer)
    with django_assert_num_queries(7):
        match_report(report=report, by=reviewer)
    for _ in range(5):
        state(report, "新增公办学位2560个", "地区生产总值", length=5)
    match_report(report=report, by=reviewer)
    with django_assert_num_queries(7):
        match_report(report=report, by=reviewer)


def test_a_decision_keeps_what_else_was_changed_of_the_target(report, promises, gdp, department, reviewer):
    (first, *_rest) = [each.adoption(lead=department) for each in propose(report)]
    (target,) = adopt(report=report, adoptions=[first], by=reviewer)
    match = promises["gdp"].indicator_match
    Target.objects.filter(pk=target.pk).update(deadline="2024-09-30", version=2)
    refuse_match(match=match, by=reviewer)
    target.refresh_from_db()
    assert (str(target.deadline), target.version, target.indicator) == ("2024-09-30", 3, None)


def test_a_decision_reaches_the_adopted_target(report, promises, gdp, investment, department, reviewer):
    first = next(each for each in propose(report) if each.statement == promises["gdp"])
    target = adopt(report=report, adoptions=[first.adoption(lead=department)], by=reviewer)[0]
    assert target.indicator == gdp
    match = promises["gdp"].indicator_match
    confirm_match(match=match, by=reviewer, indicator=investment)
    target.refresh_from_db()
    assert target.indicator == investment
    refuse_match(match=match, by=reviewer)
    target.refresh_from_db()
    assert target.indicator is None
    assert target.history.first().history_user == reviewer


@pytest.mark.parametrize("role", ["foreign_reviewer", "reporter", "leader", "stranger"])
def test_only_reviewers_of_the_region_decide(request, role, report, promises, gdp, reviewer):
    match_report(report=report, by=reviewer)
    match, user = promises["gdp"].indicator_match, request.getfixturevalue(role)
    with pytest.raises(PermissionDenied):
        confirm_match(match=match, by=user)
    with pytest.raises(PermissionDenied):
        refuse_match(match=match, by=user)


def test_likeness_alone_never_confirms(gdp, investment):
    catalogue = Catalogue.load()
    assert catalogue.find("本市地区生产总值", "growth", "%").state == State.CONFIRMED
    similar = catalogue.find("固定投资", "growth", "%")
    assert (similar.indicator, similar.state) == (investment, State.PROPOSED)
    assert catalogue.find("新增停车位", "quantity", "个") is None


def test_a_listed_name_with_a_figure_of_another_kind_is_only_proposed(report, gdp, reviewer):
    state(report, "新增公办学位2560个", "地区生产总值", length=5, measure="level", unit="%")
    match_report(report=report, by=reviewer)
    assert matches(report) == {"地区生产总值": ("gdp", State.PROPOSED)}


def test_jieba_is_not_loaded_by_importing_the_pages():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tracker.settings'; django.setup();"
        "import tracker.urls; assert 'jieba' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
