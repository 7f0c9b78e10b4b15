"""Decisions through the browser's requests: what comes back, and what a conflict looks like."""

from decimal import Decimal

import pytest
from django.urls import reverse

from reports.library.models import Statement
from reports.review.services.decisions import Ref, accept_open, decide, edit
from tests.reports.conftest import ref, row, states

pytestmark = pytest.mark.django_db
GDP = "地区生产总值"


def seen(statement) -> str:
    return f"{statement.pk}:{statement.version}"


def words(answer) -> str:
    """The answer with its white space folded."""
    return " ".join(answer.content.decode().split())


def post(client, report, name, data=None, **more):
    return client.post(reverse(f"reports:{name}", kwargs={"pk": report.pk} | more), data or {})


@pytest.fixture(autouse=True)
def _logged_in(client, reviewer):
    client.force_login(reviewer)


@pytest.mark.parametrize(("verb", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_decision_answers_with_the_card_its_text_and_the_progress(client, report, verb, state):
    gdp = row(report, GDP)
    answer = post(client, report, "decide", {"row": seen(gdp)}, verb=verb)
    page = words(answer)
    assert answer.status_code == 200
    assert row(report, GDP).state == state
    assert f'id="s{gdp.pk}"' in page
    assert f'data-row="{gdp.pk}:2"' in page
    assert f"is-{state}" in page.split('id="b')[1]
    assert f'id="s{row(report, "改造老旧小区").pk}"' not in page
    assert '<progress value="1" max="6"' in page


@pytest.mark.parametrize("rows", [[], ["x"], ["1"], ["1:x"], [f"{10**30}:1"], ["-1:1"]])
def test_a_malformed_request_is_refused(client, report, rows):
    assert post(client, report, "decide", {"row": rows}, verb="accept").status_code == 400


def test_many_conflicts_cost_no_more_than_one(client, report, second_reviewer, django_assert_max_num_queries):
    rows = [seen(each) for each in report.statements.all()]
    accept_open(report=report, refs=[Ref.parse(each) for each in rows], user=second_reviewer)
    with django_assert_max_num_queries(10 + 3):  # three are the savepoint inside of the test's transaction
        assert post(client, report, "decide", {"row": rows}, verb="reject").status_code == 409


def test_a_conflict_shows_what_was_seen_and_what_is_there_now(client, report, second_reviewer):
    gdp = row(report, GDP)
    edit(report=report, ref=ref(gdp), values={"value": Decimal("7.5")}, user=second_reviewer)
    answer = post(client, report, "decide", {"row": seen(gdp)}, verb="reject")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "7 → <strong>7.5</strong>" in page
    assert "second-reviewer" in page
    assert row(report, GDP).state == "open"
    post(client, report, "decide", {"row": f"{gdp.pk}:2"}, verb="reject")
    assert row(report, GDP).state == "rejected"


def test_a_statement_merged_away_by_another_is_taken_off_the_page(client, report, second_reviewer):
    from reports.review.services.composition import merge

    pair = [row(report, "改造老旧小区"), row(report, "垃圾分类覆盖率、处理率")]
    merge(report=report, refs=[ref(s) for s in pair], values={}, user=second_reviewer)
    answer = post(client, report, "decide", {"row": seen(pair[1])}, verb="accept")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'id="statements"' in page
    assert f'id="s{pair[1].pk}"' not in page


def test_a_target_is_not_decided_again(client, report, reviewer, make_target):
    decide(report=report, refs=[ref(row(report, GDP))], verb="accept", user=reviewer)
    make_target(statement=row(report, GDP))
    answer = post(client, report, "decide", {"row": seen(row(report, GDP))}, verb="reject")
    assert answer.status_code == 409
    assert row(report, GDP).state == "accepted"


def test_accepting_all_that_were_seen(client, report, second_reviewer):
    rows = [seen(s) for s in report.statements.all()]
    edit(report=report, ref=ref(row(report, GDP)), values={"value": Decimal(8)}, user=second_reviewer)
    page = words(post(client, report, "accept-all", {"row": rows}))
    assert dict(states(report))[GDP] == "open"
    assert '<progress value="5" max="6"' in page


def test_a_large_step_answers_with_list_and_text_as_wholes(client, report):
    template = row(report, GDP)
    Statement.objects.bulk_create(
        Statement(report=report, passage=template.passage, kind="target", indicator=f"第{n}项", start=n, end=n + 1)
        for n in range(30)
    )
    page = words(post(client, report, "accept-all", {"row": [seen(s) for s in report.statements.all()]}))
    assert 'id="paper" hx-swap-oob="innerHTML"' in page
    assert 'id="statements" hx-swap-oob="innerHTML"' in page
    assert page.count("hx-swap-oob") == 6
    assert page.count('class="statement') == 36


def test_undo(client, report, reviewer):
    accept_open(report=report, refs=[ref(s) for s in report.statements.all()], user=reviewer)
    assert '<progress value="0" max="6"' in words(post(client, report, "undo"))
    assert {state for _, state in states(report)} == {"open"}
    assert post(client, report, "undo").status_code == 200


def test_undo_over_another_ones_change_is_refused(client, report, reviewer, second_reviewer):
    decide(report=report, refs=[ref(row(report, GDP))], verb="accept", user=reviewer)
    decide(report=report, refs=[ref(row(report, GDP))], verb="reject", user=second_reviewer)
    assert post(client, report, "undo").status_code == 409
    assert row(report, GDP).state == "rejected"


@pytest.mark.parametrize(("answer", "value"), [("take", 9), ("keep", 7)])
def test_a_suggestion(client, report, answer, value):
    gdp = row(report, GDP)
    gdp.suggestion, gdp.change, gdp.state = {**gdp.read_as, "value": "9"}, "changed", "accepted"
    gdp.save()
    shown = client.get(report.get_absolute_url()).content.decode()
    assert "7 → <strong>9</strong>" in shown
    post(client, report, "suggestion", {"row": seen(gdp)}, statement=gdp.pk, answer=answer)
    assert (row(report, GDP).value, row(report, GDP).suggestion) == (value, None)
    again = post(client, report, "suggestion", {"row": seen(gdp)}, statement=gdp.pk, answer=answer)
    assert again.status_code == 409


def test_statements_of_other_reports_are_out_of_reach(client, report):
    assert post(client, report, "suggestion", {"row": "1:1"}, statement=987654, answer="take").status_code == 404
    assert post(client, report, "decide", {"row": "987654:1"}, verb="accept").status_code == 404
