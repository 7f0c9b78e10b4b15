"""Several rows at once: all of them or none, and every row says what is wrong with it."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from lxml import html

from reports.organisation.models import Post
from tracker.targets.forms.row_drawing import drawn_form, drawn_targets
from tracker.targets.forms.rows import RowForm
from tracker.targets.forms.terms import Choices
from tracker.targets.models import Target
from tracker.targets.services import Revision, RowsRefusedError, change_many
from tracker.targets.views.editing import ROWS_AT_ONCE

HTMX = {"HX-Request": "true"}


@pytest.fixture
def mayor(district):
    return Post.objects.create(region=district, title="分管副区长", holder="张三")


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


def weights() -> list[Decimal]:
    return list(Target.objects.order_by("number").values_list("weight", flat=True))


def test_several_rows_for_one_reason(make_target, reviewer):
    revisions = [Revision(make_target(), 1, {"weight": Decimal(weight)}) for weight in (2, 3)]
    change_many(revisions=revisions, by=reviewer, reason="权重确定")
    assert weights() == [2, 3]
    assert {each.history.first().history_change_reason for each in Target.objects.all()} == {"权重确定"}


def test_one_bad_row_stores_nothing_and_all_are_told(make_target, reviewer):
    fine, binding, stale, circle = (make_target(nature="binding" if n == 1 else "") for n in range(4))
    revisions = [
        Revision(fine, 1, {"weight": Decimal(2)}),
        Revision(binding, 1, {"deadline": dt.date(2025, 1, 31)}),
        Revision(stale, 7, {"weight": Decimal(2)}),
        Revision(circle, 1, {"parent": circle}),
    ]
    with pytest.raises(RowsRefusedError) as refused:
        change_many(revisions=revisions, by=reviewer, reason="调整")
    assert set(refused.value.errors) == {binding.pk, circle.pk}
    assert set(refused.value.current) == {stale.pk}
    assert weights() == [1, 1, 1, 1]


def test_a_row_of_another_district_stops_everything(make_target, reviewer, other_district):
    own, foreign = make_target(), make_target(region=other_district)
    with pytest.raises(PermissionDenied):
        change_many(
            revisions=[Revision(each, 1, {"weight": Decimal(2)}) for each in (own, foreign)], by=reviewer, reason="调整"
        )
    assert weights() == [1, 1]


def test_parts_make_no_circle(make_target, reviewer):
    one = make_target()
    other = make_target(parent=one)
    with pytest.raises(RowsRefusedError):
        change_many(revisions=[Revision(one, 1, {"parent": other})], by=reviewer, reason="调整")
    with pytest.raises(ValidationError):
        change_many(revisions=[], by=reviewer, reason=" ")


# The page


def filled(response, **typed) -> dict[str, object]:
    """What a browser sends of the rows that show fields, with what was typed."""
    return dict(edit_form(response).form_values()) | typed


def edit_form(response):
    (form,) = html.fromstring(response.content.decode()).xpath("//form[contains(@class, 'edit-rows')]")
    return form


def test_rows_are_edited_in_place(as_reviewer, make_target, mayor, other_department):
    first, second = make_target(), make_target()
    page = as_reviewer.get(reverse("task-edit"))
    typed = {
        f"t{first.pk}-leader": "分管副区长", f"t{first.pk}-nature": "binding", f"t{first.pk}-schedule": "10 40 70 100",
        f"t{second.pk}-lead": "区教委", f"t{second.pk}-parent": "1", f"t{second.pk}-weight": "2.5",
        "reason": "会议确定",
    }  # fmt: skip
    reply = as_reviewer.post(reverse("task-edit"), filled(page, **typed))
    assert reply.status_code == 302
    one, two = Target.objects.order_by("number")
    assert (one.leader, one.nature, one.schedule[2], one.schedule[11], one.version) == (mayor, "binding", 10, 100, 2)
    assert (two.lead, two.parent, two.weight) == (other_department, one, Decimal("2.5"))


def test_all_errors_of_all_rows_at_once_and_nothing_typed_is_lost(as_reviewer, make_target):
    first, second = make_target(), make_target()
    page = as_reviewer.get(reverse("task-edit"))
    typed = {f"t{first.pk}-lead": "区旅游局", f"t{second.pk}-deadline": "1999-01-01", f"t{second.pk}-weight": "3",
             "reason": "调整"}  # fmt: skip
    reply = as_reviewer.post(reverse("task-edit"), filled(page, **typed))
    content = reply.content.decode()
    assert reply.status_code == 422
    for words in ("没有名为“区旅游局”的单位", "1999", 'value="区旅游局"', 'value="3"', 'value="调整"'):
        assert words in content
    assert weights() == [1, 1]


def test_a_conflict_names_both_values_and_the_second_saving_wins(as_reviewer, make_target, reviewer):
    target, other = make_target(), make_target()
    page = as_reviewer.get(reverse("task-edit"))
    change_many(revisions=[Revision(target, 1, {"weight": Decimal(7)})], by=reviewer, reason="他人")
    data = filled(page, **{f"t{target.pk}-weight": "3", f"t{other.pk}-weight": "4", "reason": "调整"})
    reply = as_reviewer.post(reverse("task-edit"), data)
    assert "权重：系统中为“7”，您填写的是“3”" in reply.content.decode()
    assert weights() == [7, 1]
    again = filled(reply, reason="调整")
    assert as_reviewer.post(reverse("task-edit"), again).status_code == 302
    assert weights() == [3, 4]


def test_one_thing_for_all_ticked_rows(as_reviewer, make_target, other_department, mayor):
    ticked, untouched = [make_target(), make_target()], make_target()
    address = reverse("task-edit") + "?" + "&".join(f"row={each.pk}" for each in ticked)
    together = as_reviewer.get(address).context["together"]
    data = {"all": "1", "all-lead": other_department.pk, "all-leader": "分管副区长", "all-deadline": "2024-11-30",
            "all-reason": "分工调整", "all-versions": together["versions"].value()}  # fmt: skip
    assert as_reviewer.post(address, data).status_code == 302
    for each in ticked:
        each.refresh_from_db()
        assert (each.lead, each.leader, each.deadline) == (other_department, mayor, dt.date(2024, 11, 30))
    untouched.refresh_from_db()
    assert untouched.version == 1
    # The same versions again: both rows have changed since.
    again = as_reviewer.post(address, data | {"all-deadline": "2024-10-31"})
    assert again.status_code == 422
    assert again.content.decode().count("其他人刚刚修改了该行") == 2


@pytest.mark.parametrize("role", ["reporter", "leader", "foreign_reviewer", "stranger"])
def test_only_reviewers_edit_the_table(client, request, role, make_target):
    target = make_target()
    client.force_login(request.getfixturevalue(role))
    query = f"?region={target.region_id}&year=2024&row={target.pk}"
    assert client.get(reverse("task-edit") + query).status_code == 404
    assert client.post(reverse("task-edit") + query, {"reason": "调整"}).status_code == 404


@pytest.fixture
def many(make_target) -> list[Target]:
    """A task table of 250 rows."""
    whole = make_target()
    Target.objects.bulk_create(
        Target(region=whole.region, year=2024, number=n, name=f"任务{n}", target_class="quantified", lead=whole.lead,
               deadline=whole.deadline, adopted_by=whole.adopted_by, parent=whole, measure="quantity", value=n)
        for n in range(2, 251)
    )  # fmt: skip
    return list(Target.objects.order_by("number"))


def with_fields(response) -> list[int]:
    """The keys of the rows that show fields."""
    return [int(name[1:].removesuffix("-version")) for name in edit_form(response).fields if name.endswith("-version")]


def parts_to_come(response) -> list[str]:
    """The addresses of the parts that are fetched later."""
    return [part.get("hx-get") for part in edit_form(response).xpath(".//*[@hx-get]")]


def test_a_long_table_comes_in_parts_that_together_hold_every_row(as_reviewer, many):
    page = as_reviewer.get(reverse("task-edit"))
    assert with_fields(page) == [target.pk for target in many[:ROWS_AT_ONCE]]
    assert page.content.decode().count("<fieldset") == 250  # each is named at least, for the search in the page
    fetched = [
        int(key)
        for address in parts_to_come(page)
        for key in re.findall(r'name="t(\d+)-version"', as_reviewer.get(address, headers=HTMX).content.decode())
    ]
    assert fetched == [target.pk for target in many[ROWS_AT_ONCE:]]


def test_without_a_script_a_link_leads_to_the_fields_of_each_part(as_reviewer, many):
    page = as_reviewer.get(reverse("task-edit"))
    links = edit_form(page).xpath(".//noscript//a/@href")
    assert links == parts_to_come(page)
    last = as_reviewer.get(links[-1])
    assert with_fields(last) == [target.pk for target in many[-ROWS_AT_ONCE:]]
    data = filled(last, **{f"t{many[-1].pk}-weight": "7", "reason": "调整"})
    assert as_reviewer.post(links[-1], data).status_code == 302
    assert weights() == [1] * 249 + [7]


def test_rows_of_several_parts_are_saved_and_the_others_stay(as_reviewer, many):
    page, last = as_reviewer.get(reverse("task-edit")), many[-1]
    typed = {f"t{many[0].pk}-weight": "2", **row_of(as_reviewer, last), f"t{last.pk}-weight": "3", "reason": "调整"}
    assert as_reviewer.post(reverse("task-edit"), filled(page, **typed)).status_code == 302
    assert weights() == [2] + [1] * 248 + [3]


def row_of(client, target) -> dict[str, str]:
    """The fields of a row as they are fetched."""
    part = client.get(reverse("task-edit"), {"row": target.pk}, headers=HTMX).content.decode()
    return dict(html.fromstring(f"<form>{part}</form>").form_values())


def test_an_error_far_down_is_told_at_its_row_beside_what_was_typed_above(as_reviewer, many):
    page, last = as_reviewer.get(reverse("task-edit")), many[-1]
    wrong = {f"t{many[0].pk}-weight": "2", **row_of(as_reviewer, last), f"t{last.pk}-deadline": "1999-01-01"}
    reply = as_reviewer.post(reverse("task-edit"), filled(page, **wrong, reason="调整"))
    assert reply.status_code == 422
    assert with_fields(reply) == [target.pk for target in (*many[:ROWS_AT_ONCE], last)]
    (row,) = edit_form(reply).xpath(f".//fieldset[@id='row-{last.number}']")
    assert "has-error" in row.get("class")
    assert "1999" in row.text_content()
    assert edit_form(reply).fields[f"t{many[0].pk}-weight"] == "2"
    assert weights() == [1] * 250


def test_a_row_drawn_from_what_is_stored_is_that_of_its_form(as_reviewer, make_target, other_department, mayor):
    target = make_target(leader=mayor, baseline=Decimal("12.50"), schedule=[100] * 12, nature="binding", weight=2)
    target.supporting.set([other_department])
    choices = Choices(target.region_id, target.year)
    assert [*drawn_targets([target], choices)] == [drawn_form(RowForm(target, choices=choices))]


def test_250_rows_take_the_same_queries(as_reviewer, many, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        as_reviewer.get(reverse("task-edit"))
    as_reviewer.get(reverse("task-table"), {"export": "xlsx"})
    for kind in ("xlsx", "docx"):
        with django_assert_max_num_queries(12):
            as_reviewer.get(reverse("task-table"), {"export": kind})
    with django_assert_max_num_queries(12):
        assert len(as_reviewer.get(reverse("task-table")).context["tasks"]) == 250
