import datetime as dt
import io
from decimal import Decimal

import docx
import openpyxl
import pytest
import time_machine
from django.urls import reverse

from tests.tracker.filing import file_figure
from tracker.adoption.proposals import propose
from tracker.adoption.services import adopt
from tracker.targets.models import Target
from tracker.verdicts.models import RuleSet

pytestmark = pytest.mark.usefixtures("_july")


@pytest.fixture
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 5, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def adopted(report, promises, gdp, investment, department, other_department, reviewer, rules):
    chosen = [each for each in propose(report) if each.repeats is None]
    return adopt(report=report, adoptions=[each.adoption(lead=department) for each in chosen], by=reviewer)


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


STRANGERS = ["foreign_reviewer", "stranger"]


# The task table


def test_the_task_table_in_groups(as_reviewer, adopted):
    response = as_reviewer.get(reverse("task-table"))
    assert [(label, len(tasks)) for label, tasks in response.context["groups"]] == [
        ("主要指标", 3), ("量化指标", 2), ("重点项目", 1), ("民生实事", 1),
    ]  # fmt: skip
    content = response.content.decode()
    assert "20家以上" in content
    assert "增长7%" in content
    assert "新增规上工业企业<strong>20家</strong>以上。" in content


@pytest.mark.parametrize(
    ("group", "first"), [("lead", "区发展改革委"), ("section", "二、2024年工作安排"), ("class", "主要指标")]
)
def test_the_task_table_grouped_otherwise(as_reviewer, adopted, group, first):
    response = as_reviewer.get(reverse("task-table"), {"group": group})
    assert response.context["groups"][0][0] == first


def test_another_grouping_is_none(as_reviewer, adopted):
    assert as_reviewer.get(reverse("task-table"), {"group": "x"}).status_code == 404


def test_every_row_leads_to_its_sentence(as_reviewer, adopted, report, promises):
    content = as_reviewer.get(reverse("task-table")).content.decode()
    assert f'href="{reverse("reports:review", args=[report.pk])}#s{promises["firms"].pk}"' in content


def test_a_sentence_of_several_is_said_with_the_first_of_a_run_with_all_their_numbers(
    as_reviewer, adopted, promises, other_department
):
    content = as_reviewer.get(reverse("task-table")).content.decode()
    said = "<strong>7%</strong>，全社会固定资产投资增长<strong>10%</strong>，其中工业投资增长<strong>15%</strong>以上。"
    assert content.count(said) == 1
    assert content.count("主要预期目标是") == 1
    address = reverse("reports:review", args=[promises["gdp"].report_id])
    for name in ("investment", "industry"):
        assert f'<a href="{address}#s{promises[name].pk}">同上</a>' in content
    assert content.count("同上") == 2
    investment = promises["investment"].target
    investment.lead = other_department
    investment.save()
    parted = as_reviewer.get(reverse("task-table"), {"group": "lead"}).content.decode()
    assert (parted.count("主要预期目标是"), parted.count("同上")) == (2, 1)


def test_the_task_table_of_one_report_among_others(as_reviewer, adopted, report, make_target):
    make_target(name="市级下达任务")
    everything = as_reviewer.get(reverse("task-table")).context["tasks"]
    of_report = as_reviewer.get(reverse("task-table"), {"report": report.pk}).context["tasks"]
    assert {task.target.name for task in everything} - {task.target.name for task in of_report} == {"市级下达任务"}
    assert as_reviewer.get(reverse("task-table"), {"report": report.pk + 1}).status_code == 404


def test_the_task_table_as_a_spreadsheet(as_reviewer, adopted, promises):
    file_figure(promises["firms"].target, 6, 12)
    response = as_reviewer.get(reverse("task-table"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(index for index, row in enumerate(rows) if row[0] == "序号")
    assert rows[header] == [
        "序号", "目标任务", "年度目标", "原定", "类别", "约束性或预期性", "权重", "来源层级", "所属总目标序号",
        "牵头单位", "配合单位", "责任领导", "联系人", "完成时限", "填报频率", "数据口径", "指标方向", "上年基数",
        "对比基准值", "自定序时进度", "最新数据月份", "最新审定数", "数据来源", "完成率", "状态", "评价依据",
        "原文出处",
    ]  # fmt: skip
    found = [dict(zip(rows[header], row, strict=True)) for row in rows[header + 1 :]]
    assert len(found) == 7
    firms, bridge = found[4], found[5]
    assert [firms[head] for head in ("序号", "目标任务", "年度目标", "类别", "牵头单位", "权重", "状态", "完成率")] == [
        5, "新增规上工业企业", "20家以上", "量化指标", "区发展改革委", "1", "超进度", "60.0%",
    ]  # fmt: skip
    assert (firms["最新审定数"], firms["最新数据月份"], firms["原文出处"]) == (
        "12", "2024年6月", "新增规上工业企业20家以上。",
    )  # fmt: skip
    assert bridge["完成时限"].date() == dt.date(2024, 6, 30)
    assert sheet.auto_filter.ref == f"A{header + 1}:AA{header + 8}"


def test_the_task_table_as_a_word_document(as_reviewer, adopted):
    response = as_reviewer.get(reverse("task-table"), {"export": "docx"})
    (table,) = docx.Document(io.BytesIO(response.content)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 8
    assert rows[5][:3] == ["5", "新增规上工业企业", "20家以上"]
    assert rows[0][:2] == ["序号", "目标任务"]


def test_withdrawn_targets_leave_the_task_table(as_reviewer, adopted):
    Target.objects.filter(pk=adopted[0].pk).update(is_withdrawn=True)
    response = as_reviewer.get(reverse("task-table"))
    assert len(response.context["tasks"]) == 6
    assert response.context["note"].endswith("另有1项已取消，未列入")


@pytest.mark.parametrize("role", STRANGERS)
def test_the_task_table_of_another_district_is_not_shown(client, request, role, adopted, report):
    client.force_login(request.getfixturevalue(role))
    response = client.get(reverse("task-table"), {"region": report.region_id, "year": 2024})
    assert "新增规上工业企业" not in response.content.decode()
    export = client.get(reverse("task-table"), {"region": report.region_id, "year": 2024, "export": "xlsx"})
    assert export.headers["Content-Type"].startswith("text/html")


def test_another_department_sees_only_what_it_leads_or_supports(client, other_reporter, adopted, other_department):
    client.force_login(other_reporter)
    response = client.get(reverse("task-table"))
    assert [task.target.name for task in response.context["tasks"]] == ["新增公办学位"]


def test_the_task_table_takes_the_same_queries_whatever_its_length(
    as_reviewer, adopted, make_target, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        as_reviewer.get(reverse("task-table"))
    for _ in range(5):
        make_target()
    with django_assert_max_num_queries(12):
        as_reviewer.get(reverse("task-table"))


# The list


def names(response) -> list[str]:
    return [row.record.name for row in response.context["table"].rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"text": "学位"}, {"新增公办学位"}),
        ({"target_class": "headline"}, {"地区生产总值", "全社会固定资产投资", "工业投资"}),
        ({"year": "2023"}, set()),
    ],
)
def test_the_list_is_filtered(as_reviewer, adopted, make_target, query, expected):
    make_target(year=2023, number=50, name="上年目标", is_withdrawn=True)
    assert set(names(as_reviewer.get(reverse("targets"), query))) - {"上年目标"} == expected


def test_the_list_by_lead_and_indicator(as_reviewer, adopted, other_department, gdp):
    assert names(as_reviewer.get(reverse("targets"), {"lead": other_department.pk})) == ["新增公办学位"]
    assert names(as_reviewer.get(reverse("targets"), {"indicator": gdp.pk})) == ["地区生产总值"]


def test_a_leader_chooses_the_district_before_the_department(client, leader, adopted, department, report):
    client.force_login(leader)
    field = client.get(reverse("targets")).context["filter"].form.fields["lead"]
    assert [key for key, _label in field.choices if key] == []
    field = client.get(reverse("targets"), {"region": report.region_id}).context["filter"].form.fields["lead"]
    assert department.pk in [key for key, _label in field.choices]
    assert "新增公办学位" not in names(client.get(reverse("targets"), {"lead": department.pk}))


def test_the_list_by_status_at_a_month(as_reviewer, make_target):
    ahead, behind, missing = make_target(name="甲"), make_target(name="乙"), make_target(name="丙")
    file_figure(ahead, 3, 10)
    file_figure(behind, 3, 4)
    listed = {
        status: names(as_reviewer.get(reverse("targets"), {"year": 2024, "month": 3, "status": status}))
        for status in ("ahead", "behind", "unreported")
    }
    assert listed == {"ahead": [ahead.name], "behind": [behind.name], "unreported": [missing.name]}


def test_submitted_figures_count_where_they_are_asked_for(as_reviewer, make_target):
    file_figure(make_target(name="甲"), 6, 12, state="submitted")
    query = {"year": 2024, "month": 6, "status": "unreported"}
    assert names(as_reviewer.get(reverse("targets"), query)) == ["甲"]
    assert names(as_reviewer.get(reverse("targets"), query | {"figures": "submitted"})) == []


def test_a_status_without_a_year_is_refused(as_reviewer, make_target):
    make_target()
    response = as_reviewer.get(reverse("targets"), {"status": "ahead"})
    assert "请同时选择年度" in response.content.decode()


def test_the_list_exports_what_is_filtered_with_the_status_in_words(as_reviewer, make_target):
    file_figure(make_target(name="甲"), 6, 12)
    make_target(name="乙")
    content = as_reviewer.get(reverse("targets"), {"text": "甲", "export": "csv"}).getvalue().decode("utf-8-sig")
    assert len(content.strip().splitlines()) == 2
    assert "超进度" in content
    assert "默认规则 v1" in content


@pytest.mark.parametrize("role", STRANGERS)
@pytest.mark.parametrize("export", ["", "csv"])
def test_the_list_shows_nothing_to_strangers(client, request, role, export, make_target):
    make_target()
    client.force_login(request.getfixturevalue(role))
    content = client.get(reverse("targets"), {"export": export}).getvalue().decode("utf-8-sig")
    assert "新增规上工业企业" not in content


def test_another_department_lists_only_its_own(client, other_reporter, make_target, other_department):
    make_target()
    make_target(name="教委牵头", lead=other_department)
    client.force_login(other_reporter)
    assert names(client.get(reverse("targets"))) == ["教委牵头"]


def test_the_list_takes_the_same_queries_whatever_its_length(as_reviewer, make_target, django_assert_num_queries):
    make_target()
    make_target(year=2022, number=9, deadline=dt.date(2022, 12, 31))
    as_reviewer.get(reverse("targets"))
    with django_assert_num_queries(12):
        as_reviewer.get(reverse("targets"))
    for _ in range(30):
        make_target()
    with django_assert_num_queries(12):
        as_reviewer.get(reverse("targets"))


def test_a_status_is_asked_for_in_the_same_queries_whatever_there_is(
    as_reviewer, make_target, django_assert_num_queries
):
    asked = {"year": 2024, "status": "unreported"}
    make_target()
    as_reviewer.get(reverse("targets"), asked)
    with django_assert_num_queries(12):
        as_reviewer.get(reverse("targets"), asked)
    for _ in range(30):
        make_target()
    with django_assert_num_queries(12):
        assert len(as_reviewer.get(reverse("targets"), asked).context["table"].rows) == 31


# The page of a target


def test_the_page_shows_sentence_terms_verdict_and_chart(as_reviewer, adopted, promises):
    target = promises["firms"].target
    file_figure(target, 6, 12)
    response = as_reviewer.get(target.get_absolute_url())
    content = response.content.decode()
    for words in ("新增规上工业企业20家以上。", "20家以上", "区发展改革委", "6月末", "60.0%"):
        assert words in content
    assert response.context["judged"].status == "ahead"
    assert response.context["chart"] is not None


def test_the_page_looks_back_to_a_month(as_reviewer, make_target):
    target = make_target()
    file_figure(target, 3, 2)
    response = as_reviewer.get(target.get_absolute_url(), {"month": 3})
    assert response.context["judged"].status == "far_behind"


@pytest.mark.parametrize(("role", "seen"), [("reporter", True), ("reviewer", False), ("leader", False)])
def test_a_draft_is_seen_by_its_department_alone(client, request, role, seen, make_target):
    target = make_target()
    file_figure(target, 5, 7, state="draft", narrative="还没写完")
    client.force_login(request.getfixturevalue(role))
    for address in (target.get_absolute_url(), reverse("entries"), reverse("entries") + "?export=csv"):
        assert ("还没写完" in client.get(address).getvalue().decode()) == seen


def test_months_say_whether_they_are_filed_missing_or_not_due(as_reviewer, make_target):
    target = make_target(frequency="quarterly")
    file_figure(target, 3, 5)
    rows = as_reviewer.get(target.get_absolute_url()).context["rows"]
    assert [(row.month, bool(row.entry), row.is_missing) for row in rows] == [
        (3, True, False), (6, False, True), (9, False, False), (12, False, False),
    ]  # fmt: skip


def test_a_figure_that_waits_is_not_called_missing(as_reviewer, make_target):
    target = make_target()
    entry = file_figure(target, 6, 12, state="submitted")
    for address in (target.get_absolute_url(), reverse("targets")):
        assert "已报送，待审核" in as_reviewer.get(address).content.decode()
    content = as_reviewer.get(target.get_absolute_url()).content.decode()
    assert "应报未报" not in content
    entry.delete()
    file_figure(target, 5, 12, state="submitted")
    assert "应报未报" in as_reviewer.get(target.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("done", "months"),
    [
        (None, [3, 6, 9, 12]),
        ("2024-06-28", [3, 6]),
        ("2024-07-01", [3, 6, 9]),
        ("2023-12-30", [3]),
        ("2025-01-05", [3, 6, 9, 12]),
    ],
)
def test_a_milestone_owes_nothing_once_it_is_done(as_reviewer, make_target, done, months):
    terms = {"measure": "", "comparator": "", "value": None, "standard": "通车", "frequency": "quarterly"}
    target = make_target(**terms)
    target.stages.create(name="通车", planned_on="2024-06-30", done_on=done)
    assert [row.month for row in as_reviewer.get(target.get_absolute_url()).context["rows"]] == months


@pytest.mark.parametrize("role", [*STRANGERS, "other_reporter"])
@pytest.mark.parametrize("page", ["target", "target-history"])
def test_the_page_is_not_there_for_strangers(client, request, role, page, make_target):
    client.force_login(request.getfixturevalue(role))
    assert client.get(reverse(page, args=[make_target().pk])).status_code == 404


@pytest.mark.parametrize("role", ["reporter", "leader", "administrator"])
def test_readers_see_the_page_but_set_nothing(client, request, role, make_target):
    client.force_login(request.getfixturevalue(role))
    target = make_target()
    assert client.get(target.get_absolute_url()).status_code == 200
    assert (client.get(steps_url(target)).context["forms"] is None) == (role != "administrator")


def test_the_page_takes_the_same_queries_whatever_was_filed(as_reviewer, make_target, django_assert_max_num_queries):
    target = make_target()
    for month in range(1, 7):
        file_figure(target, month, month * 2)
    as_reviewer.get(target.get_absolute_url())
    with django_assert_max_num_queries(12):
        as_reviewer.get(target.get_absolute_url())
    with django_assert_max_num_queries(12):
        as_reviewer.get(steps_url(target), headers={"HX-Request": "true"})


# What a reviewer sets


def steps_url(target) -> str:
    return reverse("target-steps", args=[target.pk])


def terms_of(response) -> dict[str, object]:
    form = response.context["forms"]["terms"]
    values = {field.html_name: field.field.prepare_value(field.value()) for field in form}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_terms_are_set_with_a_reason(as_reviewer, make_target, other_department):
    target = make_target()
    data = terms_of(as_reviewer.get(steps_url(target))) | {
        "terms-baseline": "210", "terms-supporting": "区教委", "terms-reason": "年初核定",
        "terms-schedule": "0 0 10 20 30 40 50 60 70 80 90 100",
    }  # fmt: skip
    response = as_reviewer.post(reverse("change-target", args=[target.pk, "terms"]), data)
    assert response.status_code == 302
    target.refresh_from_db()
    assert (target.baseline, target.schedule[2], target.version) == (210, 10, 2)
    assert list(target.supporting.all()) == [other_department]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("terms-schedule", "10 20 30"),
        ("terms-schedule", "100 90 80 70 60 50 40 30 20 10 5 100"),
        ("terms-baseline", "许多"),
        ("terms-reason", ""),
        ("terms-supporting", "不存在局"),
    ],
)
def test_wrong_terms_are_shown_again_and_not_stored(as_reviewer, make_target, field, typed):
    target = make_target()
    data = terms_of(as_reviewer.get(steps_url(target))) | {"terms-reason": "核定", field: typed}
    response = as_reviewer.post(reverse("change-target", args=[target.pk, "terms"]), data)
    assert response.status_code == 422
    assert response.context["forms"]["terms"].errors
    target.refresh_from_db()
    assert target.version == 1


def test_a_verdict_in_words_decides_the_status(as_reviewer, make_target):
    target = make_target(comparator="qualitative", value=None, standard="全覆盖", target_class="qualitative")
    data = {"verdict-version": 1, "verdict-verdict": "behind", "verdict-reason": "两个镇街未启动"}
    as_reviewer.post(reverse("change-target", args=[target.pk, "verdict"]), data)
    response = as_reviewer.get(target.get_absolute_url(), {"month": 7})
    assert response.context["judged"].status == "behind"
    assert "两个镇街未启动" in response.content.decode()


def test_stages_are_planned_and_done(as_reviewer, make_target):
    target = make_target(measure="", comparator="", value=None, standard="通车", target_class="project")
    data = {
        "stages-TOTAL_FORMS": 2, "stages-INITIAL_FORMS": 0, "stages-version": 1,
        "stages-0-name": "开工", "stages-0-planned_on": "2024-03-01", "stages-0-done_on": "2024-02-20",
        "stages-1-name": "", "stages-1-planned_on": "",
    }  # fmt: skip
    response = as_reviewer.post(reverse("change-target", args=[target.pk, "stages"]), data)
    assert response.status_code == 302
    assert [(stage.name, str(stage.done_on)) for stage in target.stages.all()] == [("开工", "2024-02-20")]


def test_a_stage_without_its_day_is_refused(as_reviewer, make_target):
    target = make_target(measure="", comparator="", value=None, standard="通车", target_class="project")
    data = {"stages-TOTAL_FORMS": 1, "stages-INITIAL_FORMS": 0, "stages-version": 1, "stages-0-name": "开工"}
    response = as_reviewer.post(reverse("change-target", args=[target.pk, "stages"]), data)
    assert response.status_code == 422
    assert "请填写计划日期" in response.content.decode()


def test_two_reviewers_the_second_is_told(as_reviewer, make_target):
    target = make_target()
    data = {"withdraw-version": 1, "withdraw-reason": "取消"}
    as_reviewer.post(reverse("change-target", args=[target.pk, "withdraw"]), data)
    response = as_reviewer.post(reverse("change-target", args=[target.pk, "withdraw"]), data)
    assert response.status_code == 422
    assert "其他人刚刚修改了该目标" in response.content.decode()


@pytest.mark.parametrize("role", ["reporter", "leader", "foreign_reviewer", "other_reporter", "stranger"])
def test_nobody_else_sets_anything(client, request, role, make_target):
    target = make_target()
    client.force_login(request.getfixturevalue(role))
    data = {"withdraw-version": 1, "withdraw-reason": "取消"}
    response = client.post(reverse("change-target", args=[target.pk, "withdraw"]), data)
    assert response.status_code in (403, 404)
    target.refresh_from_db()
    assert not target.is_withdrawn


def test_an_unknown_part_is_not_there(as_reviewer, make_target):
    assert as_reviewer.post(reverse("change-target", args=[make_target().pk, "value"])).status_code == 404


def test_parts_that_others_lead_are_not_named(client, other_reporter, other_department, make_target):
    whole = make_target(lead=other_department)
    make_target(parent=whole, name="别的部门的任务")
    client.force_login(other_reporter)
    page = client.get(whole.get_absolute_url())
    assert page.status_code == 200
    assert "别的部门的任务" not in page.content.decode()


@pytest.mark.parametrize("critical_from", [None, Decimal(-15)])
@pytest.mark.parametrize("page", ["targets", "projects"])
def test_only_statuses_that_the_rule_set_in_force_gives_are_offered(as_reviewer, rules, page, critical_from):
    RuleSet.objects.filter(pk=rules.pk).update(critical_from=critical_from)
    field = as_reviewer.get(reverse(page)).context["filter"].form.fields["status"]
    assert ("critical" in dict(field.choices)) is (critical_from is not None)
