"""Three lists over the same rows: tasks, projects, responsibilities."""

import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from lxml import html

from tracker.targets.models import Stage


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def targets(make_target, other_department):
    """A quantity that another department supports, a project with two stages of which one is done."""
    words = {"measure": "", "comparator": "", "value": None, "unit": "", "target_class": "project"}
    made = [make_target(name="新增规上工业企业"), make_target(name="青溪大桥建设", **words)]
    made[0].supporting.add(other_department)
    Stage.objects.create(target=made[1], name="开工", planned_on=dt.date(2024, 3, 1), done_on=dt.date(2024, 3, 1))
    Stage.objects.create(target=made[1], name="通车", planned_on=dt.date(2024, 11, 1))
    return made


def cells(client, kind):
    page = html.fromstring(client.get(reverse("three-lists"), {"list": kind}).content.decode())
    return [[cell.text_content().strip() for cell in row.xpath("th|td")] for row in page.xpath("//main//tbody/tr")]


def test_the_tasks(client, reviewer, targets, department, other_department):
    client.force_login(reviewer)
    rows = cells(client, "tasks")
    assert [row[1] for row in rows] == ["新增规上工业企业", "青溪大桥建设"]
    assert rows[0][4:6] == [department.label, other_department.label]


def test_the_projects_say_how_many_stages_are_done_and_what_comes_next(client, reviewer, targets):
    client.force_login(reviewer)
    (row,) = cells(client, "projects")
    assert row[1:5] == ["青溪大桥建设", row[2], "1/2", "2024-11-01 通车"]


def test_who_answers_for_what(client, reviewer, targets, department, other_department):
    client.force_login(reviewer)
    assert sorted(row[:4] for row in cells(client, "duties")) == sorted(
        [
            [department.label, "牵头", "1", "新增规上工业企业"],
            [department.label, "牵头", "2", "青溪大桥建设"],
            [other_department.label, "配合", "1", "新增规上工业企业"],
        ]
    )


@pytest.mark.parametrize("kind", ["tasks", "projects", "duties"])
@pytest.mark.parametrize("file", ["xlsx", "docx", "csv"])
def test_a_list_as_a_file_holds_what_the_page_shows(client, reviewer, targets, kind, file):
    client.force_login(reviewer)
    answer = client.get(reverse("three-lists"), {"list": kind, "export": file})
    assert answer.status_code == 200
    if file == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
        found = [[each for each in row if each is not None] for row in book.active.iter_rows(values_only=True)]
        assert any("青溪大桥建设" in row for row in found)


def test_another_list_is_none(client, reviewer, targets):
    client.force_login(reviewer)
    assert client.get(reverse("three-lists"), {"list": "x"}).status_code == 404


def test_it_takes_few_queries(client, reviewer, targets, make_target, django_assert_max_num_queries):
    client.force_login(reviewer)
    for _each in range(10):
        make_target()
    client.get(reverse("three-lists"), {"list": "duties"})
    with django_assert_max_num_queries(12):
        client.get(reverse("three-lists"), {"list": "duties"})
