"""More rows than anybody leafs through are not counted, unless somebody does."""

import datetime as dt

import pytest
import time_machine

from reports.shared.list_page import LateRows

pytestmark = pytest.mark.django_db
PER_PAGE = 25


@pytest.fixture(autouse=True)
def _five_are_counted(monkeypatch):
    monkeypatch.setattr(LateRows, "COUNTED", 5)
    with time_machine.travel(dt.datetime(2024, 7, 5, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def page(client, reviewer, make_target):
    def opened(rows, **query):
        for _ in range(rows):
            make_target()
        client.force_login(reviewer)
        return client.get("/targets/", {"per_page": 2} | query)

    return opened


@pytest.mark.parametrize(("rows", "said"), [(5, "共 5 条"), (6, "超过 5 条"), (9, "超过 5 条")])
def test_it_says_how_many_there_are_or_that_there_are_more(page, rows, said):
    assert said in page(rows).content.decode()


@pytest.mark.parametrize(
    ("number", "shown", "said"),
    [
        (1, [1, 2], "超过 5 条"),
        (2, [3, 4], "超过 5 条"),
        (3, [5, 6], "共 9 条"),
        (5, [9], "共 9 条"),
        (77, [9], "共 9 条"),
    ],
)
def test_who_leafs_beyond_what_is_counted_has_all_counted(page, number, shown, said):
    reply = page(9, page=number)
    assert [each.number for each in reply.context["table"].records] == shown
    assert said in reply.content.decode()
