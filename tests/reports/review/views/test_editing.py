"""Edit, add, merge and split through their forms."""

from decimal import Decimal

import pytest
from django.urls import reverse

from reports.review.services.composition import merge
from reports.review.services.decisions import edit
from tests.reports.conftest import ref, row, states

pytestmark = pytest.mark.django_db
GDP, HOUSING, WASTE = "地区生产总值", "改造老旧小区", "垃圾分类覆盖率、处理率"
TERMS = {
    "kind": "target",
    "indicator": GDP,
    "measure": "growth",
    "comparator": "ge",
    "value": "7",
    "unit": "%",
    "year": 2024,
}


def address(report, name, **more):
    return reverse(f"reports:{name}", kwargs={"pk": report.pk} | more)


def seen(statement) -> str:
    return f"{statement.pk}:{statement.version}"


@pytest.fixture(autouse=True)
def _logged_in(client, reviewer):
    client.force_login(reviewer)


def send_edit(client, report, statement, **changes):
    url = address(report, "edit", statement=statement.pk)
    return client.post(url, TERMS | {"row": seen(statement)} | changes)


def test_the_form_shows_the_statement(client, report):
    page = client.get(address(report, "edit", statement=row(report, GDP).pk)).content.decode()
    assert 'value="7"' in page
    assert f'value="{GDP}"' in page


@pytest.mark.parametrize(
    ("typed", "value"), [("7.5", "7.5"), ("１２", "12"), ("1,234.5", "1234.5"), ("12，000", "12000"), ("0", "0")]
)
def test_numbers_as_people_type_them(client, report, typed, value):
    assert send_edit(client, report, row(report, GDP), value=typed).status_code == 200
    assert row(report, GDP).value == Decimal(value)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "七"}, "value"),
        ({"value": ""}, "value"),
        ({"indicator": ""}, "indicator"),
        ({"year": "1024"}, "year"),
        ({"comparator": "between"}, "value_high"),
        ({"comparator": "between", "value_high": "6"}, "value_high"),
        ({"value_high": "9"}, "value_high"),
        ({"kind": "nonsense"}, "kind"),
        ({"value": "1e30"}, "value"),
        ({"value": "NaN"}, "value"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(client, report, changes, field):
    answer = send_edit(client, report, row(report, GDP), **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert row(report, GDP).version == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "", "comparator": "qualitative"},
        {"value": "", "kind": "milestone", "event": "开工"},
        {"value": "6.5", "value_high": "7", "comparator": "between"},
    ],
)
def test_what_needs_no_number_or_two_is_kept(client, report, changes):
    assert send_edit(client, report, row(report, GDP), **changes).status_code == 200
    assert row(report, GDP).is_edited


def test_save_and_accept(client, report):
    send_edit(client, report, row(report, GDP), accept="1")
    assert row(report, GDP).state == "accepted"


def test_a_conflict_shows_both_values_and_the_second_decides(client, report, second_reviewer):
    mine = row(report, GDP)
    edit(report=report, ref=ref(mine), values={"value": Decimal(8)}, user=second_reviewer)
    answer = send_edit(client, report, mine, value="9")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<strong>9</strong>" in page
    assert "<strong>8</strong>" in page
    assert 'value="9"' in page
    assert row(report, GDP).value == 8
    send_edit(client, report, row(report, GDP), value="9")
    assert row(report, GDP).value == 9


def test_what_was_typed_for_a_statement_that_is_gone_is_offered_as_a_new_one(client, report, second_reviewer):
    pair = [row(report, HOUSING), row(report, WASTE)]
    merge(report=report, refs=[ref(s) for s in pair], values={}, user=second_reviewer)
    answer = send_edit(client, report, pair[1], indicator="处理率", value="99")
    form = answer.context["form"]
    assert (answer.status_code, form.initial["indicator"], form.initial["value"]) == (409, "处理率", 99)
    assert (form.initial["quote"], form.initial["near"]) == ("100%", pair[1].start)
    assert 'value="99"' in answer.content.decode()


def test_split(client, report):
    waste = row(report, WASTE)
    url = address(report, "split", statement=waste.pk)
    assert "垃圾分类覆盖率\n处理率" in client.get(url).content.decode()
    assert client.post(url, {"row": seen(waste), "names": "一个"}).status_code == 422
    answer = client.post(url, {"row": seen(waste), "names": "垃圾分类覆盖率\r\n垃圾处理率"})
    assert 'id="statements"' in answer.content.decode()
    assert [name for name, _ in states(report)][-2:] == ["垃圾分类覆盖率", "垃圾处理率"]
    assert client.post(url, {"row": seen(waste), "names": "甲\n乙"}).status_code == 409


def test_merge(client, report):
    rows = [seen(row(report, HOUSING)), seen(row(report, WASTE))]
    form = client.get(address(report, "merge"), {"row": rows}).content.decode()
    assert f"{HOUSING}、{WASTE}" in form
    answer = client.post(address(report, "merge"), TERMS | {"row": rows, "indicator": "两项"})
    assert answer.status_code == 200
    assert states(report)[-1] == ("两项", "accepted")
    assert client.post(address(report, "merge"), TERMS | {"row": rows}).status_code == 400


def test_two_halves_of_a_range_are_merged_into_it(client, report):
    second = row(report, WASTE)
    second.indicator, second.unit, second.value = GDP, "%", Decimal(6)
    second.save()
    rows = [seen(row) for row in report.statements.filter(indicator=GDP, year=2024)]
    form = client.get(address(report, "merge"), {"row": rows}).context["form"]
    assert (form.initial["value"], form.initial["value_high"], form.initial["comparator"]) == (6, 7, "between")


def test_add_from_marked_words(client, report):
    start = report.text.index("新增规上工业企业20家以上")
    form = client.get(address(report, "add"), {"start": start, "end": start + 13}).context["form"]
    assert {name: form.initial[name] for name in ("quote", "indicator", "unit", "kind", "comparator", "year")} == {
        "quote": "20家", "indicator": "新增规上工业企业", "unit": "家",
        "kind": "target", "comparator": "ge", "year": 2024,
    }  # fmt: skip
    sent = TERMS | {"quote": "20家", "near": start, "indicator": "企业"}
    page = client.post(address(report, "add"), sent).content.decode()
    added = row(report, "企业")
    assert report.text[added.start : added.end] == "20家"
    assert f'id="s{added.pk}"' in page


def test_words_that_are_not_in_the_text_are_refused(client, report):
    answer = client.post(address(report, "add"), TERMS | {"quote": "没有的话", "near": 0})
    assert answer.status_code == 422
    assert "quote" in answer.context["form"].errors
    assert client.get(address(report, "add"), {"start": "x"}).status_code == 400


def test_a_statement_of_another_report_has_no_form(client, report):
    assert client.get(address(report, "edit", statement=987654)).status_code == 404
    assert client.get(address(report, "split", statement=987654)).status_code == 404
