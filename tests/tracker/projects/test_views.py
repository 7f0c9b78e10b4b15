"""The pages of projects: what they show, take and refuse, and how many queries they need."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from tests.tracker.projects.building import file, make_project
from tracker.projects.models import Investment, Need, Project


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 1, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def project(department, reviewer, reporter, make_target):
    made = make_project(department, reviewer, targets=[make_target()])
    file(made, reporter, 6, 600)
    return made


def test_the_list_takes_the_same_queries_whatever_its_length(
    client, project, department, reviewer, reporter, django_assert_max_num_queries
):
    client.force_login(reviewer)
    for number in range(3):
        file(make_project(department, reviewer, name=f"项目{number}"), reporter, 6, 10, approved_by=reviewer)
    with django_assert_max_num_queries(12):
        words = client.get("/projects/").content.decode()
    assert "项目2" in words
    assert "严重滞后" in words or "far behind" in words


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?stage=started", 1), ("?stage=in_use", 0), ("?mark=waiting", 1), ("?mark=still", 0), ("?mark=need", 0),
        ("?mark=statistics", 0), ("?mark=stopped", 0), ("?status=unreported", 1), ("?status=done", 0),
        ("?text=园区", 1),
    ],
)  # fmt: skip
def test_the_list_filters(client, project, reviewer, query, count):
    client.force_login(reviewer)
    assert len(client.get(f"/projects/{query}").context["table"].rows) == count


def test_files_hold_what_the_page_shows(client, project, reviewer):
    client.force_login(reviewer)
    reply = client.get("/projects/?export=csv")
    assert "传感器产业园" in b"".join(reply.streaming_content if reply.streaming else [reply.content]).decode()


def test_the_overview_and_the_page_need_few_queries(client, project, leader, reporter, django_assert_max_num_queries):
    for user in (leader, reporter):
        client.force_login(user)
        for address in ("/projects/overview/", project.get_absolute_url()):
            with django_assert_max_num_queries(12):
                assert client.get(address).status_code == 200


def test_who_sees_no_project_is_told_so(client, stranger):
    client.force_login(stranger)
    assert client.get("/projects/overview/").status_code == 200


def test_from_recording_to_approval_on_the_pages(client, department, reviewer, reporter, make_target):
    target = make_target()
    client.force_login(reviewer)
    data = {"version": 0, "name": "新项目", "kind": "city", "lead": department.pk, "total": "8,000", "planned": "1200",
            "started_on": "2024-02-01", "targets": [target.pk]}  # fmt: skip
    assert client.post(reverse("new-project"), data).status_code == 302
    project = Project.objects.get(name="新项目")
    assert list(project.targets.all()) == [target]
    client.force_login(reporter)
    page = client.get(project.get_absolute_url())
    assert page.context["month_form"].initial["month"] == 6
    assert client.post(reverse("file-investment", args=[project.pk]), {"month": 6, "amount": "abc"}).status_code == 422
    assert client.post(reverse("file-investment", args=[project.pk]), {"month": 6, "amount": "500"}).status_code == 302
    filing = Investment.objects.get()
    assert client.post(reverse("decide-investment", args=[filing.pk, "approve"]), {"version": 1}).status_code == 403
    client.force_login(reviewer)
    client.post(reverse("decide-investment", args=[filing.pk, "approve"]), {"version": 1})
    filing.refresh_from_db()
    assert filing.is_approved
    edited = data | {"version": 1, "name": "改名项目"}
    assert client.post(reverse("edit-project", args=[project.pk]), edited).status_code == 302
    assert client.post(reverse("edit-project", args=[project.pk]), edited).status_code == 422


def test_needs_and_stages_on_the_page(client, project, reporter):
    client.force_login(reporter)
    data = {"kind": "land", "words": "缺地", "due": "2024-08-01"}
    assert client.post(reverse("add-need", args=[project.pk]), data).status_code == 302
    assert client.post(reverse("add-need", args=[project.pk]), data).status_code == 422
    need = Need.objects.get()
    assert client.post(reverse("close-need", args=[need.pk]), {"words": "已供地"}).status_code == 302
    days = {"version": 1, "in_use_on": "2024-06-30", "started_on": "2023-06-01"}
    assert client.post(reverse("project-stages", args=[project.pk]), days).status_code == 302
    project.refresh_from_db()
    assert project.stage == "in_use"


def test_leaders_change_nothing(client, project, leader):
    client.force_login(leader)
    for name in ("edit-project", "project-stages", "file-investment", "add-need"):
        assert client.post(reverse(name, args=[project.pk])).status_code == 403, name
