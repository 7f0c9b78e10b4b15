import pytest
from django.urls import reverse
from lxml import html

from reports.library.models import Statement
from tests.tracker.stating import state
from tracker.adoption.proposals import propose
from tracker.adoption.row_drawing import AdoptionRows
from tracker.adoption.services import adopt
from tracker.adoption.views.adoption import ROWS_AT_ONCE
from tracker.targets.models import Target

HTMX = {"HX-Request": "true"}
LEADLESS = "bridge"


@pytest.fixture
def page(report, promises, gdp, investment, department, other_department):
    return reverse("adopt", args=[report.pk])


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


def rows_of(response) -> dict[str, object]:
    return {row.proposal.name: row for row in response.context["table"].rows}


def seen(statement) -> str:
    return f"{statement.pk}:{statement.version}"


def filled_in(response, **changes) -> dict[str, object]:
    """Return what the browser would post: every field as it is shown, every ticked box."""
    data = {"adopt": [seen(row.proposal.statement) for row in response.context["table"].rows if row.is_ticked]}
    for row in response.context["table"].rows:
        for field in row:
            value = field.value()
            value = field.field.prepare_value(value) if hasattr(field.field, "prepare_value") else value
            if value is not None and value is not False:
                data[field.html_name] = value
    return data | changes


def test_a_row_for_every_promise_with_its_suggestions(as_reviewer, page, department):
    rows = rows_of(as_reviewer.get(page))
    assert list(rows) == [
        "地区生产总值", "全社会固定资产投资", "工业投资", "国家高新技术企业", "新增规上工业企业", "青溪大桥通车",
        "新增公办学位",
    ]  # fmt: skip
    assert rows["全社会固定资产投资"]["lead"].value() == department.pk


def test_what_repeats_is_not_ticked(as_reviewer, page, promises):
    table = as_reviewer.get(page).context["table"]
    assert [row.proposal.statement for row in table.rows if not row.is_ticked] == [promises["again"]]


def test_one_submit_adopts_all_with_one_lead_for_the_rest(as_reviewer, page, report, promises, other_department):
    response = as_reviewer.get(page)
    done = as_reviewer.post(page, filled_in(response, default_lead=other_department.pk))
    assert done.status_code == 302
    assert done.url == f"{reverse('task-table')}?region={report.region_id}&year=2024&report={report.pk}"
    assert Target.objects.count() == 7
    assert promises[LEADLESS].target.lead == other_department
    assert promises["firms"].target.lead == other_department
    assert promises["industry"].target.parent == promises["investment"].target


def test_a_row_without_a_lead_is_named_and_nothing_is_stored(as_reviewer, page, promises):
    response = as_reviewer.post(page, filled_in(as_reviewer.get(page)))
    assert response.status_code == 422
    assert not Target.objects.exists()
    assert "青溪大桥通车" in {row.proposal.name for row, _field, _error in response.context["table"].errors}
    content = " ".join(response.content.decode().split())
    prefix = f"s{promises[LEADLESS].pk}"
    assert f'<a href="#id_{prefix}-lead">青溪大桥通车</a> · 牵头单位：请在此选择' in content
    assert f'<tr id="{prefix}" class="has-error">' in content
    assert f'id="id_{prefix}-lead_error"' in content


def test_mistakes_of_several_rows_are_told_at_once_and_kept_as_typed(as_reviewer, page, promises, department):
    first, second = f"s{promises['gdp'].pk}", f"s{promises['hightech'].pk}"
    wrong = {
        f"{first}-deadline": "2024-13-40",
        f"{second}-baseline": "二百",
        f"{second}-supporting": "区教委、不存在局",
    }
    response = as_reviewer.post(page, filled_in(as_reviewer.get(page), default_lead=department.pk, **wrong))
    named = [row.proposal.name for row, _field, _error in response.context["table"].errors]
    assert named == ["地区生产总值", "国家高新技术企业", "国家高新技术企业"]
    content = response.content.decode()
    assert "不存在局" in content
    assert "二百" in content
    assert not Target.objects.exists()


def test_a_lead_that_was_taken_out_counts_as_missing(as_reviewer, page, promises):
    shown = as_reviewer.get(page)
    response = as_reviewer.post(page, filled_in(shown, **{f"s{promises['investment'].pk}-lead": ""}))
    assert response.context["table"].n_without_lead == shown.context["table"].n_without_lead + 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", "", "目标任务：请填写。"),
        ("deadline", "", "完成时限：请填写。"),
        ("deadline", "2031-01-01", "完成时限：2031年不合理：报告部署的是2024年工作。请填写2024年至2029年之间的日期。"),
        ("deadline", "2023-12-31", "完成时限：2023年不合理"),
    ],
)
def test_an_error_names_its_field(as_reviewer, page, promises, department, field, typed, told):
    wrong = {f"s{promises['gdp'].pk}-{field}": typed}
    response = as_reviewer.post(page, filled_in(as_reviewer.get(page), default_lead=department.pk, **wrong))
    assert f"地区生产总值</a> · {told}" in response.content.decode()
    assert not Target.objects.exists()


def test_a_namesake_of_the_year_is_flagged_and_not_ticked(as_reviewer, page, promises, make_target):
    there = make_target(name="全区 地区生产总值", measure="growth", unit="%", number=5)
    response = as_reviewer.get(page)
    table = response.context["table"]
    assert [row.proposal.namesake for row in table.rows if row.proposal.namesake] == [there, there]
    assert promises["gdp"] not in [row.proposal.statement for row in table.ticked_rows]
    content = response.content.decode()
    assert "2 项与已有目标同名，默认不勾选" in content
    assert f'href="{there.get_absolute_url()}">已有同名目标 第5项</a>' in content


@pytest.mark.parametrize(
    "other",
    [{"is_withdrawn": True}, {"year": 2023}, {"unit": "亿元"}, {"measure": "level"}, {"name": "生产总值能耗"}],
)
def test_what_measures_something_else_or_is_gone_is_no_namesake(as_reviewer, page, make_target, other):
    make_target(**{"name": "地区生产总值", "measure": "growth", "unit": "%", "number": 5} | other)
    assert as_reviewer.get(page).context["table"].n_namesakes == 0


def test_a_ticked_namesake_is_adopted(as_reviewer, page, promises, department, make_target):
    make_target(name="地区生产总值", measure="growth", unit="%", number=5)
    changes = {"adopt": [seen(promises["gdp"])], f"s{promises['gdp'].pk}-lead": department.pk}
    as_reviewer.post(page, filled_in(as_reviewer.get(page), **changes))
    assert promises["gdp"].target.number == 6


def test_changes_in_the_form_are_stored(as_reviewer, page, promises, department, other_department):
    prefix = f"s{promises['hightech'].pk}"
    changes = {
        "adopt": [seen(promises["hightech"])],
        f"{prefix}-name": "高新技术企业总数", f"{prefix}-lead": other_department.pk,
        f"{prefix}-supporting": department.name, f"{prefix}-deadline": "2024-09-30", f"{prefix}-baseline": "１，２０５",
        f"{prefix}-target_class": "project", f"{prefix}-frequency": "annual",
    }  # fmt: skip
    as_reviewer.post(page, filled_in(as_reviewer.get(page), **changes))
    target = Target.objects.get()
    assert (target.name, target.lead, target.baseline) == ("高新技术企业总数", other_department, 1205)
    assert (str(target.deadline), target.target_class, target.frequency) == ("2024-09-30", "project", "annual")
    assert list(target.supporting.all()) == [department]


def test_a_report_of_two_hundred_promises_is_adopted_in_one_submit(as_reviewer, page, report, promises, department):
    for number in range(200):
        state(report, "新增公办学位2560个", f"新增第{number}类设施", value=number + 1, unit="处", length=5)
    as_reviewer.post(page, filled_in(as_reviewer.get(page), default_lead=department.pk))
    assert Target.objects.count() == 207


@pytest.fixture
def long_page(report, promises):
    """The form of a report with far more promises than come with fields."""
    for number in range(1, 61):
        state(report, "新增公办学位2560个", f"新增第{number}类设施", value=number, unit="处", length=5)
    return reverse("adopt", args=[report.pk])


def form_of(response):
    return html.fromstring(response.content.decode()).get_element_by_id("adopt")


def sent(response, **typed) -> dict[str, object]:
    """What a browser sends of a page: the fields that are there, and every ticked box."""
    form = form_of(response)
    ticked = form.xpath(".//input[@name='adopt'][@checked]/@value")
    fields = {name: value for name, value in form.form_values() if name != "adopt"}
    return {"adopt": ticked} | fields | typed


def with_fields(response) -> int:
    return sum(name.endswith("-deadline") for name in form_of(response).fields)


def test_a_long_report_comes_in_parts_that_together_hold_every_row(as_reviewer, long_page):
    page = as_reviewer.get(long_page)
    rows, parts = form_of(page).xpath(".//tr[@id]"), form_of(page).xpath(".//*[@hx-get]/@hx-get")
    assert (len(rows), with_fields(page)) == (len(page.context["table"].proposals), ROWS_AT_ONCE)
    assert form_of(page).xpath(".//noscript//a/@href") == parts
    fetched = [html.fromstring(as_reviewer.get(each, headers=HTMX).content.decode()) for each in parts]
    assert all(len(part.xpath("//tr[@id]")) <= ROWS_AT_ONCE for part in fetched)
    keys = [row.get("id") for part in fetched for row in part.xpath("//tr[.//select]")]
    assert keys == [row.get("id") for row in rows[ROWS_AT_ONCE:]]


def test_promises_whose_fields_were_not_fetched_are_adopted_as_the_page_says(
    as_reviewer, long_page, promises, department
):
    page = as_reviewer.get(long_page)
    words = " ".join(form_of(page).get_element_by_id(f"s{_last().pk}").text_content().split())
    assert "新增第60类设施" in words
    assert "2024-12-31" in words
    assert as_reviewer.post(long_page, sent(page, default_lead=department.pk)).status_code == 302
    assert Target.objects.count() == page.context["table"].n_ticked > 60
    target = _last().target
    assert (target.name, target.lead, str(target.deadline)) == ("新增第60类设施", department, "2024-12-31")


def _last():
    return Statement.objects.get(indicator="新增第60类设施")


def test_a_row_far_down_that_cannot_be_adopted_is_shown_with_its_error(as_reviewer, long_page):
    page = as_reviewer.get(long_page)
    Statement.objects.filter(pk=_last().pk).update(version=2)
    typed = {f"s{page.context['table'].proposals[0].statement.pk}-name": "改了名"}
    refused = as_reviewer.post(long_page, sent(page, **typed))
    row = form_of(refused).get_element_by_id(f"s{_last().pk}")
    assert refused.status_code == 422
    assert row.get("class") == "has-error"
    assert "已被他人修改" in row.text_content()
    assert form_of(refused).fields[next(iter(typed))] == "改了名"
    assert not Target.objects.exists()


def test_a_row_drawn_from_its_proposal_is_that_of_its_form(as_reviewer, page):
    table = as_reviewer.get(page).context["table"]
    rows = AdoptionRows(table)
    assert [rows.proposed(row.proposal) for row in table.rows] == [rows.typed(row) for row in table.rows]


def test_unticked_rows_are_not_checked(as_reviewer, page, promises, department):
    changes = {"adopt": [seen(promises["gdp"])], f"s{promises['gdp'].pk}-lead": department.pk}
    as_reviewer.post(page, filled_in(as_reviewer.get(page), **changes))
    assert [target.name for target in Target.objects.all()] == ["地区生产总值"]


def test_the_slower_reviewer_gets_a_clear_message(as_reviewer, page, report, promises, reviewer, department):
    shown = as_reviewer.get(page)
    first = propose(report)[0].adoption(lead=department)
    adopt(report=report, adoptions=[first], by=reviewer)
    response = as_reviewer.post(page, filled_in(shown, default_lead=department.pk))
    assert response.status_code == 422
    assert "已由他人立项" in response.content.decode()
    assert Target.objects.count() == 1


def test_what_was_edited_since_the_page_was_opened_is_shown_again(as_reviewer, page, promises, department):
    shown = as_reviewer.get(page)
    type(promises["firms"]).objects.filter(pk=promises["firms"].pk).update(value=30, version=2)
    response = as_reviewer.post(page, filled_in(shown, default_lead=department.pk))
    assert response.status_code == 422
    assert "30家以上" in response.content.decode()
    assert "打开本页后，此项已被他人修改" in response.content.decode()
    assert not Target.objects.exists()
    as_reviewer.post(page, filled_in(response, default_lead=department.pk))
    assert promises["firms"].target.value == 30


def test_when_all_is_adopted_the_page_leads_on(as_reviewer, page, report, promises, reviewer, department):
    adopt(report=report, adoptions=[each.adoption(lead=department) for each in propose(report)], by=reviewer)
    content = as_reviewer.get(page).content.decode()
    assert reverse("task-table") in content
    assert "均已立项" in content


@pytest.mark.parametrize("role", ["foreign_reviewer", "reporter", "other_reporter", "leader", "stranger"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_reviewers_of_the_region(client, request, role, method, page):
    client.force_login(request.getfixturevalue(role))
    assert getattr(client, method)(page).status_code == 404
    assert not Target.objects.exists()


def test_login_is_needed(client, page):
    assert client.get(page).url.startswith(reverse("login"))


def test_queries_do_not_grow_with_the_promises(as_reviewer, page, django_assert_max_num_queries):
    as_reviewer.get(page)
    with django_assert_max_num_queries(13):
        as_reviewer.get(page)
