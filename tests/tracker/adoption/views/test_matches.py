import pytest
from django.urls import reverse

from tests.tracker.stating import state
from tracker.adoption.matching import match_report
from tracker.indicators.models import IndicatorMatch

State = IndicatorMatch.State
HTMX = {"HX-Request": "true"}
STRANGERS = ["reporter", "other_reporter", "foreign_reviewer", "leader", "stranger"]


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def proposed(report, promises, gdp, investment, reviewer) -> IndicatorMatch:
    statement = state(report, "新增公办学位2560个", "固定资产投资额", length=5)
    match_report(report=report, by=reviewer)
    return statement.indicator_match


def test_what_waits_for_a_word_comes_first(as_reviewer, proposed):
    response = as_reviewer.get(reverse("matches"))
    assert [row.record.state for row in response.context["table"].rows] == ["proposed"] + ["confirmed"] * 3
    assert response.context["table"].rows[0].record == proposed


def test_the_most_alike_come_first_whenever_they_were_found(as_reviewer, report, proposed, investment):
    """The better proposal was made later: its key says nothing of it."""
    IndicatorMatch.objects.filter(pk=proposed.pk).update(similarity=0.7)
    better = state(report, "新增公办学位2560个", "固定资产投资总额", length=4)
    match = IndicatorMatch.objects.create(statement=better, indicator=investment, similarity=0.9)
    refused = IndicatorMatch.objects.exclude(pk__in=[match.pk, proposed.pk]).first()
    IndicatorMatch.objects.filter(pk=refused.pk).update(state=State.REFUSED)
    records = [row.record for row in as_reviewer.get(reverse("matches")).context["table"].rows]
    assert (records[:2], records[-1]) == ([match, proposed], refused)


def test_the_list_is_filtered(as_reviewer, proposed, gdp):
    response = as_reviewer.get(reverse("matches"), {"indicator": gdp.pk})
    assert {row.record.indicator for row in response.context["table"].rows} == {gdp}
    response = as_reviewer.get(reverse("matches"), {"state": "proposed", "text": "投资"})
    assert [row.record for row in response.context["table"].rows] == [proposed]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("data", "code", "decided"),
    [
        ({"action": "confirm"}, "investment", State.CONFIRMED),
        ({"action": "confirm", "indicator": "gdp"}, "gdp", State.CONFIRMED),
        ({"action": "refuse"}, "investment", State.REFUSED),
    ],
)
def test_deciding_in_the_row(as_reviewer, proposed, gdp, reviewer, htmx, data, code, decided):
    data = data | ({"indicator": gdp.pk} if "indicator" in data else {})
    address = reverse("decide-match", args=[proposed.pk])
    response = as_reviewer.post(address, data, headers=HTMX if htmx else None)
    assert response.status_code == (200 if htmx else 302)
    proposed.refresh_from_db()
    assert (proposed.indicator.code, proposed.state, proposed.decided_by) == (code, decided, reviewer)


def test_an_indicator_that_is_none_is_refused(as_reviewer, proposed):
    response = as_reviewer.post(reverse("decide-match", args=[proposed.pk]), {"indicator": 99999})
    assert response.status_code == 404
    proposed.refresh_from_db()
    assert proposed.state == State.PROPOSED


def test_statements_are_matched_on_demand(as_reviewer, report, promises, gdp):
    as_reviewer.post(reverse("find-matches"), {"report": report.pk})
    assert IndicatorMatch.objects.confirmed().count() == 2


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_else_decides_or_matches(client, request, role, proposed, report):
    client.force_login(request.getfixturevalue(role))
    assert client.post(reverse("decide-match", args=[proposed.pk]), {"action": "refuse"}).status_code == 404
    assert client.post(reverse("find-matches"), {"report": report.pk}).status_code == 404
    assert client.post(reverse("find-matches"), {"report": "x"}).status_code == 404
    proposed.refresh_from_db()
    assert proposed.state == State.PROPOSED


@pytest.mark.parametrize("role", ["foreign_reviewer", "stranger"])
def test_matches_of_another_district_are_not_listed(client, request, role, proposed):
    client.force_login(request.getfixturevalue(role))
    response = client.get(reverse("matches"))
    assert list(response.context["table"].rows) == []
    assert "地区生产总值" not in client.get(reverse("matches"), {"export": "csv"}).getvalue().decode()


def test_readers_see_the_list_without_buttons(client, leader, proposed):
    client.force_login(leader)
    response = client.get(reverse("matches"))
    assert len(response.context["table"].rows) == 4
    assert reverse("decide-match", args=[proposed.pk]) not in response.content.decode()


def test_the_list_takes_the_same_queries_whatever_its_length(
    as_reviewer, proposed, report, reviewer, django_assert_num_queries
):
    as_reviewer.get(reverse("matches"))
    with django_assert_num_queries(11):
        as_reviewer.get(reverse("matches"))
    for number in range(10):
        state(report, "新增公办学位2560个", "地区生产总值", length=5, value=number)
    match_report(report=report, by=reviewer)
    with django_assert_num_queries(11):
        as_reviewer.get(reverse("matches"))
